//! All that the explorer of a sample log knows: plain data without a word about screens, files or clocks.

use std::sync::Arc;

use crate::data::{Estimates, Progress, PromptDraws};
use crate::explorer::action::keymap::Keymap;
use crate::explorer::action::{Action, Context, Pane, Topic};
use crate::explorer::model::jobs::answer::Answer;
use crate::explorer::model::overlay::layer::Search;
use crate::explorer::model::overlay::palette::Palette;
use crate::explorer::model::state::Viewport;
use crate::explorer::samples::sheet::{Asked, Order, Sheet};
use crate::report::InformationUnit;
use crate::tui::line::Line;

/// The n at which it opens, as far as the pools go.
const FIRST: u64 = 16;

/// Where the numbers come from, and the command that prints them.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file, control characters made visible.
    pub file: String,
    /// The words of the command without its n and its unit.
    pub command: Vec<String>,
    /// The largest n that was asked for: smaller pools are left out.
    pub asked: Option<u64>,
    /// The unit of information.
    pub unit: InformationUnit,
}

/// The state.
#[derive(Clone, Debug)]
pub struct Model {
    /// Where the numbers come from.
    pub source: Source,
    /// How far the reading is, before there are numbers.
    pub progress: Option<Progress>,
    /// The numbers.
    pub log: Option<Arc<Estimates>>,
    /// The number of draws, 1 to `scale_end`.
    pub n: u64,
    /// The largest n there are numbers for.
    pub scale_end: u64,
    /// Whether there are numbers for every n up to there, or only for those of the curves.
    pub any_n: bool,
    /// What the list is sorted by.
    pub order: Order,
    /// Whether it is sorted the other way round.
    pub reversed: bool,
    /// The numbers at n.
    pub sheet: Answer<Asked, Arc<Sheet>>,
    /// The selected row of the list.
    pub selected: usize,
    /// The first row in sight, as far as the height of the pane allows.
    pub offset: usize,
    /// The prompt whose draws are listed.
    pub drill: Option<Drill>,
    /// How many were opened.
    pub drills: u64,
    /// What the lower chart shows.
    pub view: View,
    /// Whether KL has a square-root axis there.
    pub root: bool,
    /// The pane that has the focus.
    pub pane: Pane,
    /// Whether it takes the whole screen.
    pub zoomed: bool,
    /// What lies over the panes.
    pub over: Option<Over>,
    /// One sentence to be read until the next key.
    pub notice: Option<String>,
    /// Which keys ask for what.
    pub keymap: Arc<Keymap>,
    /// What the command palette remembers.
    pub palette: Palette,
    /// What the last drawing had room for.
    pub viewport: Viewport,
}

/// The draws of one prompt.
#[derive(Clone, Debug)]
pub struct Drill {
    /// Which opening this is.
    pub number: u64,
    /// The prompt, as a place among all of the log.
    pub prompt: usize,
    /// Its draws, once they are read.
    pub state: Reading,
    /// The selected row.
    pub selected: usize,
    /// The first row in sight, as far as the height of the pane allows.
    pub offset: usize,
}

/// What became of reading the draws of a prompt again.
#[derive(Clone, Debug)]
pub enum Reading {
    /// It is under way.
    Underway(Option<Progress>),
    /// They are there.
    Done(Arc<PromptDraws>),
    /// It failed, for this reason.
    Failed(String),
}

/// What lies over the panes and takes the keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Over {
    /// n is being typed.
    Draws(Line),
    /// The file to export to is being typed.
    Export {
        /// What was typed so far.
        line: Line,
        /// What was typed before and may be replaced now that it is typed again.
        replacing: Option<String>,
    },
    /// The help, from this line on.
    Help {
        /// The first line in sight.
        offset: usize,
        /// What narrows it.
        search: Search,
    },
    /// The command palette.
    Palette {
        /// What was typed so far.
        filter: Line,
        /// Which of the lines that fit is chosen.
        selected: usize,
    },
    /// What there is to say about the log, from this line on.
    Notices(usize),
}

/// What the lower chart shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The bound minus the KL estimate.
    Gap,
    /// The reward, and the gold reward.
    Reward,
    /// The win rate.
    WinRate,
    /// How many independent draws the averages rest on.
    Draws,
    /// The rewards against the KL estimate.
    RewardKl,
}

impl View {
    /// Every view, in the order of the tabs.
    pub const ALL: &[View] = &[View::Gap, View::Reward, View::WinRate, View::Draws, View::RewardKl];

    /// What the tab is called.
    pub fn title(self) -> &'static str {
        match self {
            View::Gap => "Gap",
            View::Reward => "Reward",
            View::WinRate => "Win rate",
            View::Draws => "Draws",
            View::RewardKl => "Reward by KL",
        }
    }

    /// The same where there is little room.
    pub fn short(self) -> &'static str {
        match self {
            View::WinRate => "Win",
            View::RewardKl => "R/KL",
            other => other.title(),
        }
    }
}

impl Model {
    /// Before anything is read.
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

    /// Takes what was read.
    pub fn open(&mut self, log: Arc<Estimates>) {
        (self.scale_end, self.any_n) = log.reach();
        self.log = Some(log);
        self.n = self.nearest(FIRST.min(self.scale_end));
    }

    /// Where keys go.
    pub fn context(&self) -> Context {
        match &self.over {
            None | Some(Over::Notices(_)) => Context::Pool,
            Some(Over::Draws(_) | Over::Export { .. }) => Context::Prompt,
            Some(Over::Help { search: Search { typing: true, .. }, .. }) => Context::Search,
            Some(Over::Help { .. }) => Context::Help,
            Some(Over::Palette { .. }) => Context::Palette,
        }
    }

    /// Whether the panes are shown and nothing else.
    pub fn shows_panes(&self) -> bool {
        self.over.is_none() && self.drill.is_none()
    }

    /// Whether an action is about panes or prompts where neither is shown, but the draws of a prompt or the notices.
    pub fn hides(&self, action: Action) -> bool {
        let of_panes = matches!(action.entry().topic, Topic::Pane | Topic::Prompt);
        of_panes && self.context() == Context::Pool && !self.shows_panes()
    }

    /// The line that is being typed, if there is one.
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

    /// The numbers that are shown: those at n, or the last ones while they are under way.
    pub fn shown(&self) -> Option<&Sheet> {
        self.sheet.value().map(|(_, sheet)| &**sheet)
    }

    /// The sentences there are about the log.
    pub fn notices(&self) -> impl Iterator<Item = (bool, &str)> {
        let notices = self.log.iter().flat_map(|log| &log.samples.notices);
        notices.map(|notice| (notice.is_fault, notice.text.as_str()))
    }
}

/// The first of `count` rows in sight when there is room for `rows`: where it was, but with the selected row in sight
/// and no room wasted.
pub(in crate::explorer) fn first_row((offset, selected): (usize, usize), rows: usize, count: usize) -> usize {
    let least = (selected + 1).saturating_sub(rows.max(1));
    offset.clamp(least, selected).min(count.saturating_sub(rows))
}
