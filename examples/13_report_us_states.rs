//! The trade of the states of the USA with China, 2014 to 2017, against the changes and shares that are officially stated.
//!
//! `cargo run --example 13_report_us_states -- FOLDER`

use std::error::Error;
use std::path::{Path, PathBuf};

use tradecheck::case::Case;
use tradecheck::check::{CheckOptions, check};
use tradecheck::report::{Report, computed_rows};

fn main() -> Result<(), Box<dyn Error>> {
    run(&PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "report".into())).join("us-states-china"))
}

/// Writes the page, its data and its charts into the folder.
pub fn run(out: &Path) -> Result<(), Box<dyn Error>> {
    let case = Case::open(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/us-states-china"))?;
    let checked = check(&case, &CheckOptions::default());
    let report = Report::new(&case, &checked).titled("The states of the USA and China").computed(computed_rows(&case)?);
    let written = report.write_to(out)?;
    println!("{}: {} files in {}", checked.verdict, written.files.len(), out.display());
    Ok(())
}
