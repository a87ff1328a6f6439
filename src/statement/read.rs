use std::str::FromStr;

use super::key::{partner_or_world, whole_or};
use super::{
    Attribution, Basis, Confidentiality, Direction, Key, Name, ParseAttributionError, ParseDirectionError, ParseTrustError, Status,
    Trust, Withheld,
};
use crate::codelist::{Flow, Sign};
use crate::error::{Error, Fault, FaultKind, Faults};
use crate::figure::{Figure, Multiplier, Notation, ParseMultiplierError, ParseQualifierError, Qualifier};
use crate::period::Period;
use crate::source::{Cell, Columns, Row, Table};

/// What a row without a flow is told.
pub(super) const FLOW_NEEDED: &str = "exports, imports, turnover or balance is needed";

/// How the two tables of a case are read.
#[derive(Debug, Clone, Copy, Default)]
#[non_exhaustive]
pub struct ReadOptions {
    /// Whose trailing zeros count.
    pub precision: Precision,
    /// Which mark stands before the decimals; `None`: the numbers of the file settle it, and where they do not, both count.
    pub notation: Option<Notation>,
}

/// Whose trailing zeros count: a table may have lost those of some cells.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Precision {
    /// Each cell is known to the digits it shows.
    #[default]
    Cell,
    /// Every cell of a column, by relation and unit, is known to as many digits as the one that shows most.
    Column,
}

/// Reads the cells of one table and collects what it cannot read.
pub(super) struct Reader<'t> {
    pub(super) table: &'t Table,
    pub(super) columns: Columns,
    pub(super) faults: Faults,
    notation: Notation,
    /// Whether a number whose marks tell nothing may also be read the other way.
    open: bool,
}

impl<'t> Reader<'t> {
    pub(super) fn new(table: &'t Table, columns: Columns, options: ReadOptions) -> Self {
        let texts = table.rows().filter_map(|row| columns.cell(&row, "value")).map(|cell| cell.text);
        let settled = options.notation.or_else(|| Notation::of(texts));
        Self { table, columns, faults: Faults::new(), notation: settled.unwrap_or_default(), open: settled.is_none() }
    }

    pub(super) fn finish<T>(self, value: T) -> Result<T, Error> {
        self.faults.in_order().into_result(value)
    }

