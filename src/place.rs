//! Where in a source something stands.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// Where in a source something stands: file, line and column, the table cell where there is one, and the span of bytes.
///
/// Lines, columns and rows count from 1. Columns count characters, as editors do; `span` counts bytes of the decoded text.
/// The first *data* row of a table is row 1: its header is no row.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The file as it was named, `<stdin>` for standard input.
    pub file: Arc<str>,
    /// The line; `None` where the file as a whole is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The character within the line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// The data row of a table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// The name of the table's column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<Arc<str>>,
    /// The bytes of the decoded text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Range<usize>>,
}

impl Place {
    /// A file as a whole.
    pub fn file(file: impl Into<Arc<str>>) -> Self {
        Self { file: file.into(), line: None, column: None, row: None, field: None, span: None }
    }

    /// The same place, said to be in a table's column.
    pub fn in_field(mut self, field: &str) -> Self {
        self.field = Some(field.into());
        self
    }
}

/// As compilers write it: `series.csv:4:17`.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
            if let Some(column) = self.column {
                write!(f, ":{column}")?;
            }
        }
        Ok(())
    }
}
