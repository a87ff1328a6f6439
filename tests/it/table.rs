//! The tables of the cases in `data/`, and copies of them with something changed.

use tradecheck::case::Case;
use tradecheck::check::{CheckOptions, Checked, check};
use tradecheck::source::Source;
use tradecheck::statement::{ReadOptions, read_hierarchy};

/// The path of a case of the repository.
pub fn folder(case: &str) -> String {
    format!("{}/data/{case}", env!("CARGO_MANIFEST_DIR"))
}

/// A case of the repository, checked as it stands.
pub fn checked(case: &str) -> Checked {
    let case = Case::open(folder(case)).unwrap_or_else(|error| panic!("{error}"));
    check(&case, &CheckOptions::default())
}

/// Checks the text of one table.
pub fn check_text(text: &str) -> Checked {
    check(&read(text), &CheckOptions::default())
}

/// As [`check_text`], with the text of a `hierarchy.csv`.
pub fn check_with(text: &str, hierarchy: &str) -> Checked {
    let mut case = read(text);
    case.hierarchy = read_hierarchy(&Source::from_text("hierarchy.csv", hierarchy)).unwrap_or_else(|error| panic!("{error}"));
    check(&case, &CheckOptions::default())
}

/// Reads the text of one table as a case.
pub fn read(text: &str) -> Case {
    let mut case = Case::default();
    case.read_table(&Source::from_text("statements.csv", text), ReadOptions::default()).unwrap_or_else(|error| panic!("{error}"));
    case
}

/// The text of a table whose rows begin with an id, in which single cells can be changed.
#[derive(Clone)]
pub struct Table {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
    hierarchy: Option<String>,
}

impl Table {
    /// The statements of a case of the repository, with its hierarchy.
    pub fn of(case: &str) -> Self {
        let text = |file: &str| std::fs::read_to_string(format!("{}/{file}", folder(case))).ok();
        let statements = text("statements.csv").expect("the case has statements");
        let mut reader = csv::Reader::from_reader(statements.as_bytes());
        let cells = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
        let header = cells(reader.headers().expect("a header"));
        let rows = reader.records().map(|record| cells(&record.expect("a row"))).collect();
        Self { header, rows, hierarchy: text("hierarchy.csv") }
    }

    /// Only the rows whose ids begin so.
    pub fn only(mut self, prefix: &str) -> Self {
        self.rows.retain(|row| row[0].starts_with(prefix));
        assert!(!self.rows.is_empty(), "no row begins with {prefix}");
        self
    }

    /// Another text in one cell.
    pub fn with(mut self, id: &str, column: &str, text: &str) -> Self {
        let at = self.header.iter().position(|name| name == column).unwrap_or_else(|| panic!("no column {column}"));
        let row = self.rows.iter_mut().find(|row| row[0] == id).unwrap_or_else(|| panic!("no row {id}"));
        assert_ne!(row[at], text, "{id} says so already");
        row[at] = text.to_owned();
        self
    }

    /// Without one row.
    pub fn without(mut self, id: &str) -> Self {
        let before = self.rows.len();
        self.rows.retain(|row| row[0] != id);
        assert_eq!(self.rows.len() + 1, before, "no row {id}");
        self
    }

    /// The table as the text of a file.
    pub fn text(&self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        std::iter::once(&self.header).chain(&self.rows).for_each(|row| writer.write_record(row).expect("written to memory"));
        String::from_utf8(writer.into_inner().expect("written to memory")).expect("text")
    }

    /// What a check finds.
    pub fn check(&self) -> Checked {
        match &self.hierarchy {
            Some(hierarchy) => check_with(&self.text(), hierarchy),
            None => check_text(&self.text()),
        }
    }
}
