//! Which pictures answer the questions that a case raises, and what is drawn in them.

mod clash;
mod flows;
mod rates;
mod series;

use super::page::Page;
use super::section::file_stem;
use crate::chart::{Band, ChartError, Fonts, Picture};
use crate::check::Checked;
use crate::exact::Interval;
use crate::figure::Multiplier;
use crate::statement::Name;
use clash::clash;
use flows::flows;
use rates::rates;
use series::series;

/// So many series are drawn at the most, the largest first.
const MOST_SERIES: usize = 3;
/// So many periods make a series.
const LEAST_PERIODS: usize = 3;

/// A picture and the question it answers.
#[derive(Debug, Clone)]
pub(in crate::report) struct Chart {
    /// The name of its files, without an ending.
    pub(in crate::report) name: String,
    pub(in crate::report) place: Standing,
    pub(in crate::report) picture: Picture,
}

/// Where in a report a picture stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Standing {
    /// Under the finding of this number.
    Finding(usize),
    /// With the stated rates.
    Rates,
    /// With the figures of all regions.
    Regions,
    /// With the series over time.
    Series,
}

/// All pictures that a case asks for, and what there is to say where one could not be drawn or not all were.
pub(in crate::report) fn draw(page: &Page, checked: &Checked) -> (Vec<Chart>, Vec<String>) {
    let mut drawing = Drawing { charts: Vec::new(), notes: Vec::new() };
    let fonts = match Fonts::new() {
        Ok(fonts) => fonts.substitutes(),
        Err(error) => return (Vec::new(), vec![format!("No chart could be drawn: {error}.")]),
    };
    let source = source_line(page);
    for (number, (finding, found)) in checked.findings.iter().zip(&page.findings).enumerate() {
        let name = format!("{}-{}-{}", finding.verdict.word(), number + 1, file_stem(&found.heading));
        drawing.add(
            name,
            Standing::Finding(number),
            clash(page, checked, finding, found, &source).map(|clash| clash.draw_with(&fonts)),
        );
    }
    drawing.add("rates".to_owned(), Standing::Rates, rates(page, checked, &source).map(|chart| chart.draw_with(&fonts)));
    drawing.add("flows".to_owned(), Standing::Regions, flows(checked, &source).map(|chart| chart.draw_with(&fonts)));
    let all_series = series(checked);
    let left = all_series.len().saturating_sub(MOST_SERIES);
    for one in all_series.iter().take(MOST_SERIES) {
        let name = format!("series-{}", file_stem(&format!("{} {}", one.reporter, one.partner)));
        drawing.add(name, Standing::Series, Some(one.chart(&source).draw_with(&fonts)));
    }
    if left > 0 {
        drawing.notes.push(format!("Of {} series over time the {MOST_SERIES} largest are drawn.", all_series.len()));
    }
    (drawing.charts, drawing.notes)
}

struct Drawing {
    charts: Vec<Chart>,
    notes: Vec<String>,
}

impl Drawing {
    fn add(&mut self, name: String, place: Standing, picture: Option<Result<Picture, ChartError>>) {
        match picture {
            Some(Ok(picture)) => self.charts.push(Chart { name, place, picture }),
            Some(Err(error)) => self.notes.push(format!("The chart “{name}” could not be drawn: {error}.")),
            None => {}
        }
    }
}

fn source_line(page: &Page) -> String {
    match &page.about {
        Some(_) => format!("Source: {}", page.title),
        None if page.files.is_empty() => String::new(),
        None => format!("Source: {}", page.files.join(", ")),
    }
}

fn band(interval: &Interval) -> Band {
    let lower = interval.lower.as_ref().map_or(f64::NEG_INFINITY, |bound| bound.value.to_f64());
    let upper = interval.upper.as_ref().map_or(f64::INFINITY, |bound| bound.value.to_f64());
    Band::new(lower, upper)
}

/// The parts that are not empty, with commas.
fn joined(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// `million USD`.
fn unit_words(multiplier: Multiplier, unit: &Name) -> String {
    [multiplier.word(), unit.to_string()].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
