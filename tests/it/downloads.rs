//! Files as they are downloaded, through the program.

use std::path::Path;
use std::process::{Command, Output};

use tradecheck::dataset::Dataset;

use crate::workbook;

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tradecheck")).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap()
}

fn out(output: &Output) -> String {
    assert!(output.status.code() != Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn complaint(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(2));
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Two chapters, a heading of one of them, the world and a group beside its member.
const FILE: &str = "period,reporterCode,flowCode,partnerCode,partnerDesc,cmdCode,primaryValue\n\
    2014,764,M,0,World,85,100\n2014,764,M,276,Germany,85,30\n2014,764,M,156,China,85,60\n2014,764,M,276,Germany,8542,20\n2014,764,X,276,Germany,85,70\n\
    2015,764,M,0,World,85,120\n2015,764,M,276,Germany,85,33\n2015,764,M,156,China,85,66\n2015,764,X,276,Germany,85,77\n";

fn file(folder: &Path, text: &str) -> String {
    let path = folder.join("TradeData.csv");
    std::fs::write(&path, text).unwrap();
    path.display().to_string()
}

#[test]
fn rows_are_chosen_after_they_are_compared() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), FILE);
    let csv = |arguments: &[&str]| out(&run(&[&["measure", &path, "--format", "csv"], arguments].concat()));
    assert_eq!(
        csv(&[
            "--measure",
            "share,growth",
            "--where",
            "partner=DEU",
            "--where",
            "flow=imports",
            "--where",
            "commodity=??",
            "--period",
            "2015"
        ]),
        "reporter,partner,flow,commodity,unit,period,value,origin,growth,share,growth_status\nThailand,Germany,imports,85,USD,2015,33,stated,10,27.5,ok\n"
    );
    let by = csv(&["--measure", "balance", "--by", "reporter,partner", "--where", "commodity=??", "--where", "flow=balance"]);
    assert_eq!(
        by,
        "reporter,partner,flow,commodity,unit,period,value,origin\nThailand,Germany,balance,sum of parts,USD,2014,40,computed\nThailand,Germany,balance,sum of parts,USD,2015,44,computed\n"
    );
}

#[test]
fn what_contains_each_other_is_not_added_up() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), FILE);
    let text = complaint(&run(&["measure", &path, "--by", "reporter,partner"]));
    assert!(text.contains("`85` stand beside `8542`, which they contain") && text.contains("--where commodity=??"), "{text}");
    // Where the world has a row, it stands for all; where it has none, a group must not be added to its members.
    let chosen = out(&run(&["measure", "tests/files/dots.xlsx", "--by", "reporter", "--format", "csv", "--measure", "growth"]));
    assert!(chosen.contains("Belarus,World,exports"), "{chosen}");
    let groups = folder.path().join("groups.csv");
    std::fs::write(&groups, "reporter,partner,flow,period,value\nBrest,Euro Area,exports,2019,5\nBrest,Germany,exports,2019,3\nBrest,China,exports,2019,1\n").unwrap();
    let groups = groups.display().to_string();
    let text = complaint(&run(&["measure", &groups, "--by", "reporter"]));
    assert!(text.contains("`Euro Area` stand beside") && text.contains("--where 'partner!=Euro Area'"), "{text}");
    let chosen = out(&run(&[
        "measure",
        &groups,
        "--by",
        "reporter",
        "--where",
        "partner!=Euro Area",
        "--format",
        "csv",
        "--measure",
        "growth",
    ]));
    assert!(chosen.contains("Brest,sum of parts,exports,2019,4,computed"), "{chosen}");
    let text = complaint(&run(&["measure", &path, "--where", "partner=Germny"]));
    assert!(text.contains("did you mean `Germany`?"), "{text}");
}

#[test]
fn a_result_is_written_as_parquet() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), FILE);
    let result = folder.path().join("result.parquet").display().to_string();
    out(&run(&["measure", &path, "--format", "parquet", "-o", &result]));
    assert!(std::fs::read(&result).unwrap().starts_with(b"PAR1"));
    assert!(complaint(&run(&["measure", &path, "--format", "parquet"])).contains("-o result.parquet"));
}

/// Shares and changes of a workbook, confronted with its values; a base of 0.00 is no base.
#[test]
fn a_workbook_is_checked_by_its_own_levels() {
    let output = run(&["check", "tests/files/census.xls"]);
    let text = out(&output);
    assert_eq!(output.status.code(), Some(0), "{text}");
    assert!(text.contains("`change`: 1 row is a rate over a base that is printed as zero"), "{text}");
    assert!(text.contains("No contradiction"), "{text}");
}

/// Three states that make a nation of their own; a value for each of two years.
fn states(change: impl Fn(usize, usize) -> Option<&'static str>, left_out: usize) -> Vec<u8> {
    let mut rows = vec![
        vec!["Top U.S. Exports by State".to_owned()],
        ["statename", "rank", "countryd", "val2016", "val2017", "share16", "share17", "change"].map(str::to_owned).to_vec(),
    ];
    // 15.00 and 20.00 in all, Canada nine tenths of each.
    for (state, world, canada, shares) in [
        ("Virgin Islands", ["5.00", "10.00"], ["4.50", "9.00"], ["33.3333", "50"]),
        ("Georgia", ["2.50", "5.00"], ["2.25", "4.50"], ["16.6667", "25"]),
        ("Unidentified", ["7.50", "5.00"], ["6.75", "4.50"], ["50", "25"]),
    ] {
        let grown = if state == "Unidentified" { "-33.33" } else { "100" };
        let cells = |partner: &str, of: [&str; 2], shares: [&str; 2]| {
            [state, "0", partner, of[0], of[1], shares[0], shares[1], grown].map(str::to_owned).to_vec()
        };
        rows.push(cells("World", world, shares));
        rows.push(cells("Canada", canada, ["90", "90"]));
    }
    rows.truncate(rows.len() - left_out);
    for (row, cells) in rows.iter_mut().enumerate() {
        for (column, cell) in cells.iter_mut().enumerate() {
            if let Some(other) = change(row, column) {
                *cell = other.to_owned();
            }
        }
    }
    workbook::of_rows("states", &rows)
}

