use super::{Cell, Row, Table};
use crate::error::{Error, Fault, FaultKind, Faults, nearest};
use crate::place::Place;

/// A column that a reader knows.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// Other names for it, those of SDMX among them.
    pub aliases: &'static [&'static str],
    /// Whether a table can do without it.
    pub need: Need,
}

/// Whether a table can do without a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It cannot.
    Required,
    /// It can: the cell counts as empty.
    Optional,
}

impl Column {
    /// A column that must be there.
    pub const fn required(name: &'static str, aliases: &'static [&'static str]) -> Self {
        Self { name, aliases, need: Need::Required }
    }

    /// A column that may be there.
    pub const fn optional(name: &'static str, aliases: &'static [&'static str]) -> Self {
        Self { name, aliases, need: Need::Optional }
    }

    /// Whether this is one of its names, in either case.
    pub fn answers_to(&self, text: &str) -> bool {
        self.name.eq_ignore_ascii_case(text) || self.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(text))
    }
}

/// Where a reader's columns stand in a table.
#[derive(Debug, Clone)]
pub struct Columns {
    found: Vec<(&'static str, Option<usize>)>,
}

impl Columns {
    /// Finds `known` columns in the header of a table, whatever the case of their letters.
    ///
    /// # Errors
    /// Every column that is missing, doubled or unknown, with those present and the nearest known name.
    pub fn bind(table: &Table, known: &'static [Column]) -> Result<Self, Error> {
        let mut faults = Faults::new();
        let mut found: Vec<(&'static str, Option<usize>)> = known.iter().map(|column| (column.name, None)).collect();
        for (at, name) in table.header().enumerate() {
            match known.iter().position(|column| column.answers_to(name)) {
                Some(k) if found[k].1.is_none() => found[k].1 = Some(at),
                Some(k) => faults.push(
                    Fault::new(FaultKind::Header, format!("the column `{name}` stands here a second time"))
                        .at(table.header_place(at))
                        .accepted(format!("each column may stand once, and `{name}` means `{}`", known[k].name)),
                ),
                None => faults.push(unknown(table, at, name, known)),
            }
        }
        if let Some(fault) = another_table(table, known, &found) {
            return Err(fault.into());
        }
        for (column, (_, at)) in known.iter().zip(&found) {
            if column.need == Need::Required && at.is_none() {
                faults.push(missing(table, column));
            }
        }
        faults.into_result(Self { found })
    }

    /// The cell of a row in a known column; `None` where the table lacks the column or the cell is empty.
    pub fn cell<'t>(&self, row: &Row<'t>, name: &str) -> Option<Cell<'t>> {
        let at = self.found.iter().find(|(known, _)| *known == name)?.1?;
        Some(row.cell(at)).filter(|cell| !cell.text.is_empty())
    }

    /// The place of a row's cell in a known column, empty or not; that of the row where the table lacks the column.
    pub fn place(&self, row: &Row<'_>, name: &str) -> Place {
        let at = self.found.iter().find(|(known, _)| *known == name).and_then(|(_, at)| *at);
        at.map_or_else(|| row.place(), |at| row.cell_place(at)).in_field(name)
    }

