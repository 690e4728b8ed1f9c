//! The explorer of a sample log in a terminal: one channel for keys and answers; everything that waits is folded into
//! the model, then there is one drawing. Without events nothing happens at all.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::Instant;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::command::{EstimateArgs, EstimateFormat, Failure};
use crate::explorer::action::keymap::Keymap;
use crate::explorer::app::background::{self, start_or_do};
use crate::explorer::app::event::{Arrival, ProgramMessage};
use crate::explorer::app::files::save;
use crate::explorer::app::leaving::{FILES, unfinished};
use crate::explorer::app::run::{NO_SHELL, Options, RunError};
use crate::explorer::samples::message::{Effect, Message};
use crate::explorer::samples::model::{Model, Source};
use crate::explorer::samples::reader::Reader;
use crate::explorer::samples::update::update;
use crate::explorer::view::hit::{Held, HitMap};
use crate::preset::{self, Overwrite};
use crate::report::EstimateReport;
use crate::text::visible;
use crate::tui::connection::Connection;
use crate::tui::input::{Input, Mouse, MouseKind, Signal};
use crate::tui::terminal::{self, Terminal};
use crate::tui::theme::degrade;

type Event = Arrival<Message>;

impl ProgramMessage for Message {}

struct Program {
    model: Model,
    reader: Reader,
    /// The mouse targets of the last drawing.
    hits: HitMap,
    /// What the pressed mouse button holds.
    held: Option<Held>,
    sender: Sender<Event>,
    connection: Box<dyn Connection>,
    options: Options,
    /// The result, once it has ended.
    ended: Option<Result<(), Failure>>,
    /// Threads that write files, and what these are called.
    writing: Vec<(String, JoinHandle<()>)>,
}

/// Reads the log named by `args` and shows it on the terminal of the process until it is told to quit or a signal ends it;
/// the inner result says whether the log was refused.
///
/// # Errors
/// [`RunError`] when there is no terminal to run in, or it fails.
pub fn run(
    args: EstimateArgs,
    keymap: Arc<Keymap>,
    options: Options,
) -> Result<Result<(), Failure>, RunError> {
    let (sender, events) = channel();
    let terminal = Terminal::enter(terminal::Options { mouse: options.mouse }, sender.clone())?;
    run_on((Box::new(terminal), sender, events), args, keymap, options)
}

/// As [`run`], on a connection whose inputs arrive on this channel.
///
/// # Errors
/// [`RunError`] when the connection fails.
fn run_on(
    (connection, sender, events): (Box<dyn Connection>, Sender<Event>, Receiver<Event>),
    args: EstimateArgs,
    keymap: Arc<Keymap>,
    options: Options,
) -> Result<Result<(), Failure>, RunError> {
    let source =
        Source { file: args.file(), command: args.words(), asked: args.largest(), unit: options.unit };
    let mut program = Program {
        model: Model::new(source, keymap),
        reader: Reader::start(args, &sender).map_err(RunError::Thread)?,
        hits: HitMap::default(),
        held: None,
        sender,
        connection,
        options,
        ended: None,
        writing: Vec::new(),
    };
    let ended = program.run(&events);
    program.connection.leave();
    let until = Instant::now() + FILES;
    for (what, thread) in program.writing.drain(..) {
        if !background::ended(&thread, until) {
            return Err(RunError::Unfinished(unfinished(&what)));
        }
    }
    Ok(ended?)
}

impl Program {
    fn run(&mut self, events: &Receiver<Event>) -> io::Result<Result<(), Failure>> {
        loop {
            if let Some(ended) = self.ended.take() {
                return Ok(ended);
            }
            self.draw()?;
            // The sender held here keeps the channel open.
            let Ok(first) = events.recv() else { return Ok(Ok(())) };
            self.fold(first)?;
            while let Ok(next) = events.try_recv() {
                self.fold(next)?;
            }
        }
    }

