//! Belarus and China from both sides, 2004 to 2020: growth, balance, and how far the two reports of one flow lie apart.
//!
//! `cargo run --example 12_report_belarus_national -- FOLDER`

use std::error::Error;
use std::path::{Path, PathBuf};

use tradecheck::case::Case;
use tradecheck::check::{CheckOptions, check};
use tradecheck::dataset::{Dataset, schema};
use tradecheck::measure::{Measure, Request};
use tradecheck::period::Period;
use tradecheck::report::{Report, Section, Table};

fn main() -> Result<(), Box<dyn Error>> {
    run(&PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "report".into())).join("belarus-national"))
}

/// Writes the page, its data and its charts into the folder.
pub fn run(out: &Path) -> Result<(), Box<dyn Error>> {
    let case = Case::open(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/belarus-national"))?;
    let checked = check(&case, &CheckOptions::default());
    let report = Report::new(&case, &checked)
        .titled("Belarus and China from both sides")
        .section(growth_and_balance(&case)?)
        .section(mirror(&case)?);
    let written = report.write_to(out)?;
    println!("{}: {} files in {}", checked.verdict, written.files.len(), out.display());
    Ok(())
}

/// One row of a result: reporter, flow, year, level in millions, and one measure.
type Row = (String, String, String, f64, Option<f64>);

fn rows(case: &Case, measures: &[Measure], column: Measure) -> Result<Vec<Row>, Box<dyn Error>> {
    let frame = Request::new(measures.iter().copied()).run(&Dataset::of_case(case)?)?;
    let (value, measured) = (frame.column("value")?.f64()?, frame.column(column.name())?.f64()?);
    let text = |name: &str, row: usize| Ok::<String, Box<dyn Error>>(frame.column(name)?.get(row)?.str_value().into_owned());
    let (starts, months) = (frame.column(schema::START)?.i32()?, frame.column(schema::MONTHS)?.u16()?);
    let mut rows = Vec::new();
    for row in 0..frame.height() {
        let period = starts.get(row).zip(months.get(row)).and_then(|(start, months)| Period::from_start(start, months));
        let year = period.map(Period::label).unwrap_or_default();
        let level = value.get(row).unwrap_or_default() / 1e6;
        rows.push((text(schema::REPORTER, row)?, text(schema::FLOW, row)?, year, level, measured.get(row)));
    }
    Ok(rows)
}

fn growth_and_balance(case: &Case) -> Result<Section, Box<dyn Error>> {
    let mut table = Table::new(
        "Belarus with China as Belarus reports it, million USD and per cent of the year before",
        ["year", "exports", "growth", "imports", "growth", "balance"],
    );
    let rows = rows(case, &[Measure::Balance, Measure::Growth], Measure::Growth)?;
    let of = |flow: &str| rows.iter().filter(|row| row.0 == "Belarus" && row.1 == flow).collect::<Vec<_>>();
    let (exports, imports, balance) = (of("exports"), of("imports"), of("balance"));
    let rate = |rate: Option<f64>| rate.map_or_else(|| "no base".into(), |rate| format!("{rate:+.1}"));
    for ((x, m), b) in exports.iter().zip(&imports).zip(&balance) {
        table =
            table.row([x.2.clone(), format!("{:.1}", x.3), rate(x.4), format!("{:.1}", m.3), rate(m.4), format!("{:+.1}", b.3)]);
    }
    Ok(Section::new("Growth and balance")
        .paragraph("Growth is counted against the same period of the year before, by the calendar.")
        .table(table))
}

fn mirror(case: &Case) -> Result<Section, Box<dyn Error>> {
    let mut table = Table::new(
        "Imports as one side reports them, over the exports of the other; 1.0 would be agreement",
        ["year", "Belarus's imports from China", "China's imports from Belarus"],
    );
    let rows = rows(case, &[Measure::MirrorRatio], Measure::MirrorRatio)?;
    let of = |reporter: &str| rows.iter().filter(|row| row.0 == reporter && row.1 == "imports").collect::<Vec<_>>();
    let ratio = |ratio: Option<f64>| ratio.map_or_else(|| "no mirror".into(), |ratio| format!("{ratio:.2}"));
    for (belarus, china) in of("Belarus").iter().zip(of("China")) {
        table = table.row([belarus.2.clone(), ratio(belarus.4), ratio(china.4)]);
    }
    let why = "Imports are valued CIF and exports FOB, which explains up to about 1.20. Beyond it the causes are others: origin against last known \
               destination, goods that travel through a third country, the trade system, the time on the way, and confidential trade.";
    Ok(Section::new("The mirror gap").paragraph(why).table(table))
}
