//! Texts from prose to verdict, and against tables.

use tradecheck::case::Case;
use tradecheck::check::{CheckOptions, Checked, Verdict, check};
use tradecheck::source::Source;
use tradecheck::statement::{read_statements, write_statements};

fn of_text(name: &str, text: &str) -> Case {
    let mut case = Case::of_statements(name, Vec::new());
    case.read_text(&Source::from_text(name, text));
    case
}

fn checked(case: &Case) -> Checked {
    check(case, &CheckOptions::default())
}

const NATIONAL: &str = include_str!("../../data/belarus-national/bulletin.md");

#[test]
fn the_regions_from_prose_alone() {
    let case = Case::open("data/belarus-china/bulletin.md").unwrap();
    let checked = checked(&case);
    assert_eq!(checked.name, "bulletin");
    let contradicted: Vec<_> = checked.statements.iter().filter(|judged| judged.verdict == Verdict::Contradicted).collect();
    let [turnover] = contradicted.as_slice() else { panic!("{contradicted:#?}") };
    let statement = &turnover.statement;
    assert_eq!((statement.key.reporter.as_str(), statement.figure.printed()), ("Grodno Region", "23.7"));
    let text = case.source_of(&statement.place).unwrap().text();
    assert_eq!(&text[statement.place.span.clone().unwrap()], "23.7");
    assert_eq!(checked.findings[0].blame[0].repairs[0].figure, "27.3");
    let mut misworded: Vec<&str> =
        checked.statements.iter().filter(|j| j.verdict == Verdict::Misworded).map(|j| j.statement.figure.printed()).collect();
    misworded.sort_unstable();
    assert_eq!(misworded, ["129.5", "70.6", "71.5"]);
}

/// The table of the text names its valuation, so the series of the same valuation tests it.
#[test]
fn a_text_against_a_table() {
    let against = |text: &str| {
        let mut case = of_text("bulletin.md", text);
        let table = Source::open("data/belarus-national/series.csv").unwrap();
        case.read_table(&table, Default::default()).unwrap();
        checked(&case)
    };
    assert!(against(NATIONAL).findings.is_empty());
    let wrong = against(&NATIONAL.replace("| 2,193.9 |", "| 2,139.9 |"));
    assert_eq!(wrong.findings.len(), 1);
    let files: Vec<&str> = wrong.findings[0].members.iter().map(|&m| &*wrong.statements[m].statement.place.file).collect();
    assert_eq!(files, ["bulletin.md", "data/belarus-national/series.csv"]);
}

#[test]
fn the_same_text_in_three_formats_states_the_same() {
    let plain = "In 2011 exports of Belarus to China came to 636.6 million US dollars, imports to 2,193.9 million dollars.\n\nTurnover was 2,830.4 million dollars.\n";
    let html = format!(
        "<html><body><p>{}</p></body></html>",
        plain.trim().replace("\n\n", "</p><p>").replace("636.6 ", "<b>636.6</b>&nbsp;")
    );
    let told = |case: &Case| {
        case.statements
            .iter()
            .map(|s| (s.key.clone(), s.relation, s.figure.value().clone(), s.figure.multiplier()))
            .collect::<Vec<_>>()
    };
    let expected = told(&of_text("a.txt", plain));
    assert_eq!(expected.len(), 3);
    assert_eq!(told(&of_text("a.md", plain)), expected);
    assert_eq!(told(&of_text("a.html", &html)), expected);
    assert_eq!(told(&of_text("a.txt", &plain.replace('\n', "\r\n"))), expected);
}

/// All but where a figure stands, and how its number is written.
#[test]
fn an_extract_of_prose_comes_back_from_its_table() {
    for text in [include_str!("../../data/belarus-china/bulletin.md"), NATIONAL] {
        let case = of_text("bulletin.md", text);
        let again = read_statements(&Source::from_text("statements.csv", write_statements(&case.statements))).unwrap();
        assert_eq!(again.len(), case.statements.len());
        for (mut read, mut stated) in again.into_iter().zip(case.statements) {
            for statement in [&mut read, &mut stated] {
                statement.place = tradecheck::place::Place::file("");
                statement.source.clear();
                statement.wording = statement.wording.split_whitespace().collect::<Vec<_>>().join(" ");
            }
            assert_eq!(read, stated);
        }
    }
}
