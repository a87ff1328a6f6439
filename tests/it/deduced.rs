//! Figures that follow from others and are not printed.

use std::num::NonZeroUsize;

use proptest::prelude::*;
use tradecheck::case::Case;
use tradecheck::check::{CheckOptions, Checked, DeducedFigure, Verdict, check};
use tradecheck::exact::Rational;
use tradecheck::report::{Document, Report, Style};
use tradecheck::source::Source;
use tradecheck::statement::read_hierarchy;

fn case(tables: &[&str], hierarchy: &str) -> Case {
    let mut case = Case::default();
    for (number, table) in tables.iter().enumerate() {
        case.read_table(&Source::from_text(format!("table{number}.csv"), *table), Default::default()).unwrap();
    }
    if !hierarchy.is_empty() {
        let text = format!("dimension,whole,part,exhaustive\n{hierarchy}");
        case.hierarchy = read_hierarchy(&Source::from_text("hierarchy.csv", text)).unwrap();
    }
    case
}

fn checked(tables: &[&str], hierarchy: &str) -> Checked {
    check(&case(tables, hierarchy), &CheckOptions::default())
}

/// `exports of tea 2008 [1, 2]`, with what is assumed and whether it is what a whole has beyond its parts.
fn shown(checked: &Checked) -> Vec<String> {
    let one = |figure: &DeducedFigure| {
        let of = if figure.key.commodity.is_empty() { String::new() } else { format!(" of {}", figure.key.commodity) };
        let rest = figure.rest.as_ref().map(|rest| format!(" beyond {} parts", rest.named.len())).unwrap_or_default();
        let period = figure.key.period.map(|period| period.to_string()).unwrap_or_default();
        let assumes = figure.assumes.as_ref().map(|assumed| format!(" as {}", assumed.reading)).unwrap_or_default();
        let interval = figure.interval.rounded_out(2);
        format!("{}{of}{rest} {period}{assumes} {interval}", figure.key.flow)
    };
    checked.deduced.iter().map(one).collect()
}

#[test]
fn the_missing_flow_and_the_year_before() {
    let table = "\
id,reporter,flow,period,relation,value,direction
t,Brest,turnover,2009,level,100.0,
x,Brest,exports,2009,level,60.0,
t-growth,Brest,turnover,2009,growth,25,up
x-growth,Brest,exports,2009,growth,20,up
";
    // 100/1.25 = 80 and 60/1.2 = 50, so that 30 was imported. An index of 25 or 20 would need far larger levels, and fits as well.
    let checked = checked(&[table], "");
    let all = shown(&checked);
    for figure in
        ["imports 2009 [39.9, 40.1]", "turnover 2008 as an increment [79.64, 80.37]", "exports 2008 as an index [292.43, 307.95]"]
    {
        assert!(all.iter().any(|shown| shown == figure), "{figure} is not in {all:?}");
    }
    assert!(!all.iter().any(|shown| shown.starts_with("turnover 2009") || shown.starts_with("exports 2009")), "{all:?}");
    let imports = &checked.deduced[all.iter().position(|shown| shown.starts_with("imports 2009")).unwrap()];
    let from: Vec<&str> = imports.from.iter().map(|&g| &*checked.statements[g].statement.id).collect();
    assert_eq!(from, ["t", "x"]);
}

#[test]
fn the_rest_of_a_list() {
    let table =
        "reporter,flow,commodity,period,value\nBrest,exports,,2009,10.0\nBrest,exports,tea,2009,6.1\nBrest,exports,salt,2009,3.5\n";
    let list = "commodity,total,tea,false\ncommodity,total,salt,false\ncommodity,total,flax,false\n";
    assert_eq!(shown(&checked(&[table], list)), ["exports beyond 2 parts 2009 [0.25, 0.55]"]);
    // Where the parts are all there are, the one that is not printed is what is left.
    let list = list.replace("false", "true");
    assert_eq!(shown(&checked(&[table], &list)), ["exports of flax 2009 [0.25, 0.55]"]);
}

