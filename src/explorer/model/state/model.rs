//! The model of the explorer: plain data that knows no screens, files or clocks.

use std::sync::Arc;

use crate::bon::Evaluation;
use crate::explorer::action::keymap::Keymap;
use crate::explorer::action::{Context, Pane};
use crate::explorer::model::base::bins::Bins;
use crate::explorer::model::base::change::Changes;
use crate::explorer::model::base::draft::Rules;
use crate::explorer::model::base::find::Find;
use crate::explorer::model::base::prompts::Prompts;
use crate::explorer::model::base::subject::Subject;
use crate::explorer::model::curves::chosen_curves::ChosenCurves;
use crate::explorer::model::curves::detail::Details;
use crate::explorer::model::curves::pins::Pins;
use crate::explorer::model::curves::renyi::RenyiCurves;
use crate::explorer::model::curves::sweep::Sweep;
use crate::explorer::model::files::document::Documents;
use crate::explorer::model::files::presets::PresetTitle;
use crate::explorer::model::files::preview::Previews;
use crate::explorer::model::files::unsaved::Unsaved;
use crate::explorer::model::history::undo::History;
use crate::explorer::model::jobs::answer::Answer;
use crate::explorer::model::lesson::Lesson;
use crate::explorer::model::overlay::layer::{Overlay, Search};
use crate::explorer::model::overlay::palette::Palette;
use crate::explorer::model::overlay::pointer::Pointer;
use crate::explorer::model::scale::jump::Jump;
use crate::explorer::model::scale::play::Play;
use crate::explorer::model::scale::steps;
use crate::preset::{LowerView, View};
use crate::report::InformationUnit;

/// The state of the explorer.
#[derive(Clone, Debug)]
pub struct Model {
    /// The base, or the prompts, on the screen.
    pub subject: Subject,
    /// How its masses react to an edit.
    pub rules: Rules,
    /// The documents of this session, with what was saved of each.
    pub documents: Documents,
    /// What earlier sessions did not save.
    pub unsaved: Unsaved,
    /// Whether the last key asked to leave although edits would be lost.
    pub leaving: bool,
    /// The changes of the base that are being built.
    pub changes: Changes,
    /// What the mouse holds.
    pub pointer: Pointer,
    /// What can be undone and redone.
    pub history: History,
    /// The number of draws, 1 to [`steps::MAX`].
    pub n: u64,
    /// The right end of the scale of n; never below `n`.
    pub scale_end: u64,
    /// The right end of the scale as it was chosen; a larger n extends the scale.
    pub chosen_end: u64,
    /// Whether and how n runs along its scale.
    pub play: Play,
    /// The search for the n of a jump.
    pub jump: Jump,
    /// The chosen curves of the KL chart; none for the default ones.
    pub chosen_curves: Option<ChosenCurves>,
    /// The view in the lower chart.
    pub lower_view: LowerView,
    /// The pane that has the focus; the only one on a small screen or when zoomed.
    pub pane: Pane,
    /// Whether the pane that has the focus takes the whole screen.
    pub zoomed: bool,
    /// The selected row: 0 is the outcome with the highest reward; for the average, the first prompt.
    pub selected: usize,
    /// The first row in sight, before it is adapted to the height of the pane.
    pub offset: usize,
    /// The outcomes in bins.
    pub bins: Bins,
    /// The numbers of several prompts.
    pub prompts: Prompts,
    /// The last search for an outcome.
    pub find: Find,
    /// The keys of each action.
    pub keymap: Arc<Keymap>,
    /// The memory of the command palette.
    pub palette: Palette,
    /// What lies over the panes.
    pub overlay: Option<Overlay>,
    /// One sentence, shown until the next key.
    pub notice: Option<String>,
    /// Everything at one n; NaN where it is not known yet.
    pub readout: Answer<u64, Evaluation>,
    /// The curves, ascending in n; NaN where they are not known yet.
    pub curve: Answer<Sweep, Arc<Vec<Evaluation>>>,
    /// What single views of the lower chart need besides.
    pub details: Details,
    /// The chosen unit of information; [`Model::unit`] is the one on the screen.
    pub chosen_unit: InformationUnit,
    /// The Rényi divergences of typed orders.
    pub renyi: RenyiCurves,
    /// The pins.
    pub pins: Pins,
    /// The walkthrough under way.
    pub lesson: Option<Lesson>,
    /// Whether one chart with large figures takes the whole screen.
    pub presenting: bool,
    /// The presets to choose from.
    pub presets: Arc<Vec<PresetTitle>>,
    /// Their previews.
    pub previews: Previews,
    /// What the last drawing had room for.
    pub viewport: Viewport,
}

/// What the last drawing had room for, in lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Viewport {
    /// Rows of the table of outcomes.
    pub rows: usize,
    /// Lines of the lower chart, where that is text.
    pub lower: usize,
    /// All lines of the lower chart, where that is text.
    pub lower_length: usize,
    /// Whether there was room for only one pane.
    pub single: bool,
    /// Lines of an overlay.
    pub overlay: usize,
    /// All lines of the overlay.
    pub overlay_length: usize,
}

