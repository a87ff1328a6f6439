//! Tables in which one row is what one side exports and the other imports: BACI.

use std::path::Path;
use std::sync::Arc;

use polars::prelude::*;

use super::cells::{self, Meaning};
use super::locate::{Cell, every_row_can_be_read};
use super::pair::Pair;
use super::pairs::Pairs;
use super::{Progress, Text};
use crate::dataset::format::baci::Countries;
use crate::dataset::format::header::Header;
use crate::dataset::format::parquet;
use crate::dataset::printed::Unread;
use crate::dataset::schema::{
    self, COMMODITY, DECIMALS, DIGITS, FLOW, MONTHS, MULTIPLIER, PARTNER, PLACE, PRECISION, REPORTER, SCOPE, START, STATUS, UNIT,
};
use crate::dataset::sized::{SIZE, size, within};
use crate::dataset::unreadable;
use crate::error::Error;
use crate::source::Raw;
use crate::statement::Dimension;

/// Values are in thousands of dollars, quantities in tonnes, both with three decimals.
const MULTIPLIER_OF_ALL: i8 = 3;
const DECIMALS_OF_FLOATS: i8 = 3;

/// The columns while rows bear codes.
pub(super) const YEAR: &str = "year of the file";
pub(super) const EXPORTER: &str = "exporter";
pub(super) const IMPORTER: &str = "importer";
const PRODUCT: &str = "product";

/// What one side exports to the other, as exports of the one and imports of the other.
const SIDES: [(&str, &str, &str); 2] = [("exports", EXPORTER, IMPORTER), ("imports", IMPORTER, EXPORTER)];

#[derive(Clone)]
pub(super) struct Bilateral {
    file: Arc<str>,
    scan: LazyFrame,
    columns: Columns,
    text: Option<Text>,
    countries: Arc<Countries>,
    quantities: Quantities,
    progress: Progress,
}

/// Where the columns stand, and under which names.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    pub(super) year: Named,
    pub(super) exporter: Named,
    pub(super) importer: Named,
    product: Named,
    value: Measured,
    quantity: Option<Measured>,
}

/// A column of the file.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub(super) at: usize,
    pub(super) name: String,
}

/// A column of figures.
#[derive(Debug, Clone)]
pub(super) struct Measured {
    pub(super) column: Named,
    unit: &'static str,
    cells: Cells,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cells {
    Printed,
    Integers,
    Floats,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quantities {
    LeftOut,
    Read,
}

impl std::fmt::Debug for Bilateral {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bilateral").field("file", &self.file).field("columns", &self.columns).finish_non_exhaustive()
    }
}

impl Bilateral {
    /// A file with the header `t,i,j,k,v,q`.
    pub(super) fn of_csv(raw: &Raw, path: &Path, progress: &Progress, notes: &mut Vec<String>) -> Result<Self, Error> {
        let (text, _) = Text::open(raw, path)?;
        let columns = Columns::of(&Header::new(raw.name().clone(), 1, &text.header), |_| Cells::Printed)?;
        Self::new(raw, text.scan()?, columns, Some(text), progress, notes)
    }

    /// The same columns in Parquet, codes as integers; `None` where they are not there.
    pub(super) fn of_parquet(raw: &Raw, progress: &Progress, notes: &mut Vec<String>) -> Result<Option<Self>, Error> {
        let (scan, found) = parquet::scanned(raw)?;
        let names: Vec<String> = found.iter_names().map(|name| name.to_string()).collect();
        let header = Header::new(raw.name().clone(), 1, &names);
        if names.len() > 6 || !header.has_all(&["t", "i", "j", "k", "v"]) {
            return Ok(None);
        }
        let cells = |name: &str| match found.get(name) {
            Some(dtype) if dtype.is_integer() => Cells::Integers,
            Some(dtype) if dtype.is_float() => Cells::Floats,
            _ => Cells::Printed,
        };
        let columns = Columns::of(&header, cells)?;
        if columns.value.cells == Cells::Floats {
            notes.push(format!(
                "{}: the values are binary floats, read to the {DECIMALS_OF_FLOATS} decimals that BACI has; no intervals are made of them",
                raw.name()
            ));
        }
        Self::new(raw, scan, columns, None, progress, notes).map(Some)
    }

