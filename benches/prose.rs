//! How long texts take: `cargo bench --no-default-features --bench prose`.
//!
//! Five thousand words, every sixth of them a figure of trade, from text to statements and on to verdicts; ten megabytes of the same, and
//! one line of a megabyte.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use tradecheck::case::Case;
use tradecheck::check::{CheckOptions, check};
use tradecheck::prose;
use tradecheck::source::Source;

fn main() {
    divan::main();
}

/// A paragraph of seventy words about a year, whose figures agree.
fn paragraph(n: u32) -> String {
    let (exports, imports) = (21 + n % 50, 6 + n % 9);
    let year = 1950 + n % 70;
    format!(
        "In {year} foreign trade turnover of Region{letter} Oblast with China made USD {turnover}.0 million. Exports were USD {exports}.0 million, and imports were USD {imports}.0 \
         million. The balance of trade showed a surplus of USD {balance}.0 million. Exports accounted for {share} percent of turnover. The oblast has long had friendly ties with its \
         partners abroad, and delegations of business people met there on several occasions to speak about the prospects of cooperation.",
        letter = char::from(b'a' + (n / 70 % 26) as u8),
        turnover = exports + imports,
        balance = exports - imports,
        share = (200 * exports / (exports + imports)).div_ceil(2),
    )
}

fn words(count: usize) -> String {
    let mut text = String::new();
    let mut n = 0;
    while text.split_whitespace().count() < count {
        for _ in 0..8 {
            text.push_str(&paragraph(n));
            text.push_str("\n\n");
            n += 1;
        }
    }
    text
}

fn bytes(count: usize, between: &str) -> String {
    let mut text = String::with_capacity(count + 1000);
    let mut n = 0;
    while text.len() < count {
        text.push_str(&paragraph(n));
        text.push_str(between);
        n += 1;
    }
    text
}

#[divan::bench]
fn statements_of_5000_words(bencher: Bencher) {
    let source = Source::from_text("text.txt", words(5_000));
    bencher.counter(BytesCount::of_str(source.text())).bench(|| prose::read(black_box(&source)));
}

#[divan::bench]
fn verdict_on_5000_words(bencher: Bencher) {
    let source = Source::from_text("text.txt", words(5_000));
    bencher.counter(BytesCount::of_str(source.text())).bench(|| {
        let mut case = Case::default();
        case.read_text(black_box(&source));
        check(&case, &CheckOptions::default())
    });
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn statements_of_10_megabytes(bencher: Bencher) {
    let source = Source::from_text("text.txt", bytes(10_000_000, "\n\n"));
    bencher.counter(BytesCount::of_str(source.text())).bench(|| prose::read(black_box(&source)));
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn statements_of_a_line_of_a_megabyte(bencher: Bencher) {
    let source = Source::from_text("text.txt", bytes(1_000_000, " "));
    bencher.counter(BytesCount::of_str(source.text())).bench(|| prose::read(black_box(&source)));
}
