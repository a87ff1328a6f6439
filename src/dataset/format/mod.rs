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

use std::collections::{BTreeSet, HashMap};
use std::fmt;

use crate::codelist::{Counterpart, Numbering};
use crate::error::{Error, Fault, FaultKind};
use crate::period::Period;
use crate::place::Place;
use crate::source::{Block, Column, Encoding, Need, Raw, Rows, Trailing};
use crate::statement::SERIES_COLUMNS;

use super::gather::{Gather, Names};
use super::printed::is_absent;
use header::Header;
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

/// How many rows are taken at once.
const BLOCK: usize = 1 << 14;

/// What a file turns out to be.
pub(super) enum Opened {
    /// A layout of a source, read.
    Known(Box<Gather>, Format),
    /// Parquet, to be read by a plan.
    Parquet,
    /// Tables of one's own: each with the lines whose numbers are binary fractions.
    Tables(Vec<(Raw, BTreeSet<u32>)>),
}

/// Reads a file in a layout that is known; tables of one's own are handed back as what they are.
pub(super) fn open(raw: &Raw, encoding: Option<Encoding>, period: Option<Period>) -> Result<Opened, Error> {
    let head = raw.head(8)?;
    if workbook::is_workbook(&head) {
        return open_workbook(raw, period);
    }
    let is_parquet = head.starts_with(parquet::MAGIC);
    if let Some(fault) = crate::source::no_text(&head).filter(|_| !is_parquet) {
        return Err(fault.at(Place::file(raw.name().clone())).into());
    }
    Ok(match Format::of(raw)? {
        Some(Format::Parquet | Format::Baci) if is_parquet => Opened::Parquet,
        Some(format) if is_parquet => {
            let (table, fractions) = parquet::as_table(raw)?;
            let mut gather = Gather::new(raw.name().clone());
            read_into(&table, format, encoding, period, &mut gather)?;
            gather.are_binary(&fractions, 0);
            Opened::Known(Box::new(something(gather, format)?), format)
        }
        Some(format) => Opened::Known(Box::new(read(raw, format, encoding, period)?), format),
        None => {
            not_a_list_of_codes(raw)?;
            not_json(raw)?;
            Opened::Tables(vec![(raw.clone(), BTreeSet::new())])
        }
    })
}

/// Refuses the tables of codes that are published with data, and says what they are for.
fn not_a_list_of_codes(raw: &Raw) -> Result<(), Error> {
    let rows = Rows::from_reader(raw.name().clone(), std::io::Cursor::new(plain_head(raw.head(HEAD)?)), None);
    let is_list = rows.is_ok_and(|rows| {
        let header = Header::new(raw.name().clone(), 1, rows.header());
        let is_of_codes =
            |name: &String| name.is_empty() || ["code", "name", "iso", "abbreviation"].iter().any(|part| name.contains(part));
        header.has_all(&["code", "description"]) && header.names().len() == 2
            || header.find(&["countrycode"]).is_some()
                && header.find(&["countryname", "countrynamefull"]).is_some()
                && header.folded().iter().all(is_of_codes)
    });
    if !is_list {
        return Ok(());
    }
    let fault =
        Fault::new(FaultKind::Unsupported, "this is a list of codes, and no table of figures").at(Place::file(raw.name().clone()));
    Err(fault.help("leave it beside the data of BACI, which is read with it").into())
}

/// Refuses JSON of other kinds, which would be taken for a text or a table.
fn not_json(raw: &Raw) -> Result<(), Error> {
    let head = raw.head(HEAD)?;
    let text: String = String::from_utf8_lossy(&head).chars().filter(|letter| !letter.is_whitespace()).take(4).collect();
    let text = text.trim_start_matches('\u{feff}');
    if !["{\"", "[{\"", "[\"", "[[\""].iter().any(|begins| text.starts_with(begins)) {
        return Ok(());
    }
    let fault =
        Fault::new(FaultKind::Unsupported, "this is JSON, and not of a kind that is known").at(Place::file(raw.name().clone()));
    let fault = fault.accepted("of JSON, what the US Census Bureau's interface on international trade gives is read");
    Err(fault.help("ask the source for CSV").into())
}