    fn new(
        raw: &Raw,
        scan: LazyFrame,
        columns: Columns,
        text: Option<Text>,
        progress: &Progress,
        notes: &mut Vec<String>,
    ) -> Result<Self, Error> {
        let countries = Countries::beside(Path::new(&**raw.name()))?;
        notes.extend(countries.note().map(|note| format!("{}: {note}", raw.name())));
        notes.push(format!("{}: {}", raw.name(), crate::dataset::format::baci::NOTE));
        Ok(Self {
            file: raw.name().clone(),
            scan,
            columns,
            text,
            countries: Arc::new(countries),
            quantities: Quantities::LeftOut,
            progress: progress.clone(),
        })
    }

    /// What is to be known of rows that stream.
    pub(super) fn remarks(&self) -> Vec<String> {
        let mut remarks = vec![format!("{}: rows are added up as they stand, also where one stands twice", self.file)];
        if self.columns.quantity.is_some() && self.quantities == Quantities::LeftOut {
            remarks.push(format!("{}: quantities are read where rows of the unit kg are asked for", self.file));
        }
        remarks
    }

    pub(super) fn with_quantities(&mut self) {
        self.quantities = Quantities::Read;
    }

    pub(super) fn observations(&self) -> Result<LazyFrame, Error> {
        let of_figures = self.measured().flat_map(|measured| {
            let rows = self.coded(measured, Products::Apart);
            let codes = [Side::Code, Side::Code];
            SIDES.map(|side| self.named(sided(&rows, side, Products::Apart, &[]), side.0, measured, codes, Products::Apart))
        });
        joined(of_figures.collect())
    }

