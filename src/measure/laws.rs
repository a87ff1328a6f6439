//! Laws of measures on small random tables, and answers from outside.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use polars::prelude::*;
use proptest::prelude::*;

use super::*;
use crate::case::Case;
use crate::dataset::Dataset;
use crate::exact::Rational;
use crate::figure::Figure;
use crate::period::Period;
use crate::place::Place;
use crate::source::Source;
use crate::statement::{Dimension, Key, Relation, Statement, read_series};

fn dataset(text: &str) -> Dataset {
    Dataset::from_statements(&read_series(&Source::from_text("series.csv", text)).unwrap()).unwrap()
}

/// `column` of the rows whose columns hold the names given, in the order of the result.
fn column(result: &DataFrame, name: &str, of: &[(&str, &str)]) -> Vec<Option<f64>> {
    let cell = |column: &str, row: usize| result.column(column).unwrap().get(row).unwrap().str_value().into_owned();
    let rows = (0..result.height()).filter(|&row| of.iter().all(|(column, text)| cell(column, row) == *text));
    let numbers = result.column(name).unwrap().f64().unwrap();
    rows.map(|row| numbers.get(row)).collect()
}

fn words(result: &DataFrame, name: &str) -> Vec<String> {
    let column = result.column(name).unwrap();
    (0..column.len()).map(|row| column.get(row).unwrap().str_value().into_owned()).collect()
}

fn near(met: &[Option<f64>], wanted: &[Option<f64>], tolerance: f64) {
    assert_eq!(met.len(), wanted.len(), "{met:?} {wanted:?}");
    for (met, wanted) in met.iter().zip(wanted) {
        let close = match (met, wanted) {
            (Some(met), Some(wanted)) => (met - wanted).abs() <= tolerance,
            (met, wanted) => met == wanted,
        };
        assert!(close, "{met:?} where {wanted:?} is right");
    }
}

/// A level of a small random table.
type Cell = (usize, usize, usize, i32, i64, u8);

const REPORTERS: [&str; 2] = ["Brest", "Minsk City"];
const PARTNERS: [&str; 3] = ["China", "Germany", "Poland"];
const FLOWS: [&str; 2] = ["exports", "imports"];

/// Levels with keys of their own, some years missing.
fn table() -> impl Strategy<Value = Vec<Statement>> {
    let cell = (0..2usize, 0..3usize, 0..2usize, 2008..2013i32, 0..1_000_000i64, 0..4u8);
    proptest::collection::vec(cell, 1..40).prop_map(|cells: Vec<Cell>| {
        let by_key: BTreeMap<_, _> =
            cells.into_iter().map(|(r, p, f, y, digits, decimals)| ((r, p, f, y), (digits, decimals))).collect();
        by_key
            .into_iter()
            .map(|((r, p, f, y), (digits, decimals))| {
                let key = Key::new(REPORTERS[r], PARTNERS[p], FLOWS[f].parse().unwrap(), Period::year(y), "USD");
                Statement::new("", key, Relation::Level, Figure::from_digits(digits, decimals), Place::file("table"))
            })
            .collect()
    })
}

fn amounts_of(levels: &[Statement]) -> BTreeMap<Key, Rational> {
    levels.iter().map(|s| (s.key.clone(), s.figure.amount())).collect()
}

fn of(result: &DataFrame, row: usize, name: &str) -> String {
    result.column(name).unwrap().get(row).unwrap().str_value().into_owned()
}

/// The key of a row of a result.
fn key(result: &DataFrame, row: usize) -> Key {
    let start = result.column("start").unwrap().i32().unwrap().get(row).unwrap();
    let period = Period::from_start(start, 12);
    Key::new(&of(result, row, "reporter"), &of(result, row, "partner"), of(result, row, "flow").parse().unwrap(), period, "USD")
}

