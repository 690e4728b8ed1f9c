//! What reaches the model and what it asks for in return: the words between the model and the world around it.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::bon::{self, Evaluation, Group, Order, Solution};
use crate::explorer::action::Action;
use crate::explorer::model::base::bins::Binning;
use crate::explorer::model::base::change::{Build, Built};
use crate::explorer::model::base::change_error::BuildError;
use crate::explorer::model::base::find::{Match, Seek};
use crate::explorer::model::base::subject::Subject;
use crate::explorer::model::curves::detail::Detail;
use crate::explorer::model::curves::policies::{AtKl, PoliciesQuery, TradeOffCurves};
use crate::explorer::model::curves::renyi::Point;
use crate::explorer::model::curves::sweep::{Quantities, Sweep};
use crate::explorer::model::files::document::{Save, Saved};
use crate::explorer::model::files::exporting::Export;
use crate::explorer::model::files::opening::Opening;
use crate::explorer::model::files::presets::PresetTitle;
use crate::explorer::model::files::preview::Preview;
use crate::explorer::model::files::unsaved::Leftover;
use crate::explorer::model::inquiry::Inquiry;
use crate::explorer::model::lesson::Lesson;
use crate::explorer::model::overlay::question::Question;
use crate::explorer::model::target::Target;
use crate::preset::Tab;
use crate::tui::input::{Key, MouseKind};

/// What can happen to the model.
#[derive(Clone, Debug)]
pub enum Message {
    /// A key was pressed.
    Key(Key),
    /// An action was asked for by no key.
    Act(Action),
    /// Text was pasted.
    Paste(String),
    /// The mouse did this there.
    Mouse(MouseKind, Option<Target>),
    /// An answer to [`Job::Readout`].
    Readout {
        /// That of the request.
        generation: u64,
        /// What is known at the n asked for; the rest is not a number.
        evaluation: Box<Evaluation>,
        /// Whether that is everything, so that no other answer follows.
        finest: bool,
    },
    /// An answer to [`Job::Curve`].
    Curve {
        /// That of the request.
        generation: u64,
        /// Ascending in n.
        points: Arc<Vec<Evaluation>>,
        /// Whether this is the finest answer, the last one.
        finest: bool,
    },
    /// The answer to [`Job::PinnedAt`].
    PinnedAt {
        /// That of the request.
        generation: u64,
        /// At the n asked for.
        evaluation: Box<Evaluation>,
    },
    /// An answer to [`Job::PinnedCurve`].
    PinnedCurve {
        /// That of the request.
        generation: u64,
        /// Ascending in n.
        points: Arc<Vec<Evaluation>>,
        /// Whether this is the finest answer, the last one.
        finest: bool,
    },
    /// The answer to [`Job::RenyiAt`].
    RenyiAt {
        /// That of the request.
        generation: u64,
        /// The divergence and its bound, in nats.
        values: [f64; 2],
    },
    /// An answer to [`Job::RenyiCurve`].
    RenyiCurve {
        /// That of the request.
        generation: u64,
        /// Ascending in n.
        points: Arc<Vec<Point>>,
        /// Whether this is the finest answer, the last one.
        finest: bool,
    },
    /// An answer to [`Job::TradeOffCurves`].
    TradeOffCurves {
        /// That of the request.
        generation: u64,
        /// What the base can buy with KL.
        plane: Arc<TradeOffCurves>,
        /// Whether this is the finest answer, the last one.
        finest: bool,
    },
    /// An answer to [`Job::AtKl`].
    AtKl {
        /// That of the request.
        generation: u64,
        /// The policies at the KL of best-of-n.
        beside: Arc<AtKl>,
        /// Whether this is the finest answer, the last one.
        finest: bool,
    },
    /// The answer to [`Job::Detail`].
    Detail {
        /// That of the request.
        generation: u64,
        /// What the view shows.
        detail: Detail,
    },
    /// The answer to [`Job::Bins`].
    Bins {
        /// That of the request.
        generation: u64,
        /// What each bin has.
        groups: Arc<Vec<Group>>,
    },
    /// The answer to [`Job::Prompts`].
    Prompts {
        /// That of the request.
        generation: u64,
        /// What each prompt has.
        each: Arc<Vec<Evaluation>>,
    },
    /// The answer to [`Job::Find`].
    Found {
        /// That of the request.
        generation: u64,
        /// Where it is; none when nothing fits.
        found: Option<Match>,
    },
    /// The answer to [`Job::Solve`].
    Solved {
        /// That of the request.
        generation: u64,
        /// Where the target is reached.
        solution: Solution,
    },
    /// So much time has passed, while something plays.
    Tick(Duration),
    /// The answer to [`Effect::Lesson`]: the walkthrough, or one sentence why there is none.
    Lesson(Result<Box<Lesson>, String>),
    /// The answer to [`Effect::Build`].
    Built {
        /// That of the order.
        generation: u64,
        /// The changed base, or one sentence why there is none.
        result: Result<Built, Arc<BuildError>>,
    },
    /// The presets to choose from are known.
    Presets(Vec<PresetTitle>),
    /// An answer to [`Effect::Preview`].
    Preview {
        /// The argument that was asked for.
        argument: String,
        /// What is known by now, or one sentence why it cannot be read.
        preview: Result<Arc<Preview>, String>,
    },
    /// The answer to [`Effect::Load`].
    Opened {
        /// The argument that was asked for.
        argument: String,
        /// What to look at, or one sentence why not.
        result: Result<Box<Opening>, String>,
    },
    /// One sentence about what was asked for.
    Told(String),
    /// What earlier sessions did not save, and whether it is to be offered.
    Unsaved(Vec<Leftover>, bool),
    /// The answer to [`Effect::Restore`].
    Restored {
        /// The file.
        path: PathBuf,
        /// What to look at, or one sentence why not.
        result: Result<Box<Opening>, String>,
    },
    /// The answer to [`Effect::Save`].
    Saved(Box<Saved>),
    /// The place that was typed for a file is taken: ask whether it may be replaced.
    Taken {
        /// What was asked for, now with the place that may be replaced.
        asked: Question,
        /// What was typed.
        text: String,
        /// Where that is.
        path: String,
    },
}

