//! The program: reads the command line and hands the work to the room that does it.

use std::process::ExitCode;

use bonscope::command::{self, Explorer};
use bonscope::explorer;

const EXPLORER: Explorer = Explorer {
    explore: explorer::run,
    show: explorer::show,
    plot: explorer::save_plot,
    walk: explorer::walk,
    samples: explorer::samples,
    doctor: explorer::doctor,
    man: explorer::man,
};

fn main() -> ExitCode {
    command::exit(
        command::parse(std::env::args_os()).and_then(|subcommand| command::run(subcommand, &EXPLORER)),
    )
}
