//! Copying the command that prints the numbers of a sample log, or the numbers themselves.

use crate::explorer::samples::message::Effect;
use crate::explorer::samples::model::Model;
use crate::report::EstimateReport;
use crate::text::shell_word;

/// The command that prints these numbers. If small pools were left out, the n that left them out is included.
pub(in crate::explorer) fn copy_line(model: &Model) -> Effect {
    let word =
        |word: &String| if word.starts_with("--") { word.clone() } else { shell_word(word).into_owned() };
    let mut words = model.source.command.iter().map(word).collect::<Vec<_>>().join(" ");
    words.push_str(model.source.unit.flag());
    words.push_str(&format!(" -n {}", model.n));
    if let Some(key) = model.source.asked.filter(|&key| key != model.n) {
        words.push_str(&format!(",{key}"));
    }
    Effect::Copy { notice: words.clone(), text: words }
}

/// The averages at n, one per line.
pub(in crate::explorer) fn copy_numbers(model: &mut Model) -> Option<Effect> {
    let Some(sheet) = model.shown().filter(|sheet| sheet.key.n == model.n) else {
        model.notice = Some(format!("the numbers at n = {} are still being computed", model.n));
        return None;
    };
    let report = EstimateReport { estimates: model.log.as_ref()?, unit: model.source.unit };
    let text = report.tsv(&sheet.at.estimate);
    Some(Effect::Copy { notice: format!("the numbers at n = {}", model.n), text })
}
