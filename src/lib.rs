//! A compiler for statistical prose: figures of trade statistics in, diagnostics with places out.
//!
//! Published figures depend on each other. Exports and imports add up to turnover, a growth rate ties this year to the last, shares
//! are parts of a whole, regions make up a country. This crate takes the figures of a source as what they are, intervals that
//! their printed digits allow, puts all that is stated into one exact linear system, and answers with an argument: which statements
//! cannot all be true, which reading of "grew 129.5 percent" survives, which single figure most likely went wrong and how, and what
//! nobody printed and yet must be so.
//!
//! # Example: two digits exchanged
//! ```
//! use tradecheck::check::{CheckOptions, Verdict, check};
//! use tradecheck::source::Source;
//! use tradecheck::case::Case;
//! use tradecheck::statement::read_series;
//!
//! let table = Source::from_text("grodno.csv", "\
//! reporter,partner,flow,period,value,unit,multiplier
//! Grodno Region,China,turnover,2008-01/2008-02,23.7,USD,million
//! Grodno Region,China,exports,2008-01/2008-02,21.1,USD,million
//! Grodno Region,China,imports,2008-01/2008-02,6.2,USD,million
//! Grodno Region,China,balance,2008-01/2008-02,15,USD,million
//! ");
//! let case = Case::of_statements("Grodno", read_series(&table)?);
//! let checked = check(&case, &CheckOptions::default());
//!
//! assert_eq!(checked.verdict, Verdict::Contradicted);
//! let finding = &checked.findings[0];
//! assert_eq!(finding.evidence.cases[0].implied.as_ref().unwrap().to_string(), "[27.2, 27.4]");
//! assert_eq!(finding.blame[0].repairs[0].figure, "27.3");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The way of the data
//! A [`source`] is read into [`statement`]s: keys, relations, printed [`figure`]s, places. [`rule`]s say what must hold between true
//! values, [`feasibility`] decides exactly whether it can, and [`check`] asks it for the cheapest consistent choice of readings. `dataset` and
//! `measure` do the same levels' arithmetic on Polars frames; [`chart`] draws, and [`report`] writes it all up.
//!
//! # Features
//! | feature | default | what it adds |
//! | --- | --- | --- |
//! | `frames` | yes | `dataset`, `measure` and `screen`, and Polars, which is re-exported |
//! | `cli` | yes | the program `tradecheck` |
//!
//! Without `frames` the crate builds in a minute; everything but the three modules works.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod exact;
pub mod place;

pub mod error;
pub mod output;
pub mod source;

pub mod codelist;
pub mod figure;
pub mod period;

pub mod statement;

pub mod prose;

pub mod case;

pub mod feasibility;
pub mod rule;

pub mod check;

#[cfg(feature = "frames")]
pub mod dataset;

#[cfg(feature = "frames")]
pub mod measure;

#[cfg(feature = "frames")]
pub mod screen;

pub mod chart;
pub mod report;

#[cfg(feature = "frames")]
pub use polars;

/// The code in the README is tested like that of this page.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
