use std::sync::Arc;

use crate::error::{Error, Fault, FaultKind, nearest};
use crate::place::Place;

/// The names of a file's columns, compared by their letters and digits alone: `Trade Value (US$)`, `primary_value` and `primaryValue`
/// are what they are in every spelling.
#[derive(Debug, Clone)]
pub(in crate::dataset) struct Header {
    file: Arc<str>,
    line: u32,
    names: Vec<String>,
    folded: Vec<String>,
}

impl Header {
    pub(in crate::dataset) fn new(file: Arc<str>, line: u32, names: &[String]) -> Self {
        Self { file, line, folded: names.iter().map(|name| fold(name)).collect(), names: names.to_vec() }
    }

    /// The column with one of these names, the first name that there is.
    pub(in crate::dataset) fn find(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|wanted| self.folded.iter().position(|name| name == wanted))
    }

    /// Whether all of these columns are there.
    pub(in crate::dataset) fn has_all(&self, names: &[&str]) -> bool {
        names.iter().all(|wanted| self.folded.iter().any(|name| name == wanted))
    }

    /// As [`Header::find`], where there must be one.
    pub(in crate::dataset) fn need(&self, names: &[&str]) -> Result<usize, Error> {
        self.find(names).ok_or_else(|| self.missing(names[0]))
    }

    /// As [`Header::need`], where the column goes by another name in the files themselves.
    pub(in crate::dataset) fn need_as(&self, names: &[&str], shown: &str) -> Result<usize, Error> {
        self.find(names).ok_or_else(|| self.missing(shown))
    }

    pub(in crate::dataset) fn missing(&self, wanted: &str) -> Error {
        let present: Vec<&str> = self.names.iter().map(String::as_str).collect();
        let place = Place { line: Some(self.line), ..Place::file(self.file.clone()) };
        let fault = Fault::new(FaultKind::Header, format!("the column `{wanted}` is missing"))
            .at(place)
            .accepted(format!("present are {}", present.join(", ")));
        match nearest(wanted, self.folded.iter().map(String::as_str)) {
            Some(near) => fault.help(format!("is `{near}` meant to be `{wanted}`?")).into(),
            None => fault.into(),
        }
    }

    /// The names as the file has them.
    pub(in crate::dataset) fn names(&self) -> &[String] {
        &self.names
    }

    /// The folded names in their order.
    pub(in crate::dataset) fn folded(&self) -> &[String] {
        &self.folded
    }
}

/// Lower case, letters and digits alone.
pub(super) fn fold(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
