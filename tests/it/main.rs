//! The crate as its users see it: library calls, the program, the examples, a crate that depends on it.

#[cfg(all(feature = "cli", feature = "frames"))]
mod bad_data;
mod bad_input;
mod bindings;
mod bulletins;
mod carried;
mod cases;
mod changes;
mod deduced;
#[cfg(all(feature = "cli", feature = "frames"))]
mod downloads;
mod downstream;
mod examples;
#[cfg(feature = "frames")]
mod indicators;
mod joins;
mod laws;
mod oracle;
mod points;
#[cfg(feature = "cli")]
mod program;
mod reference;
mod repairs;
mod summary;
mod table;
mod texts;
mod waivers;
#[cfg(all(feature = "cli", feature = "frames"))]
mod workbook;
mod worked;
mod world;
