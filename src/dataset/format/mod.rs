//! The files that people download, a reader for each layout, told apart by what stands in them.

pub(super) mod baci;
mod census;
mod census_api;
mod census_country;
mod china_customs;
mod comext;
mod comtrade;
mod comtrade_legacy;
mod dots;
pub(super) mod header;
mod layout;
mod open;
pub(super) mod parquet;
mod regime_bulletin;
mod regime_page;
mod sdmx;
#[cfg(test)]
mod tests;
pub(super) mod tidy;
mod us_states;
mod wide;
mod wits;
mod workbook;

use std::fmt;

use crate::error::Error;
use crate::period::Period;
use crate::source::{Column, Encoding, Need, Raw, Rows, Trailing};
use crate::statement::SERIES_COLUMNS;

use super::gather::Gather;
use header::Header;
use layout::{Cells, Layout, Periods, Side};
pub(super) use open::{Opened, open};
use workbook::Sheet;

/// A layout of files, as their publishers write them.
///
/// # Example: a header tells
/// ```
/// use tradecheck::dataset::Format;
/// use tradecheck::source::Raw;
///
/// let raw = Raw::from_bytes("x.csv", *b"typeCode,freqCode,period,reporterCode,flowCode,partnerCode,cmdCode,primaryValue\n");
/// assert_eq!(Format::of(&raw)?, Some(Format::Comtrade));
/// assert_eq!(Format::of(&Raw::from_bytes("x.csv", *b"reporter,flow,period,value\n"))?, None);
/// # Ok::<(), tradecheck::error::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// UN Comtrade since 2023: the website's CSV, the API's and the bulk files, in any spelling of the columns.
    Comtrade,
    /// UN Comtrade until 2023: `Trade Value (US$)`.
    ComtradeLegacy,
    /// SDMX-CSV 1.0 and 2.x, as Eurostat, the IMF and others write it.
    SdmxCsv,
    /// Eurostat's bulk files of detailed trade.
    Comext,
    /// CEPII's BACI.
    Baci,
    /// Workbooks of the IMF's *Direction of Trade Statistics*.
    ImfDots,
    /// Workbooks of the US Census Bureau on the trade of each state.
    UsCensus,
    /// The US Census Bureau's file of trade with each country, a column for each month.
    UsCensusCountries,
    /// What the US Census Bureau's interface on international trade gives, as JSON or as CSV.
    UsCensusApi,
    /// The World Bank's WITS summaries.
    Wits,
    /// What the query service of China's customs gives.
    ChinaCustoms,
    /// The bulletin of China's customs on trade by customs regime, a line or two for each.
    ChinaRegimes,
    /// A table that somebody has made, with one value a row and names of columns that tell what they hold.
    Tidy,
    /// A table that somebody has made, with a column for each flow or for each year.
    Wide,
    /// Parquet: this crate's own frames, or a tidy table.
    Parquet,
}

/// The name of the source.
impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Comtrade => "UN Comtrade",
            Self::ComtradeLegacy => "UN Comtrade (before 2023)",
            Self::SdmxCsv => "SDMX-CSV",
            Self::Comext => "Comext",
            Self::Baci => "BACI",
            Self::ImfDots => "IMF Direction of Trade Statistics",
            Self::UsCensus => "US Census Bureau",
            Self::UsCensusApi => "US Census Bureau (interface)",
            Self::UsCensusCountries => "US Census Bureau (countries)",
            Self::Wits => "WITS",
            Self::ChinaCustoms => "China's customs",
            Self::ChinaRegimes => "China's customs (by regime)",
            Self::Tidy => "a tidy table",
            Self::Wide => "a table with a column for each flow or year",
            Self::Parquet => "Parquet",
        })
    }
}

impl Format {
    /// Whether a file is a workbook or Parquet, whatever is in it.
    ///
    /// # Errors
    /// The system's reason where the file cannot be read.
    pub fn is_binary(raw: &Raw) -> Result<bool, Error> {
        let head = raw.head(8)?;
        Ok(head.starts_with(parquet::MAGIC) || workbook::is_workbook(&head))
    }