fn open_workbook(raw: &Raw, period: Option<Period>) -> Result<Opened, Error> {
    let sheets = workbook::sheets(raw)?;
    let mut gather = Gather::new(raw.name().clone());
    match Format::of_sheets(&sheets) {
        Some(format) => {
            match format {
                Format::ImfDots => dots::read(raw, &sheets, &mut gather),
                _ => census::read(raw, &sheets, &mut gather),
            }
            Ok(Opened::Known(Box::new(gather), format))
        }
        None => {
            let table = |sheet: &Sheet| {
                let (text, fractions) = sheet.as_table()?;
                Some((Raw::from_bytes(sheet.place_name(raw), text.into_bytes()), fractions))
            };
            let tables: Vec<_> = sheets.iter().filter_map(table).collect();
            let layouts = tables.iter().map(|(table, _)| Format::of(table));
            let layouts = layouts.collect::<Result<Vec<_>, Error>>()?;
            if let Some(format) = layouts.iter().flatten().next().copied() {
                return read_sheets(&tables, &layouts, format, period, gather);
            }
            match tables.is_empty() {
                false => Ok(Opened::Tables(tables)),
                true => {
                    let fault = Fault::new(FaultKind::Header, "no sheet has a row with the names of columns");
                    Err(fault.at(Place::file(raw.name().clone())).accepted("reporter, flow, period and value are needed").into())
                }
            }
        }
    }
}

/// Reads the sheets that have a layout which its publisher writes as text; the others are named in a note.
fn read_sheets(
    tables: &[(Raw, BTreeSet<u32>)],
    layouts: &[Option<Format>],
    format: Format,
    period: Option<Period>,
    mut gather: Gather,
) -> Result<Opened, Error> {
    let book = gather.file.clone();
    for ((table, fractions), layout) in tables.iter().zip(layouts) {
        gather.file = table.name().clone();
        if *layout == Some(format) {
            let before = gather.len();
            read_into(table, format, None, period, &mut gather)?;
            gather.are_binary(fractions, before);
        } else {
            gather.note(format!("the sheet is not {}, and was left out", format.told()));
        }
    }
    gather.file = book;
    Ok(Opened::Known(Box::new(something(gather, format)?), format))
}

/// Reads a text in a layout that was recognised.
fn read(raw: &Raw, format: Format, encoding: Option<Encoding>, period: Option<Period>) -> Result<Gather, Error> {
    let mut gather = Gather::new(raw.name().clone());
    read_into(raw, format, encoding, period, &mut gather)?;
    something(gather, format)
}

fn read_into(
    raw: &Raw,
    format: Format,
    encoding: Option<Encoding>,
    period: Option<Period>,
    gather: &mut Gather,
) -> Result<(), Error> {
    let encoding = match encoding {
        Some(encoding) => Some(encoding),
        None => settled(raw, format, gather)?,
    };
    let head = raw.head(HEAD)?;
    let rows = match format {
        Format::ChinaRegimes if regime_page::is_first_line(&String::from_utf8_lossy(first_line(&head).unwrap_or_default())) => {
            return regime_page::read(raw, encoding, period, gather);
        }
        Format::ChinaRegimes => Rows::delimited(raw.name().clone(), raw.reader()?, encoding, Some(b'|'))?.without_header(),
        Format::UsCensusApi if census_api::names_of_json(&head).is_some() => {
            let table = census_api::table_of_json(raw)?;
            if !table.has_lines {
                gather.note("several rows stand on one line; places count rows, the names as the first");
            }
            Rows::delimited(raw.name().clone(), std::io::Cursor::new(table.text.into_bytes()), None, Some(b','))?
        }
        _ => raw.rows(encoding)?,
    };
    let mut rows = rows.with_trailing(format.trailing());
    let mut layout = format.layout(&rows, period, gather)?;
    while let Some(block) = rows.next_block(BLOCK)? {
        for row in 0..block.len() {
            // Programs leave empty rows behind, at the end above all.
            if !block.is_blank(row) {
                layout.row(&Cells { block: &block, row, line: block.line(row).unwrap_or_default() }, gather);
            }
        }
        if block.trimmed() > 0 {
            gather.repaired_in("an empty cell beyond the header was left out", block.trimmed(), block.line(0));
        }
    }
    layout.finish(gather);
    Ok(())
}

