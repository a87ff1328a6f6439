//! A file that is never held: totals, balances and growth of each country, then two edits that its figures must keep.
//!
//! `cargo run --example 06_large_file` writes a small file (to the folder that is named, if one is) and reads it;
//! `cargo run --release --example 06_large_file -- BACI.csv` reads one of yours, as CSV or Parquet with the columns `t,i,j,k,v,q`.

use std::error::Error;
use std::path::{Path, PathBuf};

use tradecheck::check::{RecordCheck, RecordOptions};
use tradecheck::dataset::schema::{FLOW, REPORTER, START};
use tradecheck::dataset::{LazyDataset, value};
use tradecheck::measure::{Measure, Request, VALUE};
use tradecheck::polars::prelude::*;
use tradecheck::rule::RuleSet;
use tradecheck::screen::{ScreenOptions, screen};
use tradecheck::source::Source;
use tradecheck::statement::Dimension::{Commodity, Reporter, Scope};

fn main() -> Result<(), Box<dyn Error>> {
    match std::env::args_os().nth(1).map(PathBuf::from) {
        Some(file) if file.is_file() => read(&file),
        Some(folder) => run(&folder),
        None => run(&std::env::temp_dir()),
    }
}

/// Writes a small file to the folder, and reads it.
pub fn run(out: &Path) -> Result<(), Box<dyn Error>> {
    let mut table = String::from("t,i,j,k,v,q\n");
    for year in 2018..2020 {
        for (n, (from, to)) in [(112, 156), (156, 112), (156, 276), (276, 156), (276, 112)].into_iter().enumerate() {
            for product in ["310420", "851712", "870423"] {
                table.push_str(&format!("{year},{from},{to},{product},{}.250,NA\n", (n + 1) * (year as usize - 2000)));
            }
        }
    }
    std::fs::create_dir_all(out)?;
    let path = out.join("tradecheck-baci.csv");
    std::fs::write(&path, table)?;
    let ended = read(&path);
    std::fs::remove_file(&path)?;
    ended
}

fn read(path: &Path) -> Result<(), Box<dyn Error>> {
    let lazy = LazyDataset::open(path)?;
    // One run over the file: products are added up while rows bear codes, and pairs of countries are left.
    let pairs = lazy.read_condensed(&[Commodity, Scope], &[])?;
    let totals =
        Request::new([Measure::Turnover, Measure::Balance, Measure::Growth]).by([Reporter]).run_plan(pairs.clone().lazy())?;
    println!("{} figures of pairs, {} of countries", pairs.height(), totals.height());
    println!("{}", totals.clone().lazy().select([REPORTER, FLOW, START, VALUE, "growth"].map(col)).limit(8).collect()?);

    // No partner's part is more than the total. The file's figures are whole dollars.
    let dollars = |of: Expr| of.cast(DataType::Int64);
    let key = [col(REPORTER), col(FLOW), col(START)];
    let of_all = totals.clone().lazy().select([col(REPORTER), col(FLOW), col(START), dollars(col(VALUE)).alias("total")]);
    let beside = pairs.lazy().join(of_all, key.clone(), key, JoinArgs::new(JoinType::Inner));
    let beside = beside.select([dollars(value()).alias("part"), col("total")]);
    let beside = beside.collect_with_engine(Engine::Streaming)?.unwrap_single();
    report("part <= total", &beside)?;

    // Turnover is exports and imports.
    let of = |flow: &str| when(col(FLOW).eq(lit(flow))).then(dollars(col(VALUE))).otherwise(lit(NULL)).max().alias(flow);
    let wide = totals.lazy().group_by([col(REPORTER), col(START)]).agg(["exports", "imports", "turnover"].map(of));
    let wide = wide.collect_with_engine(Engine::Streaming)?.unwrap_single();
    report("turnover == exports + imports", &wide)
}

/// How many rows keep a rule.
fn report(rule: &str, frame: &DataFrame) -> Result<(), Box<dyn Error>> {
    let check = RecordCheck::new(RuleSet::read(&Source::from_text("rules", rule))?, &RecordOptions::default())?;
    let screened = screen(frame, &check, &ScreenOptions::default())?;
    let kept = screened.column("verdict")?.str()?.iter().filter(|verdict| *verdict == Some("consistent")).count();
    println!("{rule}: {kept} of {} rows keep it", frame.height());
    Ok(())
}
