//! Small files of our own making, for every layout.

mod bureau;
mod exchange;
mod own;
mod publication;

use crate::case::CaseOptions;
use crate::dataset::Dataset;
use crate::error::Error;
use crate::source::Raw;

fn read(name: &str, bytes: &[u8]) -> Result<Dataset, Error> {
    Dataset::of_raw(&Raw::from_bytes(name, bytes), CaseOptions::default())
}

/// Each observation in a line: the key, the figure as printed, the status where it is not normal.
fn told(dataset: &Dataset) -> Vec<String> {
    let told = |level: &crate::statement::Statement| {
        let key = &level.key;
        let period = key.period.map_or_else(String::new, |period| period.to_string());
        let figure = format!("{} {}", level.figure, level.figure.multiplier());
        let status = if level.status == Default::default() { String::new() } else { format!("{:?}", level.status).to_lowercase() };
        let unit = key.unit.as_str();
        let parts = [
            key.reporter.as_str(),
            key.partner.as_str(),
            key.flow.code(),
            key.scope.as_str(),
            key.commodity.as_str(),
            key.basis.valuation.as_str(),
            key.basis.adjustment.as_str(),
            &period,
            figure.trim(),
            unit,
            &status,
        ];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" | ")
    };
    dataset.levels().iter().map(told).collect()
}
