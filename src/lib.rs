//! Checks the figures of trade statistics.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod chart;
pub mod exact;
