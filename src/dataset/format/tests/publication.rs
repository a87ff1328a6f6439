//! What is made to be read by people: files that state something of their own levels, workbooks, tables under other names; and Parquet.

use super::{read, told};
use crate::case::CaseOptions;
use crate::dataset::{Dataset, Format};
use crate::error::FaultKind;
use crate::source::Raw;
use crate::statement::{Precision, Relation};

fn open(name: &str) -> Dataset {
    Dataset::open(format!("tests/files/{name}")).unwrap_or_else(|error| panic!("{error}"))
}

fn all(dataset: &Dataset) -> Vec<String> {
    let level = |level: &crate::statement::Statement| {
        let key = &level.key;
        let period = key.period.map_or_else(String::new, |period| period.to_string());
        format!(
            "{} {} {} {period} {} {}",
            key.reporter,
            key.partner,
            key.flow,
            level.figure,
            level.place.to_string().rsplit('/').next().unwrap()
        )
    };
    crate::dataset::levels_of(dataset.frame()).iter().map(level).collect()
}

const WITS: &str = "Reporter,Partner,Product categories,Indicator Type,Indicator,2016,2015,2014\r\n\
    Belarus,...,...,Development,GDP (current US$ Mil),          54608.96,          76103.96,\r\n\
    Belarus,...,...,Development,Trade Balance (current US$ Mil),            106.08,           -606.40,            -5.00\r\n\
    Belarus,World,All Products,Export,Exports (in US$ Mil),          26660.39,          36080.54,          37203.04\r\n\
    Belarus,World,All Products,Import,Imports (in US$ Mil),          30291.49,          40502.36,          43022.68\r\n\
    Belarus,Germany,All Products,Export,Trade (US$ Mil)-Top 5 Export Partner,           1073.74,           1640.62,           1736.11\r\n\
    Belarus,World,Fuels,Export,Export(US$ Mil),           7768.49,,\r\n\
    Belarus,Germany,All Products,Export,Partner share(%)-Top 5 Export Partner,      4.03,      4.55,      4.76\r\n\
    Belarus,World,Fuels,Export,Export Product share(%),     29.14,,\r\n\
    Belarus,World,All Products,Trade Indicator,Country Growth (%),    -26.11,     -3.02,\r\n\
    Belarus,World,All Products,Tariff,Maximum Rate (%),    100.00,    100.00,    100.00\r\n";

