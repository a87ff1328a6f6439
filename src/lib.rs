//! Checks the figures of trade statistics.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod chart;
pub mod exact;

pub mod place;

pub mod error;

pub mod source;

pub mod figure;

pub mod period;