fn number(result: &DataFrame, row: usize, name: &str) -> Option<f64> {
    result.column(name).unwrap().f64().unwrap().get(row)
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

/// Sums of `digits` and `exponent` by `g`.
fn sums(frame: DataFrame) -> LazyFrame {
    let by = [col("g")];
    let terms = exact::terms(frame.lazy(), lit(true), &by).unwrap().group_by(&by).agg(exact::halves(lit(true)));
    let figures = [col("g"), exact::whole_of_halves().alias("digits"), exact::exponent_of_halves().alias("exponent")];
    terms.select(figures).sort(["g"], SortMultipleOptions::default())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn turnover_and_balance_are_those_of_exact_numbers(levels in table()) {
        let exact = amounts_of(&levels);
        let data = Dataset::from_statements(&levels).unwrap();
        let result = Request::new([Measure::Turnover, Measure::Balance]).run(&data).unwrap();
        let mut computed = 0;
        for row in 0..result.height() {
            let key = key(&result, row);
            let side = |flow: &str| exact.get(&key.with_flow(flow.parse().unwrap()));
            let wanted = match (key.flow.code(), side("exports"), side("imports")) {
                ("turnover", Some(x), Some(m)) => x + m,
                ("balance", Some(x), Some(m)) => x - m,
                _ => exact[&key].clone(),
            };
            computed += usize::from(of(&result, row, "origin") == "computed");
            prop_assert_eq!(number(&result, row, "value"), Some(wanted.to_f64()), "{:?}", key);
        }
        let both = exact.keys().filter(|key| key.flow.code() == "exports" && exact.contains_key(&key.with_flow("imports".parse().unwrap())));
        prop_assert_eq!(computed, 2 * both.count());
    }

    #[test]
    fn the_balance_is_antisymmetric(levels in table()) {
        let balances = |levels: &[Statement]| {
            let wide = flows_wide(Dataset::from_statements(levels).unwrap().lazy()).unwrap();
            let wide = crate::dataset::collected(wide).unwrap();
            let balance = wide.column("balance").unwrap().i64().unwrap().to_vec();
            (balance, wide.column("turnover").unwrap().i64().unwrap().to_vec())
        };
        let exchanged: Vec<Statement> = levels.iter().cloned().map(|mut s| {
            s.key.flow = if s.key.flow.code() == "exports" { "imports" } else { "exports" }.parse().unwrap();
            s
        }).collect();
        let ((balance, turnover), (other_balance, other_turnover)) = (balances(&levels), balances(&exchanged));
        prop_assert_eq!(turnover, other_turnover);
        prop_assert_eq!(balance, other_balance.into_iter().map(|b| b.map(|b| -b)).collect::<Vec<_>>());
    }

    #[test]
    fn growth_is_by_the_calendar_and_not_by_the_row(levels in table(), seed in any::<u64>()) {
        let exact = amounts_of(&levels);
        let result = Request::new([Measure::Growth, Measure::Index, Measure::AbsoluteChange]).run(&Dataset::from_statements(&levels).unwrap()).unwrap();
        for row in 0..result.height() {
            let key = key(&result, row);
            let (level, base) = (&exact[&key], exact.get(&key.with_period(key.period.unwrap().year_before())));
            let status = of(&result, row, "growth_status");
            match base {
                None => prop_assert_eq!((status.as_str(), number(&result, row, "growth")), ("no_base", None)),
                Some(base) if base.is_zero() => prop_assert_eq!((status.as_str(), number(&result, row, "growth")), ("zero_base", None)),
                Some(base) => {
                    let growth = (&(level / base) * &Rational::from(100)).to_f64() - 100.0;
                    prop_assert_eq!(status.as_str(), "ok");
                    prop_assert!(close(number(&result, row, "growth").unwrap(), growth));
                    prop_assert!(close(number(&result, row, "index").unwrap(), growth + 100.0));
                }
            }
            prop_assert_eq!(number(&result, row, "absolute_change"), base.map(|base| (level - base).to_f64()));
        }
        // The order of the rows makes no difference.
        let mut shuffled = levels.clone();
        let place = |s: &Statement| { use std::hash::{DefaultHasher, Hash, Hasher}; let mut h = DefaultHasher::new(); (seed, &s.key).hash(&mut h); h.finish() };
        shuffled.sort_by_key(place);
        let again = Request::new([Measure::Growth, Measure::Index, Measure::AbsoluteChange]).run(&Dataset::from_statements(&shuffled).unwrap()).unwrap();
        prop_assert!(again.equals_missing(&result));
    }

    #[test]
    fn shares_of_a_sum_add_up_to_100(levels in table()) {
        let request = Request::new([Measure::Share]).whole(Whole::sum_of_parts(Dimension::Partner).unwrap());
        let result = request.run(&Dataset::from_statements(&levels).unwrap()).unwrap();
        let mut sums: BTreeMap<(String, String, i32), (f64, bool)> = BTreeMap::new();
        for row in 0..result.height() {
            let start = result.column("start").unwrap().i32().unwrap().get(row).unwrap();
            let sum = sums.entry((of(&result, row, "reporter"), of(&result, row, "flow"), start)).or_insert((0.0, true));
            match number(&result, row, "share") {
                Some(share) => sum.0 += share,
                None => sum.1 = false,
            }
        }
        for ((reporter, flow, start), (sum, is_known)) in sums {
            let whole: Rational = levels.iter().filter(|s| s.key.reporter.as_str() == reporter && s.key.flow.code() == flow && s.key.period.unwrap().start() == start).map(|s| s.figure.amount()).sum();
            prop_assert_eq!(is_known, whole.is_positive());
            prop_assert!(!is_known || close(sum, 100.0), "{}", sum);
        }
    }

    #[test]
    fn contributions_add_up_to_the_growth_of_the_whole(parts in proptest::collection::vec((1..1_000_000i64, 0..1_000_000i64), 3)) {
        let levels: Vec<Statement> = parts.iter().zip(PARTNERS).flat_map(|((before, now), partner)| {
            [(2009, *before), (2010, *now)].map(|(year, digits)| {
                let key = Key::new("Brest", partner, "exports".parse().unwrap(), Period::year(year), "USD");
                Statement::new("", key, Relation::Level, Figure::from_digits(digits, 2), Place::file("table"))
            })
        }).collect();
        let data = Dataset::from_statements(&levels).unwrap();
        let of_sum = Whole::sum_of_parts(Dimension::Partner).unwrap();
        let points = Request::new([Measure::Contribution]).whole(of_sum).run(&data).unwrap();
        let sum: f64 = points.column("contribution").unwrap().f64().unwrap().iter().flatten().sum();
        let whole = Request::new([Measure::Growth]).by([Dimension::Reporter]).run(&data).unwrap();
        prop_assert_eq!(words(&whole, "partner"), [SUM_OF_PARTS, SUM_OF_PARTS]);
        let growth = column(&whole, "growth", &[]);
        prop_assert!(close(sum, growth[1].unwrap()), "{} {:?}", sum, growth);
    }

    #[test]
    fn sums_are_those_of_big_integers_or_null(terms in proptest::collection::vec((any::<i64>(), -12..13i32), 1..12)) {
        let (digits, exponents): (Vec<i64>, Vec<i32>) = terms.iter().copied().unzip();
        let frame = df!["g" => vec!["a"; terms.len()], "digits" => digits, "exponent" => exponents].unwrap();
        let sum = crate::dataset::collected(sums(frame)).unwrap();
        let finest = terms.iter().map(|(_, exponent)| *exponent).min().unwrap();
        prop_assert_eq!(sum.column("exponent").unwrap().i32().unwrap().get(0), Some(finest));
        let scaled = |(digits, exponent): &(i64, i32)| BigInt::from(*digits) * BigInt::from(10).pow((exponent - finest) as u32);
        let all: BigInt = terms.iter().map(scaled).sum();
        let limit = BigInt::from(10).pow(18);
        let in_reach = |n: &BigInt| -&limit <= *n && *n < limit;
        let met = sum.column("digits").unwrap().i64().unwrap().get(0);
        match met {
            Some(met) => prop_assert_eq!(BigInt::from(met), all),
            None => prop_assert!(!in_reach(&all) || !terms.iter().map(scaled).all(|term| in_reach(&term) && term != -&limit)),
        }
    }
}

#[test]
fn a_small_sum_is_never_null() {
    let frame =
        df!["g" => ["a", "a", "a", "b"], "digits" => [123i64, -5, 999_999_999_999, 7], "exponent" => [-3i32, 2, 0, 6]].unwrap();
    let sum = crate::dataset::collected(sums(frame)).unwrap();
    assert_eq!(sum.column("digits").unwrap().i64().unwrap().to_vec(), [Some(999_999_999_499_123), Some(7)]);
}

/// IMF Direction of Trade Statistics, workbooks DOTS_18 and DOTS_40 (see the table's SOURCE.md); the rates were computed outside in
/// float64 from the levels, to six decimals.
#[test]
fn belarus_and_china_as_computed_elsewhere() {
    let data = Dataset::open("data/belarus-national").unwrap();
    let measures = [Measure::Growth, Measure::Balance, Measure::Coverage, Measure::NormalisedBalance, Measure::MirrorRatio];
    let result = Request::new(measures).run(&data).unwrap();
    let of = |name, flow, reporter| column(&result, name, &[("flow", flow), ("reporter", reporter)])[1..12].to_vec();
    let growth = [-7.472193, 21.535887, 26.591632, -71.64095, 173.511712, 33.803476, -32.043577, 6.498067, 38.970418, 21.982859];
    near(&of("growth", "exports", "Belarus")[1..], &growth.map(Some), 5e-7);
    let growth = [165.430565, 5.116023, 59.217007, -22.31359, 183.634913, -11.51933, 30.741327, -5.347004, 27.42951, -32.678717];
    near(&of("growth", "exports", "China")[1..], &growth.map(Some), 5e-7);
    let balance = [
        146.759,
        -154.965202,
        -331.263797,
        -801.4406,
        -907.425701,
        -1208.3204,
        -1557.2692,
        -1940.851,
        -2368.6572,
        -1732.9799,
        -1620.1891,
    ];
    near(&of("value", "balance", "Belarus"), &balance.map(|million| Some(million * 1e6)), 1e-6);
    let coverage =
        [151.656333, 72.009531, 59.393566, 43.353562, 16.085704, 28.250582, 29.016842, 18.226711, 16.283244, 26.978162, 32.525597];
    near(&of("coverage", "balance", "Belarus"), &coverage.map(Some), 5e-7);
    let normalised = [20.5265, -16.2726, -25.4756, -39.5152, -72.2865, -55.9447, -55.0185, -69.1665, -71.9938, -57.5074, -50.9142];
    near(&of("normalised_balance", "balance", "Belarus"), &normalised.map(Some), 5e-5);
    let ratio = [1.138098, 1.075568, 1.264297, 0.811316, 3.043911, 0.996191, 0.941093, 1.531173, 1.260586, 1.153923, 1.293864];
    near(&of("mirror_ratio", "exports", "Belarus"), &ratio.map(Some), 5e-7);
    near(&of("mirror_ratio", "imports", "China"), &ratio.map(Some), 5e-7);
    // What China reports as exports to Belarus is a third of what Belarus reports as imports: 3.50 in 2005, 3.21 in 2015.
    near(
        &[of("mirror_ratio", "imports", "Belarus")[0], of("mirror_ratio", "imports", "Belarus")[10]],
        &[Some(3.495534), Some(3.2131195)],
        5e-7,
    );
}

/// The same workbooks: imports of Belarus from China and from the world, 2009 and 2010.
#[test]
fn share_and_contribution_of_china_as_computed_elsewhere() {
    let data = dataset(
        "reporter,partner,flow,period,value,unit,multiplier\nBelarus,China,imports,2009,1081.372,USD,million\nBelarus,China,imports,2010,1684.0839,USD,million\n\
         Belarus,,imports,2009,28563.571305,USD,million\nBelarus,,imports,2010,34884.4504,USD,million\n",
    );
    let result = Request::new([Measure::Share, Measure::Contribution, Measure::Growth]).run(&data).unwrap();
    near(&column(&result, "share", &[("partner", "China")]), &[Some(3.785843), Some(4.827606)], 5e-7);
    near(&column(&result, "contribution", &[("partner", "China")]), &[None, Some(2.110072)], 5e-7);
    near(&column(&result, "growth", &[("partner", "World")]), &[None, Some(22.129162)], 5e-7);
}

/// US Census Bureau, exports and imports of the states, 2017: the 106 stated changes are what dividing the printed levels gives, but for
/// seven whose last digits differ because the publisher divided unrounded dollars (SOURCE.md). The 106 shares, to four decimals, are so
/// within what rounding the levels can do.
#[test]
fn stated_and_computed_of_the_census_bureau() {
    let case = Case::open("data/us-states-china").unwrap();
    let rows = as_rows(&Dataset::of_case(&case).unwrap(), &case.statements).unwrap();
    assert_eq!(rows.len(), 212);
    assert!(rows.iter().all(|row| row.status == StatedStatus::Ok));
    let far = |relation: Relation, half: f64| {
        rows.iter().filter(|row| row.relation == relation && row.gap.unwrap().abs() > half * (1.0 + 1e-9)).collect::<Vec<_>>()
    };
    let changes: Vec<(&str, &str)> =
        far(Relation::Growth, 0.005).iter().map(|row| (row.key.reporter.as_str(), row.key.flow.code())).collect();
    let wanted = [
        ("Maine", "exports"),
        ("Montana", "imports"),
        ("North Dakota", "exports"),
        ("Rhode Island", "exports"),
        ("South Dakota", "exports"),
        ("Wyoming", "exports"),
        ("Wyoming", "imports"),
    ];
    assert_eq!(changes, wanted);
    // Half a unit of the last digit of the share, and what half a cent of the million in each level can do to it.
    for row in rows.iter().filter(|row| row.relation == Relation::Share) {
        let whole = case
            .levels()
            .find(|level| level.key == Key { unit: level.key.unit.clone(), ..row.key.with_name(Dimension::Partner, "World") });
        let whole = whole.unwrap().figure.value().to_f64();
        let slack = 0.00005 + 100.0 * 0.005 / whole * (1.0 + row.stated / 100.0);
        assert!(row.gap.unwrap().abs() <= slack * 1.001, "{}: {:?}", row.id, row.gap);
    }
    // The same rates from the frame.
    let growth = Request::new([Measure::Growth]).run(&Dataset::of_case(&case).unwrap()).unwrap();
    for row in rows.iter().filter(|row| row.relation == Relation::Growth) {
        let start = 2017 * 12;
        let at = (0..growth.height()).find(|&r| {
            of(&growth, r, "reporter") == row.key.reporter.as_str()
                && of(&growth, r, "flow") == row.key.flow.code()
                && of(&growth, r, "partner") == "China"
                && growth.column("start").unwrap().i32().unwrap().get(r) == Some(start)
        });
        assert!(close(number(&growth, at.unwrap(), "growth").unwrap(), row.computed.unwrap()), "{}", row.id);
    }
}

/// The Census Bureau states a change of 0.0 over a base printed as zero.
#[test]
fn a_zero_base_has_no_rate_whatever_is_stated() {
    let case = Case::open("data/us-states-china/zero-base").unwrap();
    let data = Dataset::of_case(&case).unwrap();
    let rows = as_rows(&data, &case.statements).unwrap();
    assert_eq!(rows.len(), 11);
    assert!(rows.iter().all(|row| row.status == StatedStatus::ZeroBase && row.computed.is_none() && row.gap.is_none()));
    let result = Request::new([Measure::Growth]).run(&data).unwrap();
    let status = words(&result, GROWTH_STATUS);
    assert_eq!(status.iter().filter(|word| *word == "zero_base").count(), 24);
}

/// Eurostat news release 178/2019, billion EUR: growth and balance as printed.
#[test]
fn eurostat_september_2019() {
    let data = dataset(
        "reporter,flow,period,value,unit,multiplier\nEU,exports,2018-09,186.5,EUR,billion\nEU,exports,2019-09,196.2,EUR,billion\n\
         EU,imports,2018-09,173.9,EUR,billion\nEU,imports,2019-09,177.6,EUR,billion\nEU,exports,2018-01/2018-09,1692.3,EUR,billion\n\
         EU,exports,2019-01/2019-09,1741.9,EUR,billion\n",
    );
    let result = Request::new([Measure::Growth, Measure::Balance]).run(&data).unwrap();
    let growth = |flow| column(&result, "growth", &[("flow", flow)]);
    // Rows are by first month: the cumulated periods come first in each year.
    near(&growth("exports"), &[None, None, Some(2.9), Some(5.2)], 0.05);
    near(&growth("imports"), &[None, Some(2.1)], 0.05);
    near(&column(&result, "value", &[("flow", "balance")]), &[Some(12.6e9), Some(18.6e9)], 0.0);
}

#[test]
fn bases_are_found_by_the_calendar() {
    let data = dataset(
        "reporter,flow,period,value,unit\nA,exports,2010-Q1,10,USD\nA,exports,2010-Q2,12,USD\nA,exports,2011-Q1,20,USD\n\
         A,exports,2005,100,USD\nA,exports,2007,121,USD\nA,companies,2011-07-01,4,n\nA,companies,2012-07-01,9,n\n",
    );
    let ask = |base: Base, measure: Measure| {
        let result = Request::new([measure]).base(base).run(&data).unwrap();
        let numbers = result.column(measure.name()).unwrap().f64().unwrap().to_vec();
        let label = |row: usize| {
            let start = result.column("start").unwrap().i32().unwrap().get(row).unwrap();
            format!("{}-{:02}", start / 12, start % 12 + 1)
        };
        let known = numbers.iter().enumerate().filter_map(|(row, n)| Some(format!("{} {:.1}", label(row), (*n)?)));
        known.collect::<Vec<_>>().join(", ")
    };
    assert_eq!(ask(Base::YearBefore, Measure::Growth), "2012-07 125.0, 2011-01 100.0");
    assert_eq!(ask(Base::PeriodBefore, Measure::Growth), "2010-04 20.0");
    assert_eq!(ask(Base::YearsBefore(2), Measure::AnnualGrowth), "2007-01 10.0");
    assert_eq!(ask(Base::Fixed(Period::year(2005).unwrap()), Measure::Index), "2005-01 100.0, 2007-01 121.0");
    assert_eq!(ask(Base::Fixed(Period::year(2005).unwrap()), Measure::AnnualGrowth), "2007-01 10.0");
}

#[test]
fn a_balance_that_changes_its_sign_has_no_rate() {
    let data = dataset(
        "reporter,flow,period,value,unit\nA,balance,2009,-5,USD\nA,balance,2010,-6,USD\nA,balance,2011,3,USD\nA,balance,2012,0,USD\nA,balance,2013,1,USD\n",
    );
    let result = Request::new([Measure::Growth]).run(&data).unwrap();
    near(&column(&result, "growth", &[]), &[None, Some(20.0), None, Some(-100.0), None], 1e-9);
    assert_eq!(words(&result, GROWTH_STATUS), ["no_base", "ok", "sign_change", "ok", "zero_base"]);
}

#[test]
fn the_world_is_not_counted_twice() {
    let data = dataset(
        "reporter,partner,flow,period,value,unit\nA,World,exports,2009,10,USD\nA,China,exports,2009,4,USD\nA,Poland,exports,2009,5,USD\nA,China,exports,2010,4.5,USD\nA,Poland,exports,2010,5.25,USD\n",
    );
    let result = Request::new([Measure::Growth]).by([Dimension::Reporter]).run(&data).unwrap();
    assert_eq!(words(&result, "partner"), ["World", SUM_OF_PARTS]);
    assert_eq!(words(&result, "origin"), ["stated", "computed"]);
    near(&column(&result, "value", &[]), &[Some(10.0), Some(9.75)], 0.0);
    assert_eq!(words(&result, GROWTH_STATUS), ["no_base", "no_base"]);
}

#[test]
fn of_several_valuations_the_usual_ones_are_paired() {
    let data = dataset(
        "reporter,partner,flow,valuation,period,value,unit\nBelarus,China,exports,FOB,2009,10,USD\nBelarus,China,exports,CIF,2009,11,USD\n\
         Belarus,China,imports,CIF,2009,20,USD\nBelarus,China,imports,FOB,2009,19,USD\nChina,Belarus,imports,CIF,2009,15,USD\n",
    );
    let result = Request::new([Measure::Balance, Measure::Coverage, Measure::MirrorRatio]).run(&data).unwrap();
    let balance = [("flow", "balance")];
    near(&column(&result, "value", &balance), &[Some(-10.0)], 0.0);
    near(&column(&result, "coverage", &balance), &[Some(50.0)], 0.0);
    near(&column(&result, "mirror_ratio", &[("flow", "exports")]), &[Some(1.5), Some(1.5)], 0.0);
    near(&column(&result, "mirror_ratio", &[("flow", "imports"), ("reporter", "Belarus")]), &[None, None], 0.0);
    assert_eq!(column(&flows_wide_of(&data), "balance", &[("valuation", "FOB/CIF")]), [Some(-10.0)]);
}

fn flows_wide_of(data: &Dataset) -> DataFrame {
    let plan = flows_wide(data.lazy()).unwrap().with_column(col("balance").cast(DataType::Float64));
    crate::dataset::collected(plan).unwrap()
}

#[test]
fn what_a_source_states_is_not_replaced() {
    let data =
        dataset("reporter,flow,period,value,unit\nA,exports,2009,21.1,USD\nA,imports,2009,6.2,USD\nA,turnover,2009,23.7,USD\n");
    let result = Request::new([Measure::Turnover, Measure::Balance]).run(&data).unwrap();
    near(&column(&result, "value", &[("flow", "turnover")]), &[Some(23.7)], 0.0);
    near(&column(&result, "value", &[("flow", "balance")]), &[Some(14.9)], 0.0);
}

#[test]
fn every_measure_has_a_page_a_unit_and_a_name_of_its_own() {
    let names: std::collections::BTreeSet<&str> = Measure::ALL.iter().map(|measure| measure.name()).collect();
    for measure in Measure::ALL {
        assert_eq!(measure.name().parse(), Ok(measure));
        for part in ["**Unit:**", "**Source:**", "Surprising cases", "`"] {
            assert!(measure.page().contains(part), "{measure}: {part}");
        }
    }
    assert_eq!(names.len(), 13);
}

#[test]
fn every_measure_can_be_asked_at_once() {
    let data = Dataset::open("data/belarus-national").unwrap();
    let result = Request::new(Measure::ALL).run(&data).unwrap();
    assert_eq!(result.height(), 4 * 17 + 2 * 2 * 17);
    for measure in Measure::ALL.into_iter().filter(|m| !matches!(m, Measure::Turnover | Measure::Balance)) {
        assert!(result.column(measure.name()).is_ok(), "{measure}");
    }
    // The two reporters have one partner each, so every flow of a year is a sum of two valued alike.
    let summed = Request::new(Measure::ALL).by([]).whole(Whole::sum_of_parts(Dimension::Commodity).unwrap()).run(&data).unwrap();
    assert_eq!(summed.height(), 2 * 17 + 2 * 17);
}

#[test]
fn a_frame_of_another_shape_is_refused_with_a_name() {
    let error = Request::new([Measure::Growth]).plan(df!["reporters" => ["A"]].unwrap().lazy()).err().unwrap();
    assert_eq!(error.to_string(), "the frame has no column `reporter`; it has reporters\n  help: is `reporters` meant?");
    let data = dataset("reporter,flow,period,value\nA,exports,2009,21.1\n");
    let nothing = data.lazy().filter(col("flow").eq(crate::dataset::schema::name("imports")));
    assert_eq!(Request::new([Measure::Growth]).run_plan(nothing).unwrap_err().kind(), crate::error::FaultKind::Empty);
}
