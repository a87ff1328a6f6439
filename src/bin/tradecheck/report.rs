//! `tradecheck report`.

use std::path::Path;

use crate::Exit;
use crate::args::{self, Look, Talk};
use tradecheck::check::{CheckOptions, Verdict, check};
use tradecheck::error::Error;
use tradecheck::report::Report;
use tradecheck::statement::Case;

/// A report is written whatever is found; only what cannot be read or written is a failure.
pub(crate) fn run(args: &args::Report, look: &Look) -> Result<Exit, Error> {
    let case = Case::open_all(&args.input.paths, args.input.options())?;
    let checked = check(&case, &CheckOptions::default());
    let report = Report::new(&case, &checked);
    #[cfg(feature = "frames")]
    let report = report.computed(tradecheck::report::computed_rows(&case)?);
    let written = report.write_to(&args.output)?;
    if look.talk == Talk::Yes {
        let found = |word| checked.count(word);
        let verdict = match checked.verdict {
            Verdict::Contradicted | Verdict::Misworded => {
                format!("{}, {} contradicted and {} misworded", checked.verdict, found("contradicted"), found("misworded"))
            }
            verdict => verdict.to_string(),
        };
        println!("{}: {verdict} of {} figures", checked.name, checked.statements.len());
        println!("{} files, to begin with {}", written.files.len(), shown(&args.output.join("index.html")));
    }
    Ok(Exit::Clean)
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
