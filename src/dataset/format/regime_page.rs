//! The bulletin of China's customs on trade by customs regime, as its page has it: a title with the month, the unit, two lines of heads, then
//! a regime in two lines, values and changes, and notes at the end. Copied from the page, or through a table with bars, tabs or commas.

use super::Layout;
use super::regime_bulletin::{Regime, RegimeBulletin, is_number};
use crate::dataset::gather::Gather;
use crate::error::{Error, Fault, FaultKind};
use crate::period::Period;
use crate::place::Place;
use crate::source::{Encoding, Raw};

const TITLE: &str = "importsandexportsbycustomsregime";

/// Whether a file begins with the title of such a page.
pub(super) fn is_first_line(line: &str) -> bool {
    folded(line).contains(TITLE)
}

/// Letters, digits and points in lower case.
fn folded(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric() || *letter == '.').flat_map(char::to_lowercase).collect()
}

/// The month at the end of the title, `9. 2019`.
fn month(title: &str) -> Option<Period> {
    let text = folded(title);
    let (month, year) = text.split_once(TITLE)?.1.split_once('.')?;
    Period::span((year.parse().ok()?, month.parse().ok()?), 1)
}

/// Unit and power of ten of `Unit: US$1,000`.
fn unit(text: &str) -> Option<(&'static str, i8)> {
    let text = folded(text.split_once([':', '：'])?.1);
    let at = text.find(|letter: char| letter.is_ascii_digit())?;
    let unit = match &text[..at] {
        "us" | "usd" => "USD",
        "rmb" | "cny" | "rmbyuan" | "yuan" => "CNY",
        _ => return None,
    };
    let multiplier = match &text[at..] {
        "1000" => 3,
        "10000" => 4,
        "1million" | "1000000" => 6,
        "100million" | "100000000" => 8,
        "1billion" => 9,
        _ => return None,
    };
    Some((unit, multiplier))
}

/// A line with four numbers at its end, and the name before them; empty where there is none.
struct Line<'t> {
    name: String,
    numbers: [&'t str; 4],
}

impl<'t> Line<'t> {
    /// By bars or tabs, by blanks, or by commas where cells are quoted or numbers have no marks.
    fn of(text: &'t str) -> Option<Self> {
        let by = |parts: Vec<&'t str>| {
            let parts: Vec<&str> = parts.into_iter().map(|part| part.trim().trim_matches('"').trim()).collect();
            let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            let first = parts.len().checked_sub(4)?;
            let numbers: [&str; 4] = parts[first..].try_into().ok()?;
            let all = numbers.iter().all(|number| is_number(number)) && !parts[..first].iter().any(|part| is_number(part));
            all.then(|| Self { name: parts[..first].join(" "), numbers })
        };
        let commas = || text.split(',').collect::<Vec<_>>();
        match () {
            () if text.contains(['|', '\t', ';']) => by(text.split(['|', '\t', ';']).collect()),
            () if text.contains('"') => by(quoted(text)),
            () => by(text.split_whitespace().collect()).or_else(|| by(commas())),
        }
    }
}

/// The cells of a line with commas between them, some of them quoted.
fn quoted(text: &str) -> Vec<&str> {
    let (mut cells, mut first, mut inside) = (Vec::new(), 0, false);
    for (at, letter) in text.char_indices() {
        match letter {
            '"' => inside = !inside,
            ',' if !inside => {
                cells.push(&text[first..at]);
                first = at + 1;
            }
            _ => {}
        }
    }
    cells.push(&text[first..]);
    cells
}

/// Reads the page.
pub(super) fn read(raw: &Raw, encoding: Option<Encoding>, period: Option<Period>, into: &mut Gather) -> Result<(), Error> {
    let source = raw.source(encoding)?;
    let file = raw.name();
    let fault = |kind: FaultKind, line: usize, met: String| {
        let place = Place { line: u32::try_from(line).ok(), ..Place::file(file.clone()) };
        Fault::new(kind, met).at(place)
    };
    let text = source.text().trim_start_matches('\u{feff}');
    let lines = || text.lines().enumerate().map(|(at, line)| (at + 1, line.trim())).filter(|(_, line)| !line.is_empty());
    let mut months = lines().filter(|(_, line)| is_first_line(line)).filter_map(|(_, line)| month(line));
    let month = period.or_else(|| months.next());
    let told = lines().find(|(_, line)| folded(line).starts_with("unit"));
    let unit = match told {
        Some((at, line)) => unit(line).ok_or_else(|| {
            let fault = fault(FaultKind::Cell, at, format!("`{line}` is no unit that is known"));
            Error::from(fault.accepted("`Unit: US$1,000` and `Unit: RMB10,000` are"))
        })?,
        None => {
            into.note("no line names the unit; the values are taken to be in thousands of US dollars, as in the other months");
            ("USD", 3)
        }
    };
    let mut bulletin = match month {
        Some(month) => RegimeBulletin::of_month(file, month, unit)?,
        None => RegimeBulletin::of(file, None, into)?,
    };
    let (mut pending, mut waiting): (String, Option<(usize, Line<'_>)>) = (String::new(), None);
    let mut rows = lines().skip_while(|(_, line)| Line::of(line).is_none_or(|line| line.name.is_empty())).peekable();
    if rows.peek().is_none() {
        let fault = fault(FaultKind::Empty, 1, "there is no line with a name and four numbers".into());
        return Err(fault.accepted("each regime has one, with exports and imports of the month and from January on").into());
    }
    let add = |values: (usize, Line<'_>), changes: Option<(usize, Line<'_>)>, bulletin: &mut RegimeBulletin, into: &mut Gather| {
        let (line, of) = values;
        if changes.is_none() {
            into.repaired("a regime has no line of changes below it", line as u32);
        }
        let (line_of_changes, changes) = changes.map_or((line, ["-"; 4]), |(line, changes)| (line, changes.numbers));
        let regime =
            Regime { name: &of.name, levels: of.numbers, line: line as u32, changes, line_of_changes: line_of_changes as u32 };
        bulletin.add(&regime, into);
    };
    for (at, text) in rows {
        match Line::of(text) {
            Some(changes) if changes.name.is_empty() && pending.is_empty() => match waiting.take() {
                Some(values) => add(values, Some((at, changes)), &mut bulletin, into),
                None => {
                    into.fault(at as u32, "name", "these four numbers belong to no regime", "values, then changes, are expected")
                }
            },
            Some(mut values) => {
                if let Some(before) = waiting.take() {
                    add(before, None, &mut bulletin, into);
                }
                if !pending.is_empty() {
                    values.name = format!("{pending} {}", values.name).trim().to_owned();
                    pending.clear();
                    into.repaired("a name that runs over two lines was put together", at as u32);
                }
                waiting = Some((at, values));
            }
            None if is_note(text) => break,
            None if text.split_whitespace().filter(|part| is_number(part)).count() >= 2 => {
                into.fault(
                    at as u32,
                    "name",
                    "there are not four numbers in this line",
                    "a name and four numbers, `-` for none, are",
                );
            }
            None => pending = format!("{pending} {text}").trim().to_owned(),
        }
    }
    if let Some(values) = waiting {
        add(values, None, &mut bulletin, into);
    }
    bulletin.finish(into);
    Ok(())
}

/// Whether a line begins what follows the table: `1、Figures in shaded areas …`, `Notes: …`.
fn is_note(line: &str) -> bool {
    let first = line.chars().next().unwrap_or(' ');
    first.is_ascii_digit() || line.starts_with("Note") || line.starts_with("Figures") || line.starts_with("Source")
}
