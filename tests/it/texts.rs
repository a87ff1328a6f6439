//! Whole texts, in many styles: what is read of each, and what is found. A new case is a new file in `tests/texts`; its snapshot is
//! reviewed once. The prose is the project's own, and so are most of the figures.

use std::path::{Path, PathBuf};

use tradecheck::case::Case;
use tradecheck::check::{CheckOptions, check};
use tradecheck::report::{ExtractReport, Report, Style};
use tradecheck::source::Source;
use tradecheck::statement::ReadOptions;

fn texts() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/texts");
    let mut texts: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect();
    texts.sort();
    texts
}

/// The text under its bare name, so that snapshots do not depend on where the project stands.
fn case(path: &Path) -> Case {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let mut case = Case::of_statements(path.file_stem().unwrap().to_string_lossy(), Vec::new());
    case.read_source(&Source::from_text(name, std::fs::read_to_string(path).unwrap()), ReadOptions::default()).unwrap();
    case
}

#[test]
fn each_text_reads_and_is_judged_as_it_was_reviewed() {
    for path in texts() {
        let case = case(&path);
        let checked = check(&case, &CheckOptions::default());
        let told = format!(
            "{}\n{}\n{}",
            checked.verdict,
            ExtractReport::new(&case).text(Style::Plain),
            Report::new(&case, &checked).text(Style::Plain)
        );
        insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "../texts/snapshots" }, {
            insta::assert_snapshot!(case.name.clone(), told);
        });
    }
}

#[test]
fn the_order_of_the_paragraphs_changes_no_verdict_where_each_says_all() {
    let paragraphs = [
        "In 2016 Armenia exported goods worth $1.79 billion, and imports were $3.29 billion.",
        "Armenia's trade deficit in 2016 was $1.50 billion.",
        "In 2017 Armenia's exports were $2.24 billion, 25.1% above 2016.",
    ];
    let verdict = |order: [usize; 3]| {
        let text = order.map(|i| paragraphs[i]).join("\n\n");
        let mut case = Case::default();
        case.read_text(&Source::from_text("text.txt", text));
        let checked = check(&case, &CheckOptions::default());
        let mut verdicts: Vec<(String, String)> =
            checked.statements.iter().map(|s| (s.statement.figure.to_string(), s.verdict.to_string())).collect();
        verdicts.sort();
        (checked.verdict, verdicts)
    };
    assert_eq!(verdict([0, 1, 2]), verdict([2, 1, 0]));
    assert_eq!(verdict([0, 1, 2]), verdict([1, 0, 2]));
}

/// What texts say of parts and wholes goes with their statements into one table.
#[test]
fn a_table_of_what_a_text_states_is_judged_as_the_text() {
    let verdicts = |case: &Case| -> Vec<(String, String)> {
        let checked = check(case, &CheckOptions::default());
        let mut told: Vec<(String, String)> =
            checked.statements.iter().map(|s| (s.statement.id.clone(), s.verdict.to_string())).collect();
        told.sort();
        told
    };
    for path in texts() {
        let text = case(&path);
        let mut table = Case::of_statements("table", Vec::new());
        let csv = ExtractReport::new(&text).csv();
        table.read_source(&Source::from_text("statements.csv", csv.clone()), ReadOptions::default()).unwrap();
        assert_eq!(verdicts(&table), verdicts(&text), "{}\n{csv}", path.display());
        assert_eq!(table.hierarchy.len(), text.hierarchy.len(), "{}", path.display());
    }
}

#[test]
fn two_texts_that_name_no_year_do_not_speak_of_one() {
    let mut case = Case::default();
    for (name, exports) in [("one.txt", "3.1"), ("two.txt", "4.7")] {
        case.read_text(&Source::from_text(name, format!("Exports were {exports} billion euros in August.")));
    }
    let checked = check(&case, &CheckOptions::default());
    assert!(checked.findings.is_empty());
    assert_ne!(case.statements[0].key.period, case.statements[1].key.period);
}
