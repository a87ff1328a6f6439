//! Observations as SDMX-CSV, which other programs read.

use std::fmt::Write as _;
use std::str::FromStr;

use super::Dataset;
use crate::error::{Error, Fault, FaultKind};
use crate::statement::{Key, Status};

/// The versions of SDMX-CSV that are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum SdmxCsv {
    /// 1.0: the first column is `DATAFLOW`.
    V1,
    /// 2.x: `STRUCTURE`, `STRUCTURE_ID` and `ACTION` stand first.
    #[default]
    V2,
}

/// `1`, `1.0`, `2`, `2.0`, `2.1`.
impl FromStr for SdmxCsv {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.trim() {
            "1" | "1.0" => Ok(Self::V1),
            "2" | "2.0" | "2.1" => Ok(Self::V2),
            other => {
                let fault = Fault::new(FaultKind::Usage, format!("`{other}` is no version of SDMX-CSV"));
                Err(fault.accepted("1.0 and 2.0 are written").into())
            }
        }
    }
}

/// The columns that follow those of the structure: dimensions, the value, attributes.
const COLUMNS: &str = "REF_AREA,COUNTERPART_AREA,TRADE_FLOW,SCOPE,COMMODITY,VALUATION,ADJUSTMENT,UNIT_MEASURE,TIME_PERIOD,OBS_VALUE,UNIT_MULT,DECIMALS,OBS_STATUS,CONF_STATUS";

impl Dataset {
    /// The observations as SDMX-CSV of a structure such as `EXAMPLE:TRADE(1.0)`, digits as they were printed.
    ///
    /// Names stand as they are, not as codes of a list; periods in SDMX's forms (`2010`, `2010-Q1`, `2010-01-01/P9M`). What is withheld has
    /// a row without a value. Reading the text gives the same observations, but for the places, prices and editions.
    ///
    /// # Example: written and read again
    /// ```
    /// use tradecheck::dataset::{Dataset, SdmxCsv};
    /// use tradecheck::{source::Raw, case::CaseOptions};
    ///
    /// let text = "reporter,partner,flow,period,value,unit,multiplier\nBelarus,China,exports,2010-01/2010-09,18.50,USD,million\n";
    /// let read = |text: &str| Dataset::of_raw(&Raw::from_bytes("t.csv", text.as_bytes()), CaseOptions::default());
    /// let written = read(text)?.to_sdmx_csv("EXAMPLE:TRADE(1.0)", SdmxCsv::V2);
    /// assert!(written.ends_with("dataflow,EXAMPLE:TRADE(1.0),I,Belarus,China,exports,,,,,USD,2010-01-01/P9M,18.50,6,2,A,F\n"));
    /// assert_eq!(read(&written)?.levels()[0].figure, read(text)?.levels()[0].figure);
    /// # Ok::<(), tradecheck::error::Error>(())
    /// ```
    pub fn to_sdmx_csv(&self, structure: &str, version: SdmxCsv) -> String {
        let (first, each) = match version {
            SdmxCsv::V1 => ("DATAFLOW", quoted(structure)),
            SdmxCsv::V2 => ("STRUCTURE,STRUCTURE_ID,ACTION", format!("dataflow,{},I", quoted(structure))),
        };
        let mut text = format!("{first},{COLUMNS}\n");
        for level in super::levels_of(&self.frame) {
            let figure = &level.figure;
            let cells = [
                each.clone(),
                names(&level.key),
                period(&level.key),
                quoted(figure.printed()),
                figure.multiplier().exponent().to_string(),
                figure.decimals().to_string(),
                letter(level.status).to_owned(),
                "F".to_owned(),
            ];
            text.push_str(&cells.join(","));
            text.push('\n');
        }
        for withheld in self.withheld() {
            let _ = writeln!(text, "{each},{},{},,,,,C", names(&withheld.key), period(&withheld.key));
        }
        text
    }
}

fn names(key: &Key) -> String {
    let parts = [
        key.reporter.as_str(),
        key.partner.as_str(),
        key.flow.code(),
        key.scope.as_str(),
        key.commodity.as_str(),
        key.basis.valuation.as_str(),
        key.basis.adjustment.as_str(),
        key.unit.as_str(),
    ];
    parts.map(quoted).join(",")
}

/// A cell, in quotes where it needs them.
fn quoted(text: &str) -> String {
    if text.contains(['"', ',', '\n', '\r', ';', '\t']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

/// A year and a month by themselves, a quarter by its number, all else by its start and its length.
fn period(key: &Key) -> String {
    let Some(period) = key.period else { return String::new() };
    let (year, month) = (period.start().div_euclid(12), period.start().rem_euclid(12));
    match (period.months(), month) {
        (0, _) => period.to_string(),
        (12, 0) => format!("{year:04}"),
        (1, _) => format!("{year:04}-{:02}", month + 1),
        (3, 0 | 3 | 6 | 9) => format!("{year:04}-Q{}", month / 3 + 1),
        (months, _) => format!("{year:04}-{:02}-01/P{months}M", month + 1),
    }
}

fn letter(status: Status) -> &'static str {
    match status {
        Status::Normal => "A",
        Status::Provisional => "P",
        Status::Estimated => "E",
        Status::Forecast => "F",
        Status::Doubtful => "U",
        Status::Revised => "R",
        Status::Missing => "M",
        Status::Confidential => "C",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::CaseOptions;
    use crate::dataset::schema;
    use crate::source::Raw;

    fn read(text: &str) -> Dataset {
        Dataset::of_raw(&Raw::from_bytes("t.csv", text.as_bytes()), CaseOptions::default())
            .unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn what_is_written_reads_the_same() {
        let text = "reporter,partner,flow,scope,commodity,period,value,unit,multiplier,status,valuation\n\
                    \"Minsk, City\",China,exports,,8542,2010,18.50,USD,million,provisional,FOB\n\
                    Brest,China,imports,services,,2010-Q2,-3,EUR,,,CIF\n\
                    Brest,World,balance,,,2010-01/2010-05,0.004,USD,thousand,estimated,\n\
                    Brest,World,exports,,,2010-03,7,USD,,,\n";
        let dataset = read(text);
        for version in [SdmxCsv::V1, SdmxCsv::V2] {
            let again = read(&dataset.to_sdmx_csv("EXAMPLE:TRADE(1.0)", version));
            let without = |dataset: &Dataset| dataset.frame().drop_many([schema::PLACE, schema::ID, schema::ADJUSTMENT]);
            assert!(without(&again).equals(&without(&dataset)), "{}\n{}", again.frame(), dataset.frame());
        }
        assert!("3".parse::<SdmxCsv>().is_err());
    }

    #[test]
    fn what_is_withheld_is_written_too() {
        let text =
            "DATAFLOW,REF_AREA,COUNTERPART_AREA,FLOW,TIME_PERIOD,OBS_VALUE,CONF_STATUS\nX,AT,IT,M,2020,5,F\nX,AT,DE,M,2020,,C\n";
        let written = read(text).to_sdmx_csv("X", SdmxCsv::V1);
        assert_eq!(written.lines().count(), 3);
        assert_eq!(read(&written).withheld().len(), 1);
    }
}
