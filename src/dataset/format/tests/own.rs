//! Tables that people make: a column for each flow, or for each year.

use super::{read, told};
use crate::dataset::{Dataset, Format};

fn check(name: &str, text: &str, observations: &[&str]) -> Dataset {
    let dataset = read(name, text.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(dataset.format(), Some(Format::Wide), "{name}");
    assert_eq!(told(&dataset), observations, "{name}");
    dataset
}

fn notes(dataset: &Dataset) -> Vec<&str> {
    dataset.notes().iter().map(|note| note.split_once(": ").map_or(note.as_str(), |(_, rest)| rest)).collect()
}

/// A year that was held as a float, a value that is missing, a share that is no flow, an empty row.
#[test]
fn a_column_for_each_flow() {
    let text = "country,year,exports_usd_m,imports_usd_m,trade_balance_usd_m,exports_pct_gdp\n\
                Lithuania,2021.0,40.5,44.25,-3.75,61\nLVA,2022,22,,,48\n,,,,,\n";
    let dataset = check(
        "baltic.csv",
        text,
        &[
            "Latvia | World | exports | 2022 | 22 million | USD",
            "Lithuania | World | balance | 2021 | -3.75 million | USD",
            "Lithuania | World | exports | 2021 | 40.5 million | USD",
            "Lithuania | World | imports | 2021 | 44.25 million | USD",
        ],
    );
    assert_eq!(
        notes(&dataset),
        ["columns that are not known were not read: exports_pct_gdp", "no value is given (2 rows, first in line 3)"]
    );
}

/// As the World Bank's WITS gives a query: one flow or both, by partner and product group.
#[test]
fn a_column_for_each_flow_by_partner() {
    let text = "Reporter Name,Partner Name,Year,Trade Flow,Product Group,Export (US$ Thousand),Import (US$ Thousand),Export Product Share (%)\n\
                Kenya, World,2019,EXPIMP,Animal,12.5,3,1\nKenya,Uganda,2019,EXPIMP,Animal,2,1.5,1\n";
    check(
        "kenya.csv",
        text,
        &[
            "Kenya | Uganda | exports | Animal | 2019 | 2 thousand | USD",
            "Kenya | Uganda | imports | Animal | 2019 | 1.5 thousand | USD",
            "Kenya | World | exports | Animal | 2019 | 12.5 thousand | USD",
            "Kenya | World | imports | Animal | 2019 | 3 thousand | USD",
        ],
    );
    let one = "Reporter Name,Partner Name,Year,Import (US$ Thousand)\nKenya,Uganda,2019,1.5\n";
    check("one.csv", one, &["Kenya | Uganda | imports | 2019 | 1.5 thousand | USD"]);
}

/// Months as programs write them; nobody says whose trade it is.
#[test]
fn months_without_a_reporter() {
    let text = "Month,Exports,Imports\n2024-01-01,10.5,9\n2024-02-01,11,9.5\n";
    let dataset = check(
        "data/Freedonia.monthly.csv",
        text,
        &[
            "Freedonia | World | exports | 2024-01 | 10.5",
            "Freedonia | World | exports | 2024-02 | 11",
            "Freedonia | World | imports | 2024-01 | 9",
            "Freedonia | World | imports | 2024-02 | 9.5",
        ],
    );
    assert_eq!(
        notes(&dataset),
        [
            "every period is the first day of a month, and is taken for the month",
            "no column says whose trade it is; it goes by the name of the file, `Freedonia`"
        ]
    );
}

#[test]
fn a_column_for_each_year() {
    let text = "region,flow,unit,2008,2009\nMinsk,exports,USD,7,6.5\nMinsk,imports,USD,9,8\n";
    check(
        "years.csv",
        text,
        &[
            "Minsk | World | exports | 2008 | 7 | USD",
            "Minsk | World | exports | 2009 | 6.5 | USD",
            "Minsk | World | imports | 2008 | 9 | USD",
            "Minsk | World | imports | 2009 | 8 | USD",
        ],
    );
}

/// Between an exporter and an importer there is one flow.
#[test]
fn exporters_and_importers() {
    let dataset = read("pairs.csv", b"exporter,importer,year,value_kusd\nTHA,BHR,2018,1.5\n").unwrap();
    assert_eq!(dataset.format(), Some(Format::Tidy));
    assert_eq!(told(&dataset), ["Thailand | Bahrain | exports | 2018 | 1.5 thousand | USD"]);
}

/// Some rows by the thousand, some by the million, as an exponent or as a word.
#[test]
fn a_multiplier_for_each_row() {
    let text =
        b"country,flow,year,amount_usd,UNIT_MULT\nTHA,exports,2018,1.5,6\nTHA,imports,2018,2.5,thousand\nTHA,imports,2019,7,\n";
    assert_eq!(
        told(&read("scaled.csv", text).unwrap()),
        [
            "Thailand | World | exports | 2018 | 1.5 million | USD",
            "Thailand | World | imports | 2018 | 2.5 thousand | USD",
            "Thailand | World | imports | 2019 | 7 | USD",
        ]
    );
}

/// A balance that a table states beside its flows is held against them.
#[test]
fn a_stated_balance_is_tested() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chad.csv");
    std::fs::write(&path, "country,year,exports,imports,balance\nChad,2009,10.5,4.2,6.3\nChad,2010,27.3,3.1,22.4\n").unwrap();
    let checked =
        crate::check::check(&Dataset::case(&[&path], Default::default()).unwrap(), &crate::check::CheckOptions::default());
    let verdicts: Vec<String> = checked.statements.iter().map(|judged| judged.verdict.to_string()).collect();
    assert_eq!(verdicts.iter().filter(|verdict| *verdict == "contradicted").count(), 3, "{verdicts:?}");
    assert!(checked.findings[0].evidence.verify());
}

