//! Every rule through its bindings: statements of a document, fields of a record, columns of a frame. The verdicts are the same.

use tradecheck::case::Case;
use tradecheck::check::{CheckOptions, Entry, RecordCheck, RecordOptions, check};
use tradecheck::figure::Notation;
use tradecheck::rule::{Rule, RuleSet};
use tradecheck::source::Source;
use tradecheck::statement::{ReadOptions, read_hierarchy};

/// One rule: as statements with `{field}` for a figure, as lines, and figures with which it holds and does not.
struct Bound {
    rule: Rule,
    /// `reporter,commodity,flow,period,relation,value,unit,whole`; none for a rule that documents do not have.
    statements: &'static [&'static str],
    lines: &'static str,
    holds: &'static [(&'static str, &'static str)],
    fails: &'static [(&'static str, &'static str)],
}

const fn bound(
    rule: Rule,
    statements: &'static [&'static str],
    lines: &'static str,
    holds: &'static [(&'static str, &'static str)],
    fails: &'static [(&'static str, &'static str)],
) -> Bound {
    Bound { rule, statements, lines, holds, fails }
}

const BOUND: [Bound; 13] = [
    bound(
        Rule::Level,
        &["A,,exports,2009,level,{a},,", "A,,exports,2009,level,{b},,"],
        "a == b",
        &[("a", "12.3"), ("b", "12.30")],
        &[("a", "12.3"), ("b", "12.93")],
    ),
    bound(
        Rule::Sign,
        &["A,,turnover,2009,level,{t},,", "A,,exports,2009,level,{x},,"],
        "t == x + m\nx >= 0\nm >= 0",
        &[("t", "27.3"), ("x", "21.1"), ("m", "")],
        &[("t", "20.1"), ("x", "21.1"), ("m", "")],
    ),
    bound(
        Rule::Turnover,
        &["A,,turnover,2009,level,{t},,", "A,,exports,2009,level,{x},,", "A,,imports,2009,level,{m},,"],
        "t == x + m\nx >= 0\nm >= 0",
        &[("t", "27.4"), ("x", "21.1"), ("m", "6.2")],
        &[("t", "23.7"), ("x", "21.1"), ("m", "6.2")],
    ),
    bound(
        Rule::Balance,
        &["A,,balance,2009,level,{b},,", "A,,exports,2009,level,{x},,", "A,,imports,2009,level,{m},,"],
        "b == x - m\nx >= 0\nm >= 0",
        &[("b", "-14.8"), ("x", "6.2"), ("m", "21.1")],
        &[("b", "14.9"), ("x", "6.2"), ("m", "21.1")],
    ),
    bound(
        Rule::Change,
        &["A,,exports,2009,level,{x},,", "A,,exports,2008,level,{x0},,", "A,,exports,2009,growth,{g},percent,"],
        "growth(x, x0) == g\nx >= 0\nx0 >= 0",
        &[("x", "12.3"), ("x0", "11.8"), ("g", "4.5")],
        &[("x", "12.3"), ("x0", "11.8"), ("g", "5.4")],
    ),
    bound(
        Rule::AbsoluteChange,
        &["A,,exports,2009,level,{x},,", "A,,exports,2008,level,{x0},,", "A,,exports,2009,absolute_change,{d},,"],
        "x - x0 == d\nx >= 0\nx0 >= 0",
        &[("x", "18.5"), ("x0", "13.1"), ("d", "5.4")],
        &[("x", "18.5"), ("x0", "13.1"), ("d", "4.5")],
    ),
    bound(
        Rule::Contribution,
        &[
            "A,,exports,2009,level,{x},,",
            "A,,exports,2008,level,{x0},,",
            "A,,turnover,2008,level,{w0},,",
            "A,,exports,2009,contribution,{c},points,flow=turnover",
        ],
        "contribution(x, x0, w0) == c\nx >= 0\nx0 >= 0\nw0 >= x0",
        &[("x", "14.0"), ("x0", "10.0"), ("w0", "80.0"), ("c", "5.0")],
        &[("x", "14.0"), ("x0", "10.0"), ("w0", "80.0"), ("c", "5.6")],
    ),
    bound(
        Rule::Share,
        &[
            "A,machinery,exports,2009,level,{p},,",
            "A,,exports,2009,level,{x},,",
            "A,machinery,exports,2009,share,{s},percent,commodity=total",
        ],
        "share(p, x) == s\np >= 0\np <= x",
        &[("p", "60.8"), ("x", "3800.0"), ("s", "1.6")],
        &[("p", "60.8"), ("x", "3800.0"), ("s", "16.0")],
    ),
    bound(
        Rule::Coverage,
        &["A,,exports,2009,level,{x},,", "A,,imports,2009,level,{m},,", "A,,exports,2009,coverage,{c},percent,"],
        "coverage(x, m) == c\nx >= 0\nm >= 0",
        &[("x", "13.9"), ("m", "21.2"), ("c", "65.6")],
        &[("x", "13.9"), ("m", "21.2"), ("c", "66.5")],
    ),
    bound(
        Rule::PartWhole,
        &["Land,,exports,2009,level,{w},,", "North,,exports,2009,level,{a},,", "South,,exports,2009,level,{b},,"],
        "w == a + b\na >= 0\nb >= 0",
        &[("w", "9.0"), ("a", "3.2"), ("b", "5.9")],
        &[("w", "9.0"), ("a", "2.3"), ("b", "5.9")],
    ),
    bound(
        Rule::Cumulation,
        &["A,,exports,2009,level,{y},,", "A,,exports,2009-01/2009-06,level,{a},,", "A,,exports,2009-07/2009-12,level,{b},,"],
        "y == a + b\na >= 0\nb >= 0",
        &[("y", "9.0"), ("a", "3.2"), ("b", "5.9")],
        &[("y", "9.0"), ("a", "2.3"), ("b", "5.9")],
    ),
    bound(
        Rule::Comparison,
        &["A,,imports,2009,level,{m},,", "A,,exports,2009,level,{x},,", "A,,imports,2009,comparison,{k},,flow=exports"],
        "multiple(m, x) == k\nm >= 0\nx >= 0",
        &[("m", "31.0"), ("x", "15.2"), ("k", "2.0")],
        &[("m", "31.0"), ("x", "15.2"), ("k", "2.3")],
    ),
    bound(Rule::Given, &[], "c - 0.6*t >= 0", &[("c", "120.0"), ("t", "200.0")], &[("c", "100.0"), ("t", "200.0")]),
];

