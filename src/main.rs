//! The program: reads the command line and hands the work to the room that does it.

use std::process::ExitCode;

use bonscope::command::{self, Request};
use bonscope::explorer;

fn main() -> ExitCode {
    command::exit(command::parse(std::env::args_os()).and_then(|request| match request {
        Request::Explore(args) => explorer::run(&args),
        Request::Show(args) => explorer::show(&args),
        Request::Plot(args) => explorer::save_plot(&args),
        Request::Walk(args) => explorer::walk(&args),
        Request::Samples(args) => explorer::samples(*args),
        Request::Doctor(args) => explorer::doctor(&args),
        Request::Man(args) => explorer::man(&args),
        Request::Headless(headless) => command::run(headless),
    }))
}
