use serde::{Deserialize, Serialize};

use super::Name;
use super::read::{ReadOptions, Reader};
use crate::error::Error;
use crate::place::Place;
use crate::source::{Column, Columns, Source};

const COLUMNS: &[Column] =
    &[Column::required("reporter", &["region"]), Column::required("what", &[]), Column::optional("source", &[])];

/// Something that a document announces and does not give: a table without body, a region without figures.
///
/// Gaps are told to the reader and never filled.
#[non_exhaustive]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// Whose trade would have been told.
    pub reporter: Name,
    /// What is missing.
    pub what: String,
    /// Where in the document it is missing.
    #[serde(default)]
    pub source: String,
    /// The row that says so.
    pub place: Place,
}

/// Reads `gaps.csv`: one thing missing a row.
///
/// # Errors
/// All columns and cells that cannot be read.
pub fn read_gaps(source: &Source) -> Result<Vec<Gap>, Error> {
    let table = source.table()?;
    let mut reader = Reader::new(&table, Columns::bind(&table, COLUMNS)?, ReadOptions::default());
    let mut gaps = Vec::new();
    for row in table.rows() {
        let reporter = reader.required(&row, "reporter", "the name of a country or region is needed");
        let what = reader.required(&row, "what", "what is missing must be said");
        if let (Some(reporter), Some(what)) = (reporter, what) {
            let source = reader.text(&row, "source").to_owned();
            gaps.push(Gap { reporter: Name::new(reporter.text), what: what.text.to_owned(), source, place: table.place(what) });
        }
    }
    reader.finish(gaps)
}