    /// The layout of a file; `None` where it is a table of one's own, or nothing that is known.
    ///
    /// # Errors
    /// The system's reason where the file cannot be read.
    pub fn of(raw: &Raw) -> Result<Option<Self>, Error> {
        let head = raw.head(HEAD)?;
        if head.starts_with(parquet::MAGIC) {
            return Ok(Some(parquet::layout(raw)?));
        }
        if workbook::is_workbook(&head) {
            let sheets = workbook::sheets(raw)?;
            if let Some(format) = Self::of_sheets(&sheets) {
                return Ok(Some(format));
            }
            let tables = sheets.iter().filter_map(|sheet| Some(sheet.as_table()?.0));
            let layouts = tables.map(|text| Self::of(&Raw::from_bytes(raw.name().clone(), text.into_bytes())));
            return Ok(layouts.collect::<Result<Vec<_>, Error>>()?.into_iter().flatten().next());
        }
        let begins = first_line(&head).map(String::from_utf8_lossy).unwrap_or_default();
        if regime_bulletin::RegimeBulletin::is_first_line(begins.as_bytes()) || regime_page::is_first_line(&begins) {
            return Ok(Some(Self::ChinaRegimes));
        }
        if let Some(names) = census_api::names_of_json(&head) {
            return Ok(Some(Self::UsCensusApi).filter(|_| census_api::are_variables(raw.name(), &names)));
        }
        let header = |head: Vec<u8>, encoding: Option<Encoding>| {
            let rows = Rows::from_reader(raw.name().clone(), std::io::Cursor::new(head), encoding).ok()?;
            Self::of_header(&Header::new(raw.name().clone(), 1, rows.header()), rows.header())
        };
        let chinese = first_line(&head).map(|line| header(line.to_vec(), "gb18030".parse().ok())).filter(|_| !is_utf8(&head));
        Ok(chinese.flatten().or_else(|| header(plain_head(head), None)))
    }

    fn of_header(header: &Header, names: &[String]) -> Option<Self> {
        if sdmx::Sdmx::is_header(names) {
            return Some(Self::SdmxCsv);
        }
        if china_customs::ChinaCustoms::is_header(names) {
            return Some(Self::ChinaCustoms);
        }
        let has = |names: &[&str]| header.has_all(names);
        // Most of the columns that only this layout has are enough, so that one that is missing or misspelt is told as such.
        let most = |names: &[&str], least: usize| names.iter().filter(|name| has(&[name])).count() >= least;
        let comtrade = ["reportercode", "partnercode", "cmdcode", "flowcode", "primaryvalue"];
        let has_value = ["primaryvalue", "cifvalue", "fobvalue"].iter().any(|name| has(&[name]));
        if has_value && (has(&["flowcode"]) || has(&["flowdesc"])) || most(&comtrade, 3) {
            return Some(Self::Comtrade);
        }
        let flow = has(&["tradeflowcode"]) || has(&["tradeflow"]);
        if has(&["tradevalueus"]) && (flow || has(&["classification"])) || flow && has(&["classification", "commoditycode"]) {
            return Some(Self::ComtradeLegacy);
        }
        let comext = ["flow", "period", "valueeur", "valueineuros", "value1000ecu", "statprocedure", "statregime"];
        if has(&["productnc"]) && most(&comext, 2) {
            return Some(Self::Comext);
        }
        if (4..=6).contains(&header.folded().len())
            && most(&["t", "i", "j", "k", "v"], 4)
            && header.folded().iter().all(|name| name.len() <= 1)
        {
            return Some(Self::Baci);
        }
        if census_country::CensusCountry::is_header(header) {
            return Some(Self::UsCensusCountries);
        }
        if census_api::CensusApi::is_header(header) && wide::Columns::of(header).is_none() {
            return Some(Self::UsCensusApi);
        }
        let is_of_country = has(&["countryname", "indicatorname"]) && wits::Wits::years(header).count() >= 2;
        if has(&["productcategories", "reporter", "partner"]) || has(&["productcategories", "indicatortype"]) || is_of_country {
            return Some(Self::Wits);
        }
        let is_case =
            has(&["relation"]) || SERIES_COLUMNS.iter().all(|column| column.need == Need::Optional || knows(names, column));
        match is_case {
            true => None,
            false if tidy::Columns::of(header).is_some() => Some(Self::Tidy),
            false => wide::Columns::of(header).map(|_| Self::Wide),
        }
    }

    fn of_sheets(sheets: &[Sheet]) -> Option<Self> {
        if dots::is_book(sheets) {
            Some(Self::ImfDots)
        } else if census::is_book(sheets) {
            Some(Self::UsCensus)
        } else {
            None
        }
    }

