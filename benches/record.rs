//! How long records take: `cargo bench --no-default-features --bench record`.
//!
//! Ten thousand records of four whole numbers and two sums, every tenth with two digits exchanged; ten thousand of eleven rounded
//! figures with growth rates, all honest.

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use tradecheck::check::{Entry, RecordCheck, RecordOptions, Verdict};
use tradecheck::rule::RuleSet;
use tradecheck::source::Source;

fn main() {
    divan::main();
}

/// Numbers without pattern, the same in every run (Lehmer 1951, with the constants of Park and Miller 1988).
struct Sequence(i64);

impl Sequence {
    fn below(&mut self, end: i64) -> i64 {
        self.0 = self.0 * 48_271 % 2_147_483_647;
        self.0 % end
    }
}

const SUMS: &str = "turnover == exports + imports\nbalance == exports - imports\nexports >= 0\nimports >= 0";
const GROWTHS: &str = "turnover == exports + imports\nbalance == exports - imports\nturnover_p == exports_p + imports_p
balance_p == exports_p - imports_p\ngrowth(exports, exports_p) == g_exports\ngrowth(imports, imports_p) == g_imports
growth(turnover, turnover_p) == g_turnover";

fn ready(rules: &str) -> RecordCheck {
    let rules = RuleSet::read(&Source::from_text("rules", rules)).expect("rules");
    RecordCheck::new(rules, &RecordOptions::default()).expect("rules that some record satisfies")
}

fn whole(digits: i64) -> Entry {
    Entry::Digits { digits, decimals: 0 }
}

/// The last two digits exchanged, or nine added where they are the same: no less, since one more can be rounding.
fn exchanged(n: i64) -> i64 {
    let (tens, ones) = (n / 10 % 10, n % 10);
    if tens == ones { n + 9 } else { n - tens * 10 - ones + ones * 10 + tens }
}

fn sums() -> Vec<Vec<Entry>> {
    let mut sequence = Sequence(2_009);
    let record = |n: i64| {
        let (exports, imports) = (1_000 + sequence.below(3_000_000), 1_000 + sequence.below(3_000_000));
        let mut figures = [exports + imports, exports, imports, exports - imports];
        if n % 10 == 0 {
            let wrong = sequence.below(4) as usize;
            figures[wrong] = exchanged(figures[wrong]);
        }
        figures.into_iter().map(whole).collect()
    };
    (0..10_000).map(record).collect()
}

fn growths() -> Vec<Vec<Entry>> {
    let mut sequence = Sequence(2_010);
    let half_up = |numerator: i64, denominator: i64| (2 * numerator + denominator).div_euclid(2 * denominator);
    let record = |_| {
        let mut level = || 1_000 + sequence.below(5_000_000);
        let [e, i, e0, i0] = [level(), level(), level(), level()];
        let tenths = |value: i64| Entry::Digits { digits: half_up(value, 100), decimals: 1 };
        let growth = |now: i64, before: i64| Entry::Digits { digits: half_up(1_000 * (now - before), before), decimals: 1 };
        let levels = [e + i, e, i, e - i, e0 + i0, e0, i0, e0 - i0].map(tenths);
        levels.into_iter().chain([growth(e, e0), growth(i, i0), growth(e + i, e0 + i0)]).collect()
    };
    (0..10_000).map(record).collect()
}

fn consistent(check: &RecordCheck, records: &[Vec<Entry>]) -> usize {
    let mut recorder = check.recorder();
    records.iter().filter(|record| matches!(recorder.judge(record).verdict, Verdict::Consistent(_))).count()
}

#[divan::bench]
fn whole_numbers_every_tenth_wrong(bencher: Bencher) {
    let (check, records) = (ready(SUMS), sums());
    assert_eq!(consistent(&check, &records), 9_000);
    bencher.counter(ItemsCount::new(records.len())).bench(|| consistent(&check, black_box(&records)));
}

#[divan::bench]
fn rounded_figures_with_growth(bencher: Bencher) {
    let (check, records) = (ready(GROWTHS), growths());
    assert_eq!(consistent(&check, &records), 10_000);
    bencher.counter(ItemsCount::new(records.len())).bench(|| consistent(&check, black_box(&records)));
}
