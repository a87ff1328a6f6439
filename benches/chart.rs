//! One picture, laid out and written: `cargo bench --bench chart --no-default-features`.

use divan::{Bencher, black_box};
use tradecheck::chart::{Band, GrowthComparison, GrowthRow, Labels, Mark, Picture, RegionRow, RegionalFlows};

fn main() {
    divan::main();
}

const ROWS: [usize; 2] = [8, 51];

fn flows(rows: usize) -> RegionalFlows {
    let row = |i: usize| {
        let (exports, imports) = (1000.0 / (i + 1) as f64, 700.0 / (i + 2) as f64);
        let printed = |value: f64| format!("{value:.1}");
        RegionRow::new(format!("Region {i}"))
            .exports(exports, printed(exports))
            .imports(imports, printed(imports))
            .balance(exports - imports, printed(exports - imports))
    };
    RegionalFlows::new(Labels::new("Exports and imports by region").subtitle("2024, million USD"), (0..rows).map(row).collect())
}

fn growth(rows: usize) -> GrowthComparison {
    let row = |i: usize| {
        let rate = i as f64 - 3.0;
        let mark = if i.is_multiple_of(5) { Mark::Contradicted } else { Mark::Consistent };
        GrowthRow::new(format!("Region {i}"), Band::new(rate - 0.05, rate + 0.05), format!("{rate:.1}"), mark)
            .possible(Band::new(rate - 0.2, rate + 0.3))
    };
    GrowthComparison::new(
        Labels::new("Stated against possible growth").subtitle("2024, per cent"),
        "%",
        (0..rows).map(row).collect(),
    )
}

/// Layout and drawing.
#[divan::bench(args = ROWS)]
fn regional_flows(rows: usize) -> Picture {
    flows(black_box(rows)).draw().expect("the figures can be drawn")
}

/// Layout and drawing.
#[divan::bench(args = ROWS)]
fn growth_comparison(rows: usize) -> Picture {
    growth(black_box(rows)).draw().expect("the figures can be drawn")
}

/// The finished picture as SVG.
#[divan::bench(args = ROWS)]
fn svg(bencher: Bencher, rows: usize) {
    let picture = regional_flows(rows);
    bencher.bench(|| black_box(&picture).svg());
}

/// The finished picture as PNG at twice its size.
#[divan::bench(args = ROWS)]
fn png(bencher: Bencher, rows: usize) {
    let picture = regional_flows(rows);
    bencher.bench(|| black_box(&picture).png().expect("the picture can be rasterised"));
}
