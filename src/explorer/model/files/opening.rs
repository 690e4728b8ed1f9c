//! What the explorer opens with, from a `BASE` argument or from the list of presets.

use std::sync::Arc;

use crate::explorer::model::base::subject::Subject;
use crate::preset::{self, Origin, Start, View};

/// A subject with the n and the view to start with.
#[derive(Clone, Debug)]
pub struct Opening {
    /// The subject.
    pub subject: Subject,
    /// The first n.
    pub n: u64,
    /// The first view.
    pub view: View,
    /// The preset it was read from, if any.
    pub origin: Option<Arc<Origin>>,
}

impl From<preset::Subject> for Opening {
    fn from(subject: preset::Subject) -> Opening {
        let (subject, start, origin) = match subject {
            preset::Subject::Base(base) => (Subject::new(Arc::new(*base), None), Start::default(), None),
            preset::Subject::Preset(preset) => {
                (Subject::of_preset(&preset), preset.start, Some(preset.origin))
            }
            preset::Subject::Prompt(preset, position) => {
                (Subject::of_prompt(&preset, position), preset.start, Some(preset.origin))
            }
        };
        Opening { subject, n: start.n, view: start.view, origin }
    }
}
