//! Levels in a Polars frame, and growth by the calendar.
//!
//! `cargo run --example 04_frames`

use std::error::Error;
use std::path::Path;

use tradecheck::case::Case;
use tradecheck::dataset::{Dataset, schema};
use tradecheck::measure::{Measure, Request};
use tradecheck::polars::prelude::{IntoLazy, col, lit};

fn main() -> Result<(), Box<dyn Error>> {
    run(Path::new("."))
}

/// Prints; nothing is written to the folder.
pub fn run(_out: &Path) -> Result<(), Box<dyn Error>> {
    let case = Case::open(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/belarus-national"))?;
    let dataset = Dataset::of_case(&case)?;
    println!("{} observations", dataset.len());

    // One row for each series and period; a year without its predecessor would have no rate.
    let measured = Request::new([Measure::Balance, Measure::Growth]).run(&dataset)?;
    let belarus = col(schema::REPORTER).eq(lit("Belarus")).and(col(schema::FLOW).eq(lit("imports")));
    let columns = [schema::START, "value", "growth", "growth_status"].map(col);
    println!("{}", measured.lazy().filter(belarus).select(columns).collect()?);
    Ok(())
}
