//! `tradecheck check TABLE --rules FILE`.

use std::path::Path;

use crate::Exit;
use crate::args::{Check, CheckFormat, Look, Talk};
use crate::output::Out;
use tradecheck::check::{JudgedRow, RecordCheck, RecordOptions, TableOptions, Undecided, Verdict, check_table};
use tradecheck::error::{Error, Fault, FaultKind};
use tradecheck::figure::Rounding;
use tradecheck::report::RecordReport;
use tradecheck::rule::RuleSet;
use tradecheck::source::{Rows, Source};
use tradecheck::statement::Precision;

pub(crate) fn run(args: &Check, rules: &Path, look: &Look) -> Result<Exit, Error> {
    let [table] = &args.input.paths[..] else { return Err(usage("--rules is for one table", "name one table")) };
    if matches!(args.format, CheckFormat::Html | CheckFormat::Markdown) {
        return Err(usage("rows are not written in this format", "csv, text and json are, with --rules"));
    }
    if args.input.options().read.precision == Precision::Column {
        return Err(usage(
            "--precision column is not for --rules",
            "each cell is known to its own last digit, or exactly with --exact",
        ));
    }
    let check = RecordCheck::new(RuleSet::read(&Source::open(rules)?)?, &options(args))?;
    let rows =
        if table == Path::new("-") { Rows::stdin(args.input.encoding())? } else { Rows::open(table, args.input.encoding())? };
    let name = rows.name().clone();
    let report = RecordReport::new(&check, &name);
    if look.talk == Talk::Yes {
        report.notes().iter().for_each(|note| eprintln!("note: {note}"));
    }
    let mut table = TableOptions::default();
    table.notation = args.input.options().read.notation;
    let mut out = Out::open(args.output.as_deref())?;
    match args.format {
        CheckFormat::Csv => out.write(&report.csv_header())?,
        CheckFormat::Json => out.write(&report.json_head()?)?,
        _ => {}
    }
    let mut is_first = true;
    let summary = check_table(&check, rows, &table, |row| {
        let is_shown = !args.failures || is_failure(row);
        if is_shown { out.write(&shown(args.format, &report, row, &mut is_first)) } else { Ok(()) }
    })?;
    match args.format {
        CheckFormat::Csv => {}
        CheckFormat::Json => out.write(&report.json_tail(&summary))?,
        _ => out.write(&report.summary(&summary))?,
    }
    out.finish()?;
    let found = summary.contradicted + summary.misworded > 0 || args.strict && summary.undecided + summary.untested > 0;
    Ok(if found { Exit::Found } else { Exit::Clean })
}

/// What no rule tests is no failure.
fn is_failure(row: &JudgedRow) -> bool {
    !matches!(row.judgement.verdict, Verdict::Consistent(_) | Verdict::Undecided(Undecided::NotCheckable))
}

/// A row as it is written; in text those that are no failures are counted only.
fn shown(format: CheckFormat, report: &RecordReport<'_>, row: &JudgedRow, is_first: &mut bool) -> String {
    match format {
        CheckFormat::Csv => report.csv(row),
        CheckFormat::Json => {
            let comma = if std::mem::take(is_first) { "\n" } else { ",\n" };
            format!("{comma}{}", report.json(row))
        }
        _ if is_failure(row) => report.text(row),
        _ => String::new(),
    }
}

fn options(args: &Check) -> RecordOptions {
    let mut options = RecordOptions::default();
    if args.exact {
        options.rounding = Rounding::Exact;
    }
    options.trusted = args.beside.trust.iter().flat_map(|names| names.split(',')).map(str::to_owned).collect();
    options.weights.clone_from(&args.weight);
    options
}

pub(crate) fn only_with_rules() -> Error {
    usage("csv is the format of rows", "name the rules with --rules")
}

fn usage(met: &str, accepted: &str) -> Error {
    Fault::new(FaultKind::Usage, met).accepted(accepted).into()
}
