//! The program, run as a user runs it.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn run(arguments: &[&str]) -> Output {
    run_with(arguments, "")
}

fn run_with(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tradecheck"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn complaint(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

const HONEST: &str = "reporter,flow,period,value\nBrest,exports,2009,21.1\nBrest,imports,2009,6.2\nBrest,turnover,2009,27.3\n";

#[test]
fn exit_status_tells_what_was_found() {
    assert_eq!(code(&run(&["check", "data/belarus-china"])), 1);
    assert_eq!(code(&run(&["check", "data/us-states-china"])), 0);
    assert_eq!(code(&run(&["check", "data/us-states-china", "--strict"])), 1);
    assert_eq!(code(&run_with(&["check", "-"], HONEST)), 0);
    assert_eq!(code(&run(&["check", "data/nowhere"])), 2);
}

#[test]
fn text_argues_and_says_the_help() {
    let text = out(&run(&["check", "data/belarus-china"]));
    assert!(text.contains("exports lie in [21.05, 21.15] (line 34) and imports in [6.15, 6.25] (line 36)"), "{text}");
    assert!(text.contains("27.3 fits every other statement, and is 23.7 with two digits exchanged"), "{text}");
    assert!(!text.contains('\u{1b}'), "no colour where nobody looks");
}

#[test]
fn every_format_is_whole() {
    let json: serde_json::Value = serde_json::from_str(&out(&run(&["check", "data/belarus-china", "--format", "json"]))).unwrap();
    assert_eq!(json["schema"], "tradecheck/1");
    assert_eq!(json["verdict"], "contradicted");
    assert!(out(&run(&["check", "data/belarus-china", "--format", "html"])).trim_end().ends_with("</html>"));
    assert!(out(&run(&["check", "data/belarus-china", "--format", "markdown"])).contains("23.7"));
}

#[test]
fn files_are_one_case_unless_told_otherwise() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, rows: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, format!("reporter,flow,period,value\n{rows}")).unwrap();
        path.display().to_string()
    };
    let text = file("text.csv", "Brest,turnover,2009,23.7\n");
    let table = file("table.csv", "Brest,exports,2009,21.1\nBrest,imports,2009,6.2\n");
    assert_eq!(code(&run(&["check", &text, &table])), 1);
    assert_eq!(code(&run(&["check", &text, &table, "--separately"])), 0);
}

#[test]
fn what_cannot_be_read_is_told_at_once() {
    let table = "reporter,flow,period,value\nBrest,exprots,2009,21.1\nBrest,imports,200x,6.2\nBrest,turnover,2009,many\n";
    let output = run_with(&["check", "-"], table);
    let said = complaint(&output);
    assert_eq!((code(&output), out(&output).as_str()), (2, ""));
    for place in ["<stdin>:2:7", "<stdin>:3:15", "<stdin>:4:21"] {
        assert!(said.contains(place), "{said}");
    }
    assert!(said.contains("did you mean `exports`?"), "{said}");
    for (arguments, said) in [
        (vec!["check", "data/nowhere"], "data/nowhere"),
        (vec!["check", "src"], "this folder is no case"),
        (vec!["check", "data/belarus-china", "--encoding", "latin-17"], "is not an encoding"),
        (vec!["chart", "flows", "data/belarus-china", "-o", "flows.jpg"], "neither .png nor .svg"),
        (vec!["chart", "clash", "data/us-states-china", "-o", "target/clash.png"], "nothing to draw"),
        (vec!["chart"], "Usage"),
    ] {
        let output = run(&arguments);
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(complaint(&output).contains(said), "{arguments:?}: {}", complaint(&output));
    }
}

#[test]
fn a_reader_that_stops_is_no_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tradecheck"))
        .args(["check", "data/us-states-china", "--format", "json"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((code(&output), complaint(&output).as_str()), (0, ""));
}

#[test]
fn output_takes_the_place_of_the_old_or_leaves_it_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("answer.json").display().to_string();
    std::fs::write(&path, "old").unwrap();
    assert_eq!(code(&run(&["check", "data/nowhere", "--format", "json", "-o", &path])), 2);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "old");
    assert_eq!(code(&run(&["check", "data/belarus-china", "--format", "json", "-o", &path])), 1);
    assert!(std::fs::read_to_string(&path).unwrap().contains("tradecheck/1"));
    // A file stands where a folder is wanted.
    let output = run(&["report", "data/belarus-china", "-o", &path]);
    assert_eq!(code(&output), 2);
    assert!(complaint(&output).contains("answer.json"), "{}", complaint(&output));
    assert!(Path::new(&path).is_file());
}

