//! Files as they are opened: which layout they have, and what is read of them.

use std::collections::BTreeSet;

use super::header::Header;
use super::layout::Cells;
use super::workbook::Sheet;
use super::{Format, HEAD, census, census_api, dots, first_line, parquet, plain_head, regime_page, workbook};
use crate::dataset::gather::Gather;
use crate::error::{Error, Fault, FaultKind};
use crate::period::Period;
use crate::place::Place;
use crate::source::{Encoding, Raw, Rows};

/// How many rows are taken at once.
const BLOCK: usize = 1 << 14;

/// What a file turns out to be.
pub(in crate::dataset) enum Opened {
    /// A layout of a source, read.
    Known(Box<Gather>, Format),
    /// Parquet, to be read by a plan.
    Parquet,
    /// Tables of one's own: each with the lines whose numbers are binary fractions.
    Tables(Vec<(Raw, BTreeSet<u32>)>),
}

/// Reads a file in a layout that is known; tables of one's own are handed back as what they are.
pub(in crate::dataset) fn open(raw: &Raw, encoding: Option<Encoding>, period: Option<Period>) -> Result<Opened, Error> {
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
