//! Every shape, and the search among them.

use crate::data::error::Problem;
use crate::data::log::formats::format::Format;
use crate::data::log::formats::{benchmarks, scored, servers, training};
use crate::text::{did_you_mean, quoted};

/// Every shape, the most telling first.
pub(in crate::data::log) const ALL: &[Format] = &[
    benchmarks::INSPECT,
    servers::OPENAI_BATCH,
    servers::OPENAI,
    servers::SGLANG,
    servers::TGI,
    training::ATROPOS,
    training::NEMO_RL,
    training::OPEN_INSTRUCT_ROLLOUTS,
    scored::OPEN_INSTRUCT,
    scored::SEARCH_AND_LEARN,
    scored::RLHFLOW,
    scored::COSTE,
    scored::MONKEYS,
    benchmarks::QWEN_MATH,
    scored::REWARD_BENCH_2,
    scored::ULTRAFEEDBACK,
    servers::VLLM,
    benchmarks::LM_EVAL,
    benchmarks::LIGHTEVAL,
    benchmarks::VERIFIERS,
    training::TRL,
    training::VERL,
    scored::OPENRLHF,
    benchmarks::HUMAN_EVAL,
    scored::HELPSTEER,
];

/// Every shape of log that is known by name.
pub fn formats() -> &'static [Format] {
    ALL
}

/// The shape of this name.
pub(in crate::data::log) fn named(name: &str) -> Option<&'static Format> {
    ALL.iter().find(|format| format.name == name)
}

/// The error for a name that no shape has.
pub(in crate::data::log) fn unknown(name: &str) -> Problem {
    let names = || ["auto", "flat"].into_iter().chain(ALL.iter().map(|format| format.name));
    Problem::NoFormat {
        found: quoted(name),
        hint: did_you_mean(name, names()),
        known: names().collect::<Vec<_>>().join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::table::Path;

    #[test]
    fn every_path_is_one() {
        for format in ALL {
            let columns = format.columns();
            for path in format.needs.iter().chain(columns.iter().map(|(_, path)| path)) {
                Path::parse(path).unwrap_or_else(|error| panic!("{}: {error}", format.name));
            }
            assert!(!format.needs.is_empty() && !format.of.is_empty(), "{}", format.name);
        }
    }
}
