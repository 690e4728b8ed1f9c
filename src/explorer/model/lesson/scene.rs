//! The screen at each step of a walkthrough, worked out from the steps before it.

use std::sync::Arc;

use crate::bon::ProposalError;
use crate::explorer::model::base::draft::{Draft, Edit, EditError, Rules};
use crate::explorer::model::base::subject::Subject;
use crate::family::{self, Fields, NamedBase, NotationError};
use crate::preset::{Change, Focus, Preset, Travel, View};

/// The screen at one step.
#[derive(Clone, Debug)]
pub struct Scene {
    /// The base and its proposal.
    pub subject: Subject,
    /// The n from which n runs, if it is to be seen moving.
    pub from: Option<u64>,
    /// The number of draws n.
    pub n: u64,
    /// The view.
    pub view: View,
    /// The pane to look at.
    pub focus: Focus,
    /// The labels of the outcomes to look at.
    pub highlight: Vec<String>,
    /// The curves that stay in sight, by name.
    pub pins: Vec<(String, Subject)>,
}

/// Why the change of a step is impossible.
#[derive(Debug, thiserror::Error)]
pub enum SceneError {
    /// The change is impossible.
    #[error("step {step}: {source}")]
    Edit {
        /// Which step, from 1.
        step: usize,
        /// The reason.
        source: EditError,
    },
    /// The proposal of the preset does not fit the changed base.
    #[error("step {step}: {source}")]
    Proposal {
        /// Which step, from 1.
        step: usize,
        /// The reason.
        source: ProposalError,
    },
    /// The argument is refused.
    #[error("step {step}: {source}")]
    Notation {
        /// Which step, from 1.
        step: usize,
        /// The reason.
        source: Box<NotationError>,
    },
}

/// The scenes of all steps of a preset.
///
/// # Errors
/// [`SceneError`] for a change that cannot be made.
pub fn scenes(preset: &Preset) -> Result<Vec<Scene>, SceneError> {
    let mut subject = Subject::of_preset(preset);
    let (mut n, mut view) = (preset.start.n, preset.start.view);
    let mut pins = Vec::new();
    preset
        .steps
        .iter()
        .enumerate()
        .map(|(at, step)| {
            for change in &step.change {
                match change {
                    Change::Pin(name) => pins.push((name.clone(), subject.clone())),
                    _ => {
                        let base = changed(&subject.base, change, &preset.name, at + 1)?;
                        let changed = subject.with_base(base);
                        subject = changed.map_err(|source| SceneError::Proposal { step: at + 1, source })?;
                    }
                }
            }
            let from = match step.n {
                Some(Travel::Along(from, _)) => Some(from),
                Some(Travel::To(_)) | None => None,
            };
            n = step.n.map_or(n, Travel::end);
            view = step.view.unwrap_or(view);
            let focus = step.focus.unwrap_or(match view {
                View::Kl => Focus::Kl,
                View::Lower(_) => Focus::Lower,
            });
            let highlight = step.highlight.clone();
            Ok(Scene { subject: subject.clone(), from, n, view, focus, highlight, pins: pins.clone() })
        })
        .collect()
}

fn changed(
    base: &Arc<NamedBase>,
    change: &Change,
    name: &str,
    step: usize,
) -> Result<Arc<NamedBase>, SceneError> {
    let edited = |label: &str, edit| {
        // The reader of the preset has checked the label.
        let Some(rank) = base.rank_of(label) else { return Ok(Arc::clone(base)) };
        let draft = Draft::of(base, &Rules::default()).and_then(|mut draft| {
            draft.edit(rank, edit)?;
            draft.finish()
        });
        draft.map(|(base, _)| Arc::new(base)).map_err(|source| SceneError::Edit { step, source })
    };
    match change {
        Change::Base(other) if other.name().is_empty() => {
            Ok(Arc::new(NamedBase::clone(other).renamed(name.to_owned())))
        }
        Change::Base(other) => Ok(Arc::clone(other)),
        Change::Mass(label, p) => edited(label, Edit::P(*p)),
        Change::Reward(label, reward) => edited(label, Edit::Reward(*reward)),
        Change::Argument(argument, text) => {
            let Some(fields) = base.notation().and_then(Fields::of) else { return Ok(Arc::clone(base)) };
            let at = fields.each().position(|(known, _)| known == *argument).unwrap_or(0);
            let other = family::parse(&fields.with(at, text));
            other.map(Arc::new).map_err(|source| SceneError::Notation { step, source: Box::new(source) })
        }
        Change::Pin(_) => Ok(Arc::clone(base)),
    }
}
