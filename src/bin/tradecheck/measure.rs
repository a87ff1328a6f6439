//! `tradecheck measure`.

use std::path::Path;

use crate::Exit;
use crate::args::{self, TableFormat};
use crate::output::put;
use crate::progress::Shown;
use crate::table::Table;
use tradecheck::dataset::{Dataset, Format, LazyDataset};
use tradecheck::error::{Error, Fault, FaultKind, Faults};
use tradecheck::measure::{COVERAGE_CHANGED, Filter, GROWTH_STATUS, Measure, Request, write_parquet};
use tradecheck::polars::frame::DataFrame;
use tradecheck::source::Raw;
use tradecheck::statement::Dimension;

/// What is computed where nothing is named: what a reader of a trade table looks for first.
const USUAL: [Measure; 3] = [Measure::Turnover, Measure::Balance, Measure::Growth];

pub(crate) fn run(args: &args::Measure) -> Result<Exit, Error> {
    if args.measure.iter().any(|name| name == "help") {
        let lines = Measure::ALL.map(|measure| format!("{:<20} {}\n", measure.name(), first_sentence(measure.page())));
        put(args.output.as_deref(), &lines.concat())?;
        return Ok(Exit::Clean);
    }
    let measures = measures(&args.measure)?;
    let request = request(args, measures)?;
    let parquet = match (args.format, &args.output) {
        (TableFormat::Parquet, None) => {
            let fault = Fault::new(FaultKind::Usage, "Parquet is written to a file, and none is named");
            return Err(fault.help("name one: `-o result.parquet`").into());
        }
        (TableFormat::Parquet, Some(path)) => Some(path),
        _ => None,
    };
    let frame = match Levels::open(args)? {
        Levels::Streamed(lazy) => {
            lazy.notes().iter().for_each(|note| eprintln!("note: {note}"));
            let _shown = Shown::rows_of(lazy.progress());
            match args.calendar {
                Some(calendar) => {
                    lazy.review()?;
                    request.run_plan(calendar.plan(lazy.observations()?)?)?
                }
                None => request.run_lazy(&lazy)?,
            }
        }
        Levels::Held(dataset) => {
            dataset.notes().iter().for_each(|note| eprintln!("note: {note}"));
            match args.calendar {
                Some(calendar) => request.run_plan(calendar.plan(dataset.lazy())?)?,
                None => request.run(&dataset)?,
            }
        }
    };
    let changed = sums_over_others(&frame);
    if changed > 0 {
        eprintln!(
            "note: in {changed} {} a sum over reporters is compared with a sum over others, and a rate may say who reported rather than what was traded; `growth_status` tells them: {COVERAGE_CHANGED}",
            if changed == 1 { "row" } else { "rows" }
        );
    }
    if let Some(path) = parquet {
        write_parquet(&frame, path)?;
        return Ok(Exit::Clean);
    }
    let table = Table::of(&frame);
    let text = match args.format {
        TableFormat::Table => table.text(),
        TableFormat::Csv => table.csv()?,
        TableFormat::Json => table.json(),
        TableFormat::Parquet => String::new(),
    };
    put(args.output.as_deref(), &text)?;
    Ok(Exit::Clean)
}

/// Whether a file is one of data, as their publishers and programs write them; tables of one's own and texts are put together as cases.
fn is_data(path: &Path) -> Result<bool, Error> {
    if path == Path::new("-") || path.is_dir() {
        return Ok(false);
    }
    let raw = Raw::open(path)?;
    Ok(Format::is_binary(&raw)? || Format::of(&raw)?.is_some_and(|format| format != Format::Tidy))
}

/// In how many rows a sum is compared with a sum over other reporters.
fn sums_over_others(frame: &DataFrame) -> usize {
    let Ok(status) = frame.column(GROWTH_STATUS) else { return 0 };
    (0..status.len()).filter(|row| status.get(*row).is_ok_and(|status| status.str_value() == COVERAGE_CHANGED)).count()
}

/// What is measured.
enum Levels {
    /// A file in a layout that is streamed and too large to be held. BACI, in which each row is two observations of each figure, is
    /// streamed whatever its size.
    Streamed(Box<LazyDataset>),
    Held(Dataset),
}

impl Levels {
    fn open(args: &args::Measure) -> Result<Self, Error> {
        let mut options = args.input.options();
        options.period = args.period;
        let [path] = args.input.paths.as_slice() else {
            if args.input.paths.iter().map(|path| is_data(path)).collect::<Result<Vec<_>, Error>>()?.into_iter().all(|is| is) {
                return Ok(Self::Held(Dataset::open_all(&args.input.paths, options)?));
            }
            return Ok(Self::Held(Dataset::of_case(&args.input.case()?)?));
        };
        let size = std::fs::metadata(path).ok().filter(|found| found.is_file()).map(|found| found.len());
        let Some(size) = size.filter(|_| options.encoding.is_none()) else {
            return Ok(Self::Held(Dataset::open_with(path, options)?));
        };
        let (raw, is_large) = (Raw::open(path)?, size > Dataset::HELD);
        if !LazyDataset::is_streamed(&raw)? || (!is_large && Format::of(&raw)? == Some(Format::Tidy)) {
            return Ok(Self::Held(Dataset::of_raw(&raw, options)?));
        }
        let lazy = LazyDataset::of_raw(&raw, options)?;
        if !is_large && lazy.format() != Format::Baci {
            return Ok(Self::Held(lazy.held()?));
        }
        let asks_for_units = args.filters.iter().any(|filter| filter.trim_start().to_lowercase().starts_with("unit"));
        Ok(Self::Streamed(Box::new(if asks_for_units { lazy.of_quantities() } else { lazy })))
    }
}

/// What is asked for, of what; all that is misspelt is told at once.
fn request(args: &args::Measure, measures: Vec<Measure>) -> Result<Request, Error> {
    let (mut request, mut faults) = (Request::new(measures), Faults::new());
    let mut by = Vec::new();
    for name in &args.by {
        match name.parse::<Dimension>() {
            Ok(dimension) => by.push(dimension),
            Err(error) => {
                let words = Dimension::ALL.map(Dimension::word);
                faults.push(Fault::new(FaultKind::Usage, error.to_string()).accepted(format!("{} are", words.join(", "))));
            }
        }
    }
    if !args.by.is_empty() {
        request = request.by(by);
    }
    for filter in &args.filters {
        match filter.parse::<Filter>() {
            Ok(filter) => request = request.only(filter),
            Err(error) => faults.extend(error),
        }
    }
    if let Some(period) = args.period {
        request = request.within(period);
    }
    faults.into_result(request)
}

/// All that is misspelt is told at once.
fn measures(names: &[String]) -> Result<Vec<Measure>, Error> {
    if names.is_empty() {
        return Ok(USUAL.to_vec());
    }
    let (mut measures, mut faults) = (Vec::new(), Faults::new());
    for name in names {
        match name.parse() {
            Ok(measure) => measures.push(measure),
            Err(error) => faults.extend(error),
        }
    }
    faults.into_result(measures)
}

fn first_sentence(page: &str) -> &str {
    page.lines().find(|line| !line.trim().is_empty()).unwrap_or_default()
}
