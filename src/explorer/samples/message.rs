//! Messages to the explorer of a sample log, and the effects it asks for in return.

use std::sync::Arc;

use crate::command::{EstimateFormat, Failure};
use crate::data::{Estimates, Progress, PromptDraws};
use crate::explorer::model::overlay::target::Target;
use crate::explorer::samples::sheet::{Request, Sheet};
use crate::tui::input::{Key, MouseKind};

/// What can happen.
#[derive(Debug)]
pub enum Message {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The mouse acted on a target.
    Mouse(MouseKind, Option<Target>),
    /// How far the reading of the log is.
    Progress(Progress),
    /// The log was read, or why not.
    Read(Result<Arc<Estimates>, Failure>),
    /// The answer to [`Effect::Compute`].
    Sheet {
        /// The generation of the request.
        generation: u64,
        /// The numbers.
        sheet: Arc<Sheet>,
    },
    /// How far the reading of a prompt's draws is.
    DrawsProgress {
        /// The number of the opening.
        number: u64,
        /// How far it is.
        progress: Progress,
    },
    /// The answer to [`Effect::ReadDraws`].
    Draws {
        /// The number of the opening.
        number: u64,
        /// The draws, or one sentence why there are none.
        result: Result<Arc<PromptDraws>, String>,
    },
    /// A sentence for the notice.
    Notice(String),
    /// The typed file exists: ask whether it may be replaced.
    Taken(String),
}

/// What has to be done outside the model.
#[derive(Debug)]
pub enum Effect {
    /// Compute the numbers and send [`Message::Sheet`].
    Compute(Request),
    /// Read the draws of the prompt with this first line and this many draws, and send [`Message::Draws`].
    ReadDraws(u64, (u64, usize)),
    /// Stop reading the draws of openings up to this number.
    GiveUp(u64),
    /// Ask the terminal to put the text into its clipboard and send [`Message::Notice`].
    Copy {
        /// A few words about it.
        notice: String,
        /// The text.
        text: String,
    },
    /// Write the curves into a file and send [`Message::Notice`] or [`Message::Taken`].
    Export {
        /// The file, as it was typed.
        text: String,
        /// Its format.
        format: EstimateFormat,
        /// Whether an existing file may be replaced.
        replace: bool,
    },
    /// Stop until the shell continues the program.
    Suspend,
    /// End the program.
    Quit,
    /// End the program because the log was refused.
    Fail(Failure),
}
