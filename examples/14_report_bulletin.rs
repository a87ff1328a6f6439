//! From a text to its report: the main job, starting from prose.
//!
//! `cargo run --example 14_report_bulletin -- FOLDER`

use std::error::Error;
use std::path::{Path, PathBuf};

use tradecheck::case::Case;
use tradecheck::check::{CheckOptions, check};
use tradecheck::report::Report;

fn main() -> Result<(), Box<dyn Error>> {
    run(&PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "report".into())).join("bulletin"))
}

/// Writes the page with the text on it, its figures marked, and the charts.
pub fn run(out: &Path) -> Result<(), Box<dyn Error>> {
    let case = Case::open(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/belarus-china/bulletin.md"))?;
    println!("{} figures of trade, {} other numbers", case.statements.len(), case.unread.len());

    let checked = check(&case, &CheckOptions::default());
    for finding in &checked.findings {
        // Every finding points into the text: the place of a figure is its span of bytes.
        for &member in &finding.members {
            let statement = &checked.statements[member].statement;
            println!("{}: {} is {}", statement.place, statement.figure, finding.verdict);
        }
    }
    let written = Report::new(&case, &checked).titled("Regions of Belarus in trade with China").write_to(out)?;
    println!("{}: {} files in {}", checked.verdict, written.files.len(), out.display());
    Ok(())
}