    pub(super) fn text(&self, row: &Row<'t>, column: &str) -> &'t str {
        self.columns.cell(row, column).map_or("", |cell| cell.text)
    }

    /// A cell that must hold something.
    pub(super) fn required(&mut self, row: &Row<'t>, column: &str, accepted: &str) -> Option<Cell<'t>> {
        let cell = self.columns.cell(row, column);
        if cell.is_none() {
            let place = self.columns.place(row, column);
            self.faults.push(Fault::new(FaultKind::Cell, "the cell is empty").at(place).accepted(accepted));
        }
        cell
    }

    pub(super) fn fault(&mut self, cell: Cell<'t>, met: impl Into<String>, accepted: impl Into<String>) {
        let fault = Fault::new(FaultKind::Cell, met).at(self.table.place(cell)).accepted(accepted);
        self.faults.push(fault);
    }

    /// A cell read by its type; the default where it is empty, nothing where it cannot be read.
    pub(super) fn parsed<T>(&mut self, row: &Row<'t>, column: &str, accepted: &str) -> Option<Option<T>>
    where
        T: FromStr,
        T::Err: std::fmt::Display,
    {
        let Some(cell) = self.columns.cell(row, column) else { return Some(None) };
        match cell.text.parse() {
            Ok(value) => Some(Some(value)),
            Err(error) => {
                self.fault(cell, error.to_string(), accepted);
                None
            }
        }
    }

    pub(super) fn flow(&mut self, cell: Cell<'t>) -> Option<(Flow, Name)> {
        if let Some((flow, scope)) = Flow::scoped(cell.text) {
            return Some((flow, scope.map_or_else(Name::default, |scope| Name::new(scope.code()))));
        }
        match cell.text.parse::<Flow>() {
            Ok(flow) => Some((flow, Name::default())),
            Err(error) => {
                self.fault(cell, error.to_string(), "");
                None
            }
        }
    }

    pub(super) fn period(&mut self, row: &Row<'t>, column: &str) -> Option<Option<Period>> {
        let Some(cell) = self.columns.cell(row, column) else { return Some(None) };
        match cell.text.parse::<Period>() {
            Ok(period) => Some(Some(period)),
            Err(error) => {
                self.fault(cell, error.to_string(), "");
                None
            }
        }
    }

    /// The figure of a row with its multiplier and qualifier, and the other way to read its marks where that is open.
    pub(super) fn figure(&mut self, row: &Row<'t>, cell: Cell<'t>) -> Option<(Figure, Option<Figure>)> {
        let multiplier = self.parsed::<Multiplier>(row, "multiplier", ParseMultiplierError::ACCEPTED);
        let qualifier = self.parsed::<Qualifier>(row, "qualifier", ParseQualifierError::ACCEPTED);
        let decimals = self.parsed::<Decimals>(row, "decimals", "a whole number of digits after the point is accepted");
        let figure = match Figure::read(cell.text, self.notation) {
            Ok(figure) => figure,
            Err(error) => {
                self.fault(cell, error.to_string(), error.accepted());
                return None;
            }
        };
        let (multiplier, qualifier, decimals) = (multiplier?.unwrap_or_default(), qualifier?, decimals?);
        let dress = |figure: Figure| {
            let figure = figure.times(multiplier).qualified(qualifier);
            match decimals {
                Some(Decimals(decimals)) => figure.to_decimals(decimals.into()),
                None => figure,
            }
        };
        let other = if self.notation == Notation::Point { Notation::Comma } else { Notation::Point };
        let other = (self.open && Notation::matters(cell.text)).then(|| Figure::read(cell.text, other).ok().map(dress)).flatten();
        Some((dress(figure), other))
    }

    pub(super) fn key(&mut self, row: &Row<'t>, flow: Flow, flow_scope: Name, period: Option<Period>) -> Option<Key> {
        let reporter = self.required(row, "reporter", "the name of a country or region is needed")?;
        let scope = whole_or(self.text(row, "scope"));
        let name = |column| Name::new(self.text(row, column));
        Some(Key {
            reporter: super::key::area_or_unknown(reporter.text),
            partner: partner_or_world(self.text(row, "partner")),
            flow,
            scope: if scope.is_empty() { flow_scope } else { scope },
            commodity: whole_or(self.text(row, "commodity")),
            period,
            unit: Name::default(),
            basis: Basis {
                valuation: name("valuation"),
                price_basis: name("price_basis"),
                adjustment: name("adjustment"),
                vintage: name("vintage"),
            },
        })
    }

    /// The observation status; a figure that its column of confidentiality marks is confidential, whatever else its status is.
    pub(super) fn status(&mut self, row: &Row<'t>) -> Option<Status> {
        let status = self.parsed::<Status>(row, "status", super::relation::ParseStatusError::ACCEPTED);
        let accepted = super::ParseConfidentialityError::ACCEPTED;
        match self.parsed::<Confidentiality>(row, "confidentiality", accepted)?.unwrap_or_default() {
            Confidentiality::Confidential => status.map(|_| Status::Confidential),
            Confidentiality::Free => status.map(Option::unwrap_or_default),
        }
    }

    /// The row of a level that may be withheld: `None` where its key cannot be read.
    pub(super) fn withheld(&mut self, row: &Row<'t>) -> Option<Withheld> {
        let flow = self.required(row, "flow", FLOW_NEEDED).and_then(|cell| self.flow(cell));
        let period = self.period(row, "period");
        let (flow, scope) = flow?;
        let key = self.key(row, flow, scope, period?)?;
        let key = Key { unit: Name::new(self.text(row, "unit")), ..key };
        Some(Withheld::new(self.id(row), key, row.place()))
    }

    /// The name of a row: its own, or one made of the file and the row's number.
    pub(super) fn id(&self, row: &Row<'t>) -> String {
        match self.text(row, "id") {
            "" => self.row_id(row),
            id => id.to_owned(),
        }
    }

    /// Whether the row says its decimals itself.
    pub(super) fn has_decimals(&self, row: &Row<'t>) -> bool {
        self.columns.cell(row, "decimals").is_some()
    }

    pub(super) fn attribution(&mut self, row: &Row<'t>) -> Option<Attribution> {
        Some(self.parsed::<Attribution>(row, "attribution", ParseAttributionError::ACCEPTED)?.unwrap_or_default())
    }

    pub(super) fn trust(&mut self, row: &Row<'t>) -> Option<Trust> {
        Some(self.parsed::<Trust>(row, "trust", ParseTrustError::ACCEPTED)?.unwrap_or_default())
    }

    /// A balance above or below zero is a balance.
    pub(super) fn direction(&mut self, row: &Row<'t>, flow: Option<&Flow>) -> Option<Option<Direction>> {
        let direction = self.parsed::<Direction>(row, "direction", ParseDirectionError::ACCEPTED)?;
        let is_of_balance = matches!(direction, Some(Direction::Surplus | Direction::Deficit | Direction::Zero));
        match flow.filter(|flow| is_of_balance && flow.sign() == Sign::NonNegative) {
            Some(flow) => {
                let cell = self.columns.cell(row, "direction")?;
                self.fault(
                    cell,
                    format!("a {} is said of {flow}", cell.text),
                    "it is said of a balance; other flows go up or down",
                );
                None
            }
            None => Some(direction),
        }
    }

    /// A name for a row that has none: the file without its ending, and the number of the row.
    fn row_id(&self, row: &Row<'t>) -> String {
        let file = self.table.source().name();
        let stem = std::path::Path::new(&**file).file_stem().map_or(file.to_string(), |stem| stem.to_string_lossy().into_owned());
        format!("{stem}:{}", row.number())
    }
}

/// A cell of the column `decimals`.
#[derive(Clone, Copy)]
struct Decimals(i8);

impl FromStr for Decimals {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self).map_err(|_| format!("`{text}` is not a number of digits"))
    }
}

/// Gives every figure of one sort the most decimals that any of them shows.
pub(super) fn share_precision<'s, K: Ord>(figures: impl Iterator<Item = (K, &'s mut Figure)>) {
    let mut sorts: std::collections::BTreeMap<K, Vec<&mut Figure>> = std::collections::BTreeMap::new();
    figures.for_each(|(sort, figure)| sorts.entry(sort).or_default().push(figure));
    for figures in sorts.into_values() {
        let most = figures.iter().map(|figure| figure.decimals()).max().unwrap_or_default();
        for figure in figures {
            *figure = figure.clone().to_decimals(most);
        }
    }
}
