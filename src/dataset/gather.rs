//! Observations of a file on their way into the columns of a frame.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::sync::Arc;

use polars::prelude::*;

use super::observations::status_word;
use super::printed::Digits;
use super::{periods, schema};
use crate::codelist::Flow;
use crate::error::{Error, Fault, FaultKind, Faults};
use crate::period::Period;
use crate::place::Place;
use crate::statement::{Key, Name, PartWhole, Statement, Status, Withheld};

/// The names of one dimension, each with the number that stands for it. Number 0 is the empty name.
#[derive(Debug)]
pub(super) struct Names {
    by_raw: HashMap<Box<str>, u32>,
    by_name: HashMap<String, u32>,
    names: Vec<String>,
}

impl Default for Names {
    fn default() -> Self {
        let by_name = HashMap::from([(String::new(), 0)]);
        Self { by_raw: HashMap::new(), by_name, names: vec![String::new()] }
    }
}

impl Names {
    /// The number of what a cell means; `meaning` is asked once for each text of a cell.
    pub(super) fn number(&mut self, raw: &str, meaning: impl FnOnce() -> String) -> u32 {
        if let Some(&number) = self.by_raw.get(raw) {
            return number;
        }
        let number = self.named(meaning());
        self.by_raw.insert(raw.into(), number);
        number
    }

    /// The number of a cell that means what it says.
    pub(super) fn as_written(&mut self, raw: &str) -> u32 {
        self.number(raw, || raw.to_owned())
    }

    fn named(&mut self, name: String) -> u32 {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let next = self.names.len() as u32;
        // Names that differ by case alone are one name, as in keys.
        *self.by_name.entry(name.to_lowercase()).or_insert_with(|| {
            self.names.push(name);
            next
        })
    }

    /// The name of a number.
    pub(super) fn name(&self, number: u32) -> &str {
        self.names.get(number as usize).map_or("", String::as_str)
    }

    fn is_used(&self) -> bool {
        self.names.len() > 1
    }

    fn column(&self, name: &str, numbers: Vec<u32>) -> PolarsResult<Column> {
        let names = Column::new(name.into(), self.names.as_slice()).cast(&schema::category())?;
        names.take(&IdxCa::from_vec(name.into(), numbers))
    }
}

/// Whether the digits of an observation were printed, or made from a binary float.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Printed {
    Yes,
    No,
}

/// One observation, its names as the numbers that [`Names`] gives them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Observation {
    pub(super) reporter: u32,
    pub(super) partner: u32,
    pub(super) flow: u32,
    pub(super) scope: u32,
    pub(super) commodity: u32,
    pub(super) unit: u32,
    pub(super) valuation: u32,
    pub(super) adjustment: u32,
    pub(super) vintage: u32,
    pub(super) period: Period,
    pub(super) figure: Digits,
    pub(super) status: Status,
    pub(super) printed: Printed,
    pub(super) line: u32,
}

impl Observation {
    /// What a row begins with: every name is the empty one, and no figure is read yet.
    pub(super) fn at(period: Period, line: u32) -> Self {
        Self {
            reporter: 0,
            partner: 0,
            flow: 0,
            scope: 0,
            commodity: 0,
            unit: 0,
            valuation: 0,
            adjustment: 0,
            vintage: 0,
            period,
            figure: Digits { digits: 0, decimals: 0, multiplier: 0 },
            status: Status::Normal,
            printed: Printed::Yes,
            line,
        }
    }
}

/// What a file holds.
pub(super) struct Gathered {
    pub(super) frame: DataFrame,
    pub(super) stated: Vec<Statement>,
    pub(super) withheld: Vec<Withheld>,
    pub(super) hierarchy: Vec<PartWhole>,
    pub(super) notes: Vec<String>,
}

/// Columns that grow row by row, and what there is to say of the rows.
pub(super) struct Gather {
    /// The file, or the sheet of a file, whose rows come next.
    pub(super) file: Arc<str>,
    pub(super) reporter: Names,
    pub(super) partner: Names,
    pub(super) flow: Names,
    pub(super) scope: Names,
    pub(super) commodity: Names,
    pub(super) unit: Names,
    pub(super) valuation: Names,
    pub(super) adjustment: Names,
    pub(super) vintage: Names,
    /// What the file states of its own levels: shares, growth, balances.
    pub(super) stated: Vec<Statement>,
    /// What is part of what.
    pub(super) hierarchy: Vec<PartWhole>,
    /// Levels that the file names and keeps back.
    pub(super) withheld: Vec<Withheld>,
    pub(super) faults: Faults,
    files: Names,
    rows: Vec<Observation>,
    origins: Vec<u32>,
    /// The file of the last row, and its number.
    origin: Option<(Arc<str>, u32)>,
    repairs: BTreeMap<String, (u64, Option<u32>)>,
    notes: Vec<String>,
}

