//! Figures that cannot meet, drawn on one axis.
//!
//! `cargo run --example 05_chart -- FOLDER` writes `clash.png` and `clash.svg` there.

use std::error::Error;
use std::path::{Path, PathBuf};

use tradecheck::chart::{Band, Clash, ClashBand, Labels, Role};

fn main() -> Result<(), Box<dyn Error>> {
    run(&PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "report".into())))
}

/// Writes the picture into the folder.
pub fn run(out: &Path) -> Result<(), Box<dyn Error>> {
    let labels = Labels::new("Exports and imports add up to 27.3, not to 23.7")
        .subtitle("Grodno Region with China, January–February 2008, million USD; bars are rounding intervals")
        .source("Figures: Grodno regional executive committee");
    let bands = vec![
        ClashBand::new("Exports", Band::new(21.05, 21.15), "21.1", Role::Added),
        ClashBand::new("Imports", Band::new(6.15, 6.25), "6.2", Role::Added),
        ClashBand::new("Exports + imports", Band::new(27.2, 27.4), "27.20 to 27.40", Role::Implied),
        ClashBand::new("Turnover as stated", Band::new(23.65, 23.75), "23.7", Role::Stated),
    ];
    let picture = Clash::new(labels, "million USD", bands).draw()?;
    std::fs::create_dir_all(out)?;
    std::fs::write(out.join("clash.png"), picture.png()?)?;
    std::fs::write(out.join("clash.svg"), picture.svg())?;
    println!("{}", picture.description());
    Ok(())
}
