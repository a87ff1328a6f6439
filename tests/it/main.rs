//! The crate as its users see it: library calls, the program, the examples, a crate that depends on it.

mod downstream;
mod examples;