/// What was read, where there is anything.
fn something(gather: Gather, format: Format) -> Result<Gather, Error> {
    if gather.is_empty() && gather.faults.is_empty() && gather.stated.is_empty() {
        let fault = Fault::new(FaultKind::Empty, "there is no observation").at(Place::file(gather.file.clone()));
        let fault = fault.accepted(format!("{} has at least one row with a value", format.told()));
        let said: Vec<String> = gather.repairs().chain(gather.remarks()).collect();
        return Err(if said.is_empty() { fault.into() } else { fault.help(said.join("; ")).into() });
    }
    Ok(gather)
}

/// The encoding of a file that is not UTF-8: the one its source uses.
fn settled(raw: &Raw, format: Format, gather: &mut Gather) -> Result<Option<Encoding>, Error> {
    let Some((at, byte)) = raw.first_foreign_byte()? else { return Ok(None) };
    let label = format.own_encoding();
    gather.note(format!("the byte {byte:#04x} at offset {at} is not UTF-8; the file is read as {label}, as {format} writes it"));
    Ok(label.parse().ok())
}

/// One row of cells, whatever it came from.
pub(super) struct Cells<'b> {
    block: &'b Block,
    row: usize,
    /// The line on which it begins.
    pub(super) line: u32,
}

impl<'b> Cells<'b> {
    /// The text of a cell; empty where the file has no such column, and where it says that nothing is there.
    fn text(&self, column: Option<usize>) -> &'b str {
        let text = column.map_or("", |column| self.block.cell(self.row, column));
        if is_absent(text) { "" } else { text }
    }

    /// Whether the cell has blanks around its text.
    fn is_padded(&self, column: Option<usize>) -> bool {
        column.is_some_and(|column| {
            let text = self.block.untrimmed(self.row, column);
            text.trim().len() < text.len()
        })
    }
}

/// A layout of rows: what one row says.
trait Layout {
    /// Adds the observations of a row.
    fn row(&mut self, row: &Cells<'_>, into: &mut Gather);

    /// What is to be said or done when all rows have been read.
    fn finish(&mut self, _into: &mut Gather) {}
}

/// Periods by the text of their cells, each read once.
#[derive(Debug, Default)]
struct Periods(HashMap<Box<str>, Option<Period>>);

impl Periods {
    fn read(&mut self, row: &Cells<'_>, column: &str, text: &str, into: &mut Gather) -> Option<Period> {
        self.read_by(row, column, text, into, |text| text.parse::<Period>().map_err(|error| error.to_string()))
    }

    /// As [`Periods::read`], where a source has its own way to write periods.
    fn read_by(
        &mut self,
        row: &Cells<'_>,
        column: &str,
        text: &str,
        into: &mut Gather,
        read: impl FnOnce(&str) -> Result<Period, String>,
    ) -> Option<Period> {
        if let Some(Some(period)) = self.0.get(text) {
            return Some(*period);
        }
        // A year that was held as a float.
        let whole = text.strip_suffix(".0").filter(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()));
        match read(whole.unwrap_or(text)) {
            Ok(period) => {
                self.0.insert(text.into(), Some(period));
                Some(period)
            }
            Err(met) => {
                match text {
                    "" => into.fault(row.line, column, "the cell is empty", "a year, a month or a quarter is needed"),
                    _ => into.fault(row.line, column, met, ""),
                }
                None
            }
        }
    }
}

/// The columns in which a source names one side of its trade: by a code of its list, by letters of ISO 3166-1, by a name.
#[derive(Debug, Clone, Copy)]
struct Side {
    numbering: Numbering,
    code: Option<usize>,
    iso: Option<usize>,
    name: Option<usize>,
}

impl Side {
    /// The number of the name; a code that no list holds goes by the name beside it, or by itself.
    fn number(&self, row: &Cells<'_>, names: &mut Names) -> u32 {
        let [code, iso, name] = [self.code, self.iso, self.name].map(|column| row.text(column));
        let raw = if !code.is_empty() {
            code
        } else if !iso.is_empty() {
            iso
        } else {
            name
        };
        names.number(raw, || {
            let known = [code, iso].into_iter().find_map(|code| Counterpart::of_code(self.numbering, code));
            match known.or_else(|| Counterpart::named(name)) {
                Some(known) => known.name.to_owned(),
                None if !name.is_empty() => name.to_owned(),
                None => raw.to_owned(),
            }
        })
    }
}
