use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Key, PartWhole, Statement};
use crate::place::Place;

/// A level whose figure the source withholds as confidential: it is known to exist, and nothing else is said of it.
///
/// What the other figures tell of it all the same is a warning of the check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Withheld {
    /// The name of its row.
    pub id: String,
    /// What the figure would have been said of.
    pub key: Key,
    /// The row.
    pub place: Place,
}

impl Withheld {
    /// A level that is withheld.
    pub fn new(id: impl Into<String>, key: Key, place: Place) -> Self {
        Self { id: id.into(), key, place }
    }
}

/// What a row of a table turns out to be.
pub(super) enum Read {
    Stated(Box<Statement>),
    Withheld(Box<Withheld>),
    /// Nothing: the value is missing, and the row says so.
    Missing,
}

/// What the rows of a table hold, in their order.
#[derive(Default)]
pub(crate) struct Rows {
    pub(crate) statements: Vec<Statement>,
    pub(crate) withheld: Vec<Withheld>,
    /// What they are parts of.
    pub(crate) parts: Vec<PartWhole>,
}

impl Rows {
    pub(super) fn push(&mut self, read: Read) {
        match read {
            Read::Stated(statement) => self.statements.push(*statement),
            Read::Withheld(withheld) => self.withheld.push(*withheld),
            Read::Missing => {}
        }
    }
}

/// Whether a figure may be published: SDMX's confidentiality status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidentiality {
    /// F, or nothing said.
    #[default]
    Free,
    /// C, N and the codes for primary (A, E, G, M, O, P, T) and secondary (D, S) confidentiality.
    Confidential,
}

impl FromStr for Confidentiality {
    type Err = ParseConfidentialityError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.trim().to_lowercase().as_str() {
            "" | "f" | "free" => Ok(Self::Free),
            "c" | "confidential" | "n" | "a" | "e" | "g" | "m" | "o" | "p" | "t" | "d" | "s" => Ok(Self::Confidential),
            _ => Err(ParseConfidentialityError(text.trim().to_owned())),
        }
    }
}

/// A text that names no confidentiality status.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a confidentiality status")]
pub struct ParseConfidentialityError(String);

impl ParseConfidentialityError {
    /// What is accepted instead, as a clause.
    pub const ACCEPTED: &str = "free, confidential and SDMX's letters for them are accepted";
}
