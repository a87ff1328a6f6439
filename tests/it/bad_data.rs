//! Files of data that cannot be read, through the program: where, what was met, what is accepted, what to do; exit status 2.

use std::path::Path;
use std::process::Command;

use crate::workbook;

/// What the program says of bytes under a name, without the path of the folder.
fn told(arguments: &[&str], name: &str, bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let [command, rest @ ..] = arguments else { panic!("a command is needed") };
    let mut program = Command::new(env!("CARGO_BIN_EXE_tradecheck"));
    let output = program.arg(command).arg(&path).args(rest).output().unwrap();
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{name}: {error}");
    assert!(output.stdout.is_empty(), "{name}");
    without(&error, folder.path())
}

fn without(text: &str, folder: &Path) -> String {
    text.replace(&format!("{}/", folder.display()), "")
}

fn measured(name: &str, bytes: &[u8]) -> String {
    let told_by_measure = told(&["measure"], name, bytes);
    assert_eq!(told(&["check"], name, bytes), told_by_measure, "{name}: `check` and `measure` say the same");
    told_by_measure
}

fn rows(rows: &[&[&str]]) -> Vec<Vec<String>> {
    rows.iter().map(|cells| cells.iter().map(|cell| (*cell).to_owned()).collect()).collect()
}

const NAMES: &[&str] = &["reporter", "flow", "partner", "period", "value"];