    /// Whether the table has the column.
    pub fn has(&self, name: &str) -> bool {
        self.found.iter().any(|(known, at)| *known == name && at.is_some())
    }
}

/// One fault instead of one for each column, where a table is of another kind: it lacks several needed columns, knows hardly one, and no name is
/// near one that is needed.
fn another_table(table: &Table, known: &[Column], found: &[(&'static str, Option<usize>)]) -> Option<Fault> {
    let lacking = |name: &str| found.iter().any(|(found, at)| *found == name && at.is_none());
    let needed = || known.iter().filter(|column| column.need == Need::Required);
    let missing: Vec<&Column> = needed().filter(|column| lacking(column.name)).collect();
    let unknown: Vec<&str> = table.header().filter(|name| !known.iter().any(|column| column.answers_to(name))).collect();
    let candidates = || missing.iter().flat_map(|column| std::iter::once(column.name).chain(column.aliases.iter().copied()));
    let is_another = missing.len() > 1 && 2 * unknown.len() > table.header().count();
    if !is_another || unknown.iter().any(|name| nearest(name, candidates()).is_some()) {
        return None;
    }
    let present: Vec<&str> = table.header().collect();
    let fault = Fault::new(FaultKind::Header, format!("this is no table that is known: its columns are {}", shortened(&present)))
        .at(Place { line: Some(1), ..Place::file(table.source().name().clone()) })
        .accepted(format!("{} are needed", needed().map(|column| column.name).collect::<Vec<_>>().join(", ")));
    let is_year = |name: &&str| name.len() == 4 && name.parse().is_ok_and(|year: u32| (1900..=2100).contains(&year));
    let help = match present.iter().filter(|name| is_year(name)).count() {
        0 | 1 => "rename the columns that hold them; a table with the columns country, year, exports and imports is read as well",
        _ => "years that stand as columns are read beside a column `flow` that says exports or imports",
    };
    Some(fault.help(help))
}

/// The names of columns, of many the first.
fn shortened(names: &[&str]) -> String {
    const SHOWN: usize = 12;
    match names.len().checked_sub(SHOWN) {
        Some(more @ 1..) => format!("{} and {more} more", names[..SHOWN].join(", ")),
        _ => names.join(", "),
    }
}

fn unknown(table: &Table, at: usize, name: &str, known: &[Column]) -> Fault {
    let names: Vec<&str> = known.iter().map(|column| column.name).collect();
    let met = if name.is_empty() { "a column without a name".to_owned() } else { format!("the column `{name}` is not known") };
    let fault = Fault::new(FaultKind::Header, met).at(table.header_place(at)).accepted(format!("known are {}", names.join(", ")));
    let candidates = known.iter().flat_map(|column| std::iter::once(column.name).chain(column.aliases.iter().copied()));
    match nearest(name, candidates) {
        Some(near) => fault.help(format!("did you mean `{near}`?")),
        None => fault.help("rename it or take it out"),
    }
}

fn missing(table: &Table, column: &Column) -> Fault {
    let present: Vec<&str> = table.header().collect();
    let place = Place { line: Some(1), ..Place::file(table.source().name().clone()) };
    let fault = Fault::new(FaultKind::Header, format!("the column `{}` is missing", column.name))
        .at(place)
        .accepted(format!("present are {}", present.join(", ")));
    match nearest(column.name, present.iter().copied()) {
        Some(near) => fault.help(format!("is `{near}` meant to be `{}`?", column.name)),
        None => fault,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    const KNOWN: &[Column] =
        &[Column::required("reporter", &["REF_AREA"]), Column::required("value", &["OBS_VALUE"]), Column::optional("unit", &[])];

    fn bind(header: &str) -> Result<Columns, Error> {
        Columns::bind(&Source::from_text("t.csv", format!("{header}\n")).table().unwrap(), KNOWN)
    }

    #[test]
    fn aliases_and_case_do_not_matter() {
        let columns = bind("Obs_Value,ref_area").unwrap();
        assert!(columns.has("value") && columns.has("reporter") && !columns.has("unit"));
    }

    #[test]
    fn all_faults_of_a_header_at_once() {
        let error = bind("reportr,unit,unit").unwrap_err();
        let lines: Vec<String> = error.faults().iter().map(|fault| fault.to_string().replace("\n  ", " / ")).collect();
        assert_eq!(
            lines,
            [
                "t.csv:1:1: the column `reportr` is not known; known are reporter, value, unit / help: did you mean `reporter`?",
                "t.csv:1:14: the column `unit` stands here a second time; each column may stand once, and `unit` means `unit`",
                "t.csv:1: the column `reporter` is missing; present are reportr, unit, unit / help: is `reportr` meant to be `reporter`?",
                "t.csv:1: the column `value` is missing; present are reportr, unit, unit",
            ]
        );
    }
}
