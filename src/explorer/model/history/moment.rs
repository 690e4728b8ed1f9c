//! What undo restores.

use crate::explorer::model::base::draft::Rules;
use crate::explorer::model::base::subject::Subject;
use crate::explorer::model::curves::chosen_curves::ChosenCurves;
use crate::explorer::model::curves::policies::Shown;
use crate::explorer::model::files::document::{Documents, Save};
use crate::preset::{LowerView, Start, View};
use crate::report::InformationUnit;

/// What undo restores.
#[derive(Clone, Debug)]
pub struct Moment {
    pub(in crate::explorer) subject: Subject,
    pub(in crate::explorer) rules: Rules,
    pub(in crate::explorer) document: usize,
    pub(in crate::explorer) n: u64,
    pub(in crate::explorer) scale_end: u64,
    pub(in crate::explorer) chosen_end: u64,
    pub(in crate::explorer) chosen_curves: Option<ChosenCurves>,
    pub(in crate::explorer) lower_view: LowerView,
    pub(in crate::explorer) log_gap: bool,
    pub(in crate::explorer) unit: InformationUnit,
    pub(in crate::explorer) shown: Shown,
    pub(in crate::explorer) selected: usize,
}

impl Moment {
    /// Whether there is nothing to undo between the two. The selected row is brought back, but moving it is no step.
    pub(in crate::explorer) fn same(&self, other: &Moment) -> bool {
        // Taken apart in full, so that whatever more is brought back has to be compared here too.
        let Moment {
            subject,
            rules,
            document,
            n,
            scale_end,
            chosen_end,
            chosen_curves,
            lower_view,
            log_gap,
            unit,
            shown,
            selected: _,
        } = self;
        let scale = (*n, *scale_end, *chosen_end) == (other.n, other.scale_end, other.chosen_end);
        let charts = (*chosen_curves, *lower_view, *log_gap, *unit, *shown)
            == (other.chosen_curves, other.lower_view, other.log_gap, other.unit, other.shown);
        scale
            && charts
            && *document == other.document
            && *rules == other.rules
            && subject.same(&other.subject)
    }

    /// The same moment with another subject, as it was opened.
    #[must_use]
    pub fn on(self, subject: Subject) -> Moment {
        Moment { subject, rules: Rules::default(), ..self }
    }

    /// The subject.
    pub fn subject(&self) -> &Subject {
        &self.subject
    }

    /// The number of draws.
    pub fn n(&self) -> u64 {
        self.n
    }

    /// Whether edits of its base would be lost.
    pub fn edited(&self, documents: &Documents) -> bool {
        documents.loses(self.document, &self.subject)
    }

    /// Its base, to be saved where it comes from.
    pub(in crate::explorer) fn to_save(&self, documents: &Documents) -> Save {
        let start = Start { n: self.n, view: View::Lower(self.lower_view) };
        documents.to_save(self.document, &self.subject, start)
    }
}
