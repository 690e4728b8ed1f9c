//! The interactive program: one channel for keys and answers; everything that waits is folded into the model, then
//! there is one drawing. Without events nothing happens at all.

use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::explorer::action::Action;
use crate::explorer::action::keymap::Keymap;
use crate::explorer::app::background::{self, start_or_do};
use crate::explorer::app::event::{Event, Restored};
use crate::explorer::app::files::autosave::Autosave;
use crate::explorer::app::files::open;
use crate::explorer::app::show::{self, Screen};
use crate::explorer::app::unsaved::{End, look_for_unsaved};
use crate::explorer::model::files::opening::Opening;
use crate::explorer::model::jobs::job::Lane;
use crate::explorer::model::lesson::Lesson;
use crate::explorer::model::message::{Effect, Message};
use crate::explorer::model::overlay::target::Target;
use crate::explorer::model::scale::play::FRAME;
use crate::explorer::model::state::Model;
use crate::explorer::update;
use crate::explorer::update::lesson;
use crate::explorer::view::hit::{Held, HitMap};
use crate::explorer::work::Worker;
use crate::preset::View;
use crate::preset::unsaved;
use crate::report::InformationUnit;
use crate::tui::connection::Connection;
use crate::tui::input::{Input, Mouse, MouseKind, Signal};
use crate::tui::terminal::{self, EnterError, Terminal};
use crate::tui::theme::{Depth, Theme};

/// How long a drawing waits for the numbers of a quick base, so that no half-done frame is seen.
pub(in crate::explorer) const GRACE: Duration = Duration::from_millis(15);
/// The largest quick base, in outcomes.
pub(in crate::explorer) const QUICK: usize = 20_000;

/// The notice where the program cannot be suspended.
pub(in crate::explorer) const NO_SHELL: &str = "there is no shell here to go back to; q quits";

/// How to run.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The colours.
    pub theme: Theme,
    /// How many colours the terminal has.
    pub depth: Depth,
    /// ASCII characters only.
    pub ascii: bool,
    /// Whether to use the mouse.
    pub mouse: bool,
    /// Whether to open the list of unsaved work at the start; otherwise a notice mentions it.
    pub lists_unsaved: bool,
    /// The view that was asked for, if any; it gets the focus.
    pub view: Option<View>,
    /// The unit of information.
    pub unit: InformationUnit,
}

/// Why the explorer ended before it was told to.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The program could not start.
    #[error(transparent)]
    Enter(#[from] EnterError),
    /// The terminal failed.
    #[error("the terminal failed: {0}")]
    Terminal(#[from] io::Error),
    /// The system refused a thread.
    #[error(
        "the system starts no more threads for the explorer ({0}); end other programs, or raise the limit on processes (ulimit -u) or memory (ulimit -v)"
    )]
    Thread(io::Error),
    /// At its end something was not kept or not written.
    #[error("{0}")]
    Unfinished(String),
}

/// A walkthrough to begin with.
#[derive(Clone, Debug)]
pub struct Tour {
    /// The walkthrough, at its first step.
    pub lesson: Lesson,
    /// How long each step and each answer stays when the walkthrough plays unattended.
    pub script: Option<Duration>,
}

/// Runs the explorer with these keys on the terminal of the process, until it is told to quit or a signal ends it; returns
/// the signal.
///
/// # Errors
/// [`RunError`] when there is no terminal to run in, or it fails.
pub fn run(
    opening: Opening,
    tour: Option<Tour>,
    keymap: Arc<Keymap>,
    options: Options,
) -> Result<Option<Signal>, RunError> {
    let (sender, events) = channel();
    let terminal = Terminal::enter(terminal::Options { mouse: options.mouse }, sender.clone())?;
    run_on((Box::new(terminal), sender, events), (opening, tour), keymap, options, unsaved::folder())
}

