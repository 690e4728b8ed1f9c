//! The model of the explorer of a sample log: plain data that knows no screens, files or clocks.

use std::sync::Arc;

use crate::data::{Estimates, Progress, PromptDraws};
use crate::explorer::action::keymap::Keymap;
use crate::explorer::action::{Action, Context, Pane, Topic};
use crate::explorer::model::jobs::answer::Answer;
use crate::explorer::model::overlay::layer::Search;
use crate::explorer::model::overlay::palette::Palette;
use crate::explorer::model::state::Viewport;
use crate::explorer::samples::sheet::{Order, Sheet, SheetKey};
use crate::report::InformationUnit;
use crate::tui::line::Line;

/// The n at which it opens, if the pools are large enough.
const FIRST: u64 = 16;

/// Where the numbers come from, and the command that prints them.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file, with control characters made visible.
    pub file: String,
    /// The words of the command, without n and unit.
    pub command: Vec<String>,
    /// The largest n asked for: smaller pools are left out.
    pub asked: Option<u64>,
    /// The unit of information.
    pub unit: InformationUnit,
}

/// The state of the explorer of a sample log.
#[derive(Clone, Debug)]
pub struct Model {
    /// The source of the numbers.
    pub source: Source,
    /// How far the reading is, until there are numbers.
    pub progress: Option<Progress>,
    /// The estimates.
    pub log: Option<Arc<Estimates>>,
    /// The number of draws, 1 to `scale_end`.
    pub n: u64,
    /// The largest n with numbers.
    pub scale_end: u64,
    /// Whether every n up to the end has numbers, or only those of the curves.
    pub any_n: bool,
    /// The order of the list.
    pub order: Order,
    /// Whether the order is reversed.
    pub reversed: bool,
    /// The numbers at n.
    pub sheet: Answer<SheetKey, Arc<Sheet>>,
    /// The selected row of the list.
    pub selected: usize,
    /// The first row in sight, before it is adapted to the height of the pane.
    pub offset: usize,
    /// The prompt whose draws are listed.
    pub drill: Option<Drill>,
    /// The number of openings so far.
    pub drills: u64,
    /// The view in the lower chart.
    pub view: View,
    /// Whether KL has a square-root axis in that view.
    pub root: bool,
    /// The pane that has the focus.
    pub pane: Pane,
    /// Whether the pane with the focus takes the whole screen.
    pub zoomed: bool,
    /// What lies over the panes.
    pub over: Option<Over>,
    /// One sentence, shown until the next key.
    pub notice: Option<String>,
    /// The keys of each action.
    pub keymap: Arc<Keymap>,
    /// The memory of the command palette.
    pub palette: Palette,
    /// What the last drawing had room for.
    pub viewport: Viewport,
}

/// The draws of one prompt.
#[derive(Clone, Debug)]
pub struct Drill {
    /// The number of this opening.
    pub number: u64,
    /// The index of the prompt in the log.
    pub prompt: usize,
    /// Its draws, once they are read.
    pub state: Reading,
    /// The selected row.
    pub selected: usize,
    /// The first row in sight, before it is adapted to the height of the pane.
    pub offset: usize,
}

/// The state of reading the draws of a prompt again.
#[derive(Clone, Debug)]
pub enum Reading {
    /// Reading is under way.
    Underway(Option<Progress>),
    /// The draws are read.
    Done(Arc<PromptDraws>),
    /// Reading failed, for this reason.
    Failed(String),
}

/// What lies over the panes and takes the keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Over {
    /// n is being typed.
    Draws(Line),
    /// The file to export to is being typed.
    Export {
        /// The text typed so far.
        line: Line,
        /// The existing file that may be replaced when it is typed again.
        replacing: Option<String>,
    },
    /// The help, from this line on.
    Help {
        /// The first line in sight.
        offset: usize,
        /// The words that narrow the help.
        search: Search,
    },
    /// The command palette.
    Palette {
        /// The text typed so far.
        filter: Line,
        /// The index of the chosen line.
        selected: usize,
    },
    /// The notices about the log, from this line on.
    Notices(usize),
}

