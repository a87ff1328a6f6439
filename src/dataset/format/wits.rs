//! The World Bank's WITS summaries: an indicator a row, a year a column, values padded with blanks. Levels stand beside what is stated of
//! them: shares, a growth, a balance.

use std::collections::BTreeSet;

use super::dots::area;
use super::header::Header;
use super::{Cells, Layout};
use crate::codelist::Flow;
use crate::dataset::gather::{Gather, Observation};
use crate::dataset::printed::Digits;
use crate::error::Error;
use crate::figure::{Figure, Multiplier};
use crate::period::Period;
use crate::place::Place;
use crate::statement::{Key, Name, Relation, Statement};

pub(super) struct Wits {
    reporter: usize,
    partner: Option<usize>,
    product: Option<usize>,
    indicator: usize,
    years: Vec<(usize, i32)>,
    left_out: BTreeSet<String>,
}

/// What an indicator says.
enum Says {
    /// A level, of a part of a flow.
    Level { flow: &'static str, scope: &'static str, unit: &'static str, multiplier: i8 },
    /// Something that follows from levels.
    Of { relation: Relation, flow: Flow, whole: &'static str, unit: &'static str, multiplier: i8 },
    /// Tariffs, indices and ratios to other things than trade.
    Other,
}

impl Wits {
    pub(super) fn of(header: &Header) -> Result<Self, Error> {
        Ok(Self {
            reporter: header.need(&["reporter", "countryname"])?,
            partner: header.find(&["partner"]),
            product: header.find(&["productcategories"]),
            indicator: header.need(&["indicator", "indicatorname"])?,
            years: Self::years(header).collect(),
            left_out: BTreeSet::new(),
        })
    }

    /// The columns that are years.
    pub(super) fn years(header: &Header) -> impl Iterator<Item = (usize, i32)> {
        let years = header.folded().iter().enumerate();
        years.filter_map(|(column, name)| Some((column, name.parse().ok().filter(|year| (1900..=2100).contains(year))?)))
    }
}

impl Layout for Wits {
    fn row(&mut self, row: &Cells<'_>, into: &mut Gather) {
        let [reporter, partner, product, indicator] =
            [Some(self.reporter), self.partner, self.product, Some(self.indicator)].map(|column| row.text(column));
        let says = says(indicator);
        if matches!(says, Says::Other) {
            self.left_out.insert(indicator.to_owned());
            return;
        }
        let partner = if matches!(partner, "..." | "…" | "") { "World".to_owned() } else { area(partner) };
        let product = if matches!(product, "..." | "…" | "" | "All Products") { "" } else { product };
        for (column, year) in &self.years {
            let text = row.text(Some(*column));
            let Some(period) = Period::year(*year).filter(|_| !text.is_empty()) else { continue };
            if row.is_padded(Some(*column)) {
                into.repaired("blanks around values were taken off", row.line);
            }
            let figure = match Digits::read(text) {
                Ok(figure) => figure,
                Err((met, accepted)) => {
                    into.fault(row.line, &year.to_string(), met, accepted);
                    continue;
                }
            };
            match &says {
                Says::Level { flow, scope, unit, multiplier } => {
                    let observation = Observation {
                        reporter: into.reporter.number(reporter, || area(reporter)),
                        partner: into.partner.as_written(&partner),
                        flow: into.flow.as_written(flow),
                        scope: into.scope.as_written(scope),
                        commodity: into.commodity.as_written(product),
                        unit: into.unit.as_written(unit),
                        figure: Digits { multiplier: *multiplier, ..figure },
                        ..Observation::at(period, row.line)
                    };
                    into.push(observation);
                }
                Says::Of { relation, flow, whole, unit, multiplier } => {
                    let mut key = Key::new(reporter, &partner, flow.clone(), Some(period), unit);
                    key.commodity = Name::new(product);
                    let decimals = figure.decimals.unsigned_abs();
                    let figure = Figure::from_digits(figure.digits, decimals).times(Multiplier::of_exponent(*multiplier));
                    let place = Place { line: Some(row.line), ..Place::file(into.file.clone()) }.in_field(&year.to_string());
                    let subject: Vec<&str> = [&*partner, product].into_iter().filter(|part| !part.is_empty()).collect();
                    let id = format!("{indicator}, {}, {year}", subject.join(", "));
                    let mut statement = Statement::new(id, key, *relation, figure, place);
                    statement.whole = whole.parse().ok();
                    statement.source = indicator.to_owned();
                    into.stated.push(statement);
                }
                Says::Other => {}
            }
        }
    }

    fn finish(&mut self, into: &mut Gather) {
        if !self.left_out.is_empty() {
            let names: Vec<String> = self.left_out.iter().map(|name| format!("`{name}`")).collect();
            let what = match names.len() {
                1 => "1 indicator is neither trade nor follows from it, and was left out".to_owned(),
                count => format!("{count} indicators are neither trade nor follow from it, and were left out"),
            };
            into.note(format!("{what}: {}", names.join(", ")));
        }
    }
}

fn says(indicator: &str) -> Says {
    let usd = |flow: &'static str, scope: &'static str| {
        let multiplier = match () {
            () if indicator.contains("US$ Mil)") => 6,
            () if indicator.contains("US$ Thousand)") => 3,
            () => 0,
        };
        Says::Level { flow, scope, unit: "USD", multiplier }
    };
    let stated = |relation, flow, whole| Says::Of { relation, flow, whole, unit: "", multiplier: 0 };
    match indicator {
        "Export(US$ Mil)" | "Exports (in US$ Mil)" | "Trade (US$ Mil)-Top 5 Export Partner" => usd("exports", ""),
        "Import(US$ Mil)" | "Imports (in US$ Mil)" | "Trade (US$ Mil)-Top 5 Import Partner" => usd("imports", ""),
        "Duty Free Imports (US$ Thousand)" => usd("imports", "duty free"),
        "GDP (current US$ Mil)" => usd("gross domestic product", ""),
        "GNI per capita, Atlas method (current US$)" => usd("gross national income per head", ""),
        "No. Of Export partners" => Says::Level { flow: "partners of exports", scope: "", unit: "", multiplier: 0 },
        "No. Of Import partners" => Says::Level { flow: "partners of imports", scope: "", unit: "", multiplier: 0 },
        "No. Of Export products" => Says::Level { flow: "products exported", scope: "", unit: "", multiplier: 0 },
        "No. Of Import products" => Says::Level { flow: "products imported", scope: "", unit: "", multiplier: 0 },
        "Trade Balance (current US$ Mil)" => {
            Says::Of { relation: Relation::Level, flow: Flow::Balance, whole: "", unit: "USD", multiplier: 6 }
        }
        "Partner share(%)-Top 5 Export Partner" => stated(Relation::Share, Flow::Exports, "partner=World"),
        "Partner share(%)-Top 5 Import Partner" => stated(Relation::Share, Flow::Imports, "partner=World"),
        "Export Product share(%)" => stated(Relation::Share, Flow::Exports, "commodity=total"),
        "Import Product share(%)" => stated(Relation::Share, Flow::Imports, "commodity=total"),
        "Country Growth (%)" => stated(Relation::Growth, Flow::Exports, ""),
        _ => Says::Other,
    }
}
