//! Observations in a frame: the levels of a case or a table, validated, in one schema.
//!
//! A [`Dataset`] is where tables enter the columns of Polars. Its frame holds the digits as they were printed (never a float), the
//! key of each observation, and the place it came from; [`value`] derives the number for measures. The columns are listed in
//! [`schema`].
//!
//! Files up to 64 MB are read as [`statement`](crate::statement) reads them, and every cell that cannot be read is named. Larger
//! ones are scanned ([`Dataset::scan`]): the same columns and the same words, each distinct name looked up once, and a second pass over
//! the file only where rows may be ragged, to name their lines. What is too large to be held streams from the file to the result
//! ([`LazyDataset`]).

mod confront;
mod files;
mod format;
mod gather;
mod lazy;
mod levels;
mod observations;
mod order;
mod periods;
mod printed;
mod scan;
pub mod schema;
mod sdmx_csv;
pub(crate) mod sized;
mod stated;
mod tables;

use std::path::Path;

use polars::prelude::*;

pub use confront::{Column as StatedColumn, Off};
pub use format::Format;
pub use lazy::{LazyDataset, Progress};
pub use sdmx_csv::SdmxCsv;

use crate::case::{Case, CaseOptions};
use crate::error::{Error, Fault, FaultKind};
use crate::place::Place;
use crate::source::Raw;
use crate::statement::{PartWhole, Statement, Withheld};

use order::Repeated;
use schema::{DECIMALS, DIGITS, MULTIPLIER, SeriesColumns};

/// Levels in a validated frame: one row an observation, no key twice, nothing missing, sorted by key and period.
///
/// # Example: from a table to a frame and back
/// ```
/// use tradecheck::dataset::Dataset;
/// use tradecheck::source::Source;
/// use tradecheck::statement::read_series;
///
/// let text = "reporter,partner,flow,period,value,unit,multiplier\nMinsk City,China,exports,2009,18.50,USD,million\n";
/// let dataset = Dataset::from_statements(&read_series(&Source::from_text("series.csv", text))?)?;
/// let digits = dataset.frame().column("digits")?.i64()?;
/// assert_eq!(digits.get(0), Some(1850));
/// assert_eq!(dataset.levels()[0].figure.printed(), "18.50");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Dataset {
    frame: DataFrame,
    notes: Vec<String>,
    stated: Vec<Statement>,
    withheld: Vec<Withheld>,
    hierarchy: Vec<PartWhole>,
    format: Option<Format>,
}

impl Dataset {
    /// Files beyond this size are scanned instead of being held as text.
    pub const HELD: u64 = 64 << 20;

