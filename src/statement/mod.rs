//! What a source says: keys, relations, figures, places.
//!
//! A [`Statement`] is one printed figure with its subject. Levels ("exports made 18.5 million") are statements like rates, shares
//! and counts. Statements come from prose, or from the two tables of a [`Case`](crate::case::Case): `series.csv` holds levels, `statements.csv` holds
//! anything that can be said. A reporter or partner that a table calls `unknown` is one that its source does not name. Nothing is interpreted here: what a percentage *means* is for [`check`](crate::check) to find out.

mod attribution;
mod gap;
mod hierarchy;
mod key;
mod name;
mod part_of;
mod read;
mod relation;
mod series;
mod stated;
mod trust;
mod withheld;
mod write;

use serde::{Deserialize, Serialize};

use crate::codelist::Flow;
use crate::figure::Figure;
use crate::period::Period;
use crate::place::Place;

pub use attribution::{Attribution, ParseAttributionError};
pub use gap::{Gap, read_gaps};
pub use hierarchy::{PartWhole, Parts, read_hierarchy};
pub use key::{Basis, Dimension, Key, KeyPatch};
pub use name::Name;
pub use read::{Precision, ReadOptions};
#[cfg(feature = "frames")]
pub(crate) use relation::ParseStatusError;
pub use relation::{Direction, ParseDirectionError, ParseRelationError, Relation, Status};
pub(crate) use series::{COLUMNS as SERIES_COLUMNS, read_levels};
pub use series::{read_series, read_series_with};
pub(crate) use stated::{COLUMNS as STATED_COLUMNS, read_stated};
pub use stated::{read_statements, read_statements_with};
pub use trust::{ParseTrustError, Trust};
pub use withheld::{Confidentiality, ParseConfidentialityError, Withheld};
pub use write::{write_statements, write_statements_and_parts};

/// One figure of a source, with what it is said of.
///
/// # Example: a rate of growth as a document states it
/// ```
/// use tradecheck::source::Source;
/// use tradecheck::statement::{Relation, read_statements};
///
/// let source = Source::from_text(
///     "statements.csv",
///     "reporter,flow,period,relation,value,unit,wording\nMinsk City,turnover,2009,growth,71.5,percent,a 71.5 percent growth\n",
/// );
/// let statements = read_statements(&source)?;
/// assert_eq!(statements[0].relation, Relation::Growth);
/// assert_eq!(statements[0].base.unwrap().to_string(), "2008");
/// assert_eq!(statements[0].place.to_string(), "statements.csv:2:33");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Statement {
    /// The name by which waivers and reports refer to it; unique within a case.
    pub id: String,
    /// What the figure is said of. Where the flow is open, the first of the possible ones.
    pub key: Key,
    /// The flows the figure may be said of; one, unless the source leaves the subject open.
    pub subjects: Vec<Flow>,
    /// How the figure relates to its subject.
    pub relation: Relation,
    /// The number as printed.
    pub figure: Figure,
    /// The same digits in the other notation, where the source leaves open which mark stands before the decimals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_notation: Option<Figure>,
    /// The word of direction, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// The period that a change is counted from; for a change without one, the same period a year before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<Period>,
    /// Of a share, coverage ratio or comparison: how the key of the other side differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whole: Option<KeyPatch>,
    /// The few words that decide how the figure is read.
    #[serde(default)]
    pub wording: String,
    /// Where the figure comes from, in the source's own words.
    #[serde(default)]
    pub source: String,
    /// Final, provisional, estimated, …
    #[serde(default)]
    pub status: Status,
    /// How it is known what it is said of.
    #[serde(default, skip_serializing_if = "Attribution::is_told")]
    pub attribution: Attribution,
    /// How much it takes to doubt it.
    #[serde(default, skip_serializing_if = "Trust::is_default")]
    pub trust: Trust,
    /// Where the figure stands.
    pub place: Place,
}

impl Statement {
    /// A statement with nothing optional said.
    pub fn new(id: impl Into<String>, key: Key, relation: Relation, figure: Figure, place: Place) -> Self {
        let base = relation.is_change().then(|| key.period.and_then(Period::year_before)).flatten();
        Self {
            id: id.into(),
            subjects: vec![key.flow.clone()],
            key,
            relation,
            figure,
            other_notation: None,
            direction: None,
            base,
            whole: None,
            wording: String::new(),
            source: String::new(),
            status: Status::default(),
            attribution: Attribution::default(),
            trust: Trust::default(),
            place,
        }
    }

    /// The key with another of the possible flows as its subject.
    pub fn key_of(&self, subject: &Flow) -> Key {
        Key { flow: subject.clone(), ..self.key.clone() }
    }

    /// The order in which statements are put before anything is solved, so that the order of a source changes places only.
    pub fn canonical_order(&self, other: &Self) -> std::cmp::Ordering {
        (&self.key, &self.subjects, self.relation, self.base, &self.whole, self.direction)
            .cmp(&(&other.key, &other.subjects, other.relation, other.base, &other.whole, other.direction))
            .then_with(|| self.figure.printed().cmp(other.figure.printed()))
            .then_with(|| self.figure.multiplier().cmp(&other.figure.multiplier()))
            .then_with(|| self.figure.qualifier().cmp(&other.figure.qualifier()))
            .then_with(|| self.wording.cmp(&other.wording))
            .then_with(|| self.figure.decimals().cmp(&other.figure.decimals()))
            .then_with(|| (self.status, self.attribution, self.trust).cmp(&(other.status, other.attribution, other.trust)))
    }
}
