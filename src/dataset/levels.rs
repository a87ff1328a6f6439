use polars::prelude::*;

use super::schema;
use crate::codelist::Flow;
use crate::figure::{Figure, Multiplier, Notation, Qualifier};
use crate::period::{Date, Period};
use crate::place::Place;
use crate::statement::{Basis, Key, Name, Relation, Statement, Status};

/// The rows of a valid frame as statements.
pub(super) fn of(frame: &DataFrame) -> Vec<Statement> {
    let rows = Rows { frame };
    (0..frame.height()).filter_map(|row| rows.statement(row)).collect()
}

/// As [`of`], without those whose digits were not printed.
pub(super) fn printed(frame: &DataFrame) -> Vec<Statement> {
    let rows = Rows { frame };
    let is_printed = |row: &usize| matches!(rows.text(schema::PRECISION, *row).as_str(), "" | schema::PRINTED);
    (0..frame.height()).filter(is_printed).filter_map(|row| rows.statement(row)).collect()
}

/// A place from its printed form: `file:line:column`, `file:line` or `file`.
pub(super) fn place(text: &str) -> Place {
    let number = |text: Option<&str>| text.and_then(|text| text.parse::<u32>().ok());
    let mut parts = text.rsplitn(3, ':');
    let (last, middle, first) = (parts.next(), parts.next(), parts.next());
    match (first, number(middle), middle, number(last)) {
        (Some(file), Some(line), _, Some(column)) => Place { line: Some(line), column: Some(column), ..Place::file(file) },
        (file, _, Some(middle), Some(line)) => {
            let file = file.map_or(middle.to_owned(), |file| format!("{file}:{middle}"));
            Place { line: Some(line), ..Place::file(file) }
        }
        _ => Place::file(text),
    }
}

struct Rows<'f> {
    frame: &'f DataFrame,
}

impl Rows<'_> {
    /// Every row of a valid frame has all of this; one that does not is no observation.
    fn statement(&self, row: usize) -> Option<Statement> {
        let flow: Flow = self.text(schema::FLOW, row).parse().ok()?;
        let key = Key {
            reporter: self.name(schema::REPORTER, row),
            partner: self.name(schema::PARTNER, row),
            flow,
            scope: self.name(schema::SCOPE, row),
            commodity: self.name(schema::COMMODITY, row),
            period: Some(self.period(row)?),
            unit: self.name(schema::UNIT, row),
            basis: Basis {
                valuation: self.name(schema::VALUATION, row),
                price_basis: self.name(schema::PRICE_BASIS, row),
                adjustment: self.name(schema::ADJUSTMENT, row),
                vintage: self.name(schema::VINTAGE, row),
            },
        };
        let place_text = self.text(schema::PLACE, row);
        let id = match self.text(schema::ID, row) {
            id if id.is_empty() => place_text.clone(),
            id => id,
        };
        let mut level = Statement::new(id, key, Relation::Level, self.figure(row)?, place(&place_text));
        level.source = self.text(schema::SOURCE, row);
        level.status = self.text(schema::STATUS, row).parse::<Status>().ok()?;
        Some(level)
    }

    fn period(&self, row: usize) -> Option<Period> {
        let (start, months) = (self.integer(schema::START, row)?, self.integer(schema::MONTHS, row)?);
        let (start, months) = (i32::try_from(start).ok()?, u16::try_from(months).ok()?);
        match self.integer(schema::DAY, row).unwrap_or(0) {
            0 => Period::from_start(start, months),
            day => {
                let month = u32::try_from(start.rem_euclid(12)).ok()? + 1;
                Date::new(start.div_euclid(12), month, u32::try_from(day).ok()?).map(Period::Stock)
            }
        }
    }

    fn figure(&self, row: usize) -> Option<Figure> {
        let digits = self.integer(schema::DIGITS, row)?;
        let figure = match self.integer(schema::DECIMALS, row)? {
            decimals @ 0.. => Figure::from_digits(digits, u8::try_from(decimals).ok()?),
            decimals => Figure::read(&format!("{digits}e{}", -decimals), Notation::Point).ok()?,
        };
        let multiplier = Multiplier::of_exponent(self.integer(schema::MULTIPLIER, row)?.try_into().ok()?);
        let qualifier = self.text(schema::QUALIFIER, row).parse::<Qualifier>().ok();
        Some(figure.times(multiplier).qualified(qualifier))
    }

    fn name(&self, column: &str, row: usize) -> Name {
        Name::new(&self.text(column, row))
    }

    /// Empty where the frame has no such column.
    fn text(&self, column: &str, row: usize) -> String {
        let cell = self.frame.column(column).ok().and_then(|column| column.get(row).ok());
        cell.filter(|cell| !cell.is_null()).map_or_else(String::new, |cell| cell.str_value().into_owned())
    }

    fn integer(&self, column: &str, row: usize) -> Option<i64> {
        self.frame.column(column).ok()?.get(row).ok()?.extract::<i64>()
    }
}