impl Model {
    /// An explorer of `subject` at `n`.
    pub fn new(subject: Subject, n: u64, view: View) -> Model {
        let mut model = Model {
            subject: subject.clone(),
            rules: Rules::default(),
            documents: Documents::default(),
            unsaved: Unsaved::default(),
            leaving: false,
            changes: Changes::default(),
            pointer: Pointer::default(),
            history: History::default(),
            n: 1,
            scale_end: steps::DEFAULT_END,
            chosen_end: steps::DEFAULT_END,
            play: Play::default(),
            jump: Jump::default(),
            chosen_curves: None,
            lower_view: LowerView::Gap,
            pane: Pane::Base,
            zoomed: false,
            selected: 0,
            offset: 0,
            bins: Bins::default(),
            prompts: Prompts::default(),
            find: Find::default(),
            keymap: Arc::default(),
            palette: Palette::default(),
            overlay: None,
            notice: None,
            readout: Answer::default(),
            curve: Answer::default(),
            details: Details::default(),
            chosen_unit: InformationUnit::default(),
            renyi: RenyiCurves::default(),
            pins: Pins::default(),
            lesson: None,
            presenting: false,
            presets: Arc::default(),
            previews: Previews::default(),
            viewport: Viewport::default(),
        };
        model.open(subject, n, view);
        model
    }

    /// Switches to another subject; the layout stays.
    pub fn open(&mut self, subject: Subject, n: u64, view: View) {
        self.notice = subject.bases().find_map(|base| base.notices().first()).cloned();
        self.turn_to(subject, Rules::default());
        self.choose_draws(n);
        match view {
            View::Kl => self.pane = Pane::Kl,
            View::Lower(lower_view) => self.lower_view = lower_view,
        }
        self.documents.open(Some(&self.subject), Some((view, self.lower_view)));
        (self.selected, self.offset) = (0, 0);
        self.overlay = None;
    }

    /// Moves the focus to a view, so that it is seen where there is room for one pane.
    pub fn focus_on(&mut self, view: View) {
        self.pane = match view {
            View::Kl => Pane::Kl,
            View::Lower(_) => Pane::Lower,
        };
    }

    /// Replaces the base. Everything computed for the old one is forgotten, and changes under way are given up.
    pub fn turn_to(&mut self, subject: Subject, rules: Rules) {
        self.changes.clear();
        self.subject = subject;
        self.rules = rules;
        self.readout.forget();
        self.curve.forget();
        self.find.sought.keep_if(|_| false);
    }

    /// The rank of the selected outcome: 0 is the lowest reward.
    pub fn selected_rank(&self) -> usize {
        (self.subject.base.base().len() - 1).saturating_sub(self.selected)
    }

    /// The number of rows of the table: outcomes, or prompts.
    pub fn rows(&self) -> usize {
        match self.subject.is_average() {
            true => self.subject.prompts().len(),
            false => self.subject.base.base().len(),
        }
    }

    /// Selects the outcome at this input position.
    pub fn select(&mut self, position: usize) {
        let base = self.subject.base.base();
        let row = (0..base.len()).rev().position(|rank| base.input_index(rank) == position);
        self.selected = row.unwrap_or(0);
        self.offset = self.first_row(self.viewport.rows);
    }

    /// Sets n; the scale grows if n lies beyond its end.
    pub fn set_draws(&mut self, n: u64) {
        self.n = n.clamp(1, steps::MAX);
        if self.n > self.scale_end {
            self.scale_end = steps::reach_of(self.n);
        }
    }

    /// Sets an n that a person or a scene has chosen: the scale returns to its chosen end, or reaches further if n
    /// does.
    pub fn choose_draws(&mut self, n: u64) {
        self.scale_end = self.chosen_end;
        self.set_draws(n);
    }

    /// Sets n to the nearest number on the scale.
    pub fn slide(&mut self, n: u64) {
        self.n = n.clamp(1, self.scale_end);
    }

    /// Opens a view of the lower chart and moves the focus there.
    pub fn show(&mut self, lower_view: LowerView) {
        if self.lower_view != lower_view {
            self.details.offset = 0;
        }
        self.lower_view = lower_view;
        self.pane = Pane::Lower;
    }

    /// The first row in sight when there is room for `rows`: unchanged where possible, but with the selected row in
    /// sight and no room wasted.
    pub fn first_row(&self, rows: usize) -> usize {
        let last = self.rows().saturating_sub(rows);
        let least = (self.selected + 1).saturating_sub(rows.max(1));
        self.offset.clamp(least, self.selected).min(last)
    }

    /// The context that takes the keys.
    pub fn context(&self) -> Context {
        match &self.overlay {
            None if self.lesson.is_some() => Context::Lesson,
            None => Context::Main,
            Some(Overlay::Question { .. }) => Context::Question,
            Some(Overlay::Edit { .. }) => Context::Edit,
            Some(Overlay::Arguments { .. }) => Context::Arguments,
            Some(Overlay::Picker { .. }) => Context::Picker,
            Some(Overlay::List(open)) => open.context(),
            Some(Overlay::Actions { .. }) => Context::ActionsMenu,
            Some(Overlay::Help { search: Search { typing: true, .. }, .. }) => Context::Search,
            Some(Overlay::Help { .. }) => Context::Help,
            Some(Overlay::Palette { .. }) => Context::Palette,
        }
    }
}