/// Runs the explorer on a connection whose inputs arrive on this channel, until it is told to quit or a signal ends it;
/// returns the signal. If the other end closes, that counts as SIGHUP. Keeps unsaved work in `folder`.
///
/// # Errors
/// [`RunError`] when the connection fails.
pub(in crate::explorer) fn run_on(
    (connection, sender, events): (Box<dyn Connection>, Sender<Event>, Receiver<Event>),
    (opening, tour): (Opening, Option<Tour>),
    keymap: Arc<Keymap>,
    options: Options,
    folder: Option<PathBuf>,
) -> Result<Option<Signal>, RunError> {
    let worker = Worker::start(&sender).map_err(RunError::Thread)?;
    let presets = sender.clone();
    // Nobody listens any more if the program has ended meanwhile.
    start_or_do("presets", move || _ = presets.send(Message::Presets(open::presets()).into()));
    look_for_unsaved(folder.clone(), options.lists_unsaved && tour.is_none(), sender.clone());
    let mut model = Model::new(opening.subject, opening.n, opening.view).in_unit(options.unit);
    model.keymap = keymap;
    options.view.into_iter().for_each(|view| model.focus_on(view));
    model.documents.came_from(opening.origin);
    if let Some(Tour { lesson, script }) = tour {
        if let Some(pause) = script {
            let moments = lesson.moments();
            play(pause, moments, sender.clone()).map_err(RunError::Thread)?;
        }
        lesson::begin(&mut model, lesson);
    }
    let mut program = Program {
        model,
        worker,
        hits: HitMap::default(),
        held: None,
        sender,
        connection,
        options,
        due: [Instant::now(); Lane::COUNT],
        ticked: None,
        build_due: Instant::now(),
        looking: Arc::default(),
        ended: None,
        by: None,
        writing: Vec::new(),
        autosave: Autosave::new(folder),
    };
    // Unsaved work survives a defect, too.
    let ended = panic::catch_unwind(AssertUnwindSafe(|| {
        let ended = program.run(&events);
        program.make_last_edits(&events);
        ended
    }));
    let finished = program.finish();
    ended.unwrap_or_else(|defect| panic::resume_unwind(defect)).or_else(|error| match program.by {
        // A terminal that is gone fails, too.
        Some(_) => Ok(()),
        None => Err(error),
    })?;
    finished.map(|()| program.by)
}

/// Takes every step of a walkthrough, with a pause between them, and then leaves.
fn play(pause: Duration, moments: usize, sender: Sender<Event>) -> io::Result<()> {
    let thread = background::start("script", move || {
        for action in std::iter::repeat_n(Action::WalkOn, moments).chain([Action::Interrupt]) {
            thread::sleep(pause);
            if sender.send(Message::Act(action).into()).is_err() {
                return;
            }
        }
    });
    thread.map(drop)
}

pub(in crate::explorer) struct Program {
    pub(in crate::explorer) model: Model,
    pub(in crate::explorer) worker: Worker,
    /// The mouse targets of the last drawing.
    hits: HitMap,
    /// What the pressed mouse button holds.
    held: Option<Held>,
    pub(in crate::explorer) sender: Sender<Event>,
    pub(in crate::explorer) connection: Box<dyn Connection>,
    pub(in crate::explorer) options: Options,
    /// Until when a drawing waits for the answers of each lane.
    pub(in crate::explorer) due: [Instant; Lane::COUNT],
    /// Until when a drawing waits for a changed base.
    pub(in crate::explorer) build_due: Instant,
    /// When n last moved by itself, while it plays.
    ticked: Option<Instant>,
    /// The number of the latest preview; earlier ones are given up.
    pub(in crate::explorer) looking: Arc<AtomicU64>,
    pub(in crate::explorer) ended: Option<End>,
    /// The signal that ended it.
    by: Option<Signal>,
    /// Threads that write files, with the names of the files.
    pub(in crate::explorer) writing: Vec<(String, JoinHandle<()>)>,
    /// Keeps unsaved work.
    pub(in crate::explorer) autosave: Autosave,
}

impl Program {
    fn run(&mut self, events: &Receiver<Event>) -> Result<(), RunError> {
        let mut effects = Vec::new();
        update::jobs::settle(&mut self.model, &mut effects);
        self.perform(effects)?;
        loop {
            self.wait_for_numbers(events)?;
            if self.ended.is_some() {
                return Ok(());
            }
            self.draw()?;
            match self.next(events) {
                Ok(first) => self.fold(first)?,
                Err(RecvTimeoutError::Timeout) => {}
                // The sender held here keeps the channel open.
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            }
            while let Ok(next) = events.try_recv() {
                self.fold(next)?;
            }
            self.tick()?;
            self.keep();
        }
    }

