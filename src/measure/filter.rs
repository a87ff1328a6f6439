use std::fmt;
use std::str::FromStr;

use polars::prelude::*;

use crate::codelist::{Area, Flow};
use crate::dataset::schema;
use crate::error::{Error, Fault, FaultKind, nearest};

/// Which rows a [`Request`](super::Request) answers with: those whose name in one column is among some, or is not.
///
/// Names are compared as the frame has them; countries are found by their codes and other names as well. `????` stands for all names
/// of four characters, as many as there are marks, and `85*` for all that begin so, which is how levels of a product code are told
/// apart.
///
/// # Example: as it is written in an option
/// ```
/// use tradecheck::measure::Filter;
///
/// let filter: Filter = "partner=CHN, Germany".parse()?;
/// assert_eq!(filter.to_string(), "partner=China,Germany");
/// assert_eq!("commodity!=????".parse::<Filter>()?.column(), "commodity");
/// assert!("prtner=China".parse::<Filter>().unwrap_err().to_string().contains("did you mean `partner`?"));
/// # Ok::<(), tradecheck::error::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    column: &'static str,
    tests: Vec<Test>,
    answer: Answer,
}

/// Whether the rows that a filter finds are kept or left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Kept,
    LeftOut,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Test {
    Is(String),
    HasLength(usize),
    BeginsWith(String),
}

/// The columns that rows can be chosen by.
const COLUMNS: [&str; 11] = [
    schema::REPORTER,
    schema::PARTNER,
    schema::FLOW,
    schema::SCOPE,
    schema::COMMODITY,
    schema::UNIT,
    schema::STATUS,
    schema::VALUATION,
    schema::ADJUSTMENT,
    schema::VINTAGE,
    schema::PRECISION,
];

impl Filter {
    /// Keeps the rows with one of these names in a column.
    ///
    /// # Errors
    /// A column that frames do not have, or by which rows cannot be chosen.
    pub fn keep(column: &str, names: impl IntoIterator<Item = impl AsRef<str>>) -> Result<Self, Error> {
        Self::new(column, names, Answer::Kept)
    }

    /// Leaves out the rows with one of these names in a column.
    ///
    /// # Errors
    /// As [`Filter::keep`].
    pub fn leave_out(column: &str, names: impl IntoIterator<Item = impl AsRef<str>>) -> Result<Self, Error> {
        Self::new(column, names, Answer::LeftOut)
    }

    /// The column it looks at.
    pub fn column(&self) -> &'static str {
        self.column
    }

    fn new(column: &str, names: impl IntoIterator<Item = impl AsRef<str>>, answer: Answer) -> Result<Self, Error> {
        let word = column.trim().to_lowercase();
        let Some(column) = COLUMNS.into_iter().find(|known| *known == word) else {
            let fault = Fault::new(FaultKind::Usage, format!("`{}` is no column that rows are chosen by", column.trim()));
            let fault = fault.accepted(format!("{} are", COLUMNS.join(", ")));
            return Err(match nearest(&word, COLUMNS) {
                Some(near) => fault.help(format!("did you mean `{near}`?")).into(),
                None => fault.into(),
            });
        };
        let tests = names.into_iter().map(|name| Test::of(column, name.as_ref().trim())).collect();
        Ok(Self { column, tests, answer })
    }

    /// The rows that it keeps.
    pub(super) fn expr(&self) -> Expr {
        let text = || col(self.column).cast(DataType::String);
        let found = self.tests.iter().map(|test| match test {
            Test::Is(name) => col(self.column).eq(schema::name(name)),
            Test::HasLength(length) => text().str().len_chars().eq(lit(*length as u32)),
            Test::BeginsWith(stem) => text().str().starts_with(lit(stem.clone())),
        });
        let found = found.reduce(Expr::or).unwrap_or(lit(false));
        if self.answer == Answer::Kept { found } else { found.not() }
    }

    /// A name that it asks for and that is not among those of a column, with the nearest that is.
    pub(super) fn unknown<'n>(&self, names: &[&'n str]) -> Option<(&str, Option<&'n str>)> {
        self.tests.iter().find_map(|test| match test {
            Test::Is(name) if !names.contains(&name.as_str()) => Some((name.as_str(), nearest(name, names.iter().copied()))),
            _ => None,
        })
    }
}

impl Test {
    fn of(column: &str, name: &str) -> Self {
        if !name.is_empty() && name.chars().all(|letter| letter == '?') {
            return Self::HasLength(name.chars().count());
        }
        if let Some(stem) = name.strip_suffix('*') {
            return Self::BeginsWith(stem.to_owned());
        }
        let known = match column {
            schema::REPORTER | schema::PARTNER => Area::find(name).map(|area| area.name.to_owned()),
            schema::FLOW => Flow::named(name).map(|flow| flow.code().to_owned()),
            schema::COMMODITY | schema::SCOPE if matches!(name, "total" | "TOTAL" | "all") => Some(String::new()),
            _ => None,
        };
        Self::Is(known.unwrap_or_else(|| name.to_owned()))
    }
}

impl fmt::Display for Test {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Is(name) => f.write_str(name),
            Self::HasLength(length) => f.write_str(&"?".repeat(*length)),
            Self::BeginsWith(stem) => write!(f, "{stem}*"),
        }
    }
}

/// `partner=China,Germany`, `partner!=World`.
impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tests: Vec<String> = self.tests.iter().map(Test::to_string).collect();
        write!(f, "{}{}{}", self.column, if self.answer == Answer::Kept { "=" } else { "!=" }, tests.join(","))
    }
}

impl FromStr for Filter {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (left_out, kept) = (text.split_once("!="), text.split_once('='));
        match (left_out, kept) {
            (Some((column, names)), _) => Self::leave_out(column, split(names)),
            (None, Some((column, names))) => Self::keep(column, split(names)),
            (None, None) => {
                let fault = Fault::new(FaultKind::Usage, format!("`{}` does not say which rows are meant", text.trim()));
                Err(fault.accepted("`partner=China,Germany` and `partner!=World` are forms of it").into())
            }
        }
    }
}

fn split(names: &str) -> impl Iterator<Item = &str> {
    names.split(',').map(str::trim)
}
