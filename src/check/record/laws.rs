//! What must hold of all records.

use proptest::prelude::*;

use super::judge::Paths;
use super::*;
use crate::check::verdict::Proviso;
use crate::exact::Rational;
use crate::figure::{Figure, Notation};
use crate::source::Source;

const SUMS: &str = "turnover == exports + imports\nbalance == exports - imports\nexports >= 0\nimports >= 0";
const GROWTHS: &str = "turnover == exports + imports\nbalance == exports - imports\nturnover_p == exports_p + imports_p
growth(exports, exports_p) == g_exports\ngrowth(imports, imports_p) == g_imports\ngrowth(turnover, turnover_p) == g_turnover\nexports >= 0\nimports >= 0";
const MIXED: &str = "a + b <= 2*c\nc < d + 1.5\nshare(a, d) == s\nindex(b, a + 1) <= i\nb / c >= 0.25\n3*e == 2*a + b - 1\ncontribution(a, b, c) == k";

fn check(rules: &str, options: &RecordOptions) -> RecordCheck {
    RecordCheck::new(RuleSet::read(&Source::from_text("rules", rules)).unwrap(), options).unwrap()
}

fn options(rounding: Rounding) -> RecordOptions {
    RecordOptions { rounding, ..RecordOptions::default() }
}

fn entries(cells: &[&str]) -> Vec<Entry> {
    cells.iter().map(|cell| Entry::read(cell, Notation::Point).unwrap()).collect()
}

/// `by engine alone == by all ways`.
fn same_on_all_paths(check: &RecordCheck, record: &[Entry]) -> Result<Judgement, TestCaseError> {
    let judged = check.recorder().judge(record);
    let mut engine = check.recorder();
    engine.paths = Paths::Engine;
    prop_assert_eq!(&judged, &engine.judge(record));
    Ok(judged)
}

fn entry() -> impl Strategy<Value = Entry> {
    let digits = (-40i64..400, 0u8..3).prop_map(|(digits, decimals)| Entry::Digits { digits, decimals });
    let long = (any::<i64>(), 0u8..9).prop_map(|(digits, decimals)| Entry::Digits { digits, decimals });
    prop_oneof![1 => Just(Entry::Missing), 8 => digits, 1 => long]
}

/// Levels in hundredths, and their figures with a number of decimals: exports, imports, and the same a year before.
fn figures(levels: [i64; 4], decimals: i32) -> Vec<(&'static str, String)> {
    let [e, i, e0, i0] = levels;
    let shown = |value: i64| {
        let rounded = Rational::decimal(value, -2).round(decimals);
        rounded.to_decimal(decimals as u32)
    };
    let growth = |now: i64, before: i64| {
        let percent = Rational::ratio(100 * (now - before), before).unwrap();
        percent.round(1).to_decimal(1)
    };
    vec![
        ("exports", shown(e)),
        ("imports", shown(i)),
        ("turnover", shown(e + i)),
        ("balance", shown(e - i)),
        ("exports_p", shown(e0)),
        ("imports_p", shown(i0)),
        ("turnover_p", shown(e0 + i0)),
        ("g_exports", growth(e, e0)),
        ("g_imports", growth(i, i0)),
        ("g_turnover", growth(e + i, e0 + i0)),
    ]
}

