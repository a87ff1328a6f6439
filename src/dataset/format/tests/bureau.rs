//! What offices give besides tables: answers of the Census Bureau's interface, the page of a bulletin of China's customs.

use super::{read, told};
use crate::dataset::{Dataset, Format};
use crate::error::FaultKind;

fn check(name: &str, text: &str, format: Format, observations: &[&str]) -> Dataset {
    let dataset = read(name, text.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(dataset.format(), Some(format));
    assert_eq!(told(&dataset), observations, "{name}");
    dataset
}

fn notes(dataset: &Dataset) -> Vec<&str> {
    dataset.notes().iter().map(|note| note.split_once(": ").map_or(note.as_str(), |(_, rest)| rest)).collect()
}

fn refused(name: &str, text: &str) -> String {
    read(name, text.as_bytes()).unwrap_err().to_string()
}

/// Rows of texts in brackets; a variable that was asked for and chosen by stands twice; the world, a group and a country; the month and
/// the months up to it; nothing where there was no trade by air.
#[test]
fn the_census_bureaus_interface() {
    let text = "[[\"CTY_CODE\",\"CTY_NAME\",\"ALL_VAL_MO\",\"ALL_VAL_YR\",\"AIR_VAL_MO\",\"E_COMMODITY\",\"E_COMMODITY_LDESC\",\"COMM_LVL\",\"SUMMARY_LVL\",\"CTY_CODE\",\"time\"],\n\
                [\"-\",\"TOTAL FOR ALL COUNTRIES\",\"9000\",\"21000\",\"17\",\"0805\",\"Citrus, \\\"fresh\\\"\",\"HS4\",\"DET\",\"-\",\"2016-03\"],\n\
                [\"0003\",\"EUROPEAN UNION\",\"400\",\"900\",null,\"0805\",\"Citrus\",\"HS4\",\"CGP\",\"0003\",\"2016-03\"],\n\
                [\"5800\",\"KOREA, SOUTH\",\"300\",\"700\",\"5\",\"0805\",\"Citrus\",\"HS4\",\"DET\",\"5800\",\"2016-03\"]]\n";
    let dataset = check(
        "exports.json",
        text,
        Format::UsCensusApi,
        &[
            "United States | European Union | exports | 0805 | 2016-01/2016-03 | 900 | USD",
            "United States | European Union | exports | 0805 | 2016-03 | 400 | USD",
            "United States | South Korea | exports | 0805 | 2016-01/2016-03 | 700 | USD",
            "United States | South Korea | exports | 0805 | 2016-03 | 300 | USD",
            "United States | South Korea | exports | by air | 0805 | 2016-03 | 5 | USD",
            "United States | World | exports | 0805 | 2016-01/2016-03 | 21000 | USD",
            "United States | World | exports | 0805 | 2016-03 | 9000 | USD",
            "United States | World | exports | by air | 0805 | 2016-03 | 17 | USD",
        ],
    );
    assert_eq!(
        notes(&dataset),
        ["columns that stand twice were read once: CTY_CODE", "no value is given (1 row, first in line 3)"]
    );
    assert_eq!(dataset.levels()[0].place.to_string(), "exports.json:3");
}

/// States, year and month apart, imports by two concepts, a quantity and its unit; all rows on one line.
#[test]
fn the_census_bureaus_interface_on_states() {
    let text = "[[\"STATE\",\"CTY_CODE\",\"GEN_VAL_MO\",\"CON_VAL_MO\",\"GEN_CIF_MO\",\"GEN_QY1_MO\",\"UNIT_QY1\",\"I_COMMODITY\",\"LAST_UPDATE\",\"NEW_VAR\",\"YEAR\",\"MONTH\"],\
                [\"GA\",\"5700\",\"50\",\"40\",\"55\",\"3\",\"KG\",\"-\",\"x\",\"1\",\"2023\",\"07\"],[\"-\",\"7XXX\",\"60\",\"60\",\"66\",\"0\",\"X\",\"-\",\"x\",\"1\",\"2023\",\"7\"]]";
    let dataset = check(
        "imports.json",
        text,
        Format::UsCensusApi,
        &[
            "Georgia | China | imports | 2023-07 | 50 | USD",
            "Georgia | China | imports | CIF | 2023-07 | 55 | USD",
            "Georgia | China | imports | 2023-07 | 3 | kg",
            "Georgia | China | imports | for consumption | 2023-07 | 40 | USD",
            "United States | Africa | imports | 2023-07 | 60 | USD",
            "United States | Africa | imports | CIF | 2023-07 | 66 | USD",
            "United States | Africa | imports | for consumption | 2023-07 | 60 | USD",
        ],
    );
    assert_eq!(
        notes(&dataset),
        [
            "several rows stand on one line; places count rows, the names as the first",
            "columns that are not known were not read: NEW_VAR"
        ]
    );
}

/// As tables: through programs that count rows, take codes for numbers and put names of their own.
#[test]
fn the_census_bureaus_interface_as_csv() {
    let text = ",CTY_CODE,CTY_NAME,E_COMMODITY,COMM_LVL,DF,ALL_VAL_MO,time\n\
                0,5700,CHINA,805,HS4,1,7,2016-01\n1,3,EUROPEAN UNION,805,HS4,2,5,2016-01\n2,9999,\"NOWHERE, ISLE OF\",1001,HS4,-,4,2016-01\n";
    let dataset = check(
        "table.csv",
        text,
        Format::UsCensusApi,
        &[
            "United States | China | domestic-exports | 0805 | 2016-01 | 7 | USD",
            "United States | European Union | re-exports | 0805 | 2016-01 | 5 | USD",
            "United States | NOWHERE, ISLE OF | exports | 1001 | 2016-01 | 4 | USD",
        ],
    );
    assert_eq!(notes(&dataset), ["a commodity code had lost its leading zero, which was put back (2 rows, first in line 2)"]);
    check(
        "naics.csv",
        "NAICS,ALL_VAL_YR,YEAR\n111,7,2016\n",
        Format::UsCensusApi,
        &["United States | World | exports | NAICS 111 | 2016 | 7 | USD"],
    );
}

#[test]
fn an_answer_that_is_broken_says_where() {
    let names = "[[\"CTY_CODE\",\"ALL_VAL_MO\",\"time\"],\n";
    let told = |rest: &str| refused("x.json", &format!("{names}{rest}"));
    let ends = told("[\"5700\",\"7\",\"2016-01\"],\n[\"5700\",\"8\",\"20");
    assert!(ends.starts_with("x.json:3: the JSON cannot be read here: it ends before its last bracket"), "{ends}");
    assert!(ends.contains("fetch the whole answer again"), "{ends}");
    let ends = told("[\"5700\",\"7\",\"2016-01\"]\n");
    assert!(ends.contains("ends before its last bracket"), "{ends}");
    let ragged = told("[\"5700\",\"7\"]]");
    assert!(ragged.starts_with("x.json:2: the JSON cannot be read here: this row has 2 cells, and there are 3 names"), "{ragged}");
    let cells = told("[\"5700\",\"many\",\"2016-01\"],\n[\"5700\",\"7\",\"2016-13\"],\n[\"5700\",\"7\",\"2016\"]]");
    for wanted in [
        "x.json:2: column `ALL_VAL_MO`: `many` is not a figure",
        "x.json:3: column `time`: `2016-13` is no period",
        "x.json:4: column `ALL_VAL_MO`: it is of a month, and the row names none",
    ] {
        assert!(cells.contains(wanted), "{wanted}: {cells}");
    }
    assert_eq!(read("x.json", format!("{}]", names.trim_end_matches(",\n")).as_bytes()).unwrap_err().kind(), FaultKind::Empty);
    // Other JSON is named as what it is.
    for other in ["{\"error\": \"unknown variable\"}", "[{\"a\": 1}]", "[[\"NAME\",\"POP\"],\n[\"Alabama\",\"5\"]]"] {
        let told = refused("x.json", other);
        assert!(told.starts_with("x.json: this is JSON, and not of a kind that is known"), "{told}");
    }
}

const PAGE: &str = "(5) Imports and Exports by Customs Regime, 10. 2019\n\
    Unit: US$1,000\n\
    Customs Regime  Exports Imports \n\
    10 1 to 10 10 1 to 10\n\
    TOTAL 300,100  2,500,000  150,200  1,200,000 \n\
    -0.9 -0.2 -6.5 -5.1\n\
    Ordinary Trade  200,000  1,700,000  150,200  1,198,816 \n\
    4.0 3.2 -2.5 -4.2\n\
    Aid or Donation Between Governments\n\
    or by International Organizations 100,100  800,000  - 1,184 \n\
    -19.3 -1.2 - -61.3\n\
    \n\
    1、Figures in shaded areas refer to percentage change over the same period in the previous year.\n\
    2、Since 2014, duty-free goods is included.\n";

const READ: [&str; 11] = [
    "China | World | exports | 2019-01/2019-10 | 2500000 thousand | USD",
    "China | World | exports | 2019-10 | 300100 thousand | USD",
    "China | World | exports | Aid or Donation Between Governments or by International Organizations | 2019-01/2019-10 | 800000 thousand | USD",
    "China | World | exports | Aid or Donation Between Governments or by International Organizations | 2019-10 | 100100 thousand | USD",
    "China | World | exports | Ordinary Trade | 2019-01/2019-10 | 1700000 thousand | USD",
    "China | World | exports | Ordinary Trade | 2019-10 | 200000 thousand | USD",
    "China | World | imports | 2019-01/2019-10 | 1200000 thousand | USD",
    "China | World | imports | 2019-10 | 150200 thousand | USD",
    "China | World | imports | Aid or Donation Between Governments or by International Organizations | 2019-01/2019-10 | 1184 thousand | USD",
    "China | World | imports | Ordinary Trade | 2019-01/2019-10 | 1198816 thousand | USD",
    "China | World | imports | Ordinary Trade | 2019-10 | 150200 thousand | USD",
];

/// Pairs of lines, values and changes; a name over two lines; notes that begin with figures.
#[test]
fn the_page_of_chinas_customs_by_regime() {
    let dataset = check("bulletin.txt", PAGE, Format::ChinaRegimes, &READ);
    assert_eq!(notes(&dataset), ["a name that runs over two lines was put together (1 row, first in line 10)"]);
    let changes: Vec<String> = dataset
        .stated()
        .iter()
        .map(|stated| format!("{} {} {} {}", stated.key.scope, stated.key.flow, stated.figure, stated.place))
        .collect();
    assert_eq!(changes.len(), 11);
    assert_eq!(changes[0], " exports -0.9 bulletin.txt:6");
    assert!(dataset.frame().column("vintage").is_ok(), "figures of two bulletins are two editions");
    // An excerpt has no line for the rest, and does not add up to its total.
    assert!(dataset.hierarchy.iter().all(|whole| whole.completeness == crate::statement::Parts::Some));
    // Through a spreadsheet: by tabs, by commas with quotes, by commas alone.
    let rows = |line: &dyn Fn(&str, [&str; 4]) -> String| {
        let [title, unit] = ["(5)Imports and Exports by Customs Regime,10.2019", "Unit: US$1,000"];
        let mut text = format!("{title}\n{unit}\n");
        text += &line("TOTAL", ["300,100", "2,500,000", "150,200", "1,200,000"]);
        text += &line("", ["-0.9", "-0.2", "-6.5", "-5.1"]);
        text
    };
    for line in [
        &(|name: &str, cells: [&str; 4]| format!("{name}\t{}\n", cells.join("\t"))) as &dyn Fn(&str, [&str; 4]) -> String,
        &|name, cells| format!("{name} | {}\n", cells.join(" | ")),
        &|name, cells| format!("{name},{}\n", cells.map(|cell| format!("\"{cell}\"")).join(",")),
        &|name, cells| format!("{name},{}\n", cells.map(|cell| cell.replace(',', "")).join(",")),
    ] {
        let text = rows(line);
        let dataset = check("table.csv", &text, Format::ChinaRegimes, &[READ[0], READ[1], READ[6], READ[7]]);
        assert_eq!(dataset.stated().len(), 4, "{text}");
    }
}

#[test]
fn what_the_page_does_not_say_is_told() {
    let without = |line: &str| PAGE.replace(&format!("{line}\n"), "");
    let dataset = read("x.txt", without("Unit: US$1,000").as_bytes()).unwrap();
    assert!(
        notes(&dataset)[0].starts_with("no line names the unit; the values are taken to be in thousands"),
        "{:?}",
        notes(&dataset)
    );
    let dataset = read("x.txt", without("4.0 3.2 -2.5 -4.2").as_bytes()).unwrap();
    assert!(
        notes(&dataset).contains(&"a regime has no line of changes below it (1 row, first in line 7)"),
        "{:?}",
        notes(&dataset)
    );
    let yuan = read("x.txt", PAGE.replace("US$1,000", "RMB10,000").as_bytes()).unwrap();
    assert!(told(&yuan)[0].ends_with("2500000 10^4 | CNY"), "{}", told(&yuan)[0]);
    let told = refused("x.txt", &PAGE.replace("US$1,000", "ounces"));
    assert!(told.starts_with("x.txt:2: `Unit: ounces` is no unit that is known"), "{told}");
    let told = refused("x.txt", &PAGE.replace(", 10. 2019", ""));
    assert!(told.contains("--period 2019-09"), "{told}");
    let told = refused("x.txt", &PAGE.replace("-0.9 -0.2 -6.5 -5.1", "-0.9 -0.2 -6.5"));
    assert!(told.contains("x.txt:6: column `name`: there are not four numbers in this line"), "{told}");
    let told = refused("x.txt", "(5)Imports and Exports by Customs Regime,10.2019\nUnit: US$1,000\n");
    assert!(told.contains("no line with a name and four numbers"), "{told}");
}

/// Months as columns; a code without its zeros, a country that the list does not have, a year that nothing was traded in, an empty row.
#[test]
fn the_census_bureau_by_country() {
    let months = |letter: &str| {
        ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC", "YR"]
            .map(|month| format!("{letter}{month}"))
            .join(",")
    };
    let zeros = ["0"; 26].join(",");
    let text = format!(
        "year,CTY_CODE,CTYNAME,{},{}\n1990,1220,Canada,1.5,{},3,{}\n1990,9999,Ruritania,{zeros}\n{}\n",
        months("I"),
        months("E"),
        [""; 12].join(","),
        [""; 12].join(","),
        [""; 29].join(","),
    );
    check(
        "country.csv",
        &text,
        Format::UsCensusCountries,
        &[
            "United States | Canada | exports | 1990-01 | 3 million | USD",
            "United States | Canada | imports | 1990-01 | 1.5 million | USD",
        ],
    );
    let wrong = text.replace("1.5", "1.5x");
    assert_eq!(
        refused("country.csv", &wrong).lines().next().unwrap_or_default().split(';').next(),
        Some("country.csv:2: column `IJAN`: `1.5x` is not a figure")
    );
}