/// What has to be done outside the model.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Compute something and send it back as a message.
    Compute(Request),
    /// Build a base and send [`Message::Built`].
    Build(Build),
    /// Read what this argument opens and send [`Message::Opened`].
    Load(String),
    /// Look at the preset that this argument opens and send [`Message::Preview`] as often as more is known.
    Preview(String),
    /// Save a base and send [`Message::Saved`] or [`Message::Taken`].
    Save(Box<Save>),
    /// Write a picture or a table into a file and send [`Message::Told`] or [`Message::Taken`].
    Export(Box<Export>),
    /// Ask the terminal to put the text into its clipboard and send [`Message::Told`].
    Copy {
        /// What it is, in a few words.
        told: String,
        /// The text.
        text: String,
    },
    /// Read the walkthrough of this argument and send [`Message::Lesson`].
    Lesson(String),
    /// Open this unsaved work and send [`Message::Restored`].
    Restore(PathBuf),
    /// Remove this unsaved work and send [`Message::Unsaved`].
    Discard(PathBuf),
    /// Stop until the shell continues the program.
    Suspend,
    /// End the program.
    Quit {
        /// Whether to give up what is not saved.
        discard: bool,
    },
}

/// Something to compute.
#[derive(Clone, Debug)]
pub struct Request {
    /// To be sent back with the answer.
    pub generation: u64,
    /// Of this.
    pub subject: Subject,
    /// What.
    pub job: Job,
}

impl<K> Inquiry<K> {
    /// The request that puts it.
    pub fn request(self, job: impl FnOnce(K) -> Job) -> Request {
        let Inquiry { generation, subject, about } = self;
        Request { generation, subject, job: job(about) }
    }
}

/// What to compute.
#[derive(Clone, Debug, PartialEq)]
pub enum Job {
    /// Everything at this n.
    Readout(u64),
    /// These curves.
    Curve(Sweep),
    /// Some quantities at this n, of a pinned base.
    PinnedAt(u64, Quantities),
    /// These curves, of a pinned base.
    PinnedCurve(Sweep),
    /// The Rényi divergence of this order at this n.
    RenyiAt(u64, Order),
    /// The curve of the Rényi divergence of this order up to this n.
    RenyiCurve(u64, Order),
    /// The n at which a quantity reaches a value.
    Solve(bon::Target),
    /// What the base can buy with KL.
    TradeOffCurves,
    /// The policies at the KL of best-of-n.
    AtKl(PoliciesQuery),
    /// What this view of the lower chart shows at this n.
    Detail(Tab, u64),
    /// What the outcomes in bins have together.
    Bins(Binning),
    /// What each prompt has at this n.
    Prompts(u64),
    /// Where an outcome is.
    Find(Seek),
}