impl Gather {
    pub(super) fn new(file: Arc<str>) -> Self {
        Self {
            file,
            reporter: Names::default(),
            partner: Names::default(),
            flow: Names::default(),
            scope: Names::default(),
            commodity: Names::default(),
            unit: Names::default(),
            valuation: Names::default(),
            adjustment: Names::default(),
            vintage: Names::default(),
            stated: Vec::new(),
            hierarchy: Vec::new(),
            withheld: Vec::new(),
            faults: Faults::new(),
            files: Names::default(),
            rows: Vec::new(),
            origins: Vec::new(),
            origin: None,
            repairs: BTreeMap::new(),
            notes: Vec::new(),
        }
    }

    pub(super) fn push(&mut self, observation: Observation) {
        let number = match &self.origin {
            Some((file, number)) if Arc::ptr_eq(file, &self.file) => *number,
            _ => {
                let number = self.files.as_written(&self.file.clone());
                self.origin = Some((self.file.clone(), number));
                number
            }
        };
        self.origins.push(number);
        self.rows.push(observation);
    }

    /// What was mended or left out, a sentence each.
    pub(super) fn repairs(&self) -> impl Iterator<Item = String> {
        self.repairs.iter().map(|(what, (rows, line))| {
            let plural = if *rows == 1 { "row" } else { "rows" };
            let first = line.map_or_else(String::new, |line| format!(", first in line {line}"));
            format!("{what} ({rows} {plural}{first})")
        })
    }

    /// What was noted, without the name of the file.
    pub(super) fn remarks(&self) -> impl Iterator<Item = String> {
        let begins = format!("{}: ", self.file);
        self.notes.iter().map(move |note| note.strip_prefix(&begins).unwrap_or(note).to_owned())
    }

    /// How many observations there are so far.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Marks the observations from one on that stand in these lines as made from binary fractions; what is stated there is left out, since no
    /// interval can be made of it.
    pub(super) fn are_binary(&mut self, lines: &BTreeSet<u32>, from: usize) {
        self.rows[from..].iter_mut().filter(|row| lines.contains(&row.line)).for_each(|row| row.printed = Printed::No);
        let is_kept = |statement: &Statement| {
            let place = &statement.place;
            place.file != self.file || place.line.is_none_or(|line| !lines.contains(&line))
        };
        self.stated.retain(is_kept);
        if !lines.is_empty() {
            self.note("numbers with a fraction are binary floats without printed digits; no intervals are made of their rows");
        }
    }

    /// Whether there is no observation yet.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Keeps a level that the source withholds.
    pub(super) fn withhold(&mut self, of: &Observation) {
        let place = Place { line: Some(of.line), ..Place::file(self.file.clone()) };
        let flow = self.flow.name(of.flow).parse().unwrap_or(Flow::Exports);
        let mut key = Key::new(
            self.reporter.name(of.reporter),
            self.partner.name(of.partner),
            flow,
            Some(of.period),
            self.unit.name(of.unit),
        );
        (key.scope, key.commodity) = (Name::new(self.scope.name(of.scope)), Name::new(self.commodity.name(of.commodity)));
        self.withheld.push(Withheld::new(format!("line {}", of.line), key, place));
    }

    /// Takes periods for months where they are all first days of months.
    pub(super) fn first_days_are_months(&mut self) {
        if periods::are_first_days(self.rows.iter().map(|row| row.period)) {
            self.rows.iter_mut().for_each(|row| row.period = periods::month_of(row.period));
            self.note(periods::FIRST_DAYS);
        }
    }

    /// Takes the scope off all rows, where it is the same in all of them.
    pub(super) fn without_scope(&mut self) {
        self.rows.iter_mut().for_each(|row| row.scope = 0);
    }

    /// Counts something that was mended or left out, to be told once for all rows.
    pub(super) fn repaired(&mut self, what: &str, line: u32) {
        self.repaired_in(what, 1, Some(line));
    }

    pub(super) fn repaired_in(&mut self, what: &str, rows: u64, line: Option<u32>) {
        match self.repairs.get_mut(what) {
            Some((count, _)) => *count += rows,
            None => drop(self.repairs.insert(what.to_owned(), (rows, line))),
        }
    }

    pub(super) fn note(&mut self, note: impl Into<String>) {
        self.notes.push(format!("{}: {}", self.file, note.into()));
    }