#[cfg(feature = "frames")]
#[test]
fn measures_are_tables_in_three_formats() {
    let asked = ["measure", "data/belarus-national", "--measure", "growth,mirror_ratio", "--format"];
    let with = |format: &str| out(&run(&[&asked[..], &[format]].concat()));
    let csv = with("csv");
    let mut lines = csv.lines();
    assert!(lines.next().unwrap().contains("period"), "{csv}");
    // Imports from China were 1,081.372 million in 2009 and 1,684.0839 million in 2010: IMF, Direction of Trade Statistics.
    let row = lines.find(|line| line.starts_with("Belarus,China,imports") && line.contains(",2010,")).unwrap();
    assert!(row.contains("55.73"), "{row}");
    assert_eq!(serde_json::from_str::<Vec<serde_json::Value>>(&with("json")).unwrap().len(), csv.lines().count() - 1);
    assert!(with("table").contains("growth"));
    assert!(out(&run(&["measure", "data/belarus-national", "--measure", "help"])).contains("growth"));
    let misspelt = complaint(&run(&["measure", "data/belarus-national", "--measure", "grwoth,shair"]));
    assert!(misspelt.contains("did you mean `growth`?") && misspelt.contains("shair"), "{misspelt}");
}

#[test]
fn charts_are_written_in_the_format_of_their_name() {
    let folder = tempfile::tempdir().unwrap();
    for (kind, name, begins) in [("flows", "a.svg", b"<svg".as_slice()), ("clash", "b.png", b"\x89PNG".as_slice())] {
        let path = folder.path().join(name);
        let output = run(&["chart", kind, "data/belarus-china", "-o", &path.display().to_string(), "--quiet"]);
        assert_eq!((code(&output), out(&output).as_str()), (0, ""), "{}", complaint(&output));
        assert!(std::fs::read(&path).unwrap().windows(begins.len()).take(200).any(|bytes| bytes == begins));
    }
}

#[test]
fn help_teaches() {
    let help = out(&run(&["--help"]));
    for word in ["contradicted", "misworded", "levels.csv", "Exit status", "report"] {
        assert!(help.contains(word), "{help}");
    }
    assert!(out(&run(&["check", "--help"])).contains("--precision"));
}

#[test]
fn waivers_change_the_exit_status() {
    let folder = tempfile::tempdir().unwrap();
    let waivers = folder.path().join("waivers.csv");
    std::fs::write(
        &waivers,
        "statement,reporter,reason,expires\ngrodno-2008-turnover,,digits exchanged,2027-06-30\n,Minsk City,translated,2027-06-30\n",
    )
    .unwrap();
    let check = |today: &str| run(&["check", "data/belarus-china", "--waivers", waivers.to_str().unwrap(), "--today", today]);
    assert_eq!(code(&check("2027-06-30")), 0);
    assert!(out(&check("2027-06-30")).contains("Waived until 30 June 2027: digits exchanged"));
    assert_eq!(code(&check("2027-07-01")), 1);
    assert!(out(&check("2027-07-01")).contains("its last day was 30 June 2027"));
    std::fs::write(&waivers, "statement,reason,expires\nx,,2027-06-30\n").unwrap();
    assert_eq!(code(&check("2027-06-30")), 2);
    assert!(complaint(&check("2027-06-30")).contains("why the finding is accepted must be said"));
}

#[test]
fn a_reference_is_named() {
    let arguments = ["check", "data/belarus-china", "--reference", "data/belarus-national"];
    assert!(out(&run(&arguments)).contains("(belarus-national/series.csv, lines 25 and 24), which favours an index"));
    assert_eq!(code(&run(&["check", "data/belarus-china", "--reference", "data/nowhere"])), 2);
}