#[test]
fn tables_of_other_things_are_refused_in_one_sentence() {
    let refused = |name: &str, text: &str| read(name, text.as_bytes()).unwrap_err().to_string();
    let help = "rename the columns that hold them; a table with the columns country, year, exports and imports is read as well";
    assert_eq!(
        refused("years.csv", "Country,2009,2010,2011\nChad,1,2,3\n"),
        "years.csv:1: this is no table that is known: its columns are Country, 2009, 2010, 2011; reporter, flow, period, value are needed\n  \
         help: years that stand as columns are read beside a column `flow` that says exports or imports"
    );
    assert_eq!(
        refused("shares.csv", "country,year,exports_pct_gdp\nChad,2009,31\n"),
        format!(
            "shares.csv:1: this is no table that is known: its columns are country, year, exports_pct_gdp; reporter, flow, period, value are needed\n  \
             help: {help}"
        )
    );
    assert_eq!(
        refused("development.csv", "Country Name,Country Code,Indicator Name,2009,2010\nChad,TCD,Rainfall (mm),1,2\n"),
        "development.csv: there is no observation; a file of WITS has at least one row with a value\n  \
         help: 1 indicator is neither trade nor follows from it, and was left out: `Rainfall (mm)`"
    );
    assert_eq!(
        refused("nobody.csv", "country,exports,imports\nChad,1,2\n"),
        "nobody.csv: no column says of which period the values are; period, year, date and time are known names\n  \
         help: name one period for the whole table: `--period 2019`"
    );
    assert_eq!(
        refused("twice.csv", "country,year,exports_usd_m,imports_usd_m,exports_usd_bn\nChad,2009,1000,2,1\n"),
        "twice.csv:1: the columns `exports_usd_m` and `exports_usd_bn` both hold exports; one column for each flow or year is\n  \
         help: take one of them out"
    );
    let cells = refused("blank.csv", "country,year,exports,imports\n,2009,1,2\nChad,2009,x,2\n");
    assert!(
        cells.starts_with("blank.csv:2: column `reporter`: the cell is empty; the name of a country or region is needed\n"),
        "{cells}"
    );
    assert!(cells.contains("blank.csv:3: column `exports`: `x` is not a figure"), "{cells}");
}
