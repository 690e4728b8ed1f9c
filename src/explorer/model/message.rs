//! Messages to the model, and the effects it asks for in return.

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
    /// An action was asked for without a key.
    Act(Action),
    /// Text was pasted.
    Paste(String),
    /// The mouse acted on a target.
    Mouse(MouseKind, Option<Target>),
    /// An answer to [`Effect::Compute`].
    Answer {
        /// The generation of the request.
        generation: u64,
        /// The answer.
        answer: Reply,
        /// Whether this is the finest answer, which is the last.
        finest: bool,
    },
    /// This much time has passed while something plays.
    Tick(Duration),
    /// The answer to [`Effect::Lesson`]: the walkthrough, or one sentence why there is none.
    Lesson(Result<Box<Lesson>, String>),
    /// The answer to [`Effect::Build`].
    Built {
        /// The generation of the request.
        generation: u64,
        /// The changed base, or one sentence why there is none.
        result: Result<Built, Arc<BuildError>>,
    },
    /// The presets to choose from.
    Presets(Vec<PresetTitle>),
    /// An answer to [`Effect::Preview`].
    Preview {
        /// The argument that was asked for.
        argument: String,
        /// The preview so far, or one sentence why there is none.
        preview: Result<Arc<Preview>, String>,
    },
    /// The answer to [`Effect::Load`].
    Opened {
        /// The argument that was asked for.
        argument: String,
        /// The preset, or one sentence why it cannot be opened.
        result: Result<Box<Opening>, String>,
    },
    /// A sentence for the notice.
    Notice(String),
    /// What earlier sessions did not save, and whether to open its list.
    Unsaved(Vec<Leftover>, bool),
    /// The answer to [`Effect::Restore`].
    Restored {
        /// The file.
        path: PathBuf,
        /// The work, or one sentence why it cannot be opened.
        result: Result<Box<Opening>, String>,
    },
    /// The answer to [`Effect::Save`].
    Saved(Box<Saved>),
    /// The typed file exists: ask whether it may be replaced.
    Taken {
        /// The question, now for a file that may be replaced.
        question: Question,
        /// What was typed.
        text: String,
        /// The path of the file.
        path: String,
    },
}

/// What has to be done outside the model.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Compute something and send [`Message::Answer`] each time more is known.
    Compute(Request),
    /// Build a base and send [`Message::Built`].
    Build(Build),
    /// Read what this argument opens and send [`Message::Opened`].
    Load(String),
    /// Preview the preset that this argument opens and send [`Message::Preview`] each time more is known.
    Preview(String),
    /// Save a base and send [`Message::Saved`] or [`Message::Taken`].
    Save(Box<Save>),
    /// Write a picture or a table into a file and send [`Message::Notice`] or [`Message::Taken`].
    Export(Box<Export>),
    /// Ask the terminal to put a text into its clipboard and send [`Message::Notice`].
    Copy {
        /// A few words about it.
        notice: String,
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
