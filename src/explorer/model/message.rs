//! What reaches the model and what it asks for in return: the words between the model and the world around it.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::explorer::action::Action;
use crate::explorer::model::base::change::{Build, Built};
use crate::explorer::model::base::change_error::BuildError;
use crate::explorer::model::files::document::{Save, Saved};
use crate::explorer::model::files::exporting::Export;
use crate::explorer::model::files::opening::Opening;
use crate::explorer::model::files::presets::PresetTitle;
use crate::explorer::model::files::preview::Preview;
use crate::explorer::model::files::unsaved::Leftover;
use crate::explorer::model::jobs::job::{Reply, Request};
use crate::explorer::model::lesson::Lesson;
use crate::explorer::model::overlay::question::Question;
use crate::explorer::model::overlay::target::Target;
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
    /// An answer to [`Effect::Compute`].
    Answer {
        /// That of the request.
        generation: u64,
        /// What was computed.
        answer: Reply,
        /// Whether this is the finest answer, the last one.
        finest: bool,
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
    /// Compute something and send [`Message::Answer`] as often as more is known.
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