    /// Sums by pairs of countries, and of what is left of them.
    pub(super) fn condensed(&self, left_out: &[Dimension], chosen: &[(&'static str, Expr)]) -> Result<LazyFrame, Error> {
        let products = Products::left_by(left_out);
        let pairs = self.measured().map(|measured| {
            let rows = match all_of(chosen, &[COMMODITY]) {
                Some(chosen) => {
                    let rows = self.coded(measured, Products::Apart);
                    rows.with_column(cells::named(col(PRODUCT), &product()).alias(COMMODITY)).filter(chosen)
                }
                None => self.coded(measured, products),
            };
            let mut kept = vec![Pair::packed(), col(DIGITS)];
            let mut key = vec![col(Pair::COLUMN)];
            if products == Products::Apart {
                kept.push(col(PRODUCT));
                key.push(col(PRODUCT));
            }
            let sums = rows.select(kept).group_by(key).agg([col(DIGITS).sum(), size()]);
            // Both sides are taken of one run over the file.
            (measured, sums.filter(col(Pair::COLUMN).is_not_null()).with_columns(Pair::unpacked()).cache())
        });
        self.condensed_from(left_out, chosen, pairs.collect())
    }

    /// As [`Bilateral::condensed`], where a text is read on the way: products are added up pair by pair, and lines that cannot be read are
    /// named, in one pass.
    ///
    /// That takes a third of the time of the plan. `None` where products stay apart, and where the file is no text: that is for the plan.
    pub(super) fn read_condensed(
        &self,
        left_out: &[Dimension],
        chosen: &[(&'static str, Expr)],
    ) -> Result<Option<LazyFrame>, Error> {
        let asks_for_products = Products::left_by(left_out) == Products::Apart || all_of(chosen, &[COMMODITY]).is_some();
        let Some(text) = self.text.as_ref().filter(|_| !asks_for_products) else { return Ok(None) };
        let figures: Vec<&Measured> = self.measured().collect();
        let pairs = Pairs::read(text, &self.columns, &figures, &self.progress)?;
        let pairs = figures.into_iter().zip(pairs.into_iter().map(IntoLazy::lazy));
        self.condensed_from(left_out, chosen, pairs.collect()).map(Some)
    }

    fn condensed_from(
        &self,
        left_out: &[Dimension],
        chosen: &[(&'static str, Expr)],
        pairs: Vec<(&Measured, LazyFrame)>,
    ) -> Result<LazyFrame, Error> {
        let products = Products::left_by(left_out);
        let of_sides = all_of(chosen, &[REPORTER, PARTNER]);
        let of = |dimension| match of_sides {
            _ if left_out.contains(&dimension) => Side::Together,
            Some(_) => Side::Name,
            None => Side::Code,
        };
        let sides = [(REPORTER, of(Dimension::Reporter)), (PARTNER, of(Dimension::Partner))];
        let kept: Vec<Expr> = sides.iter().filter(|(_, side)| *side != Side::Together).map(|(column, _)| col(*column)).collect();
        let of_figures = pairs.iter().flat_map(|(measured, pairs)| {
            SIDES.map(|side| {
                let mut rows = sided(pairs, side, products, &[SIZE]);
                if let Some(chosen) = &of_sides {
                    rows = rows.with_columns([REPORTER, PARTNER].map(|side| self.country(side))).filter(chosen.clone());
                }
                if kept.len() < sides.len() {
                    let mut key = kept.clone();
                    key.extend([YEAR, DECIMALS].map(col));
                    key.extend((products == Products::Apart).then(|| col(PRODUCT)));
                    rows = rows.group_by(key).agg([col(DIGITS).sum(), col(SIZE).sum()]);
                }
                self.named(rows.with_column(within()), side.0, measured, sides.map(|(_, side)| side), products)
            })
        });
        let rows = joined(of_figures.collect())?;
        let of_rows = chosen.iter().filter(|(column, _)| ![COMMODITY, REPORTER, PARTNER].contains(column));
        Ok(of_rows.fold(rows, |rows, (_, chosen)| rows.filter(chosen.clone())))
    }
}

/// The conditions on some columns as one.
fn all_of(chosen: &[(&'static str, Expr)], columns: &[&str]) -> Option<Expr> {
    chosen.iter().filter(|(of, _)| columns.contains(of)).map(|(_, expr)| expr.clone()).reduce(Expr::and)
}

/// Whether products stay apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Products {
    Apart,
    Together,
}

impl Products {
    fn left_by(left_out: &[Dimension]) -> Self {
        if left_out.contains(&Dimension::Commodity) { Self::Together } else { Self::Apart }
    }
}

/// What stands in the column of a side: codes of the file, their names, or nothing where it is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Code,
    Name,
    Together,
}

impl Columns {
    fn of(header: &Header, cells: impl Fn(&str) -> Cells) -> Result<Self, Error> {
        let named = |at: usize| Named { at, name: header.names()[at].clone() };
        let figures = |at: usize, unit: &'static str| Measured { cells: cells(&header.names()[at]), column: named(at), unit };
        Ok(Self {
            year: named(header.need(&["t"])?),
            exporter: named(header.need(&["i"])?),
            importer: named(header.need(&["j"])?),
            product: named(header.need(&["k"])?),
            value: figures(header.need(&["v"])?, "USD"),
            quantity: header.find(&["q"]).map(|column| figures(column, "kg")),
        })
    }
}

impl Bilateral {
    fn measured(&self) -> impl Iterator<Item = &Measured> {
        let quantity = self.columns.quantity.as_ref().filter(|_| self.quantities == Quantities::Read);
        std::iter::once(&self.columns.value).chain(quantity)
    }

    /// The rows that have a figure, their keys as codes.
    fn coded(&self, measured: &Measured, products: Products) -> LazyFrame {
        let columns = &self.columns;
        let cell = || col(measured.column.name.as_str());
        let code = |column: &Named, alias: &str| match self.text {
            Some(_) => col(column.name.as_str()).str().strip_chars(lit(NULL)).strict_cast(DataType::Int32).alias(alias),
            None => col(column.name.as_str()).strict_cast(DataType::Int32).alias(alias),
        };
        let constant = |decimals: i8| lit(decimals).cast(DataType::Int8);
        let (digits, decimals) = match measured.cells {
            Cells::Printed => {
                let cell = || cell().cast(DataType::String);
                (cells::digits(cell(), cells::figure, &self.progress), cells::decimals(cell(), cells::figure))
            }
            Cells::Integers => {
                let digits = cells::counted(cell().strict_cast(DataType::Int64), &self.progress);
                (digits, when(cell().is_not_null()).then(constant(0)).otherwise(lit(NULL)))
            }
            Cells::Floats => {
                let digits = cells::float_digits(cell().cast(DataType::Float64), DECIMALS_OF_FLOATS, &self.progress);
                (digits, when(cell().is_not_null()).then(constant(DECIMALS_OF_FLOATS)).otherwise(lit(NULL)))
            }
        };
        let mut selected = vec![
            code(&columns.year, YEAR),
            code(&columns.exporter, EXPORTER),
            code(&columns.importer, IMPORTER),
            digits.alias(DIGITS),
            decimals.alias(DECIMALS),
        ];
        selected.extend(
            (products == Products::Apart).then(|| col(columns.product.name.as_str()).cast(DataType::String).alias(PRODUCT)),
        );
        self.scan.clone().select(selected)
    }

    fn country(&self, side: &str) -> Expr {
        let countries = self.countries.clone();
        let meaning: Meaning = Arc::new(move |code| match code {
            "" => Err(("the code of a country is missing".to_owned(), "a whole number is needed")),
            code => Ok(countries.name(code).to_owned()),
        });
        cells::named(col(side), &meaning)
    }

    /// Rows of one side as observations.
    fn named(&self, rows: LazyFrame, flow: &str, measured: &Measured, sides: [Side; 2], products: Products) -> LazyFrame {
        let constant = |column: &'static str, text: &str| schema::name(text).alias(column);
        let side = |column: &'static str, side: Side| match side {
            Side::Together => constant(column, schema::SUM_OF_PARTS),
            Side::Name => col(column),
            Side::Code => self.country(column).alias(column),
        };
        let [reporter, partner] = sides;
        let mut selected = vec![
            side(REPORTER, reporter),
            side(PARTNER, partner),
            constant(FLOW, flow),
            constant(SCOPE, ""),
            match products {
                Products::Apart => cells::named(col(PRODUCT), &product()).alias(COMMODITY),
                Products::Together => constant(COMMODITY, schema::SUM_OF_PARTS),
            },
            constant(UNIT, measured.unit),
            cells::january(col(YEAR)).alias(START),
            lit(12u16).cast(DataType::UInt16).alias(MONTHS),
            col(DIGITS),
            col(DECIMALS),
            lit(MULTIPLIER_OF_ALL).cast(DataType::Int8).alias(MULTIPLIER),
            constant(STATUS, "normal"),
            lit(self.file.to_string()).alias(PLACE),
        ];
        if measured.cells == Cells::Floats {
            selected.push(constant(PRECISION, schema::BINARY));
        }
        rows.filter(col(DECIMALS).is_not_null()).select(selected)
    }

    /// Names the lines of the file that cannot be read, where it is text.
    pub(super) fn locate(&self) -> Result<(), Error> {
        let Some(text) = &self.text else { return Ok(()) };
        let columns = &self.columns;
        let mut cells = vec![Cell::new(columns.year.name.clone(), |text| year(text).map(drop))];
        cells.extend(
            [&columns.exporter, &columns.importer].map(|column| Cell::new(column.name.clone(), |text| code(text).map(drop))),
        );
        cells.extend(self.measured().map(|of| Cell::new(of.column.name.clone(), |text| cells::figure(text.trim()).map(drop))));
        every_row_can_be_read(text, &cells, &self.progress)
    }
}

pub(super) fn year(text: &str) -> Result<i32, Unread> {
    match text.trim().parse::<i32>() {
        Ok(number) if cells::is_year(number) => Ok(number),
        _ => Err((format!("`{}` is no year", shown(text)), "four digits are needed")),
    }
}

pub(super) fn code(text: &str) -> Result<i32, Unread> {
    match text.trim().parse::<i32>() {
        Ok(number) if Pair::is_code(number) => Ok(number),
        _ => Err((format!("`{}` is no code of a country", shown(text)), "a whole number of at most six digits is needed")),
    }
}

fn shown(text: &str) -> String {
    text.chars().take(40).collect()
}

/// The rows of one side: the one that reports and the one it reports on.
fn sided(rows: &LazyFrame, (_, reporter, partner): (&str, &str, &str), products: Products, more: &[&str]) -> LazyFrame {
    let mut selected = vec![col(YEAR), col(reporter).alias(REPORTER), col(partner).alias(PARTNER), col(DIGITS), col(DECIMALS)];
    selected.extend((products == Products::Apart).then(|| col(PRODUCT)));
    selected.extend(more.iter().map(|name| col(*name)));
    rows.clone().select(selected)
}

fn product() -> Meaning {
    Arc::new(|code| Ok(if code.is_empty() { String::new() } else { format!("{code:0>6}") }))
}

fn joined(parts: Vec<LazyFrame>) -> Result<LazyFrame, Error> {
    concat(parts, UnionArgs::default()).map_err(unreadable)
}
