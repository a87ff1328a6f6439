//! The program: parses arguments, calls the library, prints, exits.

mod args;
mod beside;
mod chart;
mod check;
mod extract;
mod input;
#[cfg(feature = "frames")]
mod measure;
#[cfg(not(feature = "frames"))]
mod measure {
    //! Measures need frames.

    use crate::Exit;
    use crate::args;
    use tradecheck::error::{Error, Fault, FaultKind};

    pub(crate) fn run(_: &args::Measure) -> Result<Exit, Error> {
        let fault = Fault::new(FaultKind::Unsupported, "this program was built without the feature `frames`");
        Err(fault.help("build it with default features to compute measures").into())
    }
}
mod output;
#[cfg(feature = "frames")]
mod progress;
mod records;
mod report;
#[cfg(feature = "frames")]
mod table;

use std::process::ExitCode;

use args::{Args, Command};
use clap::Parser;
use tradecheck::error::Error;

/// What a run ends with: 0 nothing found, 1 something contradicted or misworded, 2 something could not be read or written.
pub(crate) enum Exit {
    Clean,
    Found,
}

fn main() -> ExitCode {
    let args = Args::parse();
    let ended = match &args.command {
        Command::Check(check) => check::run(check, &args.look()),
        Command::Extract(extract) => extract::run(extract, &args.look()),
        Command::Measure(measure) => measure::run(measure),
        Command::Chart(chart) => chart::run(chart, &args.look()),
        Command::Report(report) => report::run(report, &args.look()),
    };
    match ended {
        Ok(Exit::Clean) => ExitCode::SUCCESS,
        Ok(Exit::Found) => ExitCode::from(1),
        Err(error) => {
            complain(&error);
            ExitCode::from(2)
        }
    }
}

fn complain(error: &Error) {
    for fault in error.faults() {
        eprintln!("error: {fault}");
    }
    if error.more() > 0 {
        eprintln!("error: and {} more like these", error.more());
    }
}
