//! Which presets are walkthroughs.

use crate::explorer::model::files::presets::PresetTitle;

/// The presets that can be walked through, the long walkthroughs first.
pub(in crate::explorer) fn walkthroughs(presets: &[PresetTitle]) -> impl Iterator<Item = &PresetTitle> {
    let with_steps = |long: bool| {
        presets.iter().filter(move |preset| preset.steps > 0 && preset.name.starts_with("walk-") == long)
    };
    with_steps(true).chain(with_steps(false))
}
