//! Levels into measures on frames: `cargo bench --bench measure`.

use divan::{Bencher, black_box};
use tradecheck::case::Case;
use tradecheck::dataset::Dataset;
use tradecheck::measure::{Measure, Request};

fn main() {
    divan::main();
}

fn dataset() -> Dataset {
    let case = Case::open(concat!(env!("CARGO_MANIFEST_DIR"), "/data/us-states-china")).expect("the case is readable");
    Dataset::of_case(&case).expect("its levels make a frame")
}

/// Levels of a case into a validated frame.
#[divan::bench]
fn frame(bencher: Bencher) {
    let case = Case::open(concat!(env!("CARGO_MANIFEST_DIR"), "/data/us-states-china")).expect("the case is readable");
    bencher.bench(|| Dataset::of_case(black_box(&case)));
}

/// One measure of every series.
#[divan::bench(args = [Measure::Balance, Measure::Growth, Measure::Share])]
fn measured(bencher: Bencher, measure: Measure) {
    let dataset = dataset();
    bencher.bench(|| Request::new([measure]).run(black_box(&dataset)));
}
