//! What can be asked of the program.

use std::io::IsTerminal;
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use tradecheck::case::CaseOptions;
use tradecheck::figure::Notation;
use tradecheck::period::{Date, Period};
use tradecheck::source::Encoding;
use tradecheck::statement::Precision;

/// Checks the figures of trade statistics against each other and against what a document states.
///
/// A case is a folder with series.csv (levels), statements.csv (percentages, balances and all else that is stated), or both; or a text
/// (plain, Markdown or HTML) whose prose is read. Figures stand for the intervals that their printed digits allow; the answer is an argument that can be added up by hand.
#[derive(Debug, Parser)]
#[command(name = "tradecheck", version, after_help = EXAMPLES, after_long_help = LONG)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Say nothing but what was asked for.
    #[arg(long, short, global = true)]
    quiet: bool,
    /// No colour, as with the variable NO_COLOR.
    #[arg(long, global = true)]
    no_color: bool,
}

const EXAMPLES: &str = "\
Examples:
  tradecheck check data/belarus-china            which figures cannot all be true, and why
  tradecheck check bulletin.md                   the same for the prose of a text
  tradecheck extract bulletin.md                 which figures it states, and which numbers it leaves
  tradecheck report data/belarus-china -o report the whole job as one page with its charts
  tradecheck check table.csv --rules rules.txt   rows of any wide table against edit rules
  tradecheck measure data/belarus-national       growth, balance and more from the levels

Exit status: 0 nothing found; 1 something is contradicted or misworded; 2 something could not be read.";

const LONG: &str = "\
Examples:
  tradecheck check data/belarus-china            which figures cannot all be true, and why
  tradecheck check series.csv statements.csv     several files are one case
  tradecheck check - < statements.csv            standard input
  tradecheck check bulletin.html tables.csv      text against tables
  tradecheck extract bulletin.md --format csv -o statements.csv
  tradecheck check data/belarus-china --format json -o result.json
  tradecheck check table.csv --rules rules.txt --format csv --failures
  tradecheck measure data/belarus-national --measure growth,balance
  tradecheck chart flows data/belarus-china -o flows.png
  tradecheck report data/belarus-china -o report the whole job as one page with its charts

A first table, levels.csv:
  reporter,partner,flow,period,value,unit,multiplier
  Grodno Region,China,exports,2008-01/2008-02,21.1,USD,million
  Grodno Region,China,imports,2008-01/2008-02,6.2,USD,million
  Grodno Region,China,turnover,2008-01/2008-02,23.7,USD,million

Rules for --rules, a line each:
  turnover == exports + imports
  cost - 0.6*turnover >= 0
  exports / imports >= 0.5
  growth(exports, exports_p) == g_exports

Verdicts:
  consistent    tested by another figure, and fits as worded
  misworded     fits only in a reading that its words do not say (an index printed as growth)
  contradicted  no reading fits; the smallest sets of figures that can be wrong are named
  undecided     ambiguous, not tested by any other figure, or beyond the limits

Exit status: 0 nothing found; 1 something is contradicted or misworded (with --strict also undecided);
2 something could not be read or written.";

/// How output looks.
pub(crate) struct Look {
    pub(crate) colour: Colour,
    pub(crate) talk: Talk,
}

/// Whether colour may be used.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Colour {
    Yes,
    No,
}

/// Whether anything is said beyond what was asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Talk {
    Yes,
    No,
}

impl Args {
    pub(crate) fn look(&self) -> Look {
        let forbidden = self.no_color || std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let colour = if !forbidden && std::io::stdout().is_terminal() { Colour::Yes } else { Colour::No };
        Look { colour, talk: if self.quiet { Talk::No } else { Talk::Yes } }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Find what cannot all be true, and what is meant otherwise than worded
    Check(Check),
    /// List what the prose of texts states, and the numbers that state nothing
    Extract(Extract),
    /// Compute growth, balance and other measures from levels
    Measure(Measure),
    /// Draw one chart as PNG or SVG
    Chart(Chart),
    /// Write the whole job into a folder: a page, Markdown, JSON and charts
    Report(Report),
}

/// What is read, and how.
#[derive(Debug, clap::Args)]
pub(crate) struct Input {
    /// Case folders, CSV files and texts (.txt, .md, .html), together one case; `-` is standard input
    #[arg(required = true, value_name = "FILE|CASE")]
    pub(crate) paths: Vec<PathBuf>,
    /// Encoding of the files, where it does not show: windows-1251, iso-8859-1, gb18030 …
    #[arg(long, value_name = "NAME")]
    encoding: Option<Encoding>,
    /// Whose trailing zeros count: each cell's own, or the most of its column (for tables that lost zeros)
    #[arg(long, value_enum, default_value_t = PrecisionArg::Cell)]
    precision: PrecisionArg,
    /// The mark before decimals, where the numbers of a file do not settle it
    #[arg(long, value_enum)]
    decimal: Option<DecimalArg>,
}

fn weight(text: &str) -> Result<(String, u32), String> {
    let (column, weight) = text.rsplit_once('=').ok_or("a weight is written COLUMN=N")?;
    match weight.parse() {
        Ok(weight @ 1..) => Ok((column.to_owned(), weight)),
        _ => Err(format!("`{weight}` is no weight; whole numbers from 1 on are accepted")),
    }
}

impl Input {
    pub(crate) fn encoding(&self) -> Option<Encoding> {
        self.encoding
    }