fn record(check: &RecordCheck, figures: &[(&str, String)]) -> Vec<Entry> {
    let cell = |field: &String| figures.iter().find(|(name, _)| name == field).map_or("", |(_, cell)| cell.as_str());
    check.fields().iter().map(|field| Entry::read(cell(field), Notation::Point).unwrap()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// The short ways decide as the engine does, whatever stands in the record.
    #[test]
    fn no_path_decides_otherwise(entries in prop::collection::vec(entry(), 12), exact in any::<bool>()) {
        let rounding = if exact { Rounding::Exact } else { Rounding::Nearest };
        for rules in [SUMS, GROWTHS, MIXED] {
            let check = check(rules, &options(rounding));
            same_on_all_paths(&check, &entries[..check.fields().len()])?;
        }
    }

    /// Honest figures are never accused, at any precision; one that is wrong is detected by all paths alike, and the wrong field is
    /// among those that are named alone.
    #[test]
    fn honest_figures_are_not_accused_and_wrong_ones_are_named(
        levels in prop::array::uniform4(1i64..100_000),
        decimals in 0i32..3,
        wrong in 0usize..10,
        by in prop_oneof![-30i64..30, -3_000i64..3_000],
    ) {
        let check = check(GROWTHS, &options(Rounding::Nearest));
        let honest = record(&check, &figures(levels, decimals));
        let judged = same_on_all_paths(&check, &honest)?;
        prop_assert_eq!(judged.verdict, Verdict::Consistent(Proviso::None));
        let mut damaged = honest.clone();
        let Entry::Digits { digits, .. } = &mut damaged[wrong] else { unreachable!("digits") };
        *digits += by;
        let judged = same_on_all_paths(&check, &damaged)?;
        if judged.verdict == Verdict::Contradicted {
            let alone: Vec<&[usize]> = judged.doubts[0].explanations.iter().map(|explanation| &explanation.fields[..]).collect();
            prop_assert!(judged.doubts.len() == 1 && alone.contains(&&[wrong][..]), "{:?}", judged);
        }
        // Every suggestion, put in, is consistent; where a point moved the digits after it are not all printed.
        let explanations = judged.doubts.iter().filter(|_| judged.doubts.len() == 1).flat_map(|doubt| &doubt.explanations);
        for (explanation, suggestion) in explanations.flat_map(|one| one.suggestions.iter().map(move |suggestion| (one, suggestion))) {
            let moves = |meant: &Meant| matches!(meant.slip, Slip::PointMoved | Slip::Multiplier);
            if suggestion.values.iter().any(moves) {
                continue;
            }
            let mut mended = damaged.clone();
            explanation.fields.iter().for_each(|&field| mended[field] = Entry::Missing);
            for meant in &suggestion.values {
                mended[meant.field] = Entry::from(meant.figure.parse::<Figure>().unwrap());
            }
            prop_assert_eq!(check.recorder().judge(&mended).verdict, Verdict::Consistent(Proviso::None), "{:?}", suggestion);
        }
    }

    /// A growth that is printed as an index is told apart, and the increment is suggested.
    #[test]
    fn an_index_for_a_growth_is_misworded(levels in prop::array::uniform4(1_000i64..1_000_000)) {
        let check = check(GROWTHS, &options(Rounding::Nearest));
        let mut printed = figures(levels, 2);
        let growth = printed[7].1.clone();
        let index = &growth.parse::<Rational>().unwrap() + &Rational::from(100);
        printed[7].1 = index.to_decimal(1);
        let judged = same_on_all_paths(&check, &record(&check, &printed))?;
        prop_assert_eq!(judged.verdict, Verdict::Misworded);
        let meant = &judged.doubts[0].explanations[0].suggestions[0].values[0];
        prop_assert_eq!((meant.figure.as_str(), meant.slip), (growth.as_str(), Slip::OtherReading));
        prop_assert_eq!(&check.fields()[meant.field], "g_exports");
    }

    /// A thousand times all amounts is the same record in another unit.
    #[test]
    fn units_make_no_difference(levels in prop::array::uniform4(1i64..100_000), wrong in 0usize..7, by in -500i64..500) {
        let check = check(GROWTHS, &options(Rounding::Exact));
        let mut one = record(&check, &figures(levels, 2));
        let Entry::Digits { digits, .. } = &mut one[wrong] else { unreachable!("digits") };
        *digits += by;
        let thousand = |(field, entry): (usize, &Entry)| match entry {
            Entry::Digits { digits, decimals } if !check.fields()[field].starts_with("g_") => {
                Entry::Digits { digits: digits * 1000, decimals: *decimals }
            }
            other => other.clone(),
        };
        let other: Vec<Entry> = one.iter().enumerate().map(thousand).collect();
        let (one, other) = (check.recorder().judge(&one), check.recorder().judge(&other));
        let fields = |judged: &Judgement| {
            judged.doubts.iter().map(|d| d.explanations.iter().map(|e| e.fields.clone()).collect::<Vec<_>>()).collect::<Vec<_>>()
        };
        prop_assert_eq!(one.verdict, other.verdict);
        prop_assert_eq!(fields(&one), fields(&other));
    }
}

/// Cells of the rules SUMS in the order turnover, exports, imports, balance.
fn blamed(cells: [&str; 4], options: &RecordOptions) -> Vec<Vec<Vec<usize>>> {
    let judged = check(SUMS, options).recorder().judge(&entries(&cells));
    let fields = |doubt: &Doubt| doubt.explanations.iter().map(|explanation| explanation.fields.clone()).collect();
    judged.doubts.iter().map(fields).collect()
}

#[test]
fn weights_and_trust_move_the_blame() {
    let plain = options(Rounding::Nearest);
    assert_eq!(blamed(["23.7", "21.1", "6.2", "15"], &plain), [[[0]]]);
    assert_eq!(blamed(["23.7", "21.1", "6.2", ""], &plain), [[[0], [1], [2]]]);
    let trusted = RecordOptions { trusted: vec!["turnover".into()], ..plain.clone() };
    assert_eq!(blamed(["23.7", "21.1", "6.2", ""], &trusted), [[[1], [2]]]);
    assert_eq!(blamed(["23.7", "21.1", "6.2", "15"], &trusted), [[[1, 2], [1, 3], [2, 3]]]);
    let heavy = RecordOptions { weights: vec![("turnover".into(), 2), ("exports".into(), 3)], ..plain.clone() };
    assert_eq!(blamed(["23.7", "21.1", "6.2", ""], &heavy), [[[2]]]);
    let dear = RecordOptions { weights: vec![("turnover".into(), 5)], ..plain.clone() };
    assert_eq!(blamed(["23.7", "21.1", "6.2", "15"], &dear), [[[1, 2], [1, 3], [2, 3]]]);
    let all = RecordOptions { trusted: ["turnover", "exports", "imports", "balance"].map(String::from).into(), ..plain };
    assert_eq!(blamed(["23.7", "21.1", "6.2", ""], &all), [Vec::<Vec<usize>>::new()], "nobody is left to blame");
}

#[test]
fn two_wrong_figures_are_mended_together() {
    let check = check("t == a + b\nu == a - b\nv == a + 2*b\nw == 3*a - b\na >= 0\nb >= 0", &options(Rounding::Exact));
    let fields = check.fields().to_vec();
    assert_eq!(fields, ["t", "a", "b", "u", "v", "w"]);
    // a = 4521, b = 1234: t = 5755, u = 3287, v = 6989, w = 12329; t and w with two digits exchanged.
    let judged = check.recorder().judge(&entries(&["7555", "4521", "1234", "3287", "6989", "13229"]));
    assert_eq!(judged.doubts.len(), 1, "{judged:#?}");
    let meant = &judged.doubts[0].explanations[0].suggestions[0].values;
    let figures: Vec<&str> = meant.iter().map(|meant| meant.figure.as_str()).collect();
    assert_eq!(figures, ["5755", "12329"]);
}

/// The parts of a sum of 411 are printed as zero: no slip says what should stand in either, nothing is nothing in every scale, and t is told by
/// the others. With a part that a slip explains, the explanation that leaves nothing open is told.
#[test]
fn what_no_slip_explains_stays_open() {
    for rounding in [Rounding::Exact, Rounding::Nearest] {
        let trusted = ["s", "r"].map(String::from).into();
        let check = check("p + q == s\nt == s + r", &RecordOptions { trusted, ..options(rounding) });
        let told = |cells: [&str; 5]| {
            let judged = check.recorder().judge(&entries(&cells));
            (check.blame(&judged), check.suggest(&judged, &[]))
        };
        assert_eq!(check.fields(), ["p", "q", "s", "t", "r"]);
        assert_eq!(told(["0", "0", "411", "5371", "5320"]), ("p+t|q+t".into(), "t=5731".into()));
        assert_eq!(told(["0", "41", "411", "5371", "5320"]).0, "p+t|q+t");
        assert!(told(["0", "41", "411", "5371", "5320"]).1.starts_with("q=411+t=5731"));
    }
}

/// Whatever stands for p, t is no more than 50: that 71 is 17 with its digits exchanged is no reason to say so.
#[test]
fn what_the_rest_does_not_settle_is_not_told_beside_a_field_that_stays_open() {
    let check = check("p >= 411\nt <= 50\nt >= 0\nt + p <= 9000", &options(Rounding::Exact));
    let judged = check.recorder().judge(&entries(&["0", "71"]));
    assert_eq!((check.blame(&judged), check.suggest(&judged, &[])), ("p+t".into(), String::new()));
}

#[test]
fn rules_that_contradict_each_other_judge_nothing() {
    let rules = RuleSet::read(&Source::from_text("r", "x > 1\ny > 1\nx + y < 2\nx < 0")).unwrap();
    let error = RecordCheck::new(rules, &RecordOptions::default()).unwrap_err();
    assert_eq!(error.faults().len(), 2);
    assert!(
        error.faults()[0]
            .to_string()
            .starts_with("r:1:1: no record satisfies all of `x > 1` (line 1), `y > 1` (line 2), `x + y < 2` (line 3)")
    );
    let rules = RuleSet::read(&Source::from_text("r", "exports >= 0")).unwrap();
    let trusted =
        RecordOptions { trusted: vec!["exprots".into()], weights: vec![("exports".into(), 0)], ..RecordOptions::default() };
    let error = RecordCheck::new(rules, &trusted).unwrap_err();
    assert!(error.to_string().contains("did you mean `exports`?") && error.to_string().contains("a weight is zero"), "{error}");
}

#[test]
fn long_figures_are_the_engines() {
    let rules = "a == b + c";
    let check = check(rules, &options(Rounding::Exact));
    let verdict = |cells: [&str; 3]| check.recorder().judge(&entries(&cells)).verdict.word();
    assert_eq!(verdict(["100000000000000000000000000000000000001", "100000000000000000000000000000000000000", "1"]), "consistent");
    assert_eq!(
        verdict(["100000000000000000000000000000000000001", "100000000000000000000000000000000000000", "2"]),
        "contradicted"
    );
    assert_eq!(verdict(["1e-30", "1e-30", "0"]), "consistent");
}

fn whole(digits: i64) -> Entry {
    Entry::Digits { digits, decimals: 0 }
}

#[test]
fn the_ends_of_64_bits_are_the_engines() {
    let check = check("growth(x, y) == g\nz == x + y", &options(Rounding::Nearest));
    let fields = ["x", "y", "g", "z"];
    assert_eq!(check.fields(), fields);
    let ends = [i64::MIN, i64::MIN + 1, i64::MAX];
    for end in ends {
        let growth = [whole(5), whole(4), whole(end), Entry::Missing];
        assert_eq!(same_on_all_paths(&check, &growth).unwrap().verdict, Verdict::Contradicted, "{end}");
        for at in 0..fields.len() {
            let mut record = vec![whole(5), whole(4), Entry::Missing, Entry::Missing];
            record[at] = whole(end);
            same_on_all_paths(&check, &record).unwrap();
        }
    }
}
