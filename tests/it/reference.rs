//! A trusted series ranks readings that stay open, and decides nothing.

use tradecheck::case::Case;
use tradecheck::check::{CheckOptions, Checked, Difference, Favoured, Sense, Undecided, Verdict, check};
use tradecheck::codelist::Flow;
use tradecheck::report::{Document, Report, Style};
use tradecheck::source::Source;
use tradecheck::statement::{PartWhole, Statement, read_hierarchy, read_series, read_statements};

fn statements(rows: &str) -> Vec<Statement> {
    let table = format!("id,reporter,partner,flow,scope,period,relation,value,direction,wording\n{rows}");
    read_statements(&Source::from_text("page.csv", table)).unwrap()
}

fn series(rows: &str) -> Vec<Statement> {
    read_series(&Source::from_text("country.csv", format!("reporter,partner,flow,period,value\n{rows}"))).unwrap()
}

/// A region's turnover of 150.0, of which imports make 148.0, with a change that may mean two things.
const REGION: &str = "\
t,Brest,Peru,turnover,,2010-01/2010-09,level,150.0,,
m,Brest,Peru,imports,,2010-01/2010-09,level,148.0,,
x,Brest,Peru,exports,,2010-01/2010-09,level,2.0,,
rate,Brest,Peru,turnover,,2010-01/2010-09,growth,150.0,up,150 percent growth
";

fn with(page: &str, country: &str, hierarchy: &[PartWhole]) -> Checked {
    let mut case = Case::of_statements("page", statements(page));
    case.hierarchy = hierarchy.to_vec();
    let mut options = CheckOptions::default();
    if !country.is_empty() {
        options.reference = series(country);
    }
    check(&case, &options)
}

fn favoured(checked: &Checked) -> Option<&Favoured> {
    checked.statement("rate").unwrap().favoured.as_ref()
}

#[test]
fn the_nearer_reading_is_favoured_and_nothing_else_changes() {
    let without = with(REGION, "", &[]);
    for (before, sense) in [("66.0", Sense::Index), ("40.0", Sense::Increment), ("110.0", Sense::Index)] {
        let mut checked = with(REGION, &format!("Belarus,Peru,turnover,2010,100.0\nBelarus,Peru,turnover,2009,{before}\n"), &[]);
        let favoured = favoured(&checked).unwrap();
        assert_eq!(favoured.reading.sense, sense, "{before}");
        assert_eq!(favoured.differs, [Difference::Period, Difference::Area]);
        assert_eq!(favoured.places.iter().map(|place| place.line.unwrap()).collect::<Vec<_>>(), [2, 3]);
        checked.statements.iter_mut().for_each(|judged| judged.favoured = None);
        assert_eq!(checked, without, "a reference tests nothing");
    }
}

#[test]
fn a_rate_is_an_exact_interval() {
    let checked = with(REGION, "Belarus,Peru,turnover,2010,3\nBelarus,Peru,turnover,2009,2\n", &[]);
    assert_eq!(favoured(&checked).unwrap().rate.to_string(), "[1, 7/3]");
    let text = Report::new(&Case::of_statements("page", statements(REGION)), &checked).text(Style::Plain);
    assert!(text.contains("rose to between 100.0 and 233.3\u{202F}% of 2009"), "{text}");
    // 1 to 2.33 holds the index of 1.5, and comes no nearer to 2.5 than a factor of 1.07.
    assert_eq!(favoured(&checked).unwrap().reading.sense, Sense::Index);
    // Both readings lie within what the reference allows: nothing is favoured.
    let coarse = with(REGION, "Belarus,Peru,turnover,2010,2\nBelarus,Peru,turnover,2009,1\n", &[]);
    assert_eq!(favoured(&coarse), None);
}

