//! What a printed figure stands for.
//!
//! `cargo run --example 01_figures`

use std::error::Error;
use std::path::Path;

use tradecheck::figure::{Figure, Multiplier, Notation, Qualifier, Rounding};

fn main() -> Result<(), Box<dyn Error>> {
    run(Path::new("."))
}

/// Prints; nothing is written to the folder.
pub fn run(_out: &Path) -> Result<(), Box<dyn Error>> {
    // Trailing zeros inform: the second figure was rounded to hundredths.
    for text in ["12.3", "12.30", "1 234,5", "−28.9", "doubled"] {
        let figure: Figure = text.parse()?;
        println!("{text:>8} stands for {}", figure.interval());
    }

    // Words around the figure and its multiplier belong to it.
    let turnover = "345".parse::<Figure>()?.times(Multiplier::MILLION).qualified(Qualifier::About);
    println!("about 345 million is {}", turnover.interval());

    // A source that cuts digits off says something else with the same digits.
    println!("12.3 cut off is {}", "12.3".parse::<Figure>()?.interval_as(Rounding::Truncated));

    // Whether 1,234 is a thousand or a decimal is settled by the other numbers of its document.
    let notation = Notation::of(["1,234", "68,62"]).unwrap_or_default();
    println!("beside 68,62 the figure 1,234 is {}", Figure::read("1,234", notation)?.value());
    Ok(())
}
