//! Carries out what the model asks for: computing, files, the clipboard, the end.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

use crate::explorer::app::background::start_or_do;
use crate::explorer::app::files::{export, open, preview, save};
use crate::explorer::app::run::{GRACE, NO_SHELL, Program, QUICK};
use crate::explorer::app::unsaved::End;
use crate::explorer::model::files::opening::Opening;
use crate::explorer::model::message::{Effect, Message};
use crate::explorer::update;
use crate::preset::library;
use crate::preset::prose::Form;
use crate::text::visible;

impl Program {
    /// Carries out all effects, in order.
    pub(in crate::explorer) fn perform(&mut self, effects: Vec<Effect>) -> io::Result<()> {
        for effect in effects {
            match effect {
                Effect::Compute(request) => {
                    let now = Instant::now();
                    let due = if request.subject.outcomes() <= QUICK { now + GRACE } else { now };
                    request.job.lane().together().for_each(|lane| self.due[lane as usize] = due);
                    self.worker.ask(request);
                }
                Effect::Build(build) => {
                    self.build_due = Instant::now();
                    if build.outcomes <= QUICK {
                        self.build_due += GRACE;
                    }
                    self.worker.build(build);
                }
                Effect::Load(argument) => {
                    let sender = self.sender.clone();
                    start_or_do("open", move || {
                        let result = Opening::named(&argument).map(Box::new);
                        // Nobody listens any more when the program ends.
                        _ = sender.send(Message::Opened { argument, result }.into());
                    });
                }
                Effect::Preview(argument) => {
                    let (sender, latest) = (self.sender.clone(), Arc::clone(&self.looking));
                    let turn = latest.fetch_add(1, Ordering::Relaxed) + 1;
                    start_or_do("preview", move || {
                        let wanted = || latest.load(Ordering::Relaxed) == turn;
                        // Nobody listens any more when the program ends.
                        preview::look(&argument, wanted, |message| drop(sender.send(message.into())));
                    });
                }
                Effect::Copy { notice, text } => {
                    let way = self.connection.copy(&text)?;
                    let notice = if way {
                        format!("sent to the terminal, {} bytes: {notice}", text.len())
                    } else {
                        format!("this terminal has no clipboard: {notice}")
                    };
                    // A message to read has no effects of its own.
                    update::update(&mut self.model, Message::Notice(notice));
                }
                Effect::Save(save) => self.write(save.to.called(), move || {
                    let message = save::save(*save, library::user_folder().as_deref());
                    [message, Message::Presets(open::presets())]
                }),
                Effect::Export(export) => {
                    let screen = self.screen()?;
                    self.write(visible(&export.text).into_owned(), move || {
                        [export::write(*export, &screen, Path::new(""))]
                    });
                }
                Effect::Lesson(argument) => {
                    let sender = self.sender.clone();
                    let form = Form::for_terminal(self.options.ascii);
                    start_or_do("lesson", move || {
                        let lesson = open::lesson(&argument, form).map(Box::new);
                        // As above.
                        _ = sender.send(Message::Lesson(lesson).into());
                    });
                }
                Effect::Suspend => {
                    if !self.connection.suspend()? {
                        update::update(&mut self.model, Message::Notice(NO_SHELL.to_owned()));
                    }
                }
                Effect::Restore(path) => self.restore(path),
                Effect::Discard(path) => self.discard(path),
                Effect::Quit { discard } => {
                    self.ended = Some(if discard { End::Discard } else { End::Keep });
                }
            }
        }
        Ok(())
    }

    /// Writes the file called `what` on a thread of its own, which then reports the result.
    pub(in crate::explorer) fn write<M: IntoIterator<Item = Message>>(
        &mut self,
        what: String,
        work: impl FnOnce() -> M + Send + 'static,
    ) {
        self.writing.retain(|(_, thread)| !thread.is_finished());
        let sender = self.sender.clone();
        let thread = start_or_do("file", move || {
            // Nobody listens any more if the program has ended meanwhile.
            work().into_iter().for_each(|message| _ = sender.send(message.into()));
        });
        self.writing.extend(thread.map(|thread| (what, thread)));
    }
}