    /// What a file of it is called in a sentence.
    fn told(self) -> String {
        match self {
            Self::Tidy | Self::Wide => self.to_string(),
            _ => format!("a file of {self}"),
        }
    }

    /// The encoding in which the source writes where it does not write UTF-8.
    fn own_encoding(self) -> &'static str {
        match self {
            Self::Comtrade | Self::ComtradeLegacy | Self::SdmxCsv | Self::Comext | Self::Baci => "iso-8859-1",
            Self::Wits => "windows-1252",
            Self::ChinaCustoms | Self::ChinaRegimes => "gb18030",
            Self::ImfDots | Self::UsCensus | Self::UsCensusApi | Self::Tidy | Self::Wide | Self::Parquet => "utf-8",
            Self::UsCensusCountries => "windows-1252",
        }
    }

    /// Whether each row may end with a delimiter that the header does not have.
    fn trailing(self) -> Trailing {
        match self {
            Self::Comtrade | Self::ComtradeLegacy | Self::SdmxCsv => Trailing::LeftOut,
            Self::Wits | Self::ChinaCustoms => Trailing::LeftOut,
            Self::Comext | Self::Baci | Self::ImfDots | Self::UsCensus | Self::UsCensusApi => Trailing::Refused,
            Self::UsCensusCountries => Trailing::LeftOut,
            Self::ChinaRegimes | Self::Tidy | Self::Wide | Self::Parquet => Trailing::Refused,
        }
    }

    fn layout(self, rows: &Rows, period: Option<Period>, into: &mut Gather) -> Result<Box<dyn Layout>, Error> {
        let header = &Header::new(rows.name().clone(), 1, rows.header());
        Ok(match self {
            Self::Comtrade => Box::new(comtrade::Comtrade::of(header)?),
            Self::ComtradeLegacy => Box::new(comtrade_legacy::Legacy::of(header)?),
            Self::SdmxCsv => Box::new(sdmx::Sdmx::of(rows.name(), rows.header(), rows.delimiter())?),
            Self::Comext => Box::new(comext::Comext::of(header)?),
            Self::Baci => Box::new(baci::Baci::of(header, rows.name(), into)?),
            Self::UsCensusApi => Box::new(census_api::CensusApi::of(header, into)?),
            Self::UsCensusCountries => Box::new(census_country::CensusCountry::of(header)?),
            Self::Wits => Box::new(wits::Wits::of(header)?),
            Self::ChinaCustoms => Box::new(china_customs::ChinaCustoms::of(rows.name(), rows.header(), into)?),
            Self::ChinaRegimes => Box::new(regime_bulletin::RegimeBulletin::of(rows.name(), period, into)?),
            Self::Tidy => Box::new(tidy::Tidy::of(header, rows.name(), period)?),
            Self::Wide => Box::new(wide::Wide::of(header, rows.name(), period)?),
            Self::ImfDots | Self::UsCensus | Self::Parquet => return Err(header.missing("value")),
        })
    }
}

/// Whether one of the names is that of a column of `series.csv`.
fn knows(names: &[String], column: &Column) -> bool {
    let is_it = |name: &String| {
        name.eq_ignore_ascii_case(column.name) || column.aliases.iter().any(|alias| name.eq_ignore_ascii_case(alias))
    };
    names.iter().any(is_it)
}

/// How much of a file is looked at.
const HEAD: usize = 1 << 16;

/// The beginning of a text, all that is no ASCII made a question mark, so that a header shows whatever the encoding.
fn plain_head(mut head: Vec<u8>) -> Vec<u8> {
    let marked = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") || head.starts_with(b"\xef\xbb\xbf");
    if !marked && !is_utf8(&head) {
        head.iter_mut().filter(|byte| !byte.is_ascii()).for_each(|byte| *byte = b'?');
    }
    head
}

fn is_utf8(head: &[u8]) -> bool {
    // The last character may be cut.
    std::str::from_utf8(head).map_or_else(|error| error.error_len().is_none(), |_| true)
}

fn first_line(head: &[u8]) -> Option<&[u8]> {
    let is_blank = |line: &&[u8]| line.iter().all(u8::is_ascii_whitespace);
    head.split(|byte| *byte == b'\n').find(|line| !is_blank(line))
}