/// A view of the lower chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The bound minus the KL estimate.
    Gap,
    /// The reward, and the gold reward.
    Reward,
    /// The win rate.
    WinRate,
    /// The effective number of draws.
    Draws,
    /// The rewards against the KL estimate.
    RewardKl,
}

impl View {
    /// Every view, in the order of the tabs.
    pub const ALL: &[View] = &[View::Gap, View::Reward, View::WinRate, View::Draws, View::RewardKl];

    /// The name of the view.
    pub fn title(self) -> &'static str {
        match self {
            View::Gap => "Gap",
            View::Reward => "Reward",
            View::WinRate => "Win rate",
            View::Draws => "Draws",
            View::RewardKl => "Reward by KL",
        }
    }

    /// The short name of the view.
    pub fn short(self) -> &'static str {
        match self {
            View::WinRate => "Win",
            View::RewardKl => "R/KL",
            other => other.title(),
        }
    }
}

impl Model {
    /// A model before anything is read.
    pub fn new(source: Source, keymap: Arc<Keymap>) -> Model {
        Model {
            source,
            progress: None,
            log: None,
            n: 1,
            scale_end: 1,
            any_n: false,
            order: Order::Gap,
            reversed: false,
            sheet: Answer::default(),
            selected: 0,
            offset: 0,
            drill: None,
            drills: 0,
            view: View::Gap,
            root: false,
            pane: Pane::Base,
            zoomed: false,
            over: None,
            notice: None,
            keymap,
            palette: Palette::default(),
            viewport: Viewport::default(),
        }
    }

    /// Shows the estimates that were read.
    pub fn open(&mut self, log: Arc<Estimates>) {
        (self.scale_end, self.any_n) = log.reach();
        self.log = Some(log);
        self.n = self.nearest(FIRST.min(self.scale_end));
    }

    /// The context that takes the keys.
    pub fn context(&self) -> Context {
        match &self.over {
            None | Some(Over::Notices(_)) => Context::Samples,
            Some(Over::Draws(_) | Over::Export { .. }) => Context::Question,
            Some(Over::Help { search: Search { typing: true, .. }, .. }) => Context::Search,
            Some(Over::Help { .. }) => Context::Help,
            Some(Over::Palette { .. }) => Context::Palette,
        }
    }

    /// Whether the panes are shown and nothing else.
    pub fn shows_panes(&self) -> bool {
        self.over.is_none() && self.drill.is_none()
    }

    /// Whether an action needs the panes or the list of prompts while the draws of a prompt or the notices are shown.
    pub fn hides(&self, action: Action) -> bool {
        let of_panes = matches!(action.entry().topic, Topic::Pane | Topic::Prompt);
        of_panes && self.context() == Context::Samples && !self.shows_panes()
    }

    /// The line that is being typed, if any.
    pub fn line(&mut self) -> Option<&mut Line> {
        match &mut self.over {
            Some(
                Over::Draws(line)
                | Over::Export { line, .. }
                | Over::Palette { filter: line, .. }
                | Over::Help { search: Search { line, typing: true }, .. },
            ) => Some(line),
            Some(Over::Help { .. } | Over::Notices(_)) | None => None,
        }
    }

    /// The numbers on the screen: those at n, or the last ones while those at n are computed.
    pub fn shown(&self) -> Option<&Sheet> {
        self.sheet.value().map(|(_, sheet)| &**sheet)
    }

    /// The notices about the log; `true` marks a fault.
    pub fn notices(&self) -> impl Iterator<Item = (bool, &str)> {
        let notices = self.log.iter().flat_map(|log| &log.samples.notices);
        notices.map(|notice| (notice.is_fault, notice.text.as_str()))
    }
}

/// The first of `count` rows in sight when there is room for `rows`: unchanged where possible, but with the selected
/// row in sight and no room wasted.
pub(in crate::explorer) fn first_row((offset, selected): (usize, usize), rows: usize, count: usize) -> usize {
    let least = (selected + 1).saturating_sub(rows.max(1));
    offset.clamp(least, selected).min(count.saturating_sub(rows))
}
