//! The trade of Belarus's regions with China, as one page states it: figures in, verdicts, charts and a report out.
//!
//! `cargo run --example 11_report_belarus_china -- FOLDER`

use std::error::Error;
use std::path::{Path, PathBuf};

use tradecheck::case::Case;
use tradecheck::check::{CheckOptions, check};
use tradecheck::report::{Report, computed_rows};

fn main() -> Result<(), Box<dyn Error>> {
    run(&PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "report".into())).join("belarus-china"))
}

/// Writes the page, its data and its charts into the folder.
pub fn run(out: &Path) -> Result<(), Box<dyn Error>> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let case = Case::open(data.join("belarus-china"))?;
    // The country's own trade decides nothing, and tells which of several readings that fit is the likelier one.
    let mut options = CheckOptions::default();
    options.reference = Case::open(data.join("belarus-national"))?.statements;
    let checked = check(&case, &options);
    let report = Report::new(&case, &checked).titled("Belarus's regions and China").computed(computed_rows(&case)?);
    let written = report.write_to(out)?;
    println!("{}: {} files in {}", checked.verdict, written.files.len(), out.display());
    Ok(())
}