/// The nation's total stands nowhere in the workbook: it is the sum of the states, which their shares show.
#[test]
fn the_shares_of_states_in_the_nation_are_confronted() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("states.xlsx");
    let confronted = |bytes: Vec<u8>| {
        std::fs::write(&path, bytes).unwrap();
        let dataset = Dataset::open(&path).unwrap_or_else(|error| panic!("{error}"));
        let of_the_nation = dataset.confronted().into_iter().filter(|column| column.name.ends_with("(of the nation)"));
        let columns: Vec<String> =
            of_the_nation.map(|column| format!("{} {} {}", column.name, column.fits, column.off.len())).collect();
        (columns.join(", "), dataset)
    };
    let (columns, dataset) = confronted(states(|_, _| None, 0));
    assert_eq!(columns, "share16 (of the nation) 3 0, share17 (of the nation) 3 0");
    assert!(dataset.notes().iter().all(|note| !note.contains("left out")), "{:?}", dataset.notes());
    let check = || run(&["check", &path.display().to_string()]);
    assert_eq!(check().status.code(), Some(0), "{}", out(&check()));
    // Two digits exchanged in one share: 16.6667 has become 61.6667.
    let (columns, _) = confronted(states(|row, column| (row == 4 && column == 5).then_some("61.6667"), 0));
    assert_eq!(columns, "share16 (of the nation) 2 1, share17 (of the nation) 3 0");
    let found = check();
    assert_eq!(found.status.code(), Some(1), "{}", out(&found));
    assert!(out(&found).contains("61.6667"), "{}", out(&found));
    // Of two states alone the shares are shares of something that the file does not have.
    let (columns, dataset) = confronted(states(|_, _| None, 2));
    assert_eq!(columns, "");
    assert!(
        dataset.notes().iter().any(|note| note.contains("4 shares are those of a state in the whole country")),
        "{:?}",
        dataset.notes()
    );
}

#[test]
fn quarters_are_made_of_what_is_cumulated() {
    let folder = tempfile::tempdir().unwrap();
    let rows: String = (1..=6).map(|month| format!("Brest,exports,2010-01/2010-{month:02},{},USD\n", month * 10)).collect();
    let path = file(folder.path(), &format!("reporter,flow,period,value,unit\n{rows}"));
    let csv = out(&run(&["measure", &path, "--measure", "growth", "--calendar", "quarters", "--format", "csv"]));
    let values: Vec<&str> = csv.lines().skip(1).map(|line| line.split(',').nth(5).unwrap()).collect();
    assert_eq!(values, ["30", "30"], "{csv}");
}

/// What a publisher gives as text is known in a workbook and in Parquet as well; numbers with a fraction are binary there.
#[test]
fn layouts_are_known_in_workbooks_and_parquet() {
    use polars::prelude::*;

    let folder = tempfile::tempdir().unwrap();
    let rows: [[&str; 6]; 4] = [
        ["period", "reporterCode", "flowCode", "partnerCode", "cmdCode", "primaryValue"],
        ["2018", "156", "X", "276", "TOTAL", "60"],
        ["2019", "156", "X", "276", "TOTAL", "67.5"],
        ["", "", "", "", "", ""],
    ];
    let book = folder.path().join("book.xlsx");
    let cells: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
    std::fs::write(&book, workbook::of_rows("TradeData", &cells)).unwrap();
    let text = |column: usize| Column::new(rows[0][column].into(), [rows[1][column], rows[2][column]]);
    let mut frame = DataFrame::new_infer_height(vec![
        Column::new("period".into(), [2018i64, 2019]),
        Column::new("reporterCode".into(), [156i64, 156]),
        text(2),
        Column::new("partnerCode".into(), [276i64, 276]),
        text(4),
        Column::new("primaryValue".into(), [60.0, 67.5]),
    ])
    .unwrap();
    let parquet = folder.path().join("frame.parquet");
    ParquetWriter::new(std::fs::File::create(&parquet).unwrap()).finish(&mut frame).unwrap();
    for path in [book, parquet] {
        let dataset = Dataset::open(&path).unwrap();
        assert_eq!(dataset.format(), Some(tradecheck::dataset::Format::Comtrade), "{}", path.display());
        let printed: Vec<String> =
            dataset.levels().iter().map(|level| format!("{} {}", level.key.reporter, level.figure)).collect();
        assert_eq!(printed, ["China 60"], "67.5 has no printed digits");
        let measured = out(&run(&["measure", &path.display().to_string(), "--measure", "growth", "--format", "csv", "--quiet"]));
        assert_eq!(
            measured,
            "reporter,partner,flow,unit,period,value,origin,growth,growth_status\nChina,Germany,exports,USD,2018,60,stated,,no_base\nChina,Germany,exports,USD,2019,67.5,stated,12.5,ok\n"
        );
    }
}
