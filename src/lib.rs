//! Checks the figures of trade statistics.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod exact;
pub mod feasibility;
