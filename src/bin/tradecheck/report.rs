//! `tradecheck report`.

use crate::Exit;
use crate::args::{self, Look, Talk};
use crate::output::put;
use tradecheck::check::Verdict;
use tradecheck::error::Error;
use tradecheck::report::Report;

/// A report is written whatever is found; only what cannot be read or written is a failure.
pub(crate) fn run(args: &args::Report, look: &Look) -> Result<Exit, Error> {
    let mut case = args.input.case()?;
    let known = args.beside.read(&args.input, 0)?;
    known.trust(&mut case)?;
    let checked = known.check(&case);
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
        let begin = args.output.join("index.html");
        let figures = checked.statements.len();
        let said = format!(
            "{}: {verdict} of {figures} figures\n{} files, to begin with {}\n",
            checked.name,
            written.files.len(),
            begin.display()
        );
        put(None, &said)?;
    }
    Ok(Exit::Clean)
}
