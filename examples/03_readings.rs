//! What "grew 129.5 percent" may mean, and which meaning survives.
//!
//! `cargo run --example 03_readings`

use std::error::Error;
use std::path::Path;

use tradecheck::case::Case;
use tradecheck::check::{CheckOptions, check};
use tradecheck::source::Source;
use tradecheck::statement::read_statements;

/// The figures of Minsk City for 2009, as a page of the Belarusian foreign ministry states them.
const STATED: &str = "\
id,reporter,partner,flow,period,relation,value,unit,multiplier,direction,wording
turnover,Minsk City,China,turnover,2009,level,633.9,USD,million,,
exports,Minsk City,China,exports,2009,level,18.5,USD,million,,
imports,Minsk City,China,imports,2009,level,615.4,USD,million,,
turnover-growth,Minsk City,China,turnover,2009,growth,71.5,percent,,up,a growth
exports-growth,Minsk City,China,exports,2009,growth,129.5,percent,,up,grew
imports-growth,Minsk City,China,imports,2009,growth,70.6,percent,,up,climbed
";

fn main() -> Result<(), Box<dyn Error>> {
    run(Path::new("."))
}

/// Prints; nothing is written to the folder.
pub fn run(_out: &Path) -> Result<(), Box<dyn Error>> {
    let case = Case::of_statements("minsk", read_statements(&Source::from_text("statements.csv", STATED))?);
    let checked = check(&case, &CheckOptions::default());
    println!("{}", checked.verdict);
    for judged in checked.statements.iter().filter(|judged| !judged.readings.is_empty()) {
        println!("{}: {} per cent is {}", judged.statement.id, judged.statement.figure, judged.verdict);
        for outcome in &judged.readings {
            // Bounds are exact fractions; for the eye they are rounded outward.
            let base =
                outcome.implies.first().map(|deduced| format!(", so the base was in {} dollars", deduced.interval.rounded_out(-4)));
            println!("  as {}: {:?}{}", outcome.reading, outcome.survival, base.unwrap_or_default());
        }
    }
    Ok(())
}