    fn fold(&mut self, event: Event) -> io::Result<()> {
        let message = match event {
            Event::Message(message) => message,
            Event::Other(never) => match never {},
            Event::Input(Input::Key(key)) => Message::Key(key),
            Event::Input(Input::Paste(text)) => Message::Paste(text),
            Event::Input(Input::Mouse(mouse)) => {
                let target = match mouse {
                    Mouse { kind: MouseKind::Down(_), column, row, .. } => {
                        self.held = self.hits.hold(column, row);
                        self.held.map(|held| held.at(column))
                    }
                    Mouse { kind: MouseKind::Drag(_), column, .. } => self.held.map(|held| held.at(column)),
                    Mouse { kind: MouseKind::Up(_), .. } => return Ok(()),
                    Mouse { column, row, .. } => self.hits.at(column, row),
                };
                Message::Mouse(mouse.kind, target)
            }
            Event::Input(Input::Signal(Signal::Continue)) => return self.connection.resume(),
            Event::Input(Input::Signal(Signal::Stop)) => return self.perform(Effect::Suspend),
            Event::Input(Input::Signal(signal)) => {
                self.ended = Some(Err(Failure::Signal(signal.exit_code().unwrap_or_default())));
                return Ok(());
            }
            Event::Input(Input::Closed) => {
                let hung_up = Signal::HangUp.exit_code().unwrap_or_default();
                self.ended = Some(Err(Failure::Signal(hung_up)));
                return Ok(());
            }
            Event::Input(Input::Resize | Input::FocusGained | Input::FocusLost) => return Ok(()),
        };
        for effect in update(&mut self.model, message) {
            self.perform(effect)?;
        }
        Ok(())
    }

    fn perform(&mut self, effect: Effect) -> io::Result<()> {
        match effect {
            Effect::Compute(request) => self.reader.ask(request),
            Effect::ReadDraws(number, whose) => self.reader.open(number, whose),
            Effect::GiveUp(number) => self.reader.give_up(number),
            Effect::Copy { notice, text } => {
                let way = self.connection.copy(&text)?;
                self.model.notice = Some(if way {
                    format!("sent to the terminal, {} bytes: {notice}", text.len())
                } else {
                    format!("this terminal has no clipboard: {notice}")
                });
            }
            Effect::Export { text, format, replace } => {
                let Some(log) = self.model.log.clone() else { return Ok(()) };
                let (sender, unit) = (self.sender.clone(), self.model.source.unit);
                self.writing.retain(|(_, thread)| !thread.is_finished());
                let called = visible(&text).into_owned();
                let thread = start_or_do("file", move || {
                    let report = EstimateReport { estimates: &log, unit };
                    let message = export(&report, &text, format, replace);
                    // Nobody listens any more if the program has ended meanwhile.
                    _ = sender.send(message.into());
                });
                self.writing.extend(thread.map(|thread| (called, thread)));
            }
            Effect::Suspend => {
                if !self.connection.suspend()? {
                    self.model.notice = Some(NO_SHELL.to_owned());
                }
            }
            Effect::Quit => self.ended = Some(Ok(())),
            Effect::Fail(failure) => self.ended = Some(Err(failure)),
        }
        Ok(())
    }

    fn draw(&mut self) -> io::Result<()> {
        let size = self.connection.size()?;
        let Options { theme, depth, ascii, .. } = self.options;
        let mut buffer = Buffer::empty(Rect::new(0, 0, size.width, size.height));
        self.hits = crate::explorer::samples::draw(&self.model, &theme.at(depth), buffer.area, &mut buffer);
        degrade(&mut buffer, depth, ascii);
        self.model.viewport = self.hits.viewport;
        self.connection.draw(buffer)
    }
}

/// Writes the curves into a file, either all of it or nothing.
fn export(report: &EstimateReport<'_>, text: &str, format: EstimateFormat, replace: bool) -> Message {
    let cannot = |at: &str, error: io::Error| {
        Message::Notice(format!("cannot write {at}: {error}; nothing was exported"))
    };
    let path = match save::path(text, Path::new("")) {
        Ok(path) => path,
        Err(error) => return cannot(text, error),
    };
    let at = save::shown(&path);
    let mut bytes = Vec::new();
    let wanted = if replace { Overwrite::Anything } else { Overwrite::Nothing };
    let written = format.write(report, &mut bytes).and_then(|()| preset::save(&path, &bytes, wanted));
    match written {
        Ok(()) => Message::Notice(format!("estimates: written to {at}, {} bytes", bytes.len())),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && !replace => {
            Message::Taken(text.to_owned())
        }
        Err(error) => cannot(&at, error),
    }
}
