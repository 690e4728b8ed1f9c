//! The bench: keys and messages in, screens out, with everything that is asked for answered at once.

use super::*;
use crate::explorer::app::files::{open, preview};
use crate::explorer::app::show::complete;
use crate::preset::prose::Form;

pub(in crate::explorer) fn subject(name: &str, title: &str, weights: &[f64]) -> Subject {
    let base = Base::from_weights(weights).unwrap();
    let base = NamedBase::new(name.to_owned(), base, Labels::Numbered, Vec::new());
    Subject::new(Arc::new(base), Some(title.to_owned()))
}

pub(in crate::explorer) fn uniform_10() -> Opening {
    let subject = subject("uniform-10", "Uniform over 10 outcomes", &[1.0; 10]);
    Opening { subject, n: 64, view: View::Lower(LowerView::Gap), origin: None }
}

/// An explorer whose numbers are always there at once and whose screens can be looked at.
pub(in crate::explorer) struct Bench {
    pub(in crate::explorer) model: Model,
    pub(in crate::explorer) screen: Screen,
    pub(in crate::explorer) quit: bool,
    /// Where the presets of the user are saved.
    pub(in crate::explorer) folder: tempfile::TempDir,
    /// What was copied last.
    pub(in crate::explorer) copied: String,
}

impl Bench {
    pub(in crate::explorer) fn new(opening: Opening, width: u16, height: u16) -> Bench {
        let screen = Screen { width, height, theme: Theme::default(), depth: Depth::True, ascii: false };
        let mut model = Model::new(opening.subject, opening.n, opening.view);
        model.documents.came_from(opening.origin);
        let preset = |name: &str, title: &str, about: &str| PresetTitle {
            name: name.to_owned(),
            argument: name.to_owned(),
            title: title.to_owned(),
            about: about.to_owned(),
            broken: false,
            walkthrough: None,
            steps: 0,
        };
        let walkthrough = |name: &str, title: &str| PresetTitle {
            walkthrough: Some(title.to_owned()),
            steps: 9,
            ..preset(name, &format!("Walkthrough: {title}"), "To read.")
        };
        model.presets = Arc::new(vec![
            preset(
                "binary-uniform",
                "Two equally likely outcomes",
                "The smallest base on which the popular formula fails: the exact KL stops at ln 2 = 0.69 nats, the bound grows without limit. Slide n and watch the two part.",
            ),
            preset("uniform-10", "Uniform over 10 outcomes", "Saturates at ln 10."),
            preset("skewed-top", "A likely best answer", "Half of the mass is on the highest reward."),
            walkthrough("walk-formula", "the formula that is not"),
            walkthrough("walk-win-rate", "win rate"),
        ]);
        complete(&mut model, Vec::new());
        let folder = tempfile::tempdir().unwrap();
        let mut bench = Bench { model, screen, quit: false, folder, copied: String::new() };
        bench.draw();
        bench
    }

    pub(in crate::explorer) fn draw(&mut self) -> view::HitMap {
        let area = Rect::new(0, 0, self.screen.width, self.screen.height);
        let hits = show::draw(&self.model, &self.screen.theme, area, &mut Buffer::empty(area));
        self.model.viewport = hits.viewport;
        hits
    }

    pub(in crate::explorer) fn send(&mut self, message: Message) {
        let effects = update(&mut self.model, message);
        for effect in &effects {
            match effect {
                Effect::Quit { .. } => self.quit = true,
                Effect::Load(argument) => {
                    let result = match argument.as_str() {
                        "uniform-10" => Ok(Box::new(uniform_10())),
                        _ => Err(format!("presets/{argument}.toml:3:1: this one is broken")),
                    };
                    return self.send(Message::Opened { argument: argument.clone(), result });
                }
                Effect::Lesson(argument) => {
                    let lesson = open::lesson(argument, Form::Unicode).map(Box::new);
                    return self.send(Message::Lesson(lesson));
                }
                Effect::Preview(argument) => {
                    preview::look(
                        argument,
                        || true,
                        |message| {
                            update(&mut self.model, message);
                        },
                    );
                }
                Effect::Save(save) => {
                    let folder = self.folder.path().to_owned();
                    return self
                        .send(crate::explorer::app::files::save::save((**save).clone(), Some(&folder)));
                }
                Effect::Export(export) => {
                    let written = crate::explorer::app::files::export::write(
                        (**export).clone(),
                        &self.screen,
                        self.folder.path(),
                    );
                    return self.send(written);
                }
                Effect::Copy { notice, text } => {
                    self.copied = text.clone();
                    return self.send(Message::Notice(notice.clone()));
                }
                Effect::Compute(_)
                | Effect::Build(_)
                | Effect::Suspend
                | Effect::Restore(_)
                | Effect::Discard(_) => {}
            }
        }
        complete(&mut self.model, effects);
        self.draw();
    }

    /// Keys by name, separated by spaces.
    pub(in crate::explorer) fn press(&mut self, keys: &str) -> &mut Bench {
        for key in keys.split_whitespace() {
            self.send(Message::Key(key.parse().unwrap()));
        }
        self
    }

    pub(in crate::explorer) fn text(&self) -> String {
        snapshot::plain(&self.picture())
    }

    pub(in crate::explorer) fn picture(&self) -> Buffer {
        picture(&self.model, &self.screen).0
    }

    pub(in crate::explorer) fn line_with(&self, word: &str) -> String {
        let text = self.text();
        text.lines()
            .find(|line| line.contains(word))
            .unwrap_or_else(|| panic!("no {word} in\n{text}"))
            .to_owned()
    }
}