#[test]
fn the_most_of_turnover_speaks_for_it_else_the_sum() {
    let parts = "Belarus,Peru,exports,2010,900.0\nBelarus,Peru,exports,2009,100.0\nBelarus,Peru,imports,2010,150.0\nBelarus,Peru,imports,2009,100.0\n";
    let checked = with(REGION, parts, &[]);
    let imports = favoured(&checked).unwrap();
    assert_eq!((imports.key.flow.clone(), imports.reading.sense), (Flow::Imports, Sense::Index));
    assert!(imports.differs.contains(&Difference::Flow));
    // Without nine tenths, exports and imports of the reference are added: 1050 of 200.
    let even = REGION.replace("148.0", "80.0").replace(",2.0,", ",70.0,");
    let checked = with(&even, parts, &[]);
    let sum = favoured(&checked).unwrap();
    assert_eq!((sum.key.flow.clone(), sum.reading.sense, sum.places.len()), (Flow::Turnover, Sense::Increment, 4));
    assert!(sum.rate.contains(&"5.25".parse().unwrap()));
}

#[test]
fn what_is_no_reference_is_none() {
    let two = "Belarus,Peru,turnover,2010,100.0\nBelarus,Peru,turnover,2009,66.0\nChile,Peru,turnover,2010,100.0\nChile,Peru,turnover,2009,40.0\n";
    for (name, country) in [
        ("another partner", "Belarus,Chile,turnover,2010,100.0\nBelarus,Chile,turnover,2009,66.0\n"),
        ("another year", "Belarus,Peru,turnover,2011,100.0\nBelarus,Peru,turnover,2010,66.0\n"),
        ("no base", "Belarus,Peru,turnover,2010,100.0\n"),
        ("a shorter period", "Belarus,Peru,turnover,2010-01/2010-06,100.0\nBelarus,Peru,turnover,2009-01/2009-06,66.0\n"),
        ("a base of zero", "Belarus,Peru,turnover,2010,100.0\nBelarus,Peru,turnover,2009,0\n"),
        ("two countries, of neither of which the region is said to be", two),
    ] {
        assert_eq!(favoured(&with(REGION, country, &[])), None, "{name}");
    }
    let regions = read_hierarchy(&Source::from_text("hierarchy.csv", "dimension,whole,part\nreporter,Chile,Brest\n")).unwrap();
    assert_eq!(favoured(&with(REGION, two, &regions)).unwrap().reading.sense, Sense::Increment);
    // What is settled needs no favour.
    let settled = format!("{REGION}base,Brest,Peru,turnover,,2009-01/2009-09,level,100.0,,\n");
    let checked = with(&settled, two, &regions);
    assert_eq!((favoured(&checked), checked.statement("rate").unwrap().verdict), (None, Verdict::Misworded));
}

#[test]
fn binary_floats_are_no_intervals() {
    let floats = "Belarus,Peru,turnover,2010,100.00000000000001\nBelarus,Peru,turnover,2009,66.0\n";
    let checked = with(REGION, floats, &[]);
    assert_eq!(favoured(&checked), None);
    assert!(checked.notes[0].contains("country.csv: 1 value looks like binary floats"), "{:?}", checked.notes);
}

/// The country's imports from China rose to 155.7 per cent of 2009 (IMF, DOTS), which is near to 157.2 per cent and far from 257.2.
#[test]
fn minsk_city_2010_is_favoured_as_an_index() {
    let case = Case::open("data/belarus-china").unwrap();
    let mut options = CheckOptions::default();
    options.reference = Case::open("data/belarus-national").unwrap().statements;
    let checked = check(&case, &options);
    let growth = checked.statement("minsk-2010-turnover-growth").unwrap();
    assert_eq!(growth.verdict, Verdict::Undecided(Undecided::Ambiguous));
    let favoured = growth.favoured.as_ref().unwrap();
    assert_eq!((favoured.reading.sense, favoured.key.flow.clone()), (Sense::Index, Flow::Imports));
    assert_eq!(favoured.differs, [Difference::Period, Difference::Area, Difference::Scope, Difference::Flow]);
    let report = Report::new(&case, &checked);
    let sentence = "imports from China in 2010 rose to 155.7\u{202F}% of 2009 (belarus-national/series.csv, lines 25 and 24), which favours an index; annual, other area, other scope";
    for text in [report.text(Style::Plain), report.html(), report.markdown()] {
        assert!(text.contains(sentence), "{text}");
    }
    let document: Document = serde_json::from_str(&report.json().unwrap()).unwrap();
    let growth = document.statements.iter().find(|statement| statement.figure.id == "minsk-2010-turnover-growth").unwrap();
    assert_eq!(growth.favoured.as_ref().unwrap().reading.sense, Sense::Index);
}
