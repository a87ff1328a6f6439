//! Files that are never held: a plan from the file to the result.

mod bilateral;
mod cells;
mod locate;
mod pair;
mod pairs;
mod pass;
mod progress;
mod table;
#[cfg(test)]
mod tests;
mod text;

use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use polars::prelude::*;

use super::format::{Format, parquet};
use super::{Dataset, collected, schema};
use crate::case::CaseOptions;
use crate::error::{Error, Fault, FaultKind};
use crate::place::Place;
use crate::source::Raw;
use crate::statement::Dimension;

use bilateral::Bilateral;
use table::Table;

pub use progress::Progress;

pub(super) use locate::every_row_can_be_read;
pub(super) use text::Text;

/// The observations of a file as a plan: rows stream from the file to the result, and what is in memory is the result alone.
///
/// BACI and tidy tables as CSV or Parquet, and frames that this crate has written, are read so. [`LazyDataset::observations`] has
/// the columns of [`schema`], row by row; [`LazyDataset::condensed`] has sums over what a question leaves out, added as integers while
/// rows still bear the codes of the file, which is many times faster. Names are looked up once for each that is left.
///
/// What differs from [`Dataset`](super::Dataset): text is UTF-8, nothing is sorted, rows without a figure are passed over without a note, a
/// key that stands twice is added up ([`LazyDataset::repeated`] finds those), places of rows are the file's name, and a quantity beside the
/// value is read, and looked at, where [`LazyDataset::of_quantities`] asks for it.
///
/// # What cannot be read
/// [`LazyDataset::collect`] looks at every row of a text before it first runs a plan, a few blocks at a time, and names the lines that cannot
/// be read, all at once. A plan that is run in another way takes a short row for one with empty cells, and stops at the first cell that
/// is no figure.
///
/// # Example: the world's trade, without holding it
/// ```
/// use std::io::Write as _;
/// use tradecheck::dataset::LazyDataset;
/// use tradecheck::measure::{Measure, Request};
/// use tradecheck::statement::Dimension;
///
/// let mut file = tempfile::Builder::new().suffix(".csv").tempfile()?;
/// file.write_all(b"t,i,j,k,v,q\n2019,112,156,310420,675.250,NA\n2019,112,156,870423,0.750,1.5\n2019,156,112,851712,1800.000,NA\n")?;
/// let lazy = LazyDataset::open(file.path())?;
/// let result = Request::new([Measure::Balance]).by([Dimension::Reporter]).run_lazy(&lazy)?;
/// // Belarus' exports, imports and balance, then China's; dollars, where the file has thousands.
/// assert_eq!(result.column("value")?.f64()?.to_vec()[..3], [Some(-1_124_000.0), Some(676_000.0), Some(1_800_000.0)]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct LazyDataset {
    file: Arc<str>,
    format: Format,
    notes: Vec<String>,
    progress: Progress,
    /// Whether every row was looked at, and can be read; clones look at the same.
    is_reviewed: Arc<AtomicBool>,
    rows: Rows,
}

#[derive(Clone)]
enum Rows {
    /// One row is what one side exports and the other imports.
    Bilateral(Box<Bilateral>),
    /// One row is one observation.
    Table(Box<Table>),
    /// Rows that have the columns of the schema.
    Observations(Box<LazyFrame>),
}

impl fmt::Debug for Rows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bilateral(bilateral) => bilateral.fmt(f),
            Self::Table(_) => f.write_str("Table"),
            Self::Observations(_) => f.write_str("Observations"),
        }
    }
}