    /// Waits for the next event, at most until the next frame while something plays, and at most until edits are due to
    /// be written.
    fn next(&self, events: &Receiver<Event>) -> Result<Event, RecvTimeoutError> {
        let frame = self.model.play.on.then(|| {
            // Playing that began during the wait for numbers is timed from now on.
            self.ticked.map_or(Duration::ZERO, |last| FRAME.saturating_sub(last.elapsed()))
        });
        match frame.into_iter().chain(self.autosave.rests()).min() {
            None => events.recv().map_err(RecvTimeoutError::from),
            Some(patience) => events.recv_timeout(patience),
        }
    }

    /// Lets time pass while something plays: the time that has really passed, so that a slow line drops frames.
    fn tick(&mut self) -> io::Result<()> {
        let now = Instant::now();
        let elapsed = self.ticked.map(|last| now - last);
        match elapsed {
            _ if !self.model.play.on => self.ticked = None,
            None => self.ticked = Some(now),
            Some(elapsed) if elapsed >= FRAME => {
                self.ticked = Some(now);
                let effects = update::update(&mut self.model, Message::Tick(elapsed));
                self.perform(effects)?;
            }
            Some(_) => {}
        }
        Ok(())
    }

    /// Waits briefly for numbers that were just asked for.
    fn wait_for_numbers(&mut self, events: &Receiver<Event>) -> io::Result<()> {
        while self.ended.is_none() {
            let lanes = Lane::all().filter(|lane| self.model.pending(*lane));
            let build = self.model.changes.pending().then_some(self.build_due);
            let Some(due) = lanes.map(|lane| self.due[lane as usize]).chain(build).max() else {
                break;
            };
            match events.recv_timeout(due.saturating_duration_since(Instant::now())) {
                Ok(event) => self.fold(event)?,
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        Ok(())
    }

    fn fold(&mut self, event: Event) -> io::Result<()> {
        let message = match event {
            Event::Message(message) => message,
            Event::Other(Restored { path, result: Ok(restored) }) => return self.restored(path, *restored),
            Event::Other(Restored { path, result: Err(why) }) => Message::Restored { path, result: Err(why) },
            Event::Input(Input::Key(key)) => Message::Key(key),
            Event::Input(Input::Paste(text)) => Message::Paste(text),
            Event::Input(Input::Mouse(mouse)) => Message::Mouse(mouse.kind, self.point(mouse)),
            Event::Input(Input::Signal(Signal::Continue)) => return self.connection.resume(),
            Event::Input(Input::Signal(Signal::Stop)) => return self.perform(vec![Effect::Suspend]),
            Event::Input(Input::Signal(signal)) => {
                self.ended = Some(End::Keep);
                self.by = self.by.or(Some(signal));
                return Ok(());
            }
            // The other end is gone, and the signal that says so may be on its way.
            Event::Input(Input::Closed) => {
                self.ended = Some(End::Keep);
                self.by = self.by.or(Some(Signal::HangUp));
                return Ok(());
            }
            Event::Input(Input::Resize | Input::FocusGained | Input::FocusLost) => return Ok(()),
        };
        let effects = update::update(&mut self.model, message);
        self.perform(effects)
    }

    /// What the mouse means: the target under it, or the one that the button holds.
    fn point(&mut self, mouse: Mouse) -> Option<Target> {
        match mouse.kind {
            MouseKind::Down(_) => self.held = self.hits.hold(mouse.column, mouse.row),
            MouseKind::Drag(_) => {}
            MouseKind::Up(_) => return self.held.take().map(|held| held.at(mouse.column)),
            _ => return self.hits.at(mouse.column, mouse.row),
        }
        self.held.map(|held| held.at(mouse.column))
    }

    pub(in crate::explorer) fn screen(&self) -> io::Result<Screen> {
        let size = self.connection.size()?;
        let Options { theme, depth, ascii, .. } = self.options;
        Ok(Screen { width: size.width, height: size.height, theme, depth, ascii })
    }

    fn draw(&mut self) -> io::Result<()> {
        let (buffer, hits) = show::picture(&self.model, &self.screen()?);
        self.hits = hits;
        self.model.viewport = self.hits.viewport;
        self.connection.draw(buffer)
    }
}