#[test]
fn what_may_be_wrong_implies_nothing() {
    let levels = "reporter,flow,period,value\nBrest,turnover,2009,23.7\nBrest,exports,2009,21.1\nBrest,imports,2009,6.2\nBrest,balance,2009,15\n";
    let rates = "\
reporter,flow,period,relation,value,direction,wording
Brest,turnover,2009,growth,5,up,rose by 5 %
Brest,exports,2009,multiple,2,,doubled
";
    let checked = checked(&[levels, rates], "");
    assert_eq!(checked.verdict, Verdict::Contradicted);
    let turnover = checked.statements.iter().position(|judged| judged.verdict == Verdict::Contradicted).unwrap();
    assert!(!checked.deduced.is_empty());
    for figure in &checked.deduced {
        assert!(!figure.from.contains(&turnover), "{figure:?}");
    }
    assert!(shown(&checked).contains(&"exports 2008 [8.42, 14.1]".to_owned()), "{:?}", shown(&checked));
}

const SECRET: &str = "\
id,reporter,flow,commodity,period,value,confidentiality
all,Brest,exports,,2009,100.0,F
tea,Brest,exports,tea,2009,60.0,
salt,Brest,exports,salt,2009,30.0,
flax,Brest,exports,flax,2009,,C
";
const PARTS: &str = "commodity,total,tea,true\ncommodity,total,salt,true\ncommodity,total,flax,true\n";

#[test]
fn a_withheld_figure_that_can_be_told_is_a_warning() {
    let case = case(&[SECRET], PARTS);
    assert_eq!((case.statements.len(), case.withheld.len()), (3, 1));
    let checked = check(&case, &CheckOptions::default());
    let [flax] = &checked.disclosed().collect::<Vec<_>>()[..] else { panic!("flax is given away") };
    assert_eq!((flax.key.commodity.as_str(), flax.interval.to_string()), ("flax", "[9.85, 10.15]".to_owned()));
    assert_eq!(flax.withheld.as_ref().unwrap().line, Some(5));
    let report = Report::new(&case, &checked);
    let warning =
        "flax in 2009 are withheld as confidential (line 5), but the other figures (lines 2, 3 and 4) leave between 9.85 and 10.15";
    for text in [report.text(Style::Plain), report.html(), report.markdown()] {
        assert!(text.contains(warning), "{text}");
        assert!(text.contains("One figure that is withheld can be told from the others."));
    }
    let document: Document = serde_json::from_str(&report.json().unwrap()).unwrap();
    assert!(document.deduced[0].close && document.deduced[0].withheld.is_some());
}

#[test]
fn what_is_withheld_well_is_no_warning() {
    // Bounded, and not to within a tenth: 10.0 less than 8.9 leaves between 1.0 and 1.2.
    let loose = SECRET.replace("100.0", "10.0").replace("60.0", "6.0").replace("30.0", "2.9");
    let one = checked(&[&loose], PARTS);
    assert_eq!(one.disclosed().count(), 0);
    assert_eq!(one.deduced.len(), 1);
    // A second figure that is withheld hides the first.
    let two = checked(&[&SECRET.replace("30.0,", ",C")], PARTS);
    assert_eq!(two.disclosed().count(), 0);
    // A year by itself is nothing that the others could tell.
    assert_eq!(checked(&[SECRET], "").disclosed().count(), 0);
    // In statements.csv a level may be withheld too, by its status as well.
    let stated = "reporter,flow,commodity,period,relation,value,status\nBrest,exports,,2009,level,100.0,\nBrest,exports,tea,2009,level,60.0,\nBrest,exports,salt,2009,level,,confidential\nBrest,exports,salt,2009,growth,,c\n";
    let list = "commodity,total,tea,true\ncommodity,total,salt,true\n";
    assert_eq!(checked(&[stated], list).disclosed().count(), 1);
}

