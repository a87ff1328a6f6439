//! Checks the figures of trade statistics.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod exact;

pub mod place;

pub mod error;

pub mod source;

pub mod figure;

pub mod period;

pub mod codelist;

pub mod statement;

pub mod feasibility;

pub mod rule;

pub mod chart;

#[cfg(feature = "frames")]
pub mod dataset;

#[cfg(feature = "frames")]
pub mod measure;