#[test]
fn workbooks_without_a_table() {
    insta::assert_snapshot!(measured("empty.xlsx", &workbook::of_rows("Trade", &[])), @r#"
error: empty.xlsx: the workbook has no cell that holds anything; a sheet with a table is needed
  help: save it again with the table in it, or name another file
"#);
    insta::assert_snapshot!(measured("charts.xlsx", &workbook::of_a_chart()), @r#"
error: charts.xlsx: the workbook has charts alone, and no cell that holds anything; a sheet with a table is needed
  help: the figures stand in the workbook that the charts were made from
"#);
    insta::assert_snapshot!(measured("notes.xlsx", &workbook::of_rows("Notes", &rows(&[&["This workbook"], &["has no table"]]))), @r#"error: notes.xlsx: no sheet has a row with the names of columns; reporter, flow, period and value are needed"#);
    insta::assert_snapshot!(measured("header.xlsx", &workbook::of_rows("Trade", &rows(&[NAMES]))), @r#"error: header.xlsx[Trade]: the table has a header and no rows; at least one row is needed"#);
}

#[test]
fn workbooks_that_are_locked_cut_or_none() {
    // The container of an encrypted workbook, as its beginning and the name of its stream tell it.
    let mut locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    locked.resize(512, 0);
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    locked.resize(1536, 0);
    insta::assert_snapshot!(measured("locked.xlsx", &locked), @r#"
error: locked.xlsx: the workbook is protected by a password
  help: save a copy without the password
"#);
    let whole = workbook::of_rows("Trade", &rows(&[NAMES, &["Minsk", "exports", "China", "2009", "18"]]));
    insta::assert_snapshot!(measured("cut.xlsx", &whole[..whole.len() / 2]), @r#"
error: cut.xlsx: the workbook cannot be read: its end is missing; whole .xlsx and .xls files are
  help: open it in a spreadsheet program and save it again, or as CSV
"#);
    insta::assert_snapshot!(measured("texts.zip", &workbook::zip(&[("data.csv".into(), "reporter,flow\n".into())])), @r#"
error: texts.zip: this is a zip archive, and no workbook in it; .xlsx and .xls files are read
  help: unpack it and name the files; save a document or a workbook of another kind as .xlsx or CSV
"#);
    insta::assert_snapshot!(measured("nothing.zip", &workbook::zip(&[])), @r#"
error: nothing.zip: this is a zip archive, and no workbook in it; .xlsx and .xls files are read
  help: unpack it and name the files; save a document or a workbook of another kind as .xlsx or CSV
"#);
    insta::assert_snapshot!(measured("broken.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and no more"), @r#"
error: broken.xls: the workbook cannot be read: Cfb error: Invalid OLE (20 bytes is too small); whole .xlsx and .xls files are
  help: open it in a spreadsheet program and save it again, or as CSV
"#);
}

#[test]
fn cells_of_workbooks() {
    let book = |cells: &[&str]| workbook::of_rows("Trade", &rows(&[NAMES, cells]));
    insta::assert_snapshot!(measured("x.xlsx", &book(&["Minsk", "exprots", "China", "2009-13", "many"])), @r#"
error: x.xlsx[Trade]:2: row 1, column `flow`: `exprots` is not a known flow; did you mean `exports`? What is counted besides trade needs a name less like it
error: x.xlsx[Trade]:2: row 1, column `period`: `2009-13` is no period: a year has no such part (accepted are, for example, 2009, 2010-01, 2010-01/2010-09, 2010-Q4 and 2012-07-01)
error: x.xlsx[Trade]:2: row 1, column `value`: `many` is not a figure; digits as printed are accepted: 633.9, 1 234,5, 1,234.50, −28.9, (28.9), 1.5e6, seven, doubled
"#);
    insta::assert_snapshot!(measured("x.xlsx", &workbook::of_rows("Trade", &rows(&[&NAMES[..4], &["Minsk", "exports", "China", "2009"]]))), @r#"error: x.xlsx[Trade]:1: the column `value` is missing; present are reporter, flow, partner, period"#);
}

#[test]
fn parquet_that_is_not_whole() {
    let whole = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/files/tidy.parquet")).unwrap();
    insta::assert_snapshot!(measured("half.parquet", &whole[..whole.len() / 2]), @r#"
error: half.parquet: the Parquet file cannot be read: The file must end with PAR1; whole Parquet files are
  help: it may have been cut while it was copied or written: fetch or write it again
"#);
    insta::assert_snapshot!(measured("begun.parquet", &whole[..4]), @r#"
error: begun.parquet: the Parquet file cannot be read: A Parquet file must contain a header and footer with at least 12 bytes; whole Parquet files are
  help: it may have been cut while it was copied or written: fetch or write it again
"#);
    // The end is there and the middle is noise.
    let mut noise = whole.clone();
    let foot = noise.len() - 60;
    noise[foot - 100..foot].fill(0xff);
    let told = measured("noise.parquet", &noise);
    assert!(told.starts_with("error: noise.parquet: ") && told.contains("cannot be read"), "{told}");
}

/// Compressed files, a PDF, JSON of another kind: nobody is told to try another encoding.
#[test]
fn files_of_other_kinds() {
    insta::assert_snapshot!(measured("data.csv.gz", b"\x1f\x8b\x08\x00\x00\x00\x00\x00"), @r#"
error: data.csv.gz: this is compressed with gzip, and no text
  help: unpack it, and name what was in it
"#);
    insta::assert_snapshot!(measured("bulletin.pdf", b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n"), @r#"
error: bulletin.pdf: this is a PDF, and no text
  help: save its text as plain text, or its tables as CSV
"#);
    insta::assert_snapshot!(measured("answer.json", b"[{\"reporter\": \"Minsk\", \"value\": 5}]"), @r#"
error: answer.json: this is JSON, and not of a kind that is known; of JSON, what the US Census Bureau's interface on international trade gives is read
  help: ask the source for CSV
"#);
    insta::assert_snapshot!(told(&["extract"], "book.xlsx", &workbook::of_rows("Trade", &rows(&[NAMES]))), @r#"
error: book.xlsx: this is a workbook, or another zip archive, and no text
  help: workbooks are read as tables, by `measure`, `check`, `chart` and `report`; save other documents as plain text
"#);
}

/// A file of a known layout with a column that is missing or misspelt is told as a file of that layout.
#[test]
fn columns_of_known_layouts() {
    let missing = |name: &str, text: &str| {
        let told = measured(name, text.as_bytes());
        told.lines().next().unwrap_or_default().split("; present").next().unwrap_or_default().to_owned()
    };
    for (name, text, expected) in [
        (
            "comtrade.csv",
            "period,reporterCode,partnerCode,cmdCode,primaryValue\n2014,764,0,8542,1\n",
            "the column `flowcode` is missing",
        ),
        (
            "value.csv",
            "period,reporterCode,flowCode,partnerCode,cmdCode,primaryVale\n2014,764,M,0,8542,1\n",
            "the column `primaryValue` is missing",
        ),
        (
            "legacy.csv",
            "Classification,Year,Reporter,Partner,Commodity Code,Trade Value (US$)\nH4,2017,USA,China,01,12\n",
            "`tradeflow",
        ),
        (
            "comext.dat",
            "REPORTER,PARTNER,PRODUCT_NC,FLOW,STAT_PROCEDURE,VALUE_EUR\nDE,CN,85423190,1,1,5\n",
            "the column `period` is missing",
        ),
        ("baci.csv", "t,i,j,v,q\n2019,842,490,12.3,1\n", "the column `k` is missing"),
        (
            "wits.csv",
            "Reporter,Partner,Product categories,Indicator Type,2016\nBelarus,World,All Products,Export,5\n",
            "the column `indicator` is missing",
        ),
        ("sdmx.csv", "DATAFLOW,REF_AREA,FLOW,TIME_PERIOD,VALUE\nX,FR,M,2010,5\n", "no column names the value"),
        ("census.csv", "CTY_CODE,CTY_NAME,E_COMMODITY,time\n5700,CHINA,-,2016-01\n", "the column `ALL_VAL_MO` is missing"),
        ("months.csv", "CTY_CODE,CTY_NAME,ALL_VAL_MO\n5700,CHINA,7\n", "the column `time` is missing"),
        ("customs.csv", "数据年月,商品编码,贸易伙伴编码,进出口\n201909,85423190,112,出口\n", "the column `美元` is missing"),
    ] {
        let told = missing(name, text);
        assert!(told.starts_with(&format!("error: {name}:1: ")) && told.contains(expected), "{told}");
    }
}

/// Numbers, quotes and rows in known layouts; a file in which nothing has a value says what became of its rows.
#[test]
fn cells_of_known_layouts() {
    let sdmx = "DATAFLOW,REF_AREA,TRADE_FLOW,COUNTERPART_AREA,TIME_PERIOD,OBS_VALUE\nX,FR,M,DE,2010,";
    insta::assert_snapshot!(measured("sdmx.csv", format!("{sdmx}many\n").as_bytes()), @r#"error: sdmx.csv:2: column `OBS_VALUE`: `many` is not a figure; digits as printed are accepted: 633.9, 1 234,5, 1,234.50, −28.9, (28.9), 1.5e6, seven, doubled"#);
    insta::assert_snapshot!(measured("sdmx.csv", format!("{sdmx}NaN\n").as_bytes()), @r#"
error: sdmx.csv: there is no observation; a file of SDMX-CSV has at least one row with a value
  help: no value is given (1 row, first in line 2)
"#);
    insta::assert_snapshot!(measured("quote.csv", format!("{sdmx}5\n\"X,FR,M,IT,2010,6\n").as_bytes()), @r#"
error: quote.csv:3: row 2, this row has 1 cell; the header has 6 cells
  help: a quote is opened in this row and closed lines later, or never: close it, or double a quote that belongs to the text
"#);
    insta::assert_snapshot!(measured("tidy.csv", b"reporter,flow,partner,year,value_musd\nBelarus,Exports,China,2004,many\n"), @r#"error: tidy.csv:2: column `value_musd`: `many` is not a figure; digits as printed are accepted: 633.9, 1 234,5, 1,234.50, −28.9, (28.9), 1.5e6, seven, doubled"#);
    insta::assert_snapshot!(measured("tidy.csv", b"reporter,flow,partner,year,value_musd\n"), @r#"error: tidy.csv: there is no observation; a tidy table has at least one row with a value"#);
    insta::assert_snapshot!(told(&["measure", "--period", "2019-09"], "bulletin.txt", b"TOTAL|1|2|3|4|-3.2|-0.1|-8.5|many\n"), @r#"error: bulletin.txt:1: column `column 9`: `many` is not a figure; digits as printed are accepted: 633.9, 1 234,5, 1,234.50, −28.9, (28.9), 1.5e6, seven, doubled"#);
}

#[test]
fn short_rows_are_named_before_a_calendar_is_made() {
    let table = b"t,i,j,k,v,q\n2019,112,156,310420,1.5,NA\n2019,112,156,310430\n";
    insta::assert_snapshot!(told(&["measure", "--calendar", "years"], "BACI.csv", table), @r"
note: BACI.csv: each value is read twice, as exports of one side and imports of the other, which BACI has reconciled
note: BACI.csv: rows are added up as they stand, also where one stands twice
note: BACI.csv: quantities are read where rows of the unit kg are asked for
error: BACI.csv:3: this row has 4 cells; the header has 6 cells
");
    insta::assert_snapshot!(told(&["measure", "--by", "reporter"], "BACI.csv", table), @r"
note: BACI.csv: each value is read twice, as exports of one side and imports of the other, which BACI has reconciled
note: BACI.csv: rows are added up as they stand, also where one stands twice
note: BACI.csv: quantities are read where rows of the unit kg are asked for
error: BACI.csv:3: this row has 4 cells; the header has 6 cells
");
    insta::assert_snapshot!(told(&["measure"], "BACI.csv", b"t,i,j,k,v,v\n2019,112,156,310420,1.5,1\n"), @"error: BACI.csv:1: the column `v` stands twice; large files need a name of its own for each column");
}