/// Values padded with blanks, `...` for no partner, years from the last on, units in the names of indicators; a balance that is another
/// concept, one share that is wrong.
#[test]
fn wits_states_levels_and_what_follows_from_them() {
    let dataset = read("en_BLR.CSV", WITS.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(dataset.format(), Some(Format::Wits));
    assert_eq!(
        told(&dataset)[..4],
        [
            "Belarus | Germany | exports | 2014 | 1736.11 million | USD",
            "Belarus | Germany | exports | 2015 | 1640.62 million | USD",
            "Belarus | Germany | exports | 2016 | 1073.74 million | USD",
            "Belarus | World | exports | 2014 | 37203.04 million | USD",
        ]
    );
    let columns = dataset.confronted();
    let shown: Vec<String> = columns
        .iter()
        .map(|column| {
            format!(
                "{}: {} fit, {} off, {} untested, {}",
                column.name,
                column.fits,
                column.off.len(),
                column.untested,
                column.is_another_concept()
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            "Country Growth (%): 2 fit, 0 off, 0 untested, false",
            "Export Product share(%): 1 fit, 0 off, 0 untested, false",
            "Partner share(%)-Top 5 Export Partner: 2 fit, 1 off, 0 untested, false",
            "Trade Balance (current US$ Mil): 0 fit, 3 off, 0 untested, true",
        ]
    );
    let off = &columns[2].off[0];
    assert_eq!(off.id, "Partner share(%)-Top 5 Export Partner, Germany, 2014");
    assert_eq!(off.stated.to_string(), "[4.755, 4.765]");
    assert!(dataset.notes().iter().any(|note| note.ends_with("was left out: `Maximum Rate (%)`")), "{:?}", dataset.notes());
}

/// 29.955040 to 29.955, and that to 29.95; a balance of two rows that is of goods and services, which so few cannot tell.
#[test]
fn what_was_rounded_twice_accuses_nobody() {
    let text = "Reporter,Partner,Product categories,Indicator Type,Indicator,2016,2015\n\
                Chad,World,All Products,Export,Exports (in US$ Mil),10000.00,10000.00\n\
                Chad,World,All Products,Import,Imports (in US$ Mil),9000.00,9000.00\n\
                Chad,France,All Products,Export,Trade (US$ Mil)-Top 5 Export Partner,2995.51,2995.60\n\
                Chad,France,All Products,Export,Partner share(%)-Top 5 Export Partner,29.95,29.95\n\
                Chad,World,All Products,Export,Trade Balance (current US$ Mil),1500,1700\n";
    let dataset = read("en_TCD.CSV", text.as_bytes()).unwrap();
    let columns = dataset.confronted();
    assert_eq!((columns[0].fits, columns[0].rounded_twice.len(), columns[0].off.len()), (0, 1, 1));
    assert_eq!((columns[1].tested(), columns[1].is_too_short(), columns[1].is_another_concept()), (2, true, false));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("en_TCD.CSV");
    std::fs::write(&path, text).unwrap();
    let case = Dataset::case(&[&path], CaseOptions::default()).unwrap();
    let kept: Vec<&str> = case.statements.iter().filter(|s| s.relation != Relation::Level).map(|s| s.id.as_str()).collect();
    assert_eq!(kept, ["Partner share(%)-Top 5 Export Partner, France, 2015"]);
    let said = case.notes.join("\n");
    assert!(said.contains("1 row misses by less than a twentieth of the last digit"), "{said}");
    assert!(said.contains("so few cannot tell an error from a column that means something else"), "{said}");
}

#[test]
fn a_case_of_a_file_has_no_statement_of_another_concept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("en_BLR.CSV");
    std::fs::write(&path, WITS).unwrap();
    let case = Dataset::case(&[&path], CaseOptions::default()).unwrap();
    let sources: std::collections::BTreeSet<&str> = case.statements.iter().map(|statement| statement.source.as_str()).collect();
    assert!(!sources.contains("Trade Balance (current US$ Mil)") && sources.contains("Country Growth (%)"), "{sources:?}");
    assert!(
        case.notes.iter().any(|note| note.starts_with("`Trade Balance (current US$ Mil)`: none of 3 rows")),
        "{:?}",
        case.notes
    );
    let checked = crate::check::check(&case, &crate::check::CheckOptions::default());
    assert_eq!(checked.findings.len(), 1, "the one share that is wrong");
    let ids: std::collections::BTreeSet<&String> = case.statements.iter().map(|statement| &statement.id).collect();
    assert_eq!(ids.len(), case.statements.len());
}

/// Georgia is a state here; 0.00 is a base of no rate; the digits are those that the Bureau prints.
#[test]
fn the_census_bureau_states_shares_and_changes() {
    let dataset = open("census.xls");
    assert_eq!(dataset.format(), Some(Format::UsCensus));
    assert_eq!(
        told(&dataset)[..3],
        [
            "Georgia | Aruba | exports | 2016 | 0.00 million | USD",
            "Georgia | Aruba | exports | 2017 | 18.08 million | USD",
            "Georgia | Canada | exports | 2016 | 50.10 million | USD",
        ]
    );
    let columns = dataset.confronted();
    let change = columns.iter().find(|column| column.name == "change").unwrap();
    assert_eq!((change.fits, change.off.len(), change.zero_base, change.untested), (2, 0, 1, 1));
    let shares: Vec<usize> = columns.iter().filter(|column| column.name.starts_with("share")).map(|column| column.fits).collect();
    assert_eq!(shares, [3, 2], "the value with three decimals has none that were printed");
    assert_eq!(dataset.stated()[0].place.to_string(), "tests/files/census.xls[states]:5");
}

/// Two sheets with other years, estimates as text, floats without printed digits, a partner that is listed twice.
#[test]
fn the_imf_gives_floats_and_estimates() {
    let dataset = open("dots.xlsx");
    assert_eq!(dataset.format(), Some(Format::ImfDots));
    assert_eq!(
        told(&dataset),
        ["Belarus | China | exports | FOB | 2020 | 0.01 million | USD | estimated"],
        "what has printed digits"
    );
    assert_eq!(
        all(&dataset)[..3],
        [
            "Belarus China exports 2018 0.5800000000 dots.xlsx[Exports, FOB]:9",
            "Belarus China exports 2019 674.9000000000 dots.xlsx[Exports, FOB]:9",
            "Belarus China exports 2020 0.01 dots.xlsx[Exports, FOB]:9",
        ]
    );
    assert_eq!(dataset.len(), 8);
    assert!(dataset.notes().iter().any(|note| note.contains("2 observations stand there a second time")), "{:?}", dataset.notes());
    assert!(dataset.notes().iter().any(|note| note.contains("the sheet `Notes`")), "{:?}", dataset.notes());
    let wide = crate::measure::flows_wide(dataset.lazy()).unwrap();
    let wide = crate::dataset::collected(wide).unwrap();
    assert_eq!(wide.column("balance").unwrap().null_count(), wide.height() - 2, "FOB and CIF meet in 2019 and 2020");
}

#[test]
fn a_workbook_of_ones_own() {
    let dataset = open("tidy.xlsx");
    assert_eq!(dataset.format(), None);
    assert_eq!(
        all(&dataset),
        [
            "Minsk China exports 2009 18.5 tidy.xlsx[Trade]:4",
            "Minsk China imports 2009 20 tidy.xlsx[Trade]:5",
            "Minsk China imports 2010-01/2010-03 5.25 tidy.xlsx[Trade]:6",
        ]
    );
    let case = |options| Dataset::case(&["tests/files/tidy.xlsx"], options).unwrap();
    assert_eq!(case(CaseOptions::default()).statements.len(), 2, "18.5 is a binary fraction: its digits were not printed");
    let mut column = CaseOptions::default();
    column.read.precision = Precision::Column;
    assert_eq!(case(column).statements.len(), 3);
}

#[test]
fn workbooks_that_cannot_be_read_say_why() {
    let mut locked = b"\xd0\xcf\x11\xe0".to_vec();
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert!(read("locked.xlsx", &locked).unwrap_err().to_string().contains("password"));
    for bytes in [&b"PK\x03\x04 not a workbook"[..], &b"\xd0\xcf\x11\xe0"[..]] {
        assert_eq!(read("broken.xlsx", bytes).unwrap_err().kind(), FaultKind::Unsupported);
    }
    let whole = std::fs::read("tests/files/dots.xlsx").unwrap();
    assert_eq!(read("cut.xlsx", &whole[..whole.len() / 2]).unwrap_err().kind(), FaultKind::Unsupported);
}

#[test]
fn parquet_of_other_programs_and_of_our_own() {
    let dataset = open("tidy.parquet");
    assert_eq!(dataset.format(), Some(Format::Parquet));
    assert!(dataset.levels().is_empty(), "floats have no printed digits");
    assert_eq!(
        all(&dataset),
        [
            "Belarus China exports 2019 0.580000000 tidy.parquet:2",
            "Belarus World exports 2019 32955.122400000 tidy.parquet:1",
            "Belarus World exports 2020 2109.389050000 tidy.parquet:4",
        ]
    );
    assert!(dataset.notes().iter().any(|note| note.ends_with("1 row has no value")), "{:?}", dataset.notes());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("own.parquet");
    crate::measure::write_parquet(dataset.frame(), &path).unwrap();
    assert!(Dataset::open(&path).unwrap().frame().equals(dataset.frame()));
    let whole = std::fs::read(&path).unwrap();
    std::fs::write(&path, &whole[..whole.len() - 9]).unwrap();
    let error = Dataset::open(&path).unwrap_err();
    assert!(error.to_string().contains("own.parquet"), "{error}");
}

/// Partners by numbers of its own, in GB18030: 112 is Indonesia.
#[test]
fn chinas_customs_by_query() {
    let text = "数据年月,商品编码,商品名称,贸易伙伴编码,贸易伙伴名称,第一数量,第一计量单位,第二数量,第二计量单位,美元\n\
                201909,85423190,集成电路,112,印度尼西亚,\"1,234\",个,5,千克,\"10,500\"\n\
                201901-201909,85423190,集成电路,340,白俄罗斯,0,个,-,千克,7\n";
    let bytes = encoding(text);
    let dataset = read("出口2019.csv", &bytes).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(dataset.format(), Some(Format::ChinaCustoms));
    assert_eq!(
        told(&dataset),
        [
            "China | Belarus | exports | 85423190 | 2019-01/2019-09 | 7 | USD",
            "China | Indonesia | exports | 85423190 | 2019-09 | 10500 | USD",
            "China | Indonesia | exports | 85423190 | 2019-09 | 5 | kg",
            "China | Indonesia | exports | 85423190 | 2019-09 | 1234 | u",
        ]
        .map(str::to_owned)
    );
    let error = read("downloadData.csv", &bytes).unwrap_err();
    assert!(error.to_string().contains("exports or imports"), "{error}");
}

fn encoding(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

/// No header, thousands marks between bars, `-` for nothing, the month in the name of the file; the regimes add up to the total.
#[test]
fn chinas_customs_by_regime() {
    let text = "TOTAL|218,100|1,825,000|178,400|1,526,000|-3.2|-0.1|-8.5|-5.0\nOrdinary Trade|122,900|1,067,000|178,400|1,526,000|0.9|3.1|-8.5|-5.0\nOther|95,200|758,000|-|-|-8.0|-4.3|-|-\n";
    let dataset = read("2019-09.txt", text.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(dataset.format(), Some(Format::ChinaRegimes));
    assert_eq!(dataset.len(), 10);
    assert_eq!(told(&dataset)[0], "China | World | exports | 2019-01/2019-09 | 1,825,000 thousand | USD".replace(',', ""));
    assert_eq!(dataset.stated().len(), 10);
    let error = read("bulletin.txt", text.as_bytes()).unwrap_err();
    assert!(error.to_string().contains("--period 2019-09"), "{error}");
}

#[test]
fn tables_under_other_names() {
    let text = "reporter,flow,partner,year,value_musd,flag\n\"Belarus, Rep. of\",Exports,\"China, P.R.: Mainland\",2004,282.867798,\n\"Belarus, Rep. of\",Exports,\"China, P.R.: Mainland\",2005,2109.3890499999993,e\n";
    let dataset = read("derived.csv", text.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(dataset.format(), Some(Format::Tidy));
    assert_eq!(told(&dataset), ["Belarus | China | exports | 2004 | 282.867798 million | USD"]);
    assert_eq!(dataset.len(), 2);
    let text = "country,product,export_val\nAGO,0101,14758\nAGO,0102,0\n";
    let error = read("export.csv", text.as_bytes()).unwrap_err();
    assert!(error.to_string().contains("--period 2019"), "{error}");
    let options = CaseOptions { period: "2019".parse().ok(), ..CaseOptions::default() };
    let dataset = Dataset::of_raw(&Raw::from_bytes("export.csv", text.as_bytes()), options).unwrap();
    assert_eq!(told(&dataset), ["Angola | World | exports | 0101 | 2019 | 14758", "Angola | World | exports | 0102 | 2019 | 0"]);
}

/// The table of codes beside the data names what no other list has.
#[test]
fn baci_with_its_table_of_codes() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("BACI_HS92_Y2019_V202102.csv");
    let codes = folder.path().join("country_codes_V202102.csv");
    std::fs::write(&data, "t,i,j,k,v,q\n2019,842,951,010121,1.5,2\n").unwrap();
    std::fs::write(&codes, b"country_code,country_name_abbreviation,country_name_full,iso_2digit_alpha,iso_3digit_alpha\n951,Sao Tome,S\xe3o Elsewhere,XX,XXX\n").unwrap();
    let dataset = Dataset::open(&data).unwrap_or_else(|error| panic!("{error}"));
    assert!(told(&dataset).iter().any(|line| line.starts_with("United States | São Elsewhere | exports")), "{:?}", told(&dataset));
    assert!(Dataset::open(&codes).unwrap_err().to_string().contains("a list of codes"));
}
