//! The progress of work that takes long: a line on stderr, wiped when the work is done.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use console::Term;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle, TermLike};

use crate::data;

/// A line that is drawn only on a terminal and only for work that takes longer than a moment.
///
/// Ctrl-C wipes the line before it ends the program.
pub(in crate::command) struct Progress {
    bar: ProgressBar,
    started: Instant,
    form: Option<Form>,
    is_visible: bool,
    stops_itself: bool,
}

/// What the line looks like.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    Text,
    Count,
    Share,
}

impl Form {
    fn style(self) -> ProgressStyle {
        let template = match self {
            Form::Text => "{msg}",
            Form::Count => "{pos} of {len} {prefix}",
            Form::Share => "[{bar:30}] {percent:>3} %  {msg}",
        };
        ProgressStyle::with_template(template)
            .map_or_else(|_| ProgressStyle::default_bar(), |style| style.progress_chars("#."))
    }
}

impl Progress {
    const MOMENT: Duration = Duration::from_millis(500);
    const DRAWS_PER_SECOND: u8 = 10;
    /// The length of the bar of a share.
    const WHOLE: f64 = 1000.0;

    /// The progress of work that does not come in steps.
    pub(in crate::command) fn new() -> Progress {
        Progress::counting(0, "")
    }

    /// The progress of `total` steps, which are called `what`.
    pub(in crate::command) fn counting(total: usize, what: &'static str) -> Progress {
        let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::hidden());
        Progress {
            bar: bar.with_prefix(what),
            started: Instant::now(),
            form: None,
            is_visible: io::stderr().is_terminal(),
            stops_itself: false,
        }
    }

    /// Leaves Ctrl-C to the work, which stops itself.
    pub(in crate::command) fn of_work_that_stops_itself(mut self) -> Progress {
        self.stops_itself = true;
        self
    }

    /// One more step is done. The line appears as soon as the whole work is expected to take longer than a moment.
    pub(in crate::command) fn step(&mut self) {
        let steps = self.bar.length().unwrap_or_default() as f64;
        let expected = self.started.elapsed().mul_f64(steps / (self.bar.position() + 1) as f64);
        if expected > Self::MOMENT {
            self.take(Form::Count);
        }
        self.bar.inc(1);
    }

    /// Shows a line when the work has taken a moment already.
    pub(in crate::command) fn show(&mut self, line: impl FnOnce() -> String) {
        if self.is_visible && self.started.elapsed() > Self::MOMENT {
            self.take(Form::Text);
            self.bar.set_message(line());
        }
    }

    /// Shows a line at once, because what follows takes long.
    pub(in crate::command) fn announce(&mut self, line: String) {
        self.take(Form::Text);
        self.bar.set_message(line);
        self.bar.force_draw();
    }

    /// Shows how far a sample log is read when that has taken a moment already.
    pub(in crate::command) fn read(&mut self, read: data::Progress) {
        let rows = || format!("{}, {} rows", read.stage.name(), read.rows);
        let Some(share) = read.share else { return self.show(rows) };
        if self.is_visible && self.started.elapsed() > Self::MOMENT {
            self.take(Form::Share);
            self.bar.set_length(Self::WHOLE as u64);
            self.bar.set_position((share * Self::WHOLE) as u64);
            self.bar.set_message(rows());
        }
    }

    /// Gives the line its form, and shows the line if it is not shown yet.
    fn take(&mut self, form: Form) {
        if !self.is_visible {
            return;
        }
        if self.form.is_none() {
            let stderr = Box::new(Stderr(Term::buffered_stderr()));
            self.bar.set_draw_target(ProgressDrawTarget::term_like_with_hz(stderr, Self::DRAWS_PER_SECOND));
            if !self.stops_itself {
                wipe_when_interrupted(self.bar.clone());
            }
        }
        if self.form != Some(form) {
            self.bar.set_style(form.style());
            self.form = Some(form);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// Stderr as a line is drawn on it.
///
/// Blanks are left out: indicatif fills the line with them up to the edge of the terminal, where the `^C` that a
/// terminal shows for Ctrl-C would begin another line, and the wiping would miss the first.
#[derive(Debug)]
struct Stderr(Term);

impl TermLike for Stderr {
    fn width(&self) -> u16 {
        self.0.size().1
    }

    fn height(&self) -> u16 {
        self.0.size().0
    }

    fn move_cursor_up(&self, lines: usize) -> io::Result<()> {
        self.0.move_cursor_up(lines)
    }

    fn move_cursor_down(&self, lines: usize) -> io::Result<()> {
        self.0.move_cursor_down(lines)
    }

    fn move_cursor_right(&self, columns: usize) -> io::Result<()> {
        self.0.move_cursor_right(columns)
    }

    fn move_cursor_left(&self, columns: usize) -> io::Result<()> {
        self.0.move_cursor_left(columns)
    }

    fn write_line(&self, text: &str) -> io::Result<()> {
        self.0.write_line(text)
    }

    fn write_str(&self, text: &str) -> io::Result<()> {
        if text.trim_matches(' ').is_empty() { Ok(()) } else { self.0.write_str(text) }
    }

    fn clear_line(&self) -> io::Result<()> {
        self.0.write_str("\x1b[2K\r")
    }

    fn flush(&self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Has Ctrl-C wipe this line before it ends the program as usual; no line is shown while another one is.
#[cfg(unix)]
fn wipe_when_interrupted(bar: ProgressBar) {
    use signal_hook::consts::{SIGINT, SIGQUIT, SIGTERM};
    use std::sync::{Mutex, Once, PoisonError};

    static SHOWN: Mutex<Option<ProgressBar>> = Mutex::new(None);
    static WATCH: Once = Once::new();
    *SHOWN.lock().unwrap_or_else(PoisonError::into_inner) = Some(bar);
    WATCH.call_once(|| {
        // Without the watch an interrupted run leaves its line on the screen, which is no reason to fail. The signals are
        // listened for by the thread itself: where there is none, they end the program as ever.
        let watch = || {
            let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM, SIGQUIT]) else {
                return;
            };
            for signal in signals.forever() {
                if let Some(bar) = &*SHOWN.lock().unwrap_or_else(PoisonError::into_inner) {
                    bar.finish_and_clear();
                }
                _ = signal_hook::low_level::emulate_default_handler(signal);
            }
        };
        _ = std::thread::Builder::new().name("signals".to_owned()).spawn(watch);
    });
}

/// Has a file that grows beyond the limit of its size fail as any file does, instead of ending the program in the middle.
#[cfg(unix)]
pub(in crate::command) fn leave_limits_to_errors() {
    // Where it cannot be listened for, the signal ends the program.
    _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default());
}

#[cfg(not(unix))]
pub(in crate::command) fn leave_limits_to_errors() {}

#[cfg(not(unix))]
fn wipe_when_interrupted(_: ProgressBar) {}
