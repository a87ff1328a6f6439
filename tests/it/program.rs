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
#[cfg(feature = "frames")]
fn files_of_years_are_measured_as_one() {
    let folder = tempfile::tempdir().unwrap();
    let paths = [("2019", "20.0"), ("2020", "25.0")].map(|(year, value)| {
        let path = folder.path().join(format!("BACI_HS92_Y{year}_V202301.csv"));
        std::fs::write(&path, format!("t,i,j,k,v,q\n{year},112,156,310210,{value},1\n")).unwrap();
        path.display().to_string()
    });
    let grown = run(&["measure", &paths[0], &paths[1], "--measure", "growth", "--where", "flow=exports", "--format", "csv"]);
    assert_eq!(code(&grown), 0, "{}", complaint(&grown));
    let table = out(&grown);
    assert!(table.contains("USD,2020,25000,stated,25,ok"), "{table}");
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

const RULES: &str = "# flows\nturnover == exports + imports\nbalance == exports - imports\nexports >= 0\nimports >= 0\nturnover >= 0\ngrowth(exports, exports_p) == g\n";
const RECORDS: &str = "exports;imports;turnover;balance;exports_p;g;name\n21,1;6,2;27,3;14,9;20,0;5,5;a\n21,1;6,2;23,7;14,9;;;b\n21,1;6,2;27,3;14,9;20,0;105,5;c\n";

/// The program in a folder of its own with rules and a table.
fn with_rules(rules: &str, table: &str, arguments: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let (rules_file, table_file) = (folder.path().join("rules.txt"), folder.path().join("table.csv"));
    std::fs::write(&rules_file, rules).unwrap();
    std::fs::write(&table_file, table).unwrap();
    let (rules_file, table_file) = (rules_file.to_str().unwrap(), table_file.to_str().unwrap());
    run(&[&["check", table_file, "--rules", rules_file], arguments].concat())
}

#[test]
fn rows_of_a_table_are_checked_against_rules() {
    let checked = with_rules(RULES, RECORDS, &["--format", "csv"]);
    assert_eq!(
        out(&checked),
        "row,verdict,blame,suggest\n1,consistent,,\n2,contradicted,turnover,\"turnover=27,3\"\n3,misworded,g,\"g=5,5\"\n"
    );
    assert!(
        complaint(&checked)
            .contains("`turnover >= 0` follows from `turnover == exports + imports`, `exports >= 0`, `imports >= 0`")
    );
    assert_eq!(code(&checked), 1);
    let failures =
        with_rules(RULES, RECORDS, &["--format", "csv", "--failures", "--trust", "turnover", "--weight", "exports=3", "-q"]);
    assert_eq!(
        out(&failures),
        "row,verdict,blame,suggest\n2,contradicted,imports+balance,\"imports=2,6\"\n3,misworded,g,\"g=5,5\"\n"
    );
    assert_eq!(complaint(&failures), "");
    let partly = out(&with_rules(RULES, RECORDS, &["--failures", "--trust", "turnover", "--weight", "exports=3", "-q"]));
    assert!(partly.contains("imports 2.6 for 6.2, two digits exchanged would fit; what else is wrong stays open\n"), "{partly}");
    let exact =
        with_rules("turnover == exports + imports\n", "exports,imports,turnover\n1,2,3\n1,2,4\n", &["--exact", "--format", "csv"]);
    assert!(out(&exact).contains("1,consistent,,\n2,contradicted,turnover|exports|imports,"), "{}", out(&exact));
    let json: serde_json::Value = serde_json::from_str(&out(&with_rules(RULES, RECORDS, &["--format", "json"]))).unwrap();
    assert_eq!((&json["schema"], &json["counts"]["misworded"]), (&"tradecheck/1".into(), &1.into()));
    assert_eq!(json["rows"][1]["doubts"][0]["explanations"][0]["suggestions"][0][0]["value"], "27.3");
    assert_eq!(json["rows"].as_array().unwrap().len(), 3);
}

/// What no rule tests is neither consistent nor a failure; a table without rows is not checked at all.
#[test]
fn rows_that_nothing_tests_are_told() {
    let table = "turnover,exports,imports\n3,1,2\n,,\n3,1,NA\n";
    let sum = "turnover == exports + imports\n";
    let csv = with_rules(sum, table, &["--format", "csv"]);
    assert_eq!(out(&csv), "row,verdict,blame,suggest\n1,consistent,,\n2,undecided,,\n3,undecided,,\n");
    assert_eq!((code(&csv), code(&with_rules(sum, table, &["--strict"]))), (0, 1));
    assert!(out(&with_rules(sum, table, &[])).ends_with(": 3 rows, 1 consistent, 2 not tested by any rule\n"));
    assert_eq!(out(&with_rules(sum, table, &["--format", "csv", "--failures"])), "row,verdict,blame,suggest\n");
    let json: serde_json::Value = serde_json::from_str(&out(&with_rules(sum, table, &["--format", "json"]))).unwrap();
    assert_eq!((&json["counts"]["untested"], &json["rows"][1]["reason"]), (&2.into(), &"not checkable".into()));
    let nothing = with_rules(sum, "turnover,exports,imports\n", &["--format", "csv"]);
    assert!(complaint(&nothing).contains("the table has a header and no rows"), "{}", complaint(&nothing));
    assert_eq!(code(&nothing), 2);
}

/// A deficit that doubles is no growth by 100 per cent of a level; it accuses nobody. Where flows are said to have a sign, the sign is wrong.
#[test]
fn balances_below_zero_have_no_rate() {
    let table = "balance,balance_p,g\n-10.0,-5.0,100.0\n10.0,-5.0,-300.0\n10.0,5.0,100.0\n10.0,5.0,50.0\n";
    let rules = "growth(balance, balance_p) == g\n";
    let verdicts = |rules: &str| -> Vec<String> {
        let csv = out(&with_rules(rules, table, &["--format", "csv"]));
        csv.lines().skip(1).map(|line| line.split(',').nth(1).unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(verdicts(rules), ["undecided", "undecided", "consistent", "contradicted"]);
    let signed = format!("{rules}balance_p >= 0\nbalance >= 0\n");
    assert_eq!(verdicts(&signed), ["contradicted", "contradicted", "consistent", "contradicted"]);
}

/// Amounts that are exact have growth rates that are rounded.
#[test]
fn exact_amounts_have_rounded_rates() {
    let rules = "growth(x, x0) == g\n";
    let table = "x,x0,g\n1055,1000,5.5\n1055,999,5.6\n1055,999,5.7\n";
    let csv = out(&with_rules(rules, table, &["--exact", "--format", "csv"]));
    let verdicts: Vec<&str> = csv.lines().skip(1).filter_map(|line| line.split(',').nth(1)).collect();
    assert_eq!(verdicts, ["consistent", "consistent", "contradicted"]);
}

#[test]
fn a_row_is_argued_as_a_compiler_would() {
    let text = out(&with_rules(RULES, RECORDS, &[]));
    assert!(text.contains("table.csv:3: row 2\n  turnover 23.7, exports 21.1, imports 6.2, balance 14.9\n"), "{text}");
    assert!(
        text.contains(
            "  but it is printed as 23.7, that is [23.65, 23.75]\n  help: wrong is turnover\n  help: turnover 27.3 for 23.7, two digits exchanged would fit\n"
        ),
        "{text}"
    );
    assert!(text.ends_with("table.csv: 3 rows, 1 contradicted, 1 misworded, 1 consistent\n"), "{text}");
    assert_eq!(code(&with_rules("a <= 2*b\n", "a,b\n1,2\n", &[])), 0);
}

/// The argument is about what is blamed, each doubt has its own, and where no slip explains it the interval is told.
#[test]
fn what_is_blamed_is_argued_about() {
    let rules = "a == b + c\nd == b - c\ne == b + 2*c\nf == 3*b - c\n";
    let plain = |output: Output| out(&output).replace('\u{202F}', " ");
    let text = plain(with_rules(rules, "a,b,c,d,e,f\n5555,4521,1234,3287,1111,12329\n", &["--exact"]));
    assert!(text.contains("a lies in [5 755, 5 755]") && text.contains("help: wrong are a and e\n"), "{text}");
    assert!(!text.contains("e lies in"), "{text}");
    let one = out(&with_rules("a == b + c\n", "a,b,c\n70,1,2\n", &[]));
    assert!(one.contains("help: wrong is a, or b, or c\n"), "{one}");
    let none = plain(with_rules(rules, "a,b,c,d,e,f\n1111,4521,1234,3287,6989,12329\n", &["--exact"]));
    assert!(none.contains("help: wrong is a\n  help: some value in [5 755, 5 755] for a would fit\n"), "{none}");
    let trusted = ["--trust", "a,b,c,d,e,f"];
    let both = out(&with_rules("a == b + c\nd == e + f\n", "a,b,c,d,e,f\n10,1,2,30,4,5\n", &trusted));
    assert_eq!(both.matches("by `a == b + c`").count(), 1, "{both}");
    assert_eq!(both.matches("by `d == e + f`").count(), 1, "{both}");
    let json = out(&with_rules("a == b + c\n", "a,b,c\n70,1,2\n", &["--format", "json"]));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        json["rows"][0]["arguments"][0]["implied"]["upper"],
        serde_json::json!({"exact": "4", "float": 4.0, "end": "closed"})
    );
}

/// Eight doubts of two columns each are 256 explanations.
#[test]
fn a_cut_list_of_explanations_says_so() {
    let names: Vec<String> = (0..8).map(|i| format!("a{i},b{i}")).collect();
    let rules: String = (0..8).map(|i| format!("a{i} == b{i}\n")).collect();
    let table = format!("{}\n{}\n", names.join(","), ["1,9"; 8].join(","));
    let csv = out(&with_rules(&rules, &table, &["--format", "csv"]));
    let blame = csv.lines().nth(1).unwrap().split(',').nth(2).unwrap();
    assert_eq!(blame.split('|').count(), 65);
    assert!(blame.ends_with("|…"), "{blame}");
    assert!(!out(&with_rules("a0 == b0\n", "a0,b0\n1,9\n", &["--format", "csv"])).contains('…'));
}

#[test]
fn column_precision_is_not_for_rules() {
    let output = with_rules("a == b\n", "a,b\n1,1\n", &["--precision", "column"]);
    assert_eq!(code(&output), 2);
    assert!(complaint(&output).contains("--precision column is not for --rules"), "{}", complaint(&output));
}

#[test]
fn what_is_wrong_with_rules_and_tables_is_told() {
    let told = |rules: &str, table: &str| {
        let output = with_rules(rules, table, &["-q"]);
        assert_eq!(code(&output), 2);
        complaint(&output)
    };
    let both = told("a == b +\na ! b\n", "a,b\n");
    assert!(both.contains("rules.txt:1:9: the end of the line is not expected here") && both.contains("rules.txt:2:3: "), "{both}");
    let column = told("exprots >= 0\n", "exports,imports\n1,2\n");
    assert!(
        column.contains("rules.txt:1:1: ") && column.contains("has no column `exprots`; present are exports, imports"),
        "{column}"
    );
    assert!(column.contains("did you mean `exports`?"), "{column}");
    let cells = told("a >= 0\nb >= 0\n", "a,b\n1,x\ny,2\n");
    assert!(
        cells.contains("table.csv:2: row 1, column `b`: `x` is not a figure") && cells.contains("table.csv:3: row 2, column `a`"),
        "{cells}"
    );
    let conflict = told("a > 1\na < 0\n", "a\n1\n");
    assert!(conflict.contains("no record satisfies all of `a > 1` (line 1), `a < 0` (line 2)"), "{conflict}");
}

#[test]
fn what_texts_state_is_extracted() {
    let note = "The fair was a success.";
    let read = |arguments: &[&str]| -> serde_json::Value { serde_json::from_str(&out(&run_with(arguments, note))).unwrap() };
    let document = read(&["extract", "-", "--format", "json"]);
    assert_eq!((&document["schema"], &document["doc"]), (&"tradecheck/1".into(), &"stdin".into()));
    assert_eq!((&document["statements"], &document["unread"]), (&serde_json::json!([]), &serde_json::json!([])));
    let documents = read(&["extract", "-", "data/belarus-china/statements.csv", "--format", "json"]);
    assert_eq!(documents[1]["doc"], "statements");
    assert_eq!(documents[1]["statements"][0]["value"], "345");
    assert_eq!(documents[1]["statements"][0]["kind"], "level");
    assert_eq!(code(&run_with(&["extract", "-"], note)), 0, "a text need not state anything");
    assert_eq!(code(&run_with(&["check", "-"], note)), 2, "but there is nothing to check then");
    assert_eq!(code(&run(&["extract", "data/nowhere.txt"])), 2);
}

#[test]
fn an_extract_can_be_corrected_and_checked_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("statements.csv").display().to_string();
    assert_eq!(code(&run(&["extract", "data/belarus-china/statements.csv", "--format", "csv", "-o", &path])), 0);
    let verdicts = |path: &str| {
        let json: serde_json::Value = serde_json::from_str(&out(&run(&["check", path, "--format", "json"]))).unwrap();
        let statements = json["statements"].as_array().unwrap().clone();
        let told =
            |s: &serde_json::Value| ["id", "value", "stated", "verdict", "wording", "base_period"].map(|field| s[field].clone());
        statements.iter().map(told).collect::<Vec<_>>()
    };
    assert_eq!(verdicts(&path), verdicts("data/belarus-china/statements.csv"));
}

#[test]
fn texts_and_tables_are_told_apart_by_their_content() {
    let table = "reporter;flow;period;value\nBrest;exports;2009;21,1\n";
    assert_eq!(code(&run_with(&["check", "-"], table)), 0);
    let misspelt = complaint(&run_with(&["check", "-"], "reportr,flow,period,value\nBrest,exports,2009,21.1\n"));
    assert!(misspelt.contains("did you mean `reporter`?"), "{misspelt}");
    let prose = complaint(&run_with(&["check", "-"], "Exports, imports and the value of both\nwere not told.\n"));
    assert!(prose.contains("there is nothing to check"), "{prose}");
}
