//! From files to verdicts: `cargo bench --bench check --no-default-features`.

use divan::{Bencher, black_box};
use tradecheck::case::Case;
use tradecheck::check::{CheckOptions, check};

fn main() {
    divan::main();
}

const CASES: [&str; 3] = ["belarus-china", "us-states-china", "us-states-china/zero-base"];

fn folder(case: &str) -> String {
    format!("{}/data/{case}", env!("CARGO_MANIFEST_DIR"))
}

/// The files of a case into statements with their places.
#[divan::bench(args = CASES)]
fn read(bencher: Bencher, case: &str) {
    let folder = folder(case);
    bencher.bench(|| Case::open(black_box(&folder)));
}

/// Statements into verdicts with evidence.
#[divan::bench(args = CASES)]
fn verdicts(bencher: Bencher, case: &str) {
    let case = Case::open(folder(case)).expect("the case is readable");
    bencher.bench(|| check(black_box(&case), &CheckOptions::default()));
}

/// Both.
#[divan::bench(args = CASES)]
fn files_to_verdicts(bencher: Bencher, case: &str) {
    let folder = folder(case);
    bencher.bench(|| Case::open(black_box(&folder)).map(|case| check(&case, &CheckOptions::default())));
}