    pub(crate) fn options(&self) -> CaseOptions {
        let mut options = CaseOptions::default();
        options.encoding = self.encoding;
        options.read.precision = match self.precision {
            PrecisionArg::Cell => Precision::Cell,
            PrecisionArg::Column => Precision::Column,
        };
        options.read.notation = self.decimal.map(|mark| match mark {
            DecimalArg::Point => Notation::Point,
            DecimalArg::Comma => Notation::Comma,
        });
        options
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum PrecisionArg {
    Cell,
    Column,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum DecimalArg {
    Point,
    Comma,
}

/// What stands beside the case.
#[derive(Debug, clap::Args)]
pub(crate) struct Beside {
    /// A trusted series, such as the country's own flows: it ranks readings that stay open, and tests nothing; may be given again
    #[arg(long, value_name = "FILE|CASE")]
    pub(crate) reference: Vec<PathBuf>,
    /// What is never doubted: a file or folder of the case; with --rules columns, separated by commas; may be given again
    #[arg(long, value_name = "PATH|COLUMN,…")]
    pub(crate) trust: Vec<String>,
    /// Findings that are known and accepted: a table with `reason`, `expires` (2027-06-30), and `statement` or other columns that name figures
    #[arg(long, value_name = "FILE")]
    pub(crate) waivers: Option<PathBuf>,
    /// The day that waivers are counted against
    #[arg(long, value_name = "DAY", hide = true)]
    pub(crate) today: Option<Date>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) beside: Beside,
    /// How the answer is written
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub(crate) format: CheckFormat,
    /// Where it is written; standard output if not given
    #[arg(long, short, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,
    /// List other minimal conflicts of each finding, at most so many
    #[arg(long, value_name = "MOST", num_args = 0..=1, default_missing_value = "20")]
    pub(crate) conflicts: Option<usize>,
    /// Undecided figures count as found: exit status 1
    #[arg(long)]
    pub(crate) strict: bool,
    /// Check each file or folder as a case of its own
    #[arg(long)]
    pub(crate) separately: bool,
    /// Check the rows of one wide table against the rules of this file
    #[arg(long, value_name = "FILE", conflicts_with_all = ["reference", "waivers", "conflicts", "separately"])]
    pub(crate) rules: Option<PathBuf>,
    /// With --rules: amounts are exact, not rounded (rates are rounded in any case)
    #[arg(long, requires = "rules")]
    pub(crate) exact: bool,
    /// With --rules: only rows in which something is wrong, or that the limits left undecided
    #[arg(long, requires = "rules")]
    pub(crate) failures: bool,
    /// With --rules: what it costs to doubt a column, 1 for those not named
    #[arg(long, value_parser = weight, value_name = "COLUMN=N", requires = "rules")]
    pub(crate) weight: Vec<(String, u32)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// For reading in a terminal
    Text,
    /// One document, schema tradecheck/1
    Json,
    /// A page that stands alone
    Html,
    /// For a repository or a message
    Markdown,
    /// With --rules: row, verdict, blame, suggest
    Csv,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Extract {
    #[command(flatten)]
    pub(crate) input: Input,
    /// How the statements are written
    #[arg(long, value_enum, default_value_t = ExtractFormat::Text)]
    pub(crate) format: ExtractFormat,
    /// Where they are written; standard output if not given
    #[arg(long, short, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExtractFormat {
    /// For reading in a terminal
    Text,
    /// A document of schema tradecheck/1 for each file; several are a list
    Json,
    /// A statements.csv, to be corrected by hand and checked again
    Csv,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Measure {
    #[command(flatten)]
    pub(crate) input: Input,
    /// Measures, separated by commas; `help` beside any file lists them
    #[arg(long, value_delimiter = ',', value_name = "NAMES")]
    pub(crate) measure: Vec<String>,
    /// The dimensions that are kept apart, separated by commas: reporter, partner, scope, commodity; the others are summed, or their
    /// whole is taken
    #[arg(long, value_delimiter = ',', value_name = "DIMENSIONS")]
    pub(crate) by: Vec<String>,
    /// Which rows: partner=China,Germany; partner!=World; commodity=???? (codes of four digits); may be given again
    #[arg(long = "where", value_name = "COLUMN=NAMES")]
    pub(crate) filters: Vec<String>,
    /// The periods inside this one: 2015, 2010/2015, 2023-01/2023-09; and the period of a table that has no column for it
    #[arg(long, value_name = "PERIOD")]
    pub(crate) period: Option<Period>,
    /// Periods that observations are brought to first: months (from the year to date as well), year-to-date, quarters, half-years, years,
    /// fiscal-7 (years from July on)
    #[cfg(feature = "frames")]
    #[arg(long, value_name = "CALENDAR")]
    pub(crate) calendar: Option<tradecheck::measure::Calendar>,
    /// How the table is written
    #[arg(long, value_enum, default_value_t = TableFormat::Table)]
    pub(crate) format: TableFormat,
    /// Where it is written; standard output if not given
    #[arg(long, short, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableFormat {
    /// For reading in a terminal
    Table,
    /// Comma-separated values
    Csv,
    /// An array of records
    Json,
    /// Columns for other programs; needs `-o`
    Parquet,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Chart {
    /// Which question the chart answers
    #[arg(value_enum)]
    pub(crate) kind: ChartKind,
    #[command(flatten)]
    pub(crate) input: Input,
    /// The picture: a name that ends in .png or .svg
    #[arg(long, short, value_name = "PATH")]
    pub(crate) output: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ChartKind {
    /// Exports and imports by region, with balances
    Flows,
    /// Stated rates against what the other figures allow
    Rates,
    /// The figures that cannot meet, on one axis
    Clash,
    /// Exports, imports and balance over time
    Series,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Report {
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) beside: Beside,
    /// The folder to write into; it is made if it does not exist
    #[arg(long, short, value_name = "DIR")]
    pub(crate) output: PathBuf,
}
