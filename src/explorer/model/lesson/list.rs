//! Which presets are walkthroughs.

use crate::explorer::model::files::presets::PresetTitle;

/// The presets that can be walked through, the walkthroughs first.
pub(in crate::explorer) fn walkthroughs(presets: &[PresetTitle]) -> impl Iterator<Item = &PresetTitle> {
    let with_steps = || presets.iter().filter(|preset| preset.steps > 0);
    let walkthroughs = with_steps().filter(|preset| preset.walkthrough.is_some());
    walkthroughs.chain(with_steps().filter(|preset| preset.walkthrough.is_none()))
}
