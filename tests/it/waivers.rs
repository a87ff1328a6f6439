//! Findings that are known and accepted.

use tradecheck::case::Case;
use tradecheck::check::{CheckOptions, Checked, Verdict, WaiverState, check, read_waivers};
use tradecheck::period::Date;
use tradecheck::report::{Document, Report, Style};
use tradecheck::source::Source;

/// Turnover is the single wrong figure of Brest; in Gomel, where nothing else is known, any of the three may be.
const TABLE: &str = "\
id,reporter,flow,period,value
t,Brest,turnover,2009,23.7
x,Brest,exports,2009,21.1
m,Brest,imports,2009,6.2
b,Brest,balance,2009,14.9
gt,Gomel,turnover,2009,50.0
gx,Gomel,exports,2009,21.1
gm,Gomel,imports,2009,6.2
";

fn case(table: &str) -> Case {
    let mut case = Case::default();
    case.read_table(&Source::from_text("table.csv", table), Default::default()).unwrap();
    case
}

fn waived(table: &str, rows: &str, today: &str) -> Checked {
    let text = format!("statement,finding,reporter,flow,value,reason,expires\n{rows}");
    let waivers = read_waivers(&Source::from_text("waivers.csv", text)).unwrap();
    let mut checked = check(&case(table), &CheckOptions::default());
    checked.waive(&waivers, today.parse().unwrap());
    checked
}

fn states(checked: &Checked) -> Vec<WaiverState> {
    checked.waivers.iter().map(|outcome| outcome.state).collect()
}

/// The reporters of the findings that count.
fn counting(checked: &Checked) -> Vec<String> {
    let counts = checked.findings.iter().enumerate().filter(|(f, _)| checked.waived_by(*f).next().is_none());
    counts.map(|(_, finding)| checked.statements[finding.members[0]].statement.key.reporter.to_string()).collect()
}

const DAY: &str = "2027-03-01";

#[test]
fn a_finding_is_waived_when_all_that_it_accuses_is_named() {
    for (rows, left, expected) in [
        ("", vec!["Brest", "Gomel"], vec![]),
        ("t,,,,,known,2027-03-01\n", vec!["Gomel"], vec![WaiverState::Applied]),
        (",contradicted,brest,turnover,23.7,known,2028-01-01\n", vec!["Gomel"], vec![WaiverState::Applied]),
        (",,Gomel,,,known,2028-01-01\n", vec!["Brest"], vec![WaiverState::Applied]),
        // One of three that may be wrong is named; then all of them.
        ("gt,,,,,known,2028-01-01\n", vec!["Brest", "Gomel"], vec![WaiverState::Partial]),
        (
            "gt,,,,,known,2028-01-01\n,,Gomel,exports,,known,2028-01-01\ngm,,,,,known,2028-01-01\n",
            vec!["Brest"],
            vec![WaiverState::Applied; 3],
        ),
        // Over, of another sort, of another figure, of an honest one.
        ("t,,,,,known,2027-02-28\n", vec!["Brest", "Gomel"], vec![WaiverState::Expired]),
        ("t,misworded,,,,known,2028-01-01\n", vec!["Brest", "Gomel"], vec![WaiverState::Stale]),
        (",,Brest,turnover,23.8,known,2028-01-01\n", vec!["Brest", "Gomel"], vec![WaiverState::Stale]),
        ("x,,,,,known,2028-01-01\n", vec!["Brest", "Gomel"], vec![WaiverState::Stale]),
    ] {
        let checked = waived(TABLE, rows, DAY);
        assert_eq!(
            (counting(&checked), states(&checked)),
            (left.iter().map(|name| (*name).to_owned()).collect(), expected),
            "{rows}"
        );
        assert_eq!(checked.is_found(), !left.is_empty());
        assert_eq!(checked.verdict, Verdict::Contradicted, "a verdict is no matter of taste");
    }
    let both = waived(TABLE, "t,,,,,known,2028-01-01\n,,Gomel,,,known,2028-01-01\n", DAY);
    assert!(!both.is_found());
}

