//! The table of the questions of the input line.

use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::overlay::question::{Question, QuestionText};
use crate::explorer::model::state::Model;
use crate::explorer::update::base::find::FindQuestion;
use crate::explorer::update::base::prompts::WeightQuestion;
use crate::explorer::update::base::proposal::PartQuestion;
use crate::explorer::update::curves::chosen_curves::OrderQuestion;
use crate::explorer::update::curves::pins::{NameQuestion, RenameQuestion};
use crate::explorer::update::curves::policies::TemperatureQuestion;
use crate::explorer::update::files::export::ExportQuestion;
use crate::explorer::update::files::save::SaveAsQuestion;
use crate::explorer::update::lesson::GuessQuestion;
use crate::explorer::update::overlay::question::Ask;
use crate::explorer::update::scale::draws::DrawsQuestion;
use crate::explorer::update::scale::jump::JumpQuestion;
use crate::explorer::update::scale::scale_end::ScaleEndQuestion;
use crate::report::InformationUnit;
use crate::tui::line::Line;

/// The implementation of each question; the compiler checks that none is missing.
fn of(question: &Question) -> Box<dyn Ask + '_> {
    match question {
        Question::Draws => Box::new(DrawsQuestion),
        Question::Jump(goal) => Box::new(JumpQuestion(*goal)),
        Question::ScaleEnd => Box::new(ScaleEndQuestion),
        Question::PinName => Box::new(NameQuestion),
        Question::PinRename(at) => Box::new(RenameQuestion(*at)),
        Question::SaveAs { replacing } => Box::new(SaveAsQuestion { replacing: replacing.as_deref() }),
        Question::Export { what, replacing } => {
            Box::new(ExportQuestion { what: *what, replacing: replacing.as_deref() })
        }
        Question::Temperature => Box::new(TemperatureQuestion),
        Question::Proposal(part) => Box::new(PartQuestion(*part)),
        Question::Guess(_) => Box::new(GuessQuestion),
        Question::Order(place) => Box::new(OrderQuestion(*place)),
        Question::Find => Box::new(FindQuestion),
        Question::Weight(position) => Box::new(WeightQuestion(*position)),
    }
}

/// The texts of the input line for a question, with information in `unit`.
pub(in crate::explorer) fn text(question: &Question, unit: InformationUnit) -> QuestionText {
    let asked = of(question);
    QuestionText {
        label: asked.label(),
        allowed: asked.allowed(unit),
        width: asked.width(),
        steps: asked.steps("", 1, true).is_some(),
    }
}

/// Replaces the typed number by the next one up or down, where the answer is a number.
pub(in crate::explorer) fn step(question: &Question, n: u64, line: &mut Line, up: bool) {
    if let Some(stepped) = of(question).steps(line.text().trim(), n, up) {
        *line = Line::new(&stepped);
    }
}

/// Acts on the answer, which is not empty.
///
/// # Errors
/// One sentence that says why the answer is refused; the question stays open.
pub(in crate::explorer) fn answer(
    model: &mut Model,
    question: &Question,
    text: &str,
) -> Result<Option<Effect>, String> {
    of(question).answer(model, text)
}

/// What lies over the panes after the question is answered or cancelled.
pub(in crate::explorer) fn after(question: &Question) -> Option<Overlay> {
    of(question).after()
}

#[cfg(test)]
mod tests {
    use std::iter;

    use super::*;
    use crate::bon::Quantity;
    use crate::explorer::model::base::proposal::Part;
    use crate::explorer::model::curves::chosen_curves::CurveSlot;
    use crate::explorer::model::files::export::What;
    use crate::explorer::model::scale::jump::Goal;
    use crate::preset::Predict;

    /// The questions of the kind after the one of `question`; the compiler checks that no kind is missing.
    fn next(question: &Question) -> Vec<Question> {
        match question {
            Question::Draws => Goal::ALL.iter().map(|goal| Question::Jump(*goal)).collect(),
            Question::Jump(_) => vec![Question::ScaleEnd],
            Question::ScaleEnd => vec![Question::PinName],
            Question::PinName => vec![Question::PinRename(0)],
            Question::PinRename(_) => vec![Question::SaveAs { replacing: None }],
            Question::SaveAs { .. } => vec![Question::Export { what: What::ALL[0], replacing: None }],
            Question::Export { .. } => vec![Question::Temperature],
            Question::Temperature => Part::ALL.iter().map(|part| Question::Proposal(*part)).collect(),
            Question::Proposal(_) => vec![Question::Guess(predict())],
            Question::Guess(_) => vec![Question::Order(CurveSlot::First)],
            Question::Order(_) => vec![Question::Find],
            Question::Find => vec![Question::Weight(0)],
            Question::Weight(_) => Vec::new(),
        }
    }

    fn predict() -> Predict {
        Predict { quantity: Quantity::Kl, n: None }
    }

    #[test]
    fn no_two_questions_look_alike_and_what_steps_up_steps_down() {
        let kinds = iter::successors(Some(vec![Question::Draws]), |last| Some(next(last.last()?)));
        let questions: Vec<Question> = kinds.flatten().collect();
        assert!(questions.contains(&Question::Weight(0)));
        for (at, question) in questions.iter().enumerate() {
            let text = text(question, InformationUnit::Nats);
            let same = |other: &Question| of(other).label() == text.label;
            assert_eq!(questions.iter().position(same), Some(at), "{question:?}");
            assert!(!text.label.is_empty() && text.width >= 8, "{question:?}");
            for typed in ["", "3", "word"] {
                let steps = [true, false].map(|up| of(question).steps(typed, 64, up).is_some());
                assert_eq!(steps, [text.steps; 2], "{question:?} from {typed:?}");
            }
        }
    }
}
