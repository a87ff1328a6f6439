//! Statistical prose: statements with their subjects, and the numbers that state nothing about trade.
//!
//! [`read`] takes a text (plain, Markdown or HTML) and answers with every figure that it states of exports, imports, turnover or a
//! balance, each with its subject, period and place, and with every other number and the reason why it was left. Reading cannot
//! fail, and nothing is invented: a period that the text does not give stays unknown, several possible subjects stay open.
//!
//! # The way of a text
//! Markup is taken off, so that there are headings, paragraphs, items and tables (`markup`). A paragraph becomes tokens, numbers
//! are put together with their units, phrases of the lexicon are marked, and a small grammar asks of each number what is said by it. What a
//! sentence leaves unsaid (whose trade, with whom, when) is carried from the sentences and headings before it.
//!
//! | folder | idea |
//! | --- | --- |
//! | `lexicon` | words and phrases with their tags, as data |
//! | `markup` | passages and tables of a file, each character with its bytes |
//! | `table` | cells by caption, heads and first columns |
//! | `sentence` | what is said of a number: level, change, share, rank; when; in which direction |
//! | `subject` | of what it is said: flow, partner, product |
//! | `document` | what is carried from sentence to sentence, and the statements made of it |

mod acronym;
mod document;
mod elided;
mod item;
mod lexicon;
mod markup;
mod numeral;
mod place;
mod quantity;
mod sentence;
mod subject;
mod survey;
mod table;
mod token;
mod when;

pub(crate) use markup::{Block, Passage, blocks};

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::place::Place;
use crate::source::Source;
use crate::statement::{PartWhole, Statement};

/// What was read of a text.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Extract {
    /// The figures that state something, in the order of the text.
    pub statements: Vec<Statement>,
    /// The numbers that state nothing, in the order of the text, each with the reason.
    pub unread: Vec<Unread>,
    /// What the text says of parts and wholes: its list of products, "9 companies, including 3 joint and 6 foreign ones".
    pub parts: Vec<PartWhole>,
}

/// A number of a text that is no statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Unread {
    /// The number as printed.
    pub printed: String,
    /// Why it was left.
    pub reason: Reason,
    /// Where it stands.
    pub place: Place,
}

/// Why a number is no statement.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// A year, a month's day, a time.
    Date,
    /// The number of a section, footnote, document or thing: `No. 253`, `[12]`, `M-9`.
    Label,
    /// A rate of exchange.
    ExchangeRate,
    /// Output, income, prices, reserves, budgets: not trade.
    OtherSubject,
    /// No flow of trade is near it.
    NoFlow,
    /// A length of time or a number of times that something happened.
    Duration,
    /// A span of two numbers: `9–10 billion`.
    Range,
    /// Tonnes, persons: no money.
    Quantity,
    /// A difference of percentages.
    Points,
    /// A part or a round number in words, whose exactness is not told: two thirds, dozens.
    Rough,
    /// What it counts or measures could not be told.
    Unclear,
}

impl Reason {
    /// The reason as a clause.
    pub fn words(self) -> &'static str {
        match self {
            Self::Date => "a date or a year",
            Self::Label => "the number of a section, note or thing",
            Self::ExchangeRate => "a rate of exchange",
            Self::OtherSubject => "said of something else than trade",
            Self::NoFlow => "no flow of trade is near it",
            Self::Duration => "a length of time",
            Self::Range => "a span of two numbers",
            Self::Quantity => "a quantity that is no money",
            Self::Points => "a difference of percentages",
            Self::Rough => "a rough number in words",
            Self::Unclear => "what it measures is not told",
        }
    }
}

/// As [`Reason::words`].
impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

/// Reads all that a text states.
///
/// The format is told by the text itself: HTML by its tags, Markdown by its marks, plain text otherwise.
pub fn read(source: &Source) -> Extract {
    let blocks = markup::blocks(source);
    let mut document = document::Document::new(source, survey::survey(&blocks));
    blocks.iter().for_each(|block| document.block(block));
    document.finish()
}

#[cfg(test)]
mod laws;
#[cfg(test)]
mod phrases;
