//! What reaches the explorer of a sample log and what it asks for in return.

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
    /// The mouse did this there.
    Mouse(MouseKind, Option<Target>),
    /// The reading of the log is so far.
    Progress(Progress),
    /// The log was read, or why not.
    Read(Result<Arc<Estimates>, Failure>),
    /// The answer to [`Effect::Compute`].
    Sheet {
        /// That of the request.
        generation: u64,
        /// The numbers.
        sheet: Arc<Sheet>,
    },
    /// The reading of the draws of a prompt is so far.
    DrawsProgress {
        /// Which opening.
        number: u64,
        /// How far.
        progress: Progress,
    },
    /// The answer to [`Effect::ReadDraws`].
    Draws {
        /// Which opening.
        number: u64,
        /// The draws, or one sentence why there are none.
        result: Result<Arc<PromptDraws>, String>,
    },
    /// One sentence about what was asked for.
    Told(String),
    /// The place that was typed for a file is taken: ask whether it may be replaced.
    Taken(String),
}

/// What has to be done outside the model.
#[derive(Debug)]
pub enum Effect {
    /// Make numbers and send [`Message::Sheet`].
    Compute(Request),
    /// Read the draws of the prompt with this first line and so many draws, and send [`Message::Draws`].
    ReadDraws(u64, (u64, usize)),
    /// Nobody wants the draws of the prompts up to this one any more.
    GiveUp(u64),
    /// Ask the terminal to put the text into its clipboard and send [`Message::Told`].
    Copy {
        /// What it is, in a few words.
        told: String,
        /// The text.
        text: String,
    },
    /// Write the curves into a file and send [`Message::Told`] or [`Message::Taken`].
    Export {
        /// Where to, as it was typed.
        text: String,
        /// Its format.
        format: EstimateFormat,
        /// Whether what is there may be replaced.
        replace: bool,
    },
    /// Stop until the shell continues the program.
    Suspend,
    /// End the program.
    Quit,
    /// End the program because the log was refused.
    Fail(Failure),
}
