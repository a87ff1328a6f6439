//! Files that cannot be read, and files of unreasonable size: every row of the table of bad input that concerns the core.

use std::fs;
use std::path::PathBuf;

use tradecheck::case::{Case, CaseOptions};
use tradecheck::check::{CheckOptions, Checked, Undecided, Verdict, check};
use tradecheck::error::{Error, FaultKind};
use tradecheck::source::{Encoding, Source};
use tradecheck::statement::{ReadOptions, read_gaps, read_hierarchy, read_series, read_statements};

use crate::table::check_text;

const SERIES: &str = "reporter,flow,period,value\n";

/// A folder with files, removed when it goes out of scope.
struct Folder(tempfile::TempDir);

impl Folder {
    fn with(files: &[(&str, &[u8])]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        files.iter().for_each(|(name, bytes)| fs::write(folder.path().join(name), bytes).unwrap());
        Self(folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The words of an error, with paths relative to the folder.
    fn words(&self, error: &Error) -> String {
        error.to_string().replace(&format!("{}/", self.0.path().display()), "").replace(&self.0.path().display().to_string(), ".")
    }

    /// Why a file or the folder itself is no case.
    fn refusal(&self, name: &str) -> String {
        self.words(&Case::open(self.path(name)).unwrap_err())
    }
}

fn series_error(text: &str) -> String {
    read_series(&Source::from_text("series.csv", text)).unwrap_err().to_string()
}

fn statements_error(text: &str) -> String {
    read_statements(&Source::from_text("statements.csv", text)).unwrap_err().to_string()
}

fn checked(rows: &str) -> Checked {
    check_text(&format!("{SERIES}{rows}"))
}

#[test]
fn files_that_are_not_there_or_are_no_files() {
    let folder = Folder::with(&[]);
    fs::create_dir(folder.path("empty")).unwrap();
    insta::assert_snapshot!(folder.refusal("nothing.csv"), @r#"nothing.csv: reading failed: no such file or directory"#);
    insta::assert_snapshot!(folder.refusal("empty"), @r#"empty: this folder is no case; a case has a `series.csv`, a `statements.csv` or both"#);
    let error = Source::open(folder.path("empty")).unwrap_err();
    insta::assert_snapshot!(folder.words(&error), @r#"empty: this is a folder; a file is needed here"#);
}

/// All files that are named are looked at before anything is said.
#[test]
fn all_files_of_a_call_are_refused_at_once() {
    let folder = Folder::with(&[("a.csv", b"reporter,flow\n"), ("b.csv", b"reporter,flow,period,value\nMinsk,exports,soon,1\n")]);
    let error =
        Case::open_all(&[folder.path("a.csv"), folder.path("none.csv"), folder.path("b.csv")], CaseOptions::default()).unwrap_err();
    insta::assert_snapshot!(folder.words(&error), @r#"
a.csv:1: the column `period` is missing; present are reporter, flow
a.csv:1: the column `value` is missing; present are reporter, flow
none.csv: reading failed: no such file or directory
b.csv:2:15: row 1, column `period`: `soon` is not a period: accepted are years (2009, 2006/2009), months (2010-01, 2010-01/2010-09), quarters (2010-Q1), half-years (2010-S1), a start and a duration (2010-01-01/P9M), fiscal years by their months (2010-07/2011-06), and days for stocks (2012-07-01)
"#);
}

#[test]
fn encodings() {
    let text = "reporter,flow,period,value\nГродно,exports,2008,21.1\n";
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let big: Vec<u8> = [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
    let cyrillic = b"reporter,flow,period,value\n\xc3\xf0\xee\xe4\xed\xee,exports,2008,21.1\n";
    let folder =
        Folder::with(&[("16.csv", &utf16), ("16be.csv", &big), ("8.csv", &marked), ("1251.csv", cyrillic), ("nul.csv", b"r\0e\0")]);
    for name in ["16.csv", "16be.csv", "8.csv"] {
        let case = Case::open(folder.path(name)).unwrap();
        assert_eq!(case.statements[0].key.reporter.as_str(), "Гродно", "{name}");
        assert_eq!(case.statements[0].place.line, Some(2), "{name}");
    }
    let mut options = CaseOptions::default();
    options.encoding = Some("windows-1251".parse::<Encoding>().unwrap());
    let case = Case::open_all(&[folder.path("1251.csv")], options).unwrap();
    assert_eq!(case.statements[0].key.reporter.as_str(), "Гродно");
    insta::assert_snapshot!(folder.refusal("1251.csv"), @r#"
1251.csv: the byte 0xc3 at offset 27 is not UTF-8; UTF-8 and UTF-16 are recognised
  help: name another encoding with `--encoding`, for example windows-1251, windows-1252, iso-8859-1 or gb18030
"#);
    insta::assert_snapshot!(folder.refusal("nul.csv"), @r#"
nul.csv: the byte at offset 1 is zero; text has no zero bytes
  help: UTF-16 without a byte order mark is read with `--encoding utf-16le` or `utf-16be`
"#);
    insta::assert_snapshot!("koi9".parse::<Encoding>().unwrap_err(), @r#"`koi9` is not an encoding; utf-8, utf-16le, windows-1251, windows-1252, iso-8859-1, gb18030 and the web's other names are accepted"#);
}

#[test]
fn columns_that_are_missing_doubled_or_unknown() {
    insta::assert_snapshot!(series_error("reporter,flow,perod,value,Value\nMinsk,exports,2009,1,1\n"), @r#"
series.csv:1:15: the column `perod` is not known; known are reporter, partner, flow, scope, commodity, period, value, unit, multiplier, decimals, qualifier, status, confidentiality, source, valuation, price_basis, adjustment, vintage, trust, id, direction
  help: did you mean `period`?
series.csv:1:27: the column `Value` stands here a second time; each column may stand once, and `Value` means `value`
series.csv:1: the column `period` is missing; present are reporter, flow, perod, value, Value
  help: is `perod` meant to be `period`?
"#);
    insta::assert_snapshot!(statements_error("reporter,flow,period,value\nMinsk,exports,2009,1\n"), @r#"statements.csv:1: the column `relation` is missing; present are reporter, flow, period, value"#);
    insta::assert_snapshot!(series_error("reporter,flow,period,value,\nMinsk,exports,2009,1,\n"), @r#"
series.csv:1:28: a column without a name; known are reporter, partner, flow, scope, commodity, period, value, unit, multiplier, decimals, qualifier, status, confidentiality, source, valuation, price_basis, adjustment, vintage, trust, id, direction
  help: rename it or take it out
"#);
}

#[test]
fn cells_that_do_not_go_together() {
    insta::assert_snapshot!(series_error("reporter,flow,period,value,direction,trust\nMinsk,exports,2009,1,deficit,\nMinsk,imports,2009,1,,much\n"), @r#"
series.csv:2:22: row 1, column `direction`: a deficit is said of exports; it is said of a balance; other flows go up or down
series.csv:3:23: row 2, column `trust`: `much` is neither a weight nor `trusted`; a whole number from 1 to 1000 and `trusted` are accepted
"#);
    insta::assert_snapshot!(statements_error("reporter,flow,period,relation,value\nMinsk,exports of goods|imports of services,2009,growth,1\n"), @r#"statements.csv:2:7: row 1, column `flow`: `exports of goods|imports of services` names flows of different scopes; flows of one scope may be named together; name goods and services in rows of their own"#);
}

#[test]
fn every_cell_that_cannot_be_read_at_once() {
    insta::assert_snapshot!(
        statements_error(
            "reporter,flow,period,relation,value,unit,multiplier,qualifier,direction,base_period,whole,status,decimals\n\
             Minsk,exprots,2009,level,18.5,USD,million,,,,,,\n\
             Minsk,exports,2009-13,level,18.5,USD,million,,,,,,\n\
             Minsk,exports,2009,grwth,18.5,USD,million,,,,,,\n\
             Minsk,exports,2009,level,many,USD,million,,,,,,\n\
             Minsk,exports,2009,level,18.5,USD,lakh,,,,,,\n\
             Minsk,exports,2009,level,18.5,USD,million,perhaps,,,,,\n\
             Minsk,exports,2009,growth,5,,,,sideways,,,,\n\
             Minsk,exports,2009,growth,5,,,,,last week,,,\n\
             Minsk,exports,2009,share,5,,,,,,everything,,\n\
             Minsk,exports,2009,level,18.5,USD,,,,,,odd,\n\
             Minsk,exports,2009,level,18.5,USD,,,,,,,one\n\
             ,exports,2009,level,18.5,USD,,,,,,,\n\
             Minsk,exports,2009,level,,USD,,,,,,,\n"
        ),
        @r#"
statements.csv:2:7: row 1, column `flow`: `exprots` is not a known flow; did you mean `exports`? What is counted besides trade needs a name less like it
statements.csv:3:15: row 2, column `period`: `2009-13` is no period: a year has no such part (accepted are, for example, 2009, 2010-01, 2010-01/2010-09, 2010-Q4 and 2012-07-01)
statements.csv:4:20: row 3, column `relation`: `grwth` is not a relation; level, count, growth, index, change, annual_growth, multiple, absolute_change, contribution, point_change, share, coverage, comparison, rank are accepted
  help: did you mean `growth`?
statements.csv:5:26: row 4, column `value`: `many` is not a figure; digits as printed are accepted: 633.9, 1 234,5, 1,234.50, −28.9, (28.9), 1.5e6, seven, doubled
statements.csv:6:35: row 5, column `multiplier`: `lakh` is not a multiplier; thousand, million, billion, trillion, their abbreviations, or an exponent of ten such as 6 are accepted
statements.csv:7:43: row 6, column `qualifier`: `perhaps` is not a qualifier; about, more than, less than, nearly, up to and words of the same meaning are accepted
statements.csv:8:32: row 7, column `direction`: `sideways` is not a direction; up, down, surplus, deficit and zero are accepted
statements.csv:9:33: row 8, column `base_period`: `last week` is not a period: accepted are years (2009, 2006/2009), months (2010-01, 2010-01/2010-09), quarters (2010-Q1), half-years (2010-S1), a start and a duration (2010-01-01/P9M), fiscal years by their months (2010-07/2011-06), and days for stocks (2012-07-01)
statements.csv:10:33: row 9, column `whole`: `everything` does not say what the whole is; the dimension in which the whole differs is accepted: partner=World, commodity=total, flow=imports
statements.csv:11:40: row 10, column `status`: `odd` is not an observation status; normal, provisional, estimated, forecast, doubtful, revised, missing, confidential and SDMX's letters for them are accepted
statements.csv:12:41: row 11, column `decimals`: `one` is not a number of digits; a whole number of digits after the point is accepted
statements.csv:13:1: row 12, column `reporter`: the cell is empty; the name of a country or region is needed
statements.csv:14:26: row 13, column `value`: the cell is empty; a figure is needed
"#
    );
    insta::assert_snapshot!(series_error(&format!("{SERIES}Minsk,exprots,2009-W05,NaN\n,,,\n")), @r#"
series.csv:2:7: row 1, column `flow`: `exprots` is not a known flow; did you mean `exports`? What is counted besides trade needs a name less like it
series.csv:2:15: row 1, column `period`: `2009-W05` is in weeks, which are not supported: accepted are whole months (2010-01, 2010-01/2010-09, 2010-Q1, 2009), and days for stocks (2012-07-01)
series.csv:2:24: row 1, column `value`: `NaN` is not a figure; a figure is a finite number; leave the cell empty where there is none
series.csv:3:1: row 2, column `reporter`: the cell is empty; the name of a country or region is needed
series.csv:3:2: row 2, column `flow`: the cell is empty; exports, imports, turnover or balance is needed
series.csv:3:3: row 2, column `period`: the cell is empty; a period such as 2009 or 2010-01/2010-09 is needed
series.csv:3:4: row 2, column `value`: the cell is empty; a figure is needed, or the status `missing`
"#);
}

#[test]
fn after_twenty_faults_the_others_are_counted() {
    let rows: String = (0..25).map(|_| "Minsk,exports,2009,many\n").collect();
    let error = read_series(&Source::from_text("series.csv", format!("{SERIES}{rows}"))).unwrap_err();
    assert_eq!((error.faults().len(), error.more()), (20, 5));
    let text = error.to_string();
    assert_eq!(text.lines().count(), 21);
    assert!(text.ends_with("\nand 5 more"), "{text}");
    assert!(text.starts_with("series.csv:2:20: row 1, column `value`: `many` is not a figure; "), "{text}");
}

#[test]
fn nothing_to_read() {
    insta::assert_snapshot!(series_error(""), @r#"series.csv: the file is empty; a header line with the names of the columns is needed"#);
    insta::assert_snapshot!(series_error(SERIES), @r#"series.csv: the table has a header and no rows; at least one row is needed"#);
    insta::assert_snapshot!(Folder::with(&[("statements.csv", b"reporter,flow,period,relation,value\n")]).refusal("statements.csv"), @r#"statements.csv: there is nothing to check; a case needs at least one figure"#);
    insta::assert_snapshot!(Folder::with(&[("series.csv", b"reporter,flow,period,value,status\nMinsk,exports,2009,,missing\n")]).refusal("series.csv"), @r#"series.csv: there is nothing to check; a case needs at least one figure"#);
}

#[test]
fn ragged_rows_and_open_quotes() {
    insta::assert_snapshot!(series_error(&format!("{SERIES}Minsk,exports,2009\nMinsk,exports,2009,18,5\nMinsk,imports,2009,1\n")), @r#"
series.csv:2:1: row 1, this row has 3 cells; the header has 4 cells
  help: a number or text that contains the delimiter must stand in double quotes
series.csv:3:1: row 2, this row has 5 cells; the header has 4 cells
  help: a number or text that contains the delimiter must stand in double quotes
"#);
    insta::assert_snapshot!(series_error(&format!("{SERIES}Minsk,exports,2009,18.5\n\"Minsk,imports,2009,1\n")), @r#"
series.csv:3:1: a quote is opened here and never closed
  help: close it, or double a quote that belongs to the text
"#);
}

#[test]
fn delimiters_are_detected() {
    for delimiter in [";", "\t", "|"] {
        let text = "reporter,flow,period,value\nMinsk,exports,2009,\"18.5\"\n".replace(',', delimiter);
        let statements = read_series(&Source::from_text("series.csv", text)).unwrap();
        assert_eq!((statements.len(), statements[0].figure.printed()), (1, "18.5"), "{delimiter:?}");
    }
    // A decimal comma needs no quotes where another mark separates.
    let statements =
        read_series(&Source::from_text("series.csv", "reporter;flow;period;value\nMinsk;exports;2009;18,5\n")).unwrap();
    assert_eq!(statements[0].figure.interval().to_string(), "[18.45, 18.55]");
}

#[test]
fn a_folder_that_is_no_case() {
    let folder = Folder::with(&[("notes.txt", b"Exports made 18.5 million.")]);
    insta::assert_snapshot!(folder.words(&Case::open(folder.0.path()).unwrap_err()), @r#".: this folder is no case; a case has a `series.csv`, a `statements.csv` or both"#);
}

/// Faults of all its files.
#[test]
fn a_folder_with_faults_everywhere() {
    let folder = Folder::with(&[
        ("series.csv", b"reporter,flow,period,value\nMinsk,exports,2009,many\n"),
        ("statements.csv", b"reporter,flow,period,relation,value\nMinsk,exports,2009,level,many\n"),
        ("hierarchy.csv", b"dimension,whole,part\nregion,Belarus,Minsk\n"),
        ("gaps.csv", b"reporter,what\nMinsk,\n"),
        ("SOURCE.md", b"\xff\xff\xff"),
    ]);
    insta::assert_snapshot!(folder.words(&Case::open(folder.0.path()).unwrap_err()), @r#"
series.csv:2:20: row 1, column `value`: `many` is not a figure; digits as printed are accepted: 633.9, 1 234,5, 1,234.50, −28.9, (28.9), 1.5e6, seven, doubled
statements.csv:2:26: row 1, column `value`: `many` is not a figure; digits as printed are accepted: 633.9, 1 234,5, 1,234.50, −28.9, (28.9), 1.5e6, seven, doubled
hierarchy.csv:2:1: row 1, column `dimension`: `region` is not a dimension of a key; reporter, partner, scope, commodity and flow are accepted
gaps.csv:2:7: row 1, column `what`: the cell is empty; what is missing must be said
SOURCE.md: the byte 0xff at offset 0 is not UTF-8; UTF-8 and UTF-16 are recognised
  help: name another encoding with `--encoding`, for example windows-1251, windows-1252, iso-8859-1 or gb18030
"#);
}

#[test]
fn hierarchies_and_gaps() {
    let hierarchy = |text: &str| read_hierarchy(&Source::from_text("hierarchy.csv", text)).map(|_| ()).unwrap_err().to_string();
    insta::assert_snapshot!(
        hierarchy(
            "dimension,whole,part,exhaustive\nplanet,Belarus,Minsk,true\nreporter,Belarus,,true\nreporter,Belarus,Minsk,perhaps\n\
             reporter,Belarus,Brest,true\nreporter,Belarus,Gomel,false\nreporter,Belarus,Brest,true\n"
        ),
        @r#"
hierarchy.csv:2:1: row 1, column `dimension`: `planet` is not a dimension of a key; reporter, partner, scope, commodity and flow are accepted
hierarchy.csv:3:18: row 2, column `part`: the cell is empty; the name of a part is needed
hierarchy.csv:4:24: row 3, column `exhaustive`: `perhaps` does not say whether the parts are all there are; true and false are accepted
hierarchy.csv:6:18: row 5, column `part`: the parts of `Belarus` are all there are in one row and not in another; one answer is needed
hierarchy.csv:7:18: row 6, column `part`: `Brest` stands as a part of `Belarus` already; each part may stand once
"#
    );
    insta::assert_snapshot!(hierarchy("dimension,whole,part\nreporter,Belarus,belarus\n"), @r#"hierarchy.csv:2:18: row 1, column `part`: `Belarus` is a part of itself; a part is smaller than its whole, and so are the parts of a part"#);
    insta::assert_snapshot!(hierarchy("dimension,whole,part\nreporter,Belarus,Minsk\nreporter,Minsk,City\nreporter,City,Belarus\n"), @r#"
hierarchy.csv:2:18: row 1, column `part`: `Belarus` is a part of itself; a part is smaller than its whole, and so are the parts of a part
hierarchy.csv:3:16: row 2, column `part`: `Minsk` is a part of itself; a part is smaller than its whole, and so are the parts of a part
hierarchy.csv:4:15: row 3, column `part`: `City` is a part of itself; a part is smaller than its whole, and so are the parts of a part
"#);
    let gaps = read_gaps(&Source::from_text("gaps.csv", "reporter,what\nBrest,\n,everything\n")).unwrap_err().to_string();
    insta::assert_snapshot!(gaps, @r#"
gaps.csv:2:7: row 1, column `what`: the cell is empty; what is missing must be said
gaps.csv:3:1: row 2, column `reporter`: the cell is empty; the name of a country or region is needed
"#);
}

#[test]
fn an_id_may_stand_once() {
    insta::assert_snapshot!(
        statements_error("id,reporter,flow,period,relation,value\na,Minsk,exports,2009,level,1\na,Minsk,imports,2009,level,1\n"),
        @r#"statements.csv:3:1: row 2, column `id`: the id `a` stands in row 1 already; each id may stand once"#
    );
}

#[test]
fn numbers_beyond_reason_are_exact_or_refused() {
    insta::assert_snapshot!(series_error(&format!("{SERIES}Minsk,exports,2009,NaN\nMinsk,exports,2009,inf\nMinsk,exports,2009,-∞\n")), @r#"
series.csv:2:20: row 1, column `value`: `NaN` is not a figure; a figure is a finite number; leave the cell empty where there is none
series.csv:3:20: row 2, column `value`: `inf` is not a figure; a figure is a finite number; leave the cell empty where there is none
series.csv:4:20: row 3, column `value`: `-∞` is not a figure; a figure is a finite number; leave the cell empty where there is none
"#);
    let huge = "1000000000000000000000000000000";
    let rows =
        |turnover: &str| checked(&format!("Minsk,exports,2009,{huge}\nMinsk,imports,2009,1e30\nMinsk,turnover,2009,{turnover}\n"));
    assert_eq!(rows("2e30").verdict.word(), "consistent");
    assert_eq!(rows("2000000000000000000000000000003").verdict.word(), "consistent", "1e30 is known to its last printed digit");
    assert_eq!(rows("4e30").verdict, Verdict::Contradicted);
    let tiny = "0.000000000000000000000000000001";
    assert_eq!(
        checked(&format!("Minsk,exports,2009,{huge}.0\nMinsk,imports,2009,{tiny}\nMinsk,turnover,2009,{huge}.2\n")).verdict,
        Verdict::Contradicted
    );
}

/// That exports cannot be below zero is a contradiction with its rule, and no fault of reading.
#[test]
fn negative_exports_are_contradicted_and_a_negative_balance_is_not() {
    let negative = checked("Minsk,exports,2009,-18.5\n");
    assert_eq!(negative.verdict, Verdict::Contradicted);
    assert!(negative.findings[0].evidence.verify());
    assert_eq!(negative.findings[0].blame[0].repairs[0].figure, "18.5");
    assert!(checked("Minsk,balance,2009,-18.5\n").findings.is_empty());
    assert!(checked("Minsk,exports,2009,-0.0\n").findings.is_empty());
}

#[test]
fn a_megabyte_in_one_cell() {
    let cell = "9".repeat(1 << 20);
    let error = series_error(&format!("{SERIES}Minsk,exports,2009,{cell}\n"));
    assert!(error.len() < 400, "{} characters", error.len());
    insta::assert_snapshot!(error, @r#"series.csv:2:20: row 1, column `value`: `9999999999999999999999999999999999999999…` is not a figure; a figure has at most 400 characters and an exponent of at most 400"#);
    for column in 0..3 {
        let mut cells = ["Minsk", "exports", "2009", "1"].map(str::to_owned);
        cells[column] = "x".repeat(1 << 20);
        match read_series(&Source::from_text("series.csv", format!("{SERIES}{}\n", cells.join(",")))) {
            Err(error) => assert!(error.to_string().len() < 1000, "column {column}: {} characters", error.to_string().len()),
            Ok(statements) => assert_eq!(statements.len(), 1),
        }
    }
}

/// A yearbook of ten thousand figures that hang together through its totals.
fn yearbook(regions: u32, wrong: bool) -> Case {
    let (mut rows, mut hierarchy) = (String::from(SERIES), String::from("dimension,whole,part,exhaustive\n"));
    let (mut exports, mut imports) = (0, 0);
    for region in 0..regions {
        let (x, m) = (1000 + region * 7919 % 9001, 500 + region * 104_729 % 8009);
        (exports, imports) = (exports + x, imports + m);
        let name = format!("Region {region}");
        let row = |flow: &str, value: i64| format!("{name},{flow},2009,{}.{}\n", value / 10, (value % 10).abs());
        let sign = if x < m { "-" } else { "" };
        rows += &row("exports", x.into());
        rows += &row("imports", m.into());
        rows += &row("turnover", (x + m).into());
        rows += &format!("{name},balance,2009,{sign}{}.{}\n", x.abs_diff(m) / 10, x.abs_diff(m) % 10);
        hierarchy += &format!("reporter,Land,{name},true\n");
    }
    let total = |value: u32| format!("{}.{}", value / 10, value % 10);
    let stated = if wrong { exports + 90_000 } else { exports };
    rows += &format!(
        "Land,exports,2009,{}\nLand,imports,2009,{}\nLand,turnover,2009,{}\n",
        total(stated),
        total(imports),
        total(exports + imports)
    );
    let mut case = Case::default();
    case.read_table(&Source::from_text("series.csv", rows), ReadOptions::default()).unwrap();
    case.hierarchy = read_hierarchy(&Source::from_text("hierarchy.csv", hierarchy)).unwrap();
    case
}

#[test]
fn ten_thousand_figures_in_one_component_come_to_an_end() {
    for (wrong, verdicts) in [
        (false, [Verdict::Consistent(tradecheck::check::Proviso::None), Verdict::Undecided(Undecided::Limit)]),
        (true, [Verdict::Contradicted, Verdict::Undecided(Undecided::Limit)]),
    ] {
        let case = yearbook(2500, wrong);
        assert_eq!(case.statements.len(), 10_003);
        let mut options = CheckOptions::default();
        (options.limits.work, options.limits.pivots.pivots) = (2_000_000, 3_000);
        let checked = check(&case, &options);
        assert_eq!(checked.components.len(), 1);
        assert!(verdicts.contains(&checked.verdict), "{}", checked.verdict);
    }
}

/// Limits count work and not seconds. What was met at them is told as such, and never as one of the other answers.
#[test]
fn limits_are_undecided() {
    let case = yearbook(20, true);
    assert_eq!(check(&case, &CheckOptions::default()).verdict, Verdict::Contradicted);
    let mut options = CheckOptions::default();
    options.limits.pivots.pivots = 0;
    let checked = check(&case, &options);
    assert_eq!(checked.verdict, Verdict::Undecided(Undecided::Limit));
    assert!(checked.findings.is_empty());
}

#[test]
fn faults_have_kinds_for_programs() {
    let kind = |text: &str| read_series(&Source::from_text("series.csv", text)).unwrap_err().kind();
    assert_eq!(kind(""), FaultKind::Empty);
    assert_eq!(kind("reporter,flow\n"), FaultKind::Header);
    assert_eq!(kind(&format!("{SERIES}Minsk\n")), FaultKind::Row);
    assert_eq!(kind(&format!("{SERIES}Minsk,exports,2009,x\n")), FaultKind::Cell);
    assert_eq!(Case::open("no such case").unwrap_err().kind(), FaultKind::Io);
    assert_eq!(Source::from_bytes("a", b"\xff\xff", None).unwrap_err().kind(), FaultKind::Encoding);
}

/// Whole numbers that end in zeros may be rounded coarser, each by itself. That makes no more cases than are needed.
#[test]
fn round_numbers_make_no_cases_where_rounding_does_not_matter() {
    let parts: Vec<String> = (0..12).map(|i| format!("Region {i},exports,2008,{}\n", 100 + 10 * i)).collect();
    let table = |whole: &str| format!("reporter,flow,period,value\n{}All,exports,2008,{whole}\n", parts.concat());
    let hierarchy: Vec<String> = (0..12).map(|i| format!("reporter,All,Region {i},true\n")).collect();
    let hierarchy = format!("dimension,whole,part,exhaustive\n{}", hierarchy.concat());
    let checked = |whole: &str| {
        let mut case = Case::of_statements("parts", read_series(&Source::from_text("series.csv", table(whole))).unwrap());
        case.hierarchy = tradecheck::statement::read_hierarchy(&Source::from_text("hierarchy.csv", hierarchy.clone())).unwrap();
        check(&case, &CheckOptions::default())
    };
    let wrong = checked("9000");
    assert_eq!(wrong.verdict, Verdict::Contradicted);
    assert_eq!(wrong.findings[0].blame.len(), 13);
    assert_eq!(wrong.findings[0].evidence.cases.len(), 1);
    assert!(wrong.findings[0].evidence.verify());
    assert_eq!(checked("1860").verdict.word(), "consistent");
    // 1,900 is 1,860 rounded to hundreds.
    assert_eq!(checked("1900").verdict.word(), "consistent");
}
