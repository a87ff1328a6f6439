//! Checks the figures of trade statistics.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod codelist;
pub mod exact;
pub mod period;
