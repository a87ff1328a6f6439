//! Which figures cannot all be true, and which single one can be at fault.
//!
//! `cargo run --example 02_check`

use std::error::Error;
use std::path::Path;

use tradecheck::case::Case;
use tradecheck::check::{CheckOptions, check};
use tradecheck::source::Source;
use tradecheck::statement::read_series;

const TABLE: &str = "\
reporter,partner,flow,period,value,unit,multiplier
Harbour Region,World,exports,2023,412.6,EUR,million
Harbour Region,World,imports,2023,388.1,EUR,million
Harbour Region,World,turnover,2023,800.7,EUR,million
Harbour Region,World,balance,2023,42.5,EUR,million
";

fn main() -> Result<(), Box<dyn Error>> {
    run(Path::new("."))
}

/// Prints; nothing is written to the folder.
pub fn run(_out: &Path) -> Result<(), Box<dyn Error>> {
    let case = Case::of_statements("harbour", read_series(&Source::from_text("harbour.csv", TABLE))?);
    let checked = check(&case, &CheckOptions::default());
    println!("{}: {}", checked.name, checked.verdict);

    for finding in &checked.findings {
        // The evidence is data: the same sum can be added up again by anybody.
        assert!(finding.evidence.verify());
        for proof in &finding.evidence.cases {
            let target = &checked.statements[proof.target].statement;
            let implied = proof.implied.as_ref().map(ToString::to_string).unwrap_or_default();
            println!("{} {}: the others leave {implied}, stated is {}", target.key.flow, target.figure, proof.stated);
        }
        for blame in &finding.blame {
            for &suspect in &blame.statements {
                let statement = &checked.statements[suspect].statement;
                println!("can be wrong: {} {} ({})", statement.key.flow, statement.figure, statement.place);
            }
            for repair in &blame.repairs {
                println!("  may have been {}: {}", repair.figure, repair.slip.words());
            }
        }
    }
    Ok(())
}