    /// Reads a case (a folder), a `series.csv`, any table with its columns, or a file in one of the layouts of [`Format`].
    ///
    /// # Errors
    /// All that cannot be read; two observations of one key that differ; no observation at all.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
        Self::open_with(path, CaseOptions::default())
    }

    /// As [`Dataset::open`], with options.
    ///
    /// # Errors
    /// As [`Dataset::open`].
    pub fn open_with(path: impl AsRef<Path>, options: CaseOptions) -> Result<Self, Error> {
        let path = path.as_ref();
        if path.is_dir() {
            return Self::of_case(&Case::open_all(&[path], options)?);
        }
        Self::of_raw(&Raw::open(path)?, options)
    }

    /// Reads several files as one dataset, as many at a time as there are processors: the years of BACI, a workbook for each country.
    ///
    /// An observation that stands in two of them, equal in all but its place, counts once.
    ///
    /// # Errors
    /// All that cannot be read in any of them, at once; two observations of one key that differ; no file at all.
    ///
    /// # Example: two years
    /// ```
    /// use tradecheck::{case::CaseOptions, dataset::Dataset};
    ///
    /// let folder = std::env::temp_dir().join(format!("tradecheck-years-{}", std::process::id()));
    /// std::fs::create_dir_all(&folder)?;
    /// let years = [("2019", "18.5"), ("2020", "20.5")].map(|(year, value)| {
    ///     let path = folder.join(format!("Y{year}.csv"));
    ///     std::fs::write(&path, format!("t,i,j,k,v,q\n{year},112,156,310210,{value},1\n")).map(|()| path)
    /// });
    /// let years = years.into_iter().collect::<Result<Vec<_>, _>>()?;
    /// let dataset = Dataset::open_all(&years, CaseOptions::default())?;
    /// assert_eq!(dataset.levels()[0].key.period.map(|period| period.to_string()).as_deref(), Some("2019"));
    /// # std::fs::remove_dir_all(&folder)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn open_all(paths: &[impl AsRef<Path>], options: CaseOptions) -> Result<Self, Error> {
        files::open_all(&paths.iter().map(AsRef::as_ref).collect::<Vec<_>>(), options)
    }

    /// Reads bytes at hand as [`Dataset::open`] reads a file.
    ///
    /// # Errors
    /// As [`Dataset::open`].
    ///
    /// # Example: a file of Comtrade, its world row and a partner
    /// ```
    /// use tradecheck::{dataset::{Dataset, Format}, source::Raw, case::CaseOptions};
    ///
    /// let text = "period,reporterCode,flowCode,partnerCode,cmdCode,primaryValue\n\
    ///             2014,764,M,0,8542,9680795326\n2014,764,M,490,8542,2014000.5\n";
    /// let dataset = Dataset::of_raw(&Raw::from_bytes("TradeData.csv", text.as_bytes()), CaseOptions::default())?;
    /// assert_eq!(dataset.format(), Some(Format::Comtrade));
    /// let partners: Vec<String> = dataset.levels().iter().map(|level| level.key.partner.to_string()).collect();
    /// assert_eq!(partners, ["Taiwan", "World"]);
    /// # Ok::<(), tradecheck::error::Error>(())
    /// ```
    pub fn of_raw(raw: &Raw, options: CaseOptions) -> Result<Self, Error> {
        match format::open(raw, options.encoding, options.period)? {
            format::Opened::Known(gather, format) => Self::gathered(*gather, format),
            format::Opened::Parquet => LazyDataset::of_raw(raw, options)?.held(),
            format::Opened::Tables(tables) => match raw.path() {
                Some(path) if raw.size()? > Self::HELD => Self::scan(path),
                _ => tables::read(raw, &tables, options),
            },
        }
    }

    /// The observations of a file, those that stand twice counted once.
    fn read_once(file: &str, frame: DataFrame, mut notes: Vec<String>) -> Result<Self, Error> {
        if frame.height() == 0 {
            let fault = Fault::new(FaultKind::Empty, "there is no observation").at(Place::file(file));
            return Err(fault.accepted("at least one row with a value is needed").into());
        }
        let (mut dataset, repeated) = Self::validated_with(frame, Repeated::Once)?;
        if repeated > 0 {
            let plural = if repeated == 1 { "observation stands" } else { "observations stand" };
            notes.push(format!("{file}: {repeated} {plural} there a second time, equal in all, and count once"));
        }
        dataset.notes = notes;
        Ok(dataset)
    }

    /// Everything that is stated in these files together: as [`Case::open_all`], and files in the layouts of [`Format`] and workbooks
    /// among them. Their levels are statements, beside what they state of their levels.
    ///
    /// # Errors
    /// All that cannot be read in any of them, at once.
    pub fn case(paths: &[impl AsRef<Path>], options: CaseOptions) -> Result<Case, Error> {
        stated::case(paths, options)
    }

    /// The levels as a case, with all that the file says besides.
    fn into_case(self) -> Case {
        let mut levels = self.levels();
        for level in &mut levels {
            level.id = told(level);
        }
        let mut case = Case::of_statements("", levels);
        let unprinted = self.len() - case.statements.len();
        case.notes = self.notes;
        if unprinted > 0 {
            case.notes.push(format!("{unprinted} levels come from binary floats without printed digits, and state no interval"));
        }
        let (stated, notes) = confront::of_these_levels(&case.statements, self.stated, &self.hierarchy);
        case.statements.extend(stated);
        case.notes.extend(notes);
        (case.withheld, case.hierarchy) = (self.withheld, self.hierarchy);
        case
    }

    /// Marks the observations of some lines as made from binary fractions.
    fn mark_binary(&mut self, fractions: &tables::Fractions) -> Result<(), Error> {
        let places = self.frame.column(schema::PLACE).and_then(|column| column.str().cloned()).map_err(unreadable)?;
        let word = |place: Option<&str>| {
            let binary = place.is_some_and(|place| fractions.contains(&levels::place(place)));
            if binary { schema::BINARY } else { schema::PRINTED }
        };
        let words: Vec<&str> = places.iter().map(word).collect();
        let column = Column::new(schema::PRECISION.into(), words).cast(&schema::category()).map_err(unreadable)?;
        self.frame.with_column(column).map_err(unreadable)?;
        Ok(())
    }

    fn gathered(gather: gather::Gather, format: Format) -> Result<Self, Error> {
        let file = gather.file.clone();
        let gather::Gathered { frame, stated, withheld, hierarchy, notes } = gather.finish()?;
        let mut dataset = Self::read_once(&file, frame, notes)?;
        dataset.hierarchy = hierarchy;
        (dataset.stated, dataset.withheld, dataset.format) = (stated, withheld, Some(format));
        Ok(dataset)
    }

    /// Reads a table with the columns of `series.csv`, however large: names are read once each, numbers by columns.
    ///
    /// What differs from [`Dataset::open`] on a smaller file: the encoding is UTF-8, numbers have a decimal point, observations bear no
    /// id but their own, and a place is a line without a column, counted as if no cell held a line break.
    ///
    /// # Errors
    /// As [`Dataset::open`]; the lines that cannot be read are named.
    pub fn scan(path: impl AsRef<Path>) -> Result<Self, Error> {
        let (frame, notes) = scan::read(path.as_ref())?;
        Self::validated(frame, notes)
    }

    /// The levels of a case, those of its texts among them.
    ///
    /// # Errors
    /// As [`Dataset::from_statements`].
    pub fn of_case(case: &Case) -> Result<Self, Error> {
        let mut dataset = Self::from_statements(&case.statements)?;
        dataset.notes.splice(0..0, case.notes.iter().cloned());
        Ok(dataset)
    }

    /// The levels among statements; all else that is stated is passed over.
    ///
    /// A level without a period is about no other figure, and is left out with a note. A figure that stands twice is taken once,
    /// with a note: in the form with more digits, where the other is that rounded (633.9 beside 633.91).
    ///
    /// # Errors
    /// Every pair of observations of one key that differ; digits beyond 64-bit integers; no level at all.
    pub fn from_statements(statements: &[Statement]) -> Result<Self, Error> {
        let (frame, notes) = observations::frame(statements)?;
        Self::validated(frame, notes)
    }

    /// A frame of one's own that has the columns of [`schema`], and perhaps more, which are dropped.
    ///
    /// # Errors
    /// A column that is missing or of another type; a null; a key that stands twice; no row.
    pub fn from_frame(frame: DataFrame) -> Result<Self, Error> {
        Self::validated(frame, Vec::new())
    }

    /// The observations as the start of a plan.
    pub fn lazy(&self) -> LazyFrame {
        self.frame.clone().lazy()
    }

    /// The observations, sorted by key and period.
    pub fn frame(&self) -> &DataFrame {
        &self.frame
    }

    /// What was left out or taken once while reading.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// What the file states of its own levels: shares, rates, balances.
    pub fn stated(&self) -> &[Statement] {
        &self.stated
    }

    /// What the file states of its own levels, put beside them row by row, a column at a time.
    pub fn confronted(&self) -> Vec<StatedColumn> {
        confront::columns(&self.levels(), &self.stated, &self.hierarchy)
    }

    /// The levels that the file names and withholds as confidential.
    pub fn withheld(&self) -> &[Withheld] {
        &self.withheld
    }

    /// The layout of the file; `None` for tables of one's own and for cases.
    pub fn format(&self) -> Option<Format> {
        self.format
    }

    /// How many observations there are; at least one.
    #[allow(clippy::len_without_is_empty, reason = "a dataset is never empty")]
    pub fn len(&self) -> usize {
        self.frame.height()
    }

    /// The observations as statements again, in the order of the frame.
    ///
    /// Key, figure with its precision, qualifier, status, id, source, file, line and column come back. What a level does not need is
    /// not kept: its wording and direction, the span of its place, and marks between thousands. What comes from binary floats has no
    /// printed digits, so that no interval can be made of it, and is left out.
    pub fn levels(&self) -> Vec<Statement> {
        levels::printed(&self.frame)
    }

    fn validated(frame: DataFrame, notes: Vec<String>) -> Result<Self, Error> {
        let (dataset, _) = Self::validated_with(frame, Repeated::Refused)?;
        Ok(Self { notes, ..dataset })
    }

    /// A valid frame, and how many observations were left out because they repeat another.
    fn validated_with(frame: DataFrame, repeated: Repeated) -> Result<(Self, usize), Error> {
        let series = SeriesColumns::among(frame.schema())?;
        if frame.height() == 0 {
            let fault = Fault::new(FaultKind::Empty, "there is no observation");
            return Err(fault.accepted("a dataset needs at least one level with a period").into());
        }
        let kept = frame.get_column_names().into_iter().filter(|name| schema::dtype(name).is_some()).cloned();
        let frame = frame.select(kept.collect::<Vec<_>>()).map_err(unreadable)?;
        for column in frame.columns() {
            if column.null_count() > 0 {
                let fault = Fault::new(FaultKind::Cell, format!("{} cells are empty", column.null_count()));
                return Err(fault
                    .at(Place::file("<frame>").in_field(column.name()))
                    .accepted("every observation needs them")
                    .into());
            }
        }
        let (frame, left_out) = order::sorted(frame, &series, repeated)?;
        let (notes, stated, withheld, hierarchy) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Ok((Self { frame, notes, stated, withheld, hierarchy, format: None }, left_out))
    }
}

