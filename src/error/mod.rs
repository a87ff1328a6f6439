//! What could not be read, where, and what to do about it.
//!
//! Figures that contradict each other are never an error: that is a result. An [`Error`] means that something could not be read or
//! written, and it names all the faults of a source at once, so that they can be mended in one go.

mod nearest;

use std::fmt;

pub use nearest::nearest;
pub(crate) use nearest::{distance, letters};

use crate::place::Place;

/// One or more faults that kept a source from being read.
///
/// All faults of a source are collected. The first [`Error::SHOWN`] are kept in full, the rest are counted.
///
/// # Example: two faults of one file at once
/// ```
/// use tradecheck::source::Source;
/// use tradecheck::statement::read_series;
///
/// let source = Source::from_text("series.csv", "reporter,flow,period,value\nMinsk,exprots,2009,18.5\nMinsk,imports,2009,many\n");
/// let error = read_series(&source).unwrap_err();
/// assert_eq!(error.faults().len(), 2);
/// assert_eq!(error.faults()[1].place.as_ref().unwrap().to_string(), "series.csv:3:20");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", Listed(self))]
pub struct Error {
    faults: Vec<Fault>,
    more: usize,
}

/// One thing that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What sort of fault it is.
    pub kind: FaultKind,
    /// Where it stands; `None` for a fault of the call itself.
    pub place: Option<Place>,
    /// What was met, as a clause: `` `exprots` is not a flow ``.
    pub met: String,
    /// What is accepted instead, as a clause; empty where `met` says it all.
    pub accepted: String,
    /// What to do; empty where nothing better can be said.
    pub help: String,
}

/// The sorts of faults. Match on this, never on the words of a message.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FaultKind {
    /// The system could not open, read or write a file.
    Io,
    /// The bytes are not text in the expected encoding.
    Encoding,
    /// A column is missing, doubled or unknown.
    Header,
    /// A row has too many or too few cells, or a quote is never closed.
    Row,
    /// A cell holds something that cannot be understood.
    Cell,
    /// A rule cannot be understood, or contradicts others.
    Rule,
    /// Two observations claim one key where one is needed.
    Duplicate,
    /// There is nothing to work on.
    Empty,
    /// It was understood, but this crate does not do it.
    Unsupported,
    /// The call itself asks for something impossible.
    Usage,
}

impl Error {
    /// How many faults are kept in full.
    pub const SHOWN: usize = 20;

    /// An error of one fault.
    pub fn new(fault: Fault) -> Self {
        Self { faults: vec![fault], more: 0 }
    }

    /// The faults kept in full, in the order of the source.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// How many faults there are beyond those kept.
    pub fn more(&self) -> usize {
        self.more
    }

    /// The sort of the first fault.
    pub fn kind(&self) -> FaultKind {
        self.faults[0].kind
    }

    /// The same faults; those that have no place are said to be in a file.
    #[cfg(feature = "frames")]
    pub(crate) fn in_file(mut self, file: &str) -> Self {
        for fault in self.faults.iter_mut().filter(|fault| fault.place.is_none()) {
            fault.place = Some(Place::file(file));
        }
        self
    }

    /// A fault of the system at a path: what was tried, and the system's own reason.
    pub fn io(path: &str, tried: &str, reason: &std::io::Error) -> Self {
        let met = format!("{tried} failed: {}", system_reason(reason));
        Fault::new(FaultKind::Io, met).at(Place::file(path)).into()
    }
}

/// The system's words without the error number that Rust appends.
fn system_reason(reason: &std::io::Error) -> String {
    let text = reason.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Self::new(fault)
    }
}

impl Fault {
    /// A fault with nothing said yet but its kind and what was met.
    pub fn new(kind: FaultKind, met: impl Into<String>) -> Self {
        Self { kind, place: None, met: met.into(), accepted: String::new(), help: String::new() }
    }

    /// The same fault with its place.
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// The same fault with what is accepted.
    pub fn accepted(mut self, accepted: impl Into<String>) -> Self {
        self.accepted = accepted.into();
        self
    }

    /// The same fault with what to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }
}

/// `file:line:column: column `flow`: what was met; what is accepted`, and a line of help where there is any.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
            if let Some(row) = place.row {
                write!(f, "row {row}, ")?;
            }
            if let Some(field) = &place.field {
                write!(f, "column `{field}`: ")?;
            }
        }
        f.write_str(&self.met)?;
        if !self.accepted.is_empty() {
            write!(f, "; {}", self.accepted)?;
        }
        if !self.help.is_empty() {
            write!(f, "\n  help: {}", self.help)?;
        }
        Ok(())
    }
}

struct Listed<'a>(&'a Error);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, fault) in self.0.faults.iter().enumerate() {
            write!(f, "{}{fault}", if i == 0 { "" } else { "\n" })?;
        }
        match self.0.more {
            0 => Ok(()),
            n => write!(f, "\nand {n} more"),
        }
    }
}

/// Collects faults while a source is read to its end.
///
/// # Example: nothing wrong, nothing returned
/// ```
/// use tradecheck::error::{Fault, FaultKind, Faults};
///
/// let mut faults = Faults::new();
/// assert!(faults.clone().into_result(7).is_ok());
/// faults.push(Fault::new(FaultKind::Cell, "`x` is not a number"));
/// assert!(faults.into_result(7).is_err());
/// ```
#[derive(Debug, Clone, Default)]
pub struct Faults {
    kept: Vec<Fault>,
    more: usize,
}

impl Faults {
    /// No faults yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a fault; beyond [`Error::SHOWN`] it is only counted.
    pub fn push(&mut self, fault: Fault) {
        if self.kept.len() < Error::SHOWN { self.kept.push(fault) } else { self.more += 1 }
    }

    /// Adds all faults of an error.
    pub fn extend(&mut self, error: Error) {
        self.more += error.more;
        error.faults.into_iter().for_each(|fault| self.push(fault));
    }

    /// Adds the faults of another part of the same source; kept are the first of both in the order of the source.
    pub fn join(&mut self, other: Self) {
        self.kept.extend(other.kept);
        *self = std::mem::take(self).in_order();
        let beyond = self.kept.len().saturating_sub(Error::SHOWN);
        self.kept.truncate(Error::SHOWN);
        self.more += other.more + beyond;
    }

    /// The same faults in the order of their source, for readers that do not look at cells in the order in which they stand.
    pub fn in_order(mut self) -> Self {
        self.kept.sort_by_key(|fault| fault.place.as_ref().map(|place| (place.line, place.column)));
        self
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// The value where there are no faults, else all of them.
    pub fn into_result<T>(self, value: T) -> Result<T, Error> {
        if self.kept.is_empty() { Ok(value) } else { Err(Error { faults: self.kept, more: self.more }) }
    }
}
