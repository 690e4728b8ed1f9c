//! The preview of the chosen preset, in as many lines as there are.

use std::sync::Arc;

use crate::explorer::model::files::presets::PresetTitle;
use crate::explorer::model::files::preview::{Checked, Preview};
use crate::report::{InformationUnit, counted};
use crate::tui::text;
use crate::tui::theme::Role;

/// The label before the bars, which go from the lowest reward to the highest.
const SHAPE: &str = "p by reward ";

/// Lines of text, each in one role.
type Lines = Vec<(String, Role)>;

/// The preview in at most `height` lines of at most `width` cells.
pub(in crate::explorer) fn lines(
    preset: &PresetTitle,
    preview: Option<&Result<Arc<Preview>, String>>,
    unit: InformationUnit,
    (width, height): (usize, usize),
) -> Lines {
    let about = preset.about.replace('\n', " ");
    let preview = match preview {
        // An error replaces the description.
        Some(Err(why)) => return wrapped(why, (width, height), Role::Bad),
        None => return wrapped(&about, (width, height), Role::Text),
        Some(Ok(preview)) => preview,
    };
    let facts = facts(preview, width);
    let claims = claims(&preview.claims, unit, width);
    // The description gives way to the facts, and the claims give way to the description.
    let most = height.saturating_sub(facts.len()).clamp(1, (height / 2).max(1));
    let mut lines = wrapped(&about, (width, most), Role::Text);
    lines.extend(facts.into_iter().take(height.saturating_sub(lines.len())));
    let room = height.saturating_sub(lines.len());
    let hidden = claims.len().saturating_sub(room);
    lines.extend(claims.into_iter().take(if hidden > 0 { room.saturating_sub(1) } else { room }));
    if hidden > 0 && room > 0 {
        lines.push((format!("… {} more", hidden + 1), Role::Dim));
    }
    lines
}

pub(in crate::explorer) fn wrapped(text: &str, (width, height): (usize, usize), role: Role) -> Lines {
    text::wrap_within(text, width, height).into_iter().map(|line| (line, role)).collect()
}

/// Its size, its start, whether its claims hold, and its shape.
fn facts(preview: &Preview, width: usize) -> Lines {
    let failed = preview.claims.iter().filter(|claim| claim.holds == Some(false)).count();
    let waiting = preview.claims.iter().any(|claim| claim.holds.is_none());
    let (verdict, role) = match (preview.claims.len(), failed) {
        (0, _) => ("no claims".to_owned(), Role::Dim),
        (claims, 0) if waiting => (format!("checking {}", counted(claims, "claim", "claims")), Role::Dim),
        (claims, 0) => (format!("✓ {}", counted(claims, "claim holds", "claims hold")), Role::Good),
        (claims, failed) => (format!("✗ {failed} of {} FAIL", counted(claims, "claim", "claims")), Role::Bad),
    };
    let size = match preview.prompts {
        0 => counted(preview.outcomes, "outcome", "outcomes"),
        prompts => counted(prompts, "prompt", "prompts"),
    };
    let start = format!("{size}, n = {}, {} view", preview.start.n, preview.start.view.name());
    vec![
        (text::cut(&format!("{verdict}; {start}"), width).into_owned(), role),
        (format!("{SHAPE}{}", shape(&preview.bars, width.saturating_sub(SHAPE.len()))), Role::Policy),
    ]
}

/// The masses as bars one cell wide, lowest reward first, as many as there is room for.
fn shape(bars: &[f64], width: usize) -> String {
    const EIGHTHS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let stretch = bars.len().div_ceil(width.max(1)).max(1);
    let stretches = bars.chunks(stretch).map(|stretch| stretch.iter().copied().fold(0.0, f64::max));
    let full = bars.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    // Every positive mass is visible.
    let eighths = |p: f64| if p > 0.0 { ((p / full * 8.0).round() as usize).clamp(1, 8) } else { 0 };
    stretches.map(|p| EIGHTHS[eighths(p)]).collect()
}

fn claims(claims: &[Checked], unit: InformationUnit, width: usize) -> Lines {
    let line = |claim: &Checked| {
        let (mark, role) = match claim.holds {
            Some(true) => ("✓", Role::Good),
            Some(false) => ("✗", Role::Bad),
            None => ("·", Role::Dim),
        };
        (text::cut(&format!("{mark} {}", claim.sentence(unit)), width).into_owned(), role)
    };
    // Failed claims come first.
    let (wrong, others): (Vec<_>, Vec<_>) = claims.iter().partition(|claim| claim.holds == Some(false));
    wrong.into_iter().chain(others).map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_show_what_is_possible() {
        assert_eq!(shape(&[0.0, 1e-300, 0.25, 0.5], 10), " ▁▄█");
        assert_eq!(shape(&[0.1, 0.4, 0.2, 0.3], 2), "█▆");
        assert_eq!(shape(&[], 5), "");
        assert_eq!(shape(&[1.0], 0), "█");
    }
}
