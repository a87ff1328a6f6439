//! What holds of any text.

use proptest::prelude::*;

use super::read;
use crate::source::Source;

/// Words that meet in texts on trade, so that random texts reach the grammar.
const WORDS: &[&str] = &[
    "exports",
    "imports",
    "turnover",
    "deficit",
    "surplus",
    "trade",
    "rose",
    "fell",
    "by",
    "to",
    "from",
    "of",
    "in",
    "and",
    "with",
    "China",
    "the",
    "$",
    "US$",
    "million",
    "bln",
    "percent",
    "%",
    "pct",
    "times",
    "2009",
    "January",
    "September",
    "last",
    "year",
    "month",
    "same",
    "period",
    "compared",
    ",",
    ".",
    ";",
    ":",
    "(",
    ")",
    "-",
    "–",
    "\n",
    "\n\n",
    "# ",
    "- ",
    "| ",
    "<b>",
    "&nbsp;",
    "respectively",
    "compared with July 2000 to June 2021",
    "the second quarter of",
    "the three months ended",
    "June",
    "2020-09-09",
    "as at the end of",
    "over the last 12 months",
    "had",
    "were",
    "which",
    "without",
    "worth",
    "Rs.",
    "exported",
    "supplied",
    "re-exports",
    "in favour of",
    "than",
    "more",
    "second",
    "partner",
    "Catalonia",
    "growth",
    "rate",
    "share",
    "doubled",
    "5.4",
    "1,234",
    "1 234,5",
    "71.5",
    "13",
    "billion",
    "942",
    "№",
    "[1]",
    "Экспорт",
    "出口",
    "صادرات",
    "’s",
    "more",
    "than",
    "about",
    "up",
    "12-15",
    "1.2.3",
    "99999999999999999999",
    "nine",
    "twenty-five",
    "two thirds",
    "three hundred and six",
    "companies",
];

/// Those of them that are numbers in words.
const NUMERALS: &[&str] = &["nine", "twenty-five", "two thirds", "three hundred and six"];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        proptest::collection::vec(proptest::sample::select(WORDS), 0..60).prop_map(|words| words.join(" ")),
        "\\PC{0,120}",
        ".{0,120}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    /// Spans are spans of the text, and stand in its order; no two of them overlap.
    #[test]
    fn spans_point_into_the_text(text in text()) {
        let source = Source::from_text("any.txt", text.as_str());
        let extract = read(&source);
        for spans in [
            extract.statements.iter().map(|s| s.place.span.clone().unwrap()).collect::<Vec<_>>(),
            extract.unread.iter().map(|u| u.place.span.clone().unwrap()).collect(),
        ] {
            for span in &spans {
                prop_assert!(source.text().get(span.clone()).is_some_and(|printed| !printed.is_empty()), "{span:?}");
            }
            prop_assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "{spans:?}");
        }
        for unread in &extract.unread {
            let span = unread.place.span.clone().unwrap();
            let apart = extract.statements.iter().all(|s| {
                let other = s.place.span.clone().unwrap();
                other.end <= span.start || span.end <= other.start
            });
            prop_assert!(apart, "{span:?} is read and unread");
        }
    }

    /// Nothing is dropped in silence: every digit and every number in words is in a statement or in a number left unread.
    #[test]
    fn every_number_is_read_or_left_with_a_reason(text in proptest::collection::vec(proptest::sample::select(WORDS), 0..60)) {
        let text: Vec<&str> = text.into_iter().filter(|word| !word.contains(['#', '|', '<', '&', '[']) && !word.starts_with("- ")).collect();
        let source = Source::from_text("any.txt", text.join(" "));
        let extract = read(&source);
        let spans: Vec<_> = extract.statements.iter().map(|s| s.place.span.clone().unwrap()).chain(extract.unread.iter().map(|u| u.place.span.clone().unwrap())).collect();
        for (at, _) in source.text().match_indices(|c: char| c.is_ascii_digit()) {
            prop_assert!(spans.iter().any(|span| span.contains(&at)), "{} at {at}: {spans:?}", source.text());
        }
        for numeral in NUMERALS {
            for (at, _) in source.text().match_indices(numeral) {
                let ends = [at, at + numeral.len() - 1];
                prop_assert!(ends.iter().all(|end| spans.iter().any(|span| span.contains(end))), "{} at {at}: {spans:?}", source.text());
            }
        }
    }

    /// Reading twice reads the same.
    #[test]
    fn reading_is_the_same_every_time(text in text()) {
        let source = Source::from_text("any.txt", text);
        prop_assert_eq!(read(&source).statements, read(&source).statements);
    }
}

#[test]
fn long_texts_without_an_end_take_their_time_and_no_more() {
    for piece in ["exports rose 5 % ", "5 ", "exports ", "(", "from $5 million to ", "1,", "a"] {
        let text = piece.repeat(200_000 / piece.len());
        let source = Source::from_text("long.txt", text);
        read(&source);
    }
}
