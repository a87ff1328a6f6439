//! The core as its users meet it: files in, verdicts out. A file for each subject.

mod cases;
mod laws;
mod summary;
mod table;
mod world;