    /// A cell that cannot be read.
    pub(super) fn fault(&mut self, line: u32, column: &str, met: impl Into<String>, accepted: impl Into<String>) {
        let place = Place { line: Some(line), ..Place::file(self.file.clone()) }.in_field(column);
        self.faults.push(Fault::new(FaultKind::Cell, met).at(place).accepted(accepted));
    }

    /// The frame of all observations, not yet validated, what the file says besides, and the notes.
    pub(super) fn finish(mut self) -> Result<Gathered, Error> {
        std::mem::take(&mut self.faults).into_result(())?;
        let repairs: Vec<String> = self.repairs().collect();
        repairs.into_iter().for_each(|repair| self.note(repair));
        if !self.withheld.is_empty() {
            let (count, first) = (self.withheld.len(), self.withheld[0].place.clone());
            self.note(format!("{count} values are withheld as confidential, first in {first}"));
        }
        let (stated, withheld) = (std::mem::take(&mut self.stated), std::mem::take(&mut self.withheld));
        let (hierarchy, notes) = (std::mem::take(&mut self.hierarchy), std::mem::take(&mut self.notes));
        let frame = self.frame().map_err(super::unreadable)?;
        Ok(Gathered { frame, stated, withheld, hierarchy, notes })
    }

    fn frame(self) -> PolarsResult<DataFrame> {
        let rows = &self.rows;
        let numbers = |of: fn(&Observation) -> u32| rows.iter().map(of).collect::<Vec<u32>>();
        let mut columns = vec![
            self.reporter.column(schema::REPORTER, numbers(|row| row.reporter))?,
            self.partner.column(schema::PARTNER, numbers(|row| row.partner))?,
            self.flow.column(schema::FLOW, numbers(|row| row.flow))?,
            self.scope.column(schema::SCOPE, numbers(|row| row.scope))?,
            self.commodity.column(schema::COMMODITY, numbers(|row| row.commodity))?,
            self.unit.column(schema::UNIT, numbers(|row| row.unit))?,
            Column::new(schema::START.into(), rows.iter().map(|row| row.period.start()).collect::<Vec<i32>>()),
            Column::new(schema::MONTHS.into(), rows.iter().map(|row| row.period.months()).collect::<Vec<u16>>()),
            Column::new(schema::DIGITS.into(), rows.iter().map(|row| row.figure.digits).collect::<Vec<i64>>()),
            Column::new(schema::DECIMALS.into(), rows.iter().map(|row| row.figure.decimals).collect::<Vec<i8>>()),
            Column::new(schema::MULTIPLIER.into(), rows.iter().map(|row| row.figure.multiplier).collect::<Vec<i8>>()),
        ];
        let (mut statuses, mut last) = (Names::default(), None);
        let words = rows.iter().map(|row| match last {
            Some((status, number)) if status == row.status => number,
            _ => {
                let number = statuses.as_written(status_word(row.status));
                last = Some((row.status, number));
                number
            }
        });
        let words = words.collect();
        columns.push(statuses.column(schema::STATUS, words)?);
        let (mut places, mut place) = (StringChunkedBuilder::new(schema::PLACE.into(), rows.len()), String::new());
        for (row, origin) in rows.iter().zip(&self.origins) {
            place.clear();
            let _ = write!(place, "{}:{}", self.files.name(*origin), row.line);
            places.append_value(&place);
        }
        columns.push(places.finish().into_column());
        type Number = fn(&Observation) -> u32;
        let optional: [(&str, &Names, Number); 3] = [
            (schema::VALUATION, &self.valuation, |row| row.valuation),
            (schema::ADJUSTMENT, &self.adjustment, |row| row.adjustment),
            (schema::VINTAGE, &self.vintage, |row| row.vintage),
        ];
        for (name, names, number) in optional {
            if names.is_used() {
                columns.push(names.column(name, numbers(number))?);
            }
        }
        if rows.iter().any(|row| row.printed == Printed::No) {
            let mut words = Names::default();
            let (printed, binary) = (words.as_written(schema::PRINTED), words.as_written(schema::BINARY));
            let numbers = rows.iter().map(|row| if row.printed == Printed::No { binary } else { printed }).collect();
            columns.push(words.column(schema::PRECISION, numbers)?);
        }
        if rows.iter().any(|row| row.period.is_stock()) {
            columns.push(Column::new(schema::DAY.into(), rows.iter().map(|row| periods::day_of(row.period)).collect::<Vec<u8>>()));
        }
        DataFrame::new_infer_height(columns)
    }
}