type Figures = [(&'static str, &'static str)];

fn as_document(bound: &Bound, figures: &Figures) -> String {
    let fill =
        |line: &&str| figures.iter().fold((*line).to_owned(), |line, (name, cell)| line.replace(&format!("{{{name}}}"), cell));
    let lines: Vec<String> = bound.statements.iter().map(fill).collect();
    let text = format!("reporter,commodity,flow,period,relation,value,unit,whole\n{}\n", lines.join("\n"));
    let mut case = Case::default();
    case.read_table(&Source::from_text("statements.csv", text), ReadOptions::default()).unwrap_or_else(|error| panic!("{error}"));
    let hierarchy = "dimension,whole,part,exhaustive\nreporter,Land,North,true\nreporter,Land,South,true\n";
    case.hierarchy = read_hierarchy(&Source::from_text("hierarchy.csv", hierarchy)).unwrap();
    check(&case, &CheckOptions::default()).verdict.word().to_owned()
}

fn ready(bound: &Bound) -> RecordCheck {
    let rules = RuleSet::read(&Source::from_text("rules.txt", bound.lines)).unwrap_or_else(|error| panic!("{error}"));
    RecordCheck::new(rules, &RecordOptions::default()).unwrap_or_else(|error| panic!("{error}"))
}

fn as_record(bound: &Bound, figures: &Figures) -> String {
    let check = ready(bound);
    let cell = |field: &String| figures.iter().find(|(name, _)| name == field).map_or("", |(_, cell)| cell);
    let record: Vec<Entry> = check.fields().iter().map(|field| Entry::read(cell(field), Notation::Point).unwrap()).collect();
    check.recorder().judge(&record).verdict.word().to_owned()
}

#[cfg(feature = "frames")]
fn as_frame(bound: &Bound) -> Vec<String> {
    use tradecheck::polars::prelude::*;
    use tradecheck::screen::{ScreenOptions, screen_lazy};

    let cells = |name: &str, figures: &Figures| figures.iter().find(|(known, _)| *known == name).map(|(_, cell)| *cell);
    let column = |(name, _): &(&'static str, &'static str)| {
        Column::new((*name).into(), [cells(name, bound.holds), cells(name, bound.fails)])
    };
    let frame = DataFrame::new(2, bound.holds.iter().map(column).collect()).unwrap();
    let plan = screen_lazy(frame.lazy(), std::sync::Arc::new(ready(bound)), ScreenOptions::default());
    let screened = plan.select([col("verdict")]).collect().unwrap();
    let verdicts = screened.column("verdict").unwrap().str().unwrap();
    (0..verdicts.len()).filter_map(|row| verdicts.get(row)).map(str::to_owned).collect()
}

#[test]
fn every_rule_has_the_same_verdict_through_all_bindings() {
    assert_eq!(BOUND.map(|bound| bound.rule), Rule::ALL);
    for bound in BOUND {
        for (figures, verdict) in [(bound.holds, "consistent"), (bound.fails, "contradicted")] {
            assert_eq!(as_record(&bound, figures), verdict, "{} of a record", bound.rule);
            if !bound.statements.is_empty() {
                assert_eq!(as_document(&bound, figures), verdict, "{} of a document", bound.rule);
            }
        }
        #[cfg(feature = "frames")]
        assert_eq!(as_frame(&bound), ["consistent", "contradicted"], "{} of a frame", bound.rule);
    }
}