/// The number that an observation stands for, in base units, as Float64: `digits × 10^(multiplier − decimals)`.
///
/// For measures and pictures. It is derived where it is needed and never stored, and no verdict rests on it.
///
/// # Example: millions become units
/// ```
/// use polars::prelude::*;
/// use tradecheck::dataset::value;
///
/// let frame = df!["digits" => [1850i64], "decimals" => [2i8], "multiplier" => [6i8]]?;
/// let plan = frame.lazy().select([value().alias("value")]);
/// let values = plan.collect_with_engine(Engine::Streaming)?.unwrap_single();
/// assert_eq!(values.column("value")?.f64()?.get(0), Some(18_500_000.0));
/// # Ok::<(), PolarsError>(())
/// ```
pub fn value() -> Expr {
    amount(col(DIGITS), exponent())
}

/// What a level is of, in words: a name for it where the file gives none.
fn told(level: &Statement) -> String {
    let (key, period) = (&level.key, level.key.period.map_or_else(String::new, |period| period.to_string()));
    let parts = [
        key.reporter.as_str(),
        key.partner.as_str(),
        key.flow.code(),
        key.scope.as_str(),
        key.commodity.as_str(),
        key.basis.valuation.as_str(),
        &period,
        key.unit.as_str(),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The rows of a part of a valid frame as statements.
pub(crate) fn levels_of(frame: &DataFrame) -> Vec<Statement> {
    levels::of(frame)
}

/// The power of ten of the last printed digit.
pub(crate) fn exponent() -> Expr {
    col(MULTIPLIER).cast(DataType::Int32) - col(DECIMALS).cast(DataType::Int32)
}

/// `digits × 10^exponent` as Float64, rounded once as long as the digits have at most fifteen and the exponent is within ±22.
pub(crate) fn amount(digits: Expr, exponent: Expr) -> Expr {
    let power = |exponent: Expr| lit(10.0).pow(exponent.cast(DataType::Float64));
    let digits = digits.cast(DataType::Float64);
    // A quotient of two exact numbers is rounded once, a product with 0.001 twice.
    when(exponent.clone().gt_eq(lit(0))).then(digits.clone() * power(exponent.clone())).otherwise(digits / power(lit(0) - exponent))
}

/// Runs a plan on the streaming engine, the only one that holds large files.
pub(crate) fn collected(lf: LazyFrame) -> Result<DataFrame, Error> {
    // A plan is gone down by recursion, a level for each of its steps, and where Polars is not optimised a level takes more of the stack
    // than threads have for thirty of them.
    const STACK: usize = 16 << 20;
    let run = || lf.clone().collect_with_engine(Engine::Streaming).map(|result| result.unwrap_single());
    let collected = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, run);
        thread.map(|running| running.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    // Where the system has no thread left, this one has to do.
    collected.unwrap_or_else(|_| run()).map_err(unreadable)
}

/// What Polars says, as a fault of this crate.
pub(crate) fn unreadable(error: PolarsError) -> Error {
    let kind = match &error {
        PolarsError::IO { .. } => FaultKind::Io,
        PolarsError::ColumnNotFound(_) | PolarsError::SchemaFieldNotFound(_) | PolarsError::SchemaMismatch(_) => FaultKind::Header,
        PolarsError::NoData(_) => FaultKind::Empty,
        _ => FaultKind::Unsupported,
    };
    // The first line says what happened; the rest is the plan.
    let text = error.to_string();
    Fault::new(kind, text.lines().next().unwrap_or_default()).into()
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use proptest::prelude::*;

    use super::*;
    use crate::codelist::Flow;
    use crate::figure::{Figure, Multiplier, Qualifier};
    use crate::period::Period;
    use crate::source::Source;
    use crate::statement::{Key, Name, Relation, Status, read_series};

    fn read(text: &str) -> Result<Dataset, Error> {
        Dataset::from_statements(&read_series(&Source::from_text("series.csv", text)).unwrap())
    }

    /// What the frame keeps of a statement.
    fn kept(level: &Statement) -> (Key, Figure, Status, String, String, String) {
        let figure = level.figure.clone();
        (level.key.clone(), figure, level.status, level.id.clone(), level.source.clone(), level.place.to_string())
    }

    fn level() -> impl Strategy<Value = Statement> {
        let key = ("[a-cA-C]{1,2}", "(China|World|X)", "(exports|imports|balance|companies)", "(|goods|services)", "(|tyres|0401)");
        let period = prop_oneof![
            (2000..2012i32, 1..=12u32, 1..30u16).prop_filter_map("a span", |(y, m, n)| Period::span((y, m), n)),
            (2000..2012i32, 1..=12u32, 1..=28u32).prop_filter_map("a day", |(y, m, d)| Period::stock(y, m, d)),
        ];
        let basis = ("(|FOB|CIF)", "(|constant)", "(|2012-02)");
        let figure = (-1_000_000_000_000i64..1_000_000_000_000, 0..9u8, prop_oneof![Just(0i8), Just(3), Just(6)], any::<bool>());
        (key, period, basis, figure, "(|row 5)").prop_map(|(key, period, basis, (digits, decimals, exponent, about), source)| {
            let mut of = Key::new(&key.0, &key.1, key.2.parse::<Flow>().unwrap(), Some(period), "USD");
            (of.scope, of.commodity) = (Name::new(&key.3), Name::new(&key.4));
            (of.basis.valuation, of.basis.price_basis, of.basis.vintage) =
                (Name::new(&basis.0), Name::new(&basis.1), Name::new(&basis.2));
            let qualifier = about.then_some(Qualifier::About);
            let figure = Figure::from_digits(digits, decimals).times(Multiplier::of_exponent(exponent)).qualified(qualifier);
            let place = Place { line: Some(7), column: Some(3), ..Place::file("C:/a: b/series.csv") };
            let mut level = Statement::new(format!("id {digits}"), of, Relation::Level, figure, place);
            level.source = source;
            level
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

        #[test]
        fn levels_come_back_as_they_were(levels in proptest::collection::vec(level(), 1..12)) {
            let by_key: std::collections::BTreeMap<Key, Statement> = levels.into_iter().map(|level| (level.key.clone(), level)).collect();
            let levels: Vec<Statement> = by_key.into_values().collect();
            let dataset = Dataset::from_statements(&levels).unwrap();
            let mut back = dataset.levels();
            back.sort_by(|a, b| a.key.cmp(&b.key));
            prop_assert_eq!(back.iter().map(kept).collect::<Vec<_>>(), levels.iter().map(kept).collect::<Vec<_>>());
            let again = Dataset::from_statements(&back).unwrap();
            prop_assert!(again.frame().equals(dataset.frame()));
            prop_assert!(dataset.notes().is_empty());
        }

        #[test]
        fn a_scanned_table_is_the_table_that_was_read(levels in proptest::collection::vec(level(), 1..12)) {
            let by_key: std::collections::BTreeMap<Key, Statement> = levels.into_iter().map(|level| (level.key.clone(), level)).collect();
            let mut text = String::from("reporter,partner,TRADE_FLOW,scope,commodity,period,unit,OBS_VALUE,multiplier,qualifier,valuation,price_basis,vintage,source\n");
            for level in by_key.into_values() {
                let (key, figure) = (level.key, level.figure);
                let cells = [
                    key.reporter.to_string(), key.partner.to_string(), key.flow.to_string(), key.scope.to_string(), key.commodity.to_string(),
                    key.period.unwrap().to_string(), key.unit.to_string(), figure.printed().to_owned(), figure.multiplier().to_string(),
                    figure.qualifier().map_or(String::new(), |q| q.to_string()), key.basis.valuation.to_string(), key.basis.price_basis.to_string(),
                    key.basis.vintage.to_string(), level.source,
                ];
                text.push_str(&(cells.join(",") + "\n"));
            }
            let read = read(&text).unwrap();
            let file = written(&text);
            let scanned = Dataset::scan(file.path()).unwrap();
            let without = |dataset: &Dataset| dataset.frame().drop_many([schema::PLACE, schema::ID, schema::SOURCE]);
            prop_assert!(without(&scanned).equals(&without(&read)), "{}\n{}", scanned.frame(), read.frame());
        }
    }

    fn written(text: &str) -> tempfile::NamedTempFile {
        let mut file = tempfile::Builder::new().suffix(".csv").tempfile().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        file
    }

    #[test]
    fn the_tables_of_the_repository_scan_as_they_read() {
        for path in ["data/belarus-national/series.csv", "data/us-states-china/series.csv"] {
            let (read, scanned) = (Dataset::open(path).unwrap(), Dataset::scan(path).unwrap());
            let without = |dataset: &Dataset| dataset.frame().drop_many([schema::PLACE, schema::ID]);
            assert!(without(&scanned).equals(&without(&read)), "{path}\n{}\n{}", scanned.frame(), read.frame());
        }
    }

    #[test]
    fn one_key_has_one_figure() {
        let twice = |second: &str| {
            read(&format!(
                "reporter,flow,period,value\nMinsk,exports,2009,633.9\nMinsk,imports,2009,5\nminsk,exports,2009,{second}\n"
            ))
        };
        let dataset = twice("633.90").unwrap();
        assert_eq!(dataset.len(), 2);
        assert_eq!(dataset.levels()[0].figure.printed(), "633.90");
        assert_eq!(dataset.notes(), ["series.csv:2:20: Minsk, World, exports, 2009 is in series.csv:4:20 already and taken once"]);
        let error = twice("634.9").unwrap_err();
        assert_eq!(error.kind(), FaultKind::Duplicate);
        let text = error.to_string();
        assert!(text.contains("series.csv:2:20") && text.contains("series.csv:4:20"), "{text}");
    }

    #[test]
    fn what_no_frame_can_hold_is_said() {
        let error = read("reporter,flow,period,value\nA,exports,2009,12345678901234567890\n").unwrap_err();
        assert_eq!(error.kind(), FaultKind::Unsupported);
        assert!(error.to_string().contains("64-bit"), "{error}");
        let undated = Key::new("A", "", Flow::Exports, None, "USD");
        let undated = Statement::new("a", undated, Relation::Level, Figure::from_digits(5, 0), Place::file("text"));
        assert_eq!(Dataset::from_statements(&[undated]).unwrap_err().kind(), FaultKind::Empty);
        assert_eq!(Dataset::from_statements(&[]).unwrap_err().kind(), FaultKind::Empty);
        assert_eq!(Dataset::open("data/no such file.csv").unwrap_err().kind(), FaultKind::Io);
    }

    #[test]
    fn a_frame_of_ones_own_is_validated() {
        let frame = read("reporter,flow,period,value\nA,exports,2009,5\nA,exports,2010,6\n").unwrap().frame().clone();
        assert!(Dataset::from_frame(frame.clone()).unwrap().frame().equals(&frame));
        assert_eq!(Dataset::from_frame(frame.vstack(&frame).unwrap()).unwrap_err().kind(), FaultKind::Duplicate);
        assert_eq!(Dataset::from_frame(frame.drop("digits").unwrap()).unwrap_err().kind(), FaultKind::Header);
        assert_eq!(Dataset::from_frame(frame.clear()).unwrap_err().kind(), FaultKind::Empty);
        let floats = frame.lazy().with_column(col("digits").cast(DataType::Float64));
        assert!(
            Dataset::from_frame(collected(floats).unwrap()).unwrap_err().to_string().contains("`digits` holds f64; i64 is needed")
        );
    }

    #[test]
    fn a_scan_names_the_lines_that_it_cannot_read() {
        let scan = |text: &str| {
            Dataset::scan(written(text).path()).map_err(|error| {
                let faults = error.faults().iter().map(|fault| {
                    let place = fault.place.clone().unwrap();
                    format!("{} {}", place.line.map_or(0, |line| line), place.field.as_deref().unwrap_or("-"))
                });
                (error.kind(), faults.collect::<Vec<_>>().join(", "))
            })
        };
        let cells = "reporter,flow,period,value\nA,exports,2009,5\nA,exprots,2009,5\nA,imports,2009,many\nA,exports,20O9,5\nA,exports,2010,\n";
        assert_eq!(scan(cells).unwrap_err(), (FaultKind::Cell, "3 flow, 5 period, 4 value, 6 value".into()));
        assert_eq!(
            scan("reporter,flow,period,value\nA,exports,2009\nA,imports,2009,5\n").unwrap_err(),
            (FaultKind::Row, "2 -".into())
        );
        assert_eq!(scan("reporter,flow,period,value\nA,exports,2009,5,6\n").unwrap_err(), (FaultKind::Row, "2 -".into()));
        assert_eq!(scan("reporter,flow,period,valeu\nA,exports,2009,5\n").unwrap_err().0, FaultKind::Header);
        assert_eq!(scan("reporter,flow,period,value\n").unwrap_err().0, FaultKind::Empty);
        assert_eq!(scan("reporter,flow,period,value\nA,exports,2009,5\nA,exports,2009,6\n").unwrap_err().0, FaultKind::Duplicate);
        let missing = scan("reporter;flow;period;value;status\nA;exports;2009;5;\nA;exports;2010;;missing\n").unwrap();
        assert_eq!((missing.len(), missing.notes().len()), (1, 1));
    }
}
