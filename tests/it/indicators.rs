//! Worked cases of indicators, each with its source (`tests/cases/indicators.json`): what measures give of real series, what a check says of
//! published figures, what codes stand for.

use std::collections::BTreeMap;

use serde::Deserialize;
use tradecheck::check::{Checked, Slip, Verdict};
use tradecheck::codelist::{Counterpart, Numbering};
use tradecheck::dataset::Dataset;
use tradecheck::measure::{Measure, Request, VALUE};
use tradecheck::source::Source;
use tradecheck::statement::read_series;

use crate::table::check_text;

const TEXT: &str = include_str!("../cases/indicators.json");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    first_year: i32,
    levels: BTreeMap<String, Levels>,
    cases: Vec<Case>,
}

/// A series of yearly levels.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Levels {
    reporter: String,
    partner: String,
    flow: String,
    valuation: String,
    unit: String,
    multiplier: String,
    values: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "`kind`, `source` and `note` are for those who read the file")]
struct Case {
    id: String,
    kind: String,
    /// The names of series, and what is measured of them.
    #[serde(default)]
    levels: Vec<String>,
    #[serde(default)]
    measured: Vec<Asked>,
    /// The lines of a table, and what is found in it.
    #[serde(default)]
    table: Vec<String>,
    stated: Option<Found>,
    /// What the codes of lists stand for.
    #[serde(default)]
    codes: BTreeMap<String, BTreeMap<String, String>>,
    #[serde(default)]
    note: String,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    /// The name of a measure; `value` for the levels themselves.
    measure: String,
    of: BTreeMap<String, String>,
    /// How many decimals of what is expected are printed.
    decimals: i32,
    /// From the first year on, none where there is no figure.
    expect: Vec<Option<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Found {
    verdict: String,
    #[serde(default)]
    consistent: Vec<String>,
    /// Why a statement is undecided.
    #[serde(default)]
    undecided: BTreeMap<String, String>,
    /// The set that is likeliest to be wrong.
    blamed: Option<Vec<String>>,
    /// What should stand there, and what happened to it.
    repair: Option<(String, Slip)>,
    /// What the others leave for a statement, at the decimals of the value.
    implied: Option<(String, String)>,
}

#[test]
fn indicators_are_those_of_their_sources() {
    let file: Cases = serde_json::from_str(TEXT).unwrap_or_else(|error| panic!("{error}"));
    for case in &file.cases {
        if !case.measured.is_empty() {
            assert_measured(&file, case);
        }
        if let Some(found) = &case.stated {
            assert_found(&case.id, &check_text(&case.table.join("\n")), found);
        }
        for (list, codes) in &case.codes {
            let numbering = match list.as_str() {
                "comtrade" => Numbering::Comtrade,
                "china" => Numbering::ChinaCustoms,
                other => panic!("{}: no list {other}", case.id),
            };
            for (code, name) in codes {
                assert_eq!(Counterpart::of_code(numbering, code).map(|found| found.name), Some(name.as_str()), "{}", case.id);
            }
        }
        assert!(case.stated.is_some() || !case.measured.is_empty() || !case.codes.is_empty(), "{} expects something", case.id);
    }
}

fn assert_measured(file: &Cases, case: &Case) {
    let mut text = String::from("reporter,partner,flow,valuation,period,value,unit,multiplier\n");
    for name in &case.levels {
        let of = file.levels.get(name).unwrap_or_else(|| panic!("{}: no series {name}", case.id));
        for (year, value) in (file.first_year..).zip(&of.values) {
            let cells = [&of.reporter, &of.partner, &of.flow, &of.valuation, &year.to_string(), value, &of.unit, &of.multiplier];
            text += &(cells.map(String::as_str).join(",") + "\n");
        }
    }
    let levels = read_series(&Source::from_text("series.csv", text)).unwrap_or_else(|error| panic!("{}: {error}", case.id));
    let dataset = Dataset::from_statements(&levels).unwrap();
    for asked in &case.measured {
        // Levels are in base units, and the series in millions.
        let (measures, unit) = match asked.measure.as_str() {
            VALUE => (vec![Measure::Balance], 1e6),
            name => (vec![Measure::Balance, name.parse().unwrap_or_else(|error| panic!("{}: {error}", case.id))], 1.0),
        };
        let result = Request::new(measures).run(&dataset).unwrap_or_else(|error| panic!("{}: {error}", case.id));
        let cell = |column: &str, row: usize| result.column(column).unwrap().get(row).unwrap().str_value().into_owned();
        let rows = (0..result.height()).filter(|&row| asked.of.iter().all(|(column, name)| cell(column, row) == *name));
        let numbers = result.column(&asked.measure).unwrap().f64().unwrap();
        let met: Vec<Option<f64>> = rows.map(|row| numbers.get(row).map(|number| number / unit)).collect();
        assert_eq!(met.len(), asked.expect.len(), "{}, {}: {met:?}", case.id, asked.measure);
        for (year, (met, expected)) in (file.first_year..).zip(met.iter().zip(&asked.expect)) {
            let expected: Option<f64> = expected.as_ref().map(|number| number.parse().unwrap());
            let half = 0.5 * 10f64.powi(-asked.decimals);
            let same = match (met, expected) {
                (Some(met), Some(expected)) => (met - expected).abs() <= half * 1.001,
                (met, expected) => met.is_none() && expected.is_none(),
            };
            assert!(same, "{}, {} of {year}: {met:?} where {expected:?} is expected", case.id, asked.measure);
        }
    }
}

fn assert_found(id: &str, checked: &Checked, found: &Found) {
    assert_eq!(checked.verdict.word(), found.verdict, "{id}");
    let verdict = |name: &str| checked.statement(name).unwrap_or_else(|| panic!("{id}: no statement {name}")).verdict;
    for name in &found.consistent {
        assert_eq!(verdict(name).word(), "consistent", "{id}: {name}");
    }
    for (name, reason) in &found.undecided {
        assert_eq!((verdict(name).word(), verdict(name).reason()), ("undecided", reason.as_str()), "{id}: {name}");
    }
    let name = |g: &usize| checked.statements[*g].statement.id.clone();
    let blamed = checked.findings.iter().flat_map(|finding| &finding.blame).next();
    assert_eq!(blamed.is_some(), found.verdict == Verdict::Contradicted.word(), "{id}");
    if let Some(expected) = &found.blamed {
        let blame = blamed.unwrap();
        assert_eq!(&blame.statements.iter().map(name).collect::<Vec<_>>(), expected, "{id}");
    }
    if let Some((figure, slip)) = &found.repair {
        let repairs = &blamed.unwrap().repairs;
        assert_eq!(repairs.first().map(|repair| (&repair.figure, repair.slip)), Some((figure, *slip)), "{id}: {repairs:?}");
    }
    if let Some((name, value)) = &found.implied {
        let computed = checked.statement(name).and_then(|judged| judged.computed.clone()).unwrap_or_else(|| panic!("{id}: {name}"));
        assert!(computed.contains(&value.parse().unwrap()), "{id}: {name} is {computed}");
    }
}
