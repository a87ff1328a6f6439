use std::path::{Path, PathBuf};
use std::sync::Arc;

use polars::prelude::*;

use crate::dataset::unreadable;
use crate::error::{Error, Fault, FaultKind};
use crate::place::Place;
use crate::source::{Raw, Rows};

/// A file as text: a header, and rows with as many cells.
#[derive(Debug, Clone)]
pub(in crate::dataset) struct Text {
    pub(in crate::dataset) name: Arc<str>,
    pub(in crate::dataset) path: PathBuf,
    pub(in crate::dataset) delimiter: u8,
    pub(in crate::dataset) header: Vec<String>,
}

impl Text {
    /// The file, its header and delimiter read; and its rows, of which none is read yet.
    ///
    /// # Errors
    /// A file that cannot be read; a name that stands twice in the header, where a plan would take one column for the other.
    pub(super) fn open(raw: &Raw, path: &Path) -> Result<(Self, Rows), Error> {
        let rows = raw.rows("utf-8".parse().ok())?;
        let header = rows.header().to_vec();
        if let Some(name) = header.iter().enumerate().find_map(|(at, name)| header[..at].contains(name).then_some(name)) {
            let place = Place { line: Some(1), ..Place::file(raw.name().clone()) };
            let fault = Fault::new(FaultKind::Header, format!("the column `{name}` stands twice")).at(place);
            return Err(fault.accepted("large files need a name of its own for each column").into());
        }
        let delimiter = u8::try_from(rows.delimiter()).unwrap_or(b',');
        Ok((Self { name: raw.name().clone(), path: path.to_owned(), delimiter, header }, rows))
    }

    /// A plan of its rows, every cell as text.
    pub(super) fn scan(&self) -> Result<LazyFrame, Error> {
        let schema: Schema = self.header.iter().map(|name| Field::new(name.as_str().into(), DataType::String)).collect();
        LazyCsvReader::new(PlRefPath::try_from_path(&self.path).map_err(unreadable)?)
            .with_has_header(true)
            .with_separator(self.delimiter)
            .with_schema(Some(Arc::new(schema)))
            .with_missing_is_null(false)
            .with_raise_if_empty(true)
            .finish()
            .map_err(unreadable)
    }
}