#[test]
fn order_and_time_change_what_they_should() {
    let mut rows: Vec<&str> = TABLE.lines().skip(1).collect();
    rows.reverse();
    let reversed = format!("id,reporter,flow,period,value\n{}\n", rows.join("\n"));
    let waivers = ",,Brest,turnover,,known,2028-01-01\n";
    assert_eq!(counting(&waived(TABLE, waivers, DAY)), counting(&waived(&reversed, waivers, DAY)));
    // Given again on a later day, what was marked is forgotten.
    let mut checked = waived(TABLE, waivers, DAY);
    let again: Vec<_> = checked.waivers.iter().map(|outcome| outcome.waiver.clone()).collect();
    checked.waive(&again, Date::new(2028, 1, 2).unwrap());
    assert_eq!((counting(&checked).len(), states(&checked)), (2, vec![WaiverState::Expired]));
    checked.waive(&[], Date::new(2028, 1, 2).unwrap());
    assert!(checked.waivers.is_empty());
}

/// Misworded figures are accused themselves, and not those that would be wrong if the words were right.
#[test]
fn what_is_misworded_can_be_waived() {
    let rows = "minsk-2009-turnover-growth,misworded,,,,translation,2028-01-01\nminsk-2009-imports-growth,,,,,translation,2028-01-01\nminsk-2009-exports-growth,,,,,translation,2028-01-01\ngrodno-2008-turnover,,,,,known,2028-01-01\n";
    let text = format!("statement,finding,reporter,flow,value,reason,expires\n{rows}");
    let waivers = read_waivers(&Source::from_text("waivers.csv", text)).unwrap();
    let mut checked = check(&Case::open("data/belarus-china").unwrap(), &CheckOptions::default());
    checked.waive(&waivers, DAY.parse().unwrap());
    assert_eq!((counting(&checked), checked.is_found()), (Vec::new(), false));
}

#[test]
fn every_output_says_what_was_waived_and_why() {
    let rows = "t,,,,,the publisher knows.,2027-12-31\ngt,,,,,half,2028-01-01\nx,,,,,gone,2028-01-01\ngx,,,,,over,2027-02-28\n";
    let checked = waived(TABLE, rows, DAY);
    let case = case(TABLE);
    let report = Report::new(&case, &checked);
    let sentences = [
        "Waived until 31 December 2027: the publisher knows (waivers.csv, line 2).",
        "One finding is waived.",
        "The waiver “half” (waivers.csv, line 3): it names some of the figures that a finding accuses",
        "The waiver “gone” (waivers.csv, line 4): no finding accuses what it names",
        "The waiver “over” (waivers.csv, line 5): its last day was 28 February 2027",
    ];
    for text in [report.text(Style::Plain), report.html(), report.markdown()] {
        for sentence in sentences {
            assert!(text.contains(sentence), "{sentence} is not in {text}");
        }
    }
    let document: Document = serde_json::from_str(&report.json().unwrap()).unwrap();
    assert_eq!(document, report.document());
    assert_eq!(document.findings.iter().filter(|finding| finding.waived_by == [0]).count(), 1);
    assert_eq!(document.waivers[3].state, WaiverState::Expired);
}

#[test]
fn what_cannot_be_read_is_told_at_once() {
    let text = "\
statement,finding,flow,period,reason,expires
t,,,,,2027-01-01
t,,,,known,
t,wrong,exprots,2009-13,known,soon
,misworded,,,known,2027-01-01
";
    let error = read_waivers(&Source::from_text("waivers.csv", text)).unwrap_err().to_string();
    for part in [
        "waivers.csv:2:6: row 1, column `reason`: the cell is empty; why the finding is accepted must be said",
        "row 2, column `expires`: the cell is empty",
        "`wrong` is no sort of finding; contradicted and misworded are accepted",
        "did you mean",
        "`2009-13`",
        "`soon` is not a day; a day such as 2027-06-30 is accepted",
        "row 4, the waiver names no figure, and would waive every finding",
    ] {
        assert!(error.contains(part), "{part} is not in\n{error}");
    }
    let missing = read_waivers(&Source::from_text("waivers.csv", "statement,expires\nt,2027-01-01\n")).unwrap_err().to_string();
    assert!(missing.contains("the column `reason` is missing"), "{missing}");
}