impl LazyDataset {
    /// Looks at the head of a file; of tables in Parquet also at the distinct names and the extremes of columns, and of tidy tables that begin
    /// with the first day of a month at all periods.
    ///
    /// # Errors
    /// A file that cannot be read, or is in none of the layouts that are streamed; columns that are missing.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
        Self::of_raw(&Raw::open(path)?, CaseOptions::default())
    }

    /// As [`LazyDataset::open`], with options.
    ///
    /// # Errors
    /// As [`LazyDataset::open`].
    pub fn of_raw(raw: &Raw, options: CaseOptions) -> Result<Self, Error> {
        let file = raw.name().clone();
        if options.encoding.is_some_and(|encoding| Some(encoding) != "utf-8".parse().ok()) {
            let fault = Fault::new(FaultKind::Unsupported, "only UTF-8 is streamed").at(Place::file(file));
            return Err(fault.help("read it as a whole").into());
        }
        let (progress, mut notes) = (Progress::default(), Vec::new());
        let known = Format::of(raw)?;
        let (format, rows) = match (known, raw.path()) {
            (Some(Format::Baci), Some(path)) => {
                (Format::Baci, Rows::Bilateral(Box::new(Bilateral::of_csv(raw, path, &progress, &mut notes)?)))
            }
            (Some(Format::Tidy), Some(path)) => {
                (Format::Tidy, Rows::Table(Box::new(Table::of_csv(raw, path, options.period, &progress, &mut notes)?)))
            }
            (Some(Format::Parquet), _) => match Bilateral::of_parquet(raw, &progress, &mut notes)? {
                Some(bilateral) => (Format::Baci, Rows::Bilateral(Box::new(bilateral))),
                None => {
                    let (plan, of_plan) = parquet::plan(raw, options.period)?;
                    notes.extend(of_plan);
                    let counted = plan.with_column(cells::counted(col(schema::DIGITS), &progress));
                    (Format::Parquet, Rows::Observations(Box::new(counted)))
                }
            },
            (known, _) => {
                let met = known
                    .map_or("the layout is none that is streamed".to_owned(), |known| format!("files of {known} are not streamed"));
                let fault =
                    Fault::new(FaultKind::Unsupported, met).at(Place::file(file)).accepted("BACI, tidy tables and Parquet are");
                return Err(fault.help("read it as a whole").into());
            }
        };
        Ok(Self { file, format, notes, progress, is_reviewed: Arc::default(), rows })
    }

    /// Whether a file is in one of the layouts that are streamed.
    ///
    /// # Errors
    /// The system's reason where its head cannot be read.
    pub fn is_streamed(raw: &Raw) -> Result<bool, Error> {
        let is_wide = matches!(raw.head(2)?.as_slice(), [0xff, 0xfe] | [0xfe, 0xff]);
        Ok(raw.path().is_some() && !is_wide && matches!(Format::of(raw)?, Some(Format::Baci | Format::Tidy | Format::Parquet)))
    }

    /// With the quantities of a table that has them beside its values, as observations in kilograms.
    pub fn of_quantities(mut self) -> Self {
        if let Rows::Bilateral(bilateral) = &mut self.rows {
            bilateral.with_quantities();
            self.is_reviewed = Arc::default();
        }
        self
    }

    /// The layout of the file.
    pub fn format(&self) -> Format {
        self.format
    }

    /// What there is to know of how the file is read.
    pub fn notes(&self) -> Vec<String> {
        let remarks = if let Rows::Bilateral(bilateral) = &self.rows { bilateral.remarks() } else { Vec::new() };
        self.notes.iter().cloned().chain(remarks).collect()
    }

    /// All of it in a validated frame, in which an observation that stands twice counts once.
    ///
    /// # Errors
    /// As [`LazyDataset::collect`], and those of [`Dataset::open`] of keys and figures.
    pub fn held(self) -> Result<Dataset, Error> {
        let lazy = self.of_quantities();
        let mut dataset = Dataset::read_once(&lazy.file, lazy.collect(lazy.observations()?)?, lazy.notes)?;
        dataset.format = Some(lazy.format);
        Ok(dataset)
    }

    /// How many rows have been read, for others to look at while a plan runs.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    /// The observations, with the columns of [`schema`], in any order.
    ///
    /// # Errors
    /// What Polars says of a plan that it cannot make.
    pub fn observations(&self) -> Result<LazyFrame, Error> {
        match &self.rows {
            Rows::Bilateral(bilateral) => bilateral.observations(),
            Rows::Table(table) => Ok(table.observations()),
            Rows::Observations(plan) => Ok(plan.as_ref().clone()),
        }
    }

    /// Observations of what is left where some dimensions are left out, as far as the source lists nothing in them that contains anything
    /// else in them ([`LazyDataset::is_disjoint`]): all that agree are added up, exactly, under the name `sum of parts`.
    ///
    /// Only rows that all of `chosen` keep are counted: each is the name of a column of the schema and a condition on it. Figures with
    /// different decimals stay apart, so that a key may stand more than once, and dimensions in which wholes stand beside parts stay as
    /// they are. [`Request`](crate::measure::Request) does the rest.
    ///
    /// # Errors
    /// As [`LazyDataset::observations`].
    pub fn condensed(&self, left_out: &[Dimension], chosen: &[(&'static str, Expr)]) -> Result<LazyFrame, Error> {
        match &self.rows {
            Rows::Bilateral(bilateral) => bilateral.condensed(left_out, chosen),
            _ => Ok(chosen.iter().fold(self.observations()?, |rows, (_, chosen)| rows.filter(chosen.clone()))),
        }
    }

    /// What [`LazyDataset::condensed`] plans, computed.
    ///
    /// Pairs of countries of a text are added up by all threads in one pass, which takes a third of the time of the plan and says the same.
    ///
    /// # Errors
    /// As [`LazyDataset::collect`].
    pub fn read_condensed(&self, left_out: &[Dimension], chosen: &[(&'static str, Expr)]) -> Result<DataFrame, Error> {
        let read = match &self.rows {
            Rows::Bilateral(bilateral) => bilateral.read_condensed(left_out, chosen)?,
            _ => None,
        };
        match read {
            Some(plan) => collected(plan).map_err(|error| error.in_file(&self.file)),
            None => self.collect(self.condensed(left_out, chosen)?),
        }
    }

    /// Whether the rows of a dimension may be added up whatever their names are, because the source lists parts alone.
    pub fn is_disjoint(&self, dimension: Dimension) -> bool {
        matches!(self.rows, Rows::Bilateral(_)) && dimension != Dimension::Flow
    }

    /// The keys that stand more than once, with the number of their rows; a plan that holds each key once while it runs.
    ///
    /// # Errors
    /// A column of [`schema`] that the plan lacks.
    pub fn repeated(&self) -> Result<LazyFrame, Error> {
        let observations = self.observations()?;
        let key = schema::SeriesColumns::of(&observations)?.with_period();
        Ok(observations.group_by(key).agg([len().alias("rows")]).filter(col("rows").gt(lit(1))))
    }

    /// Looks at every row of a text, once, a few blocks at a time.
    ///
    /// # Errors
    /// All lines that cannot be read.
    pub fn review(&self) -> Result<(), Error> {
        if !self.is_reviewed.load(Ordering::Relaxed) {
            match &self.rows {
                Rows::Bilateral(bilateral) => bilateral.locate()?,
                Rows::Table(table) => table.locate()?,
                Rows::Observations(_) => {}
            }
            self.is_reviewed.store(true, Ordering::Relaxed);
        }
        Ok(())
    }

    /// Runs a plan that was made of these observations.
    ///
    /// # Errors
    /// All lines that cannot be read, by their numbers; what Polars says of the rest.
    pub fn collect(&self, plan: LazyFrame) -> Result<DataFrame, Error> {
        self.review()?;
        collected(plan).map_err(|error| error.in_file(&self.file))
    }
}