#[test]
fn a_withheld_figure_is_warned_of_in_large_parts() {
    let mut table = SECRET.replace("100.0", "1010.0").replace("30.0", "19.9");
    for number in 0..92 {
        table += &format!("p{number},Brest,exports,product {number},2009,10.0,\n");
    }
    let mut parts = PARTS.to_owned();
    (0..92).for_each(|number| parts += &format!("commodity,total,product {number},true\n"));
    let loose = checked(&[&table], &parts);
    assert_eq!((loose.deduced.len(), loose.disclosed().count()), (1, 0), "a hundred roundings hide it");
    let sharp = checked(&[&table.replace("10.0,", "10.0000,")], &parts);
    assert_eq!(sharp.disclosed().count(), 1);
}

fn amount(tenths: i64) -> String {
    Rational::decimal(tenths, -1).to_decimal(1)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Figures are rounded from true values, so what follows from them holds the true values.
    #[test]
    fn deduced_bounds_hold_what_is_true(x in 1i64..40_000, m in 1i64..40_000, x0 in 1i64..40_000, m0 in 1i64..40_000) {
        // True values in thousandths, printed in tenths; a rate with one digit.
        let tenths = |thousandths: i64| amount((thousandths + 50) / 100);
        let rate = |now: i64, before: i64| {
            let exact = Rational::ratio((now - before) * 100, before).unwrap();
            exact.to_decimal(1)
        };
        let table = format!(
            "reporter,flow,period,relation,value,wording\nBrest,turnover,2009,level,{},\nBrest,exports,2009,level,{},\nBrest,turnover,2009,growth,{},rose by\nBrest,exports,2009,growth,{},rose by\n",
            tenths(x + m), tenths(x), rate(x + m, x0 + m0), rate(x, x0)
        );
        let checked = checked(&[&table], "");
        for figure in checked.deduced.iter().filter(|figure| figure.assumes.is_none()) {
            let truth = match (figure.key.flow.code(), figure.key.period.unwrap().to_string().as_str()) {
                ("imports", "2009") => m,
                ("imports", _) => m0,
                ("exports", _) => x0,
                _ => x0 + m0,
            };
            // Readings that the figures refuse leave the true one; where none is refused nothing is said without an assumption.
            let truth = Rational::decimal(truth, -3);
            let is_as_worded = checked.statements.iter().all(|judged| judged.verdict != Verdict::Misworded);
            prop_assert!(!is_as_worded || figure.interval.contains(&truth), "{figure:?} {truth} {table}");
        }
    }

    /// Neither the order of rows nor the number of threads changes what is found.
    #[test]
    fn order_and_threads_change_nothing(seed in any::<u64>(), threads in 2usize..6) {
        let regions = ["Brest", "Gomel", "Grodno", "Mogilev"];
        let mut rows: Vec<String> = Vec::new();
        for (i, region) in regions.iter().enumerate() {
            let at = |k: u32| (seed.rotate_left(8 * k + 3 * i as u32) % 900 + 10) as i64;
            rows.push(format!("{region},exports,2009,level,{}", amount(at(0))));
            rows.push(format!("{region},imports,2009,level,{}", amount(at(1))));
            rows.push(format!("{region},turnover,2009,level,{}", amount(at(0) + at(1) + (at(2) % 3 - 1))));
            rows.push(format!("{region},exports,2009,growth,{}", at(3) % 200));
        }
        let table = |rows: &[String]| format!("reporter,flow,period,relation,value\n{}\n", rows.join("\n"));
        let forward = case(&[&table(&rows)], "");
        let mut options = CheckOptions::default();
        options.threads = NonZeroUsize::new(1);
        let alone = check(&forward, &options);
        options.threads = NonZeroUsize::new(threads);
        prop_assert_eq!(&alone, &check(&forward, &options));
        rows.reverse();
        let backward = check(&case(&[&table(&rows)], ""), &options);
        prop_assert_eq!(shown(&alone), shown(&backward));
    }
}
