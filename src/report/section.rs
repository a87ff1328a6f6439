//! What a caller adds to a report.

use crate::chart::Picture;

/// A figure computed from levels, beside the one that the source states.
///
/// Plain data: whoever has frames fills it, and a report without it leaves the table out. Numbers are floats, for reading only; the verdict beside them
/// is that of the exact check, found by `id`.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct ComputedRow {
    /// The statement it goes with; empty where nothing is stated.
    #[serde(default)]
    pub id: String,
    /// Whose trade.
    pub reporter: String,
    /// What was computed: `growth of exports`.
    pub what: String,
    /// When, in words.
    pub period: String,
    /// The unit of the numbers: `%`, `million USD`.
    #[serde(default)]
    pub unit: String,
    /// The figure as printed; empty where nothing is stated.
    #[serde(default)]
    pub stated: String,
    /// What the levels give; `None` where they give nothing, such as growth over a base of zero.
    pub computed: Option<f64>,
    /// Stated less computed, in the same unit.
    pub gap: Option<f64>,
    /// How many digits after the point are shown.
    #[serde(default)]
    pub decimals: u8,
}

/// A section of its own, such as one on a reference series: text, a table, pictures.
///
/// # Example: where the country stands
/// ```
/// use tradecheck::report::{Section, Table};
///
/// let table = Table::new("Belarus with China, million USD", ["year", "exports", "imports"]).row(["2009", "173.9", "1 081.4"]);
/// let section = Section::new("Reference: the country as a whole").paragraph("From the IMF's Direction of Trade Statistics.").table(table);
/// assert_eq!(section.heading, "Reference: the country as a whole");
/// ```
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// The text, a paragraph each.
    pub paragraphs: Vec<String>,
    /// The tables.
    pub tables: Vec<Table>,
    /// The pictures, each with the name of its files: letters, digits and hyphens; whatever else is in a name becomes a hyphen.
    pub pictures: Vec<(String, Picture)>,
}

/// A table of text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Table {
    /// What it shows, in which unit.
    pub caption: String,
    /// The heads of the columns; the first column names the rows.
    pub columns: Vec<String>,
    /// The cells.
    pub rows: Vec<Vec<String>>,
}

impl Section {
    /// A section with nothing in it yet.
    pub fn new(heading: impl Into<String>) -> Self {
        Self { heading: heading.into(), ..Self::default() }
    }

    /// With another paragraph.
    #[must_use]
    pub fn paragraph(mut self, text: impl Into<String>) -> Self {
        self.paragraphs.push(text.into());
        self
    }

    /// With another table.
    #[must_use]
    pub fn table(mut self, table: Table) -> Self {
        self.tables.push(table);
        self
    }

    /// With another picture, whose files bear this name.
    #[must_use]
    pub fn picture(mut self, name: &str, picture: Picture) -> Self {
        self.pictures.push((file_stem(name), picture));
        self
    }
}

impl Table {
    /// A table without rows.
    pub fn new<S: Into<String>>(caption: impl Into<String>, columns: impl IntoIterator<Item = S>) -> Self {
        Self { caption: caption.into(), columns: columns.into_iter().map(Into::into).collect(), rows: Vec::new() }
    }

    /// With another row; cells that are missing stay empty, and those beyond the columns are left out.
    #[must_use]
    pub fn row<S: Into<String>>(mut self, cells: impl IntoIterator<Item = S>) -> Self {
        let mut row: Vec<String> = cells.into_iter().map(Into::into).collect();
        row.resize(self.columns.len(), String::new());
        self.rows.push(row);
        self
    }
}

/// A name that every file system and every link takes.
pub(super) fn file_stem(name: &str) -> String {
    let mut stem = String::new();
    for c in name.to_lowercase().chars() {
        if c.is_ascii_alphanumeric() {
            stem.push(c);
        } else if !stem.ends_with('-') && !stem.is_empty() {
            stem.push('-');
        }
    }
    let stem = stem.trim_end_matches('-');
    if stem.is_empty() { "chart".to_owned() } else { stem.to_owned() }
}
