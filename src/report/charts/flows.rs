//! Exports and imports by region.

use std::collections::BTreeMap;

use super::{joined, unit_words};
use crate::chart::{Labels, RegionRow, RegionalFlows};
use crate::check::Checked;
use crate::codelist::Flow;
use crate::exact::Rational;
use crate::figure::Multiplier;
use crate::period::Period;
use crate::report::number::number;
use crate::report::sentence::partner;
use crate::statement::{Name, Relation, Status};

/// The levels of one series key and period, by flow.
#[derive(Debug, Default, Clone)]
pub(super) struct Levels {
    pub(super) exports: Option<Rational>,
    pub(super) imports: Option<Rational>,
    balance: Option<Rational>,
    decimals: u32,
}

pub(super) type Series = BTreeMap<(Name, Name, Name, Name), (usize, BTreeMap<Period, Levels>)>;

/// Levels of all commodities in base units, by reporter, partner, scope and unit, with the place of the first in the source.
pub(super) fn levels(checked: &Checked) -> (Series, Multiplier) {
    let mut series: Series = BTreeMap::new();
    let mut multipliers: BTreeMap<Multiplier, usize> = BTreeMap::new();
    for (i, judged) in checked.statements.iter().enumerate() {
        let (statement, key) = (&judged.statement, &judged.statement.key);
        // A forecast is no trade that there was.
        let is_level = statement.relation == Relation::Level && statement.status != Status::Forecast;
        let (Some(period), true, true) = (key.period, is_level, key.commodity.is_empty()) else {
            continue;
        };
        let amount = statement.figure.amount();
        let levels = || (key.reporter.clone(), key.partner.clone(), key.scope.clone(), key.unit.clone());
        if !matches!(key.flow, Flow::Exports | Flow::Imports | Flow::Balance) || amount.is_negative() && key.flow != Flow::Balance {
            continue;
        }
        *multipliers.entry(statement.figure.multiplier()).or_default() += 1;
        let entry = series.entry(levels()).or_insert_with(|| (i, BTreeMap::new())).1.entry(period).or_default();
        let decimals = statement.figure.decimals() + i32::from(statement.figure.multiplier().exponent());
        entry.decimals = entry.decimals.max(decimals.max(0) as u32);
        let slot = match key.flow {
            Flow::Exports => &mut entry.exports,
            Flow::Imports => &mut entry.imports,
            _ => &mut entry.balance,
        };
        // Of two figures on one level the first is drawn; that they differ is a finding.
        slot.get_or_insert(amount);
    }
    let usual = multipliers.iter().max_by_key(|(_, count)| **count).map_or(Multiplier::ONE, |(multiplier, _)| *multiplier);
    (series, usual)
}

/// Exports and imports by region; `None` where there are not two rows to compare.
pub(super) fn flows(checked: &Checked, source: &str) -> Option<RegionalFlows> {
    let (series, multiplier) = levels(checked);
    let mut by_group: BTreeMap<(Name, Name), usize> = BTreeMap::new();
    for (_, partner, _, unit) in series.keys() {
        *by_group.entry((partner.clone(), unit.clone())).or_default() += 1;
    }
    let (group_partner, unit) = by_group.into_iter().max_by_key(|(_, count)| *count)?.0;
    let per_unit = Rational::decimal(1, -i32::from(multiplier.exponent()));
    let mut rows: Vec<(usize, Name, Name, Period, &Levels)> = Vec::new();
    for ((reporter, partner, scope, own_unit), (first, periods)) in &series {
        if (partner, own_unit) != (&group_partner, &unit) {
            continue;
        }
        let has_flow = |levels: &Levels| levels.exports.is_some() || levels.imports.is_some();
        let mut drawn: Vec<(&Period, &Levels)> = periods.iter().filter(|(_, levels)| has_flow(levels)).collect();
        // A series over time is a picture of its own; here its last period stands for it.
        if drawn.len() >= super::LEAST_PERIODS {
            drawn = drawn.split_off(drawn.len() - 1);
        }
        rows.extend(drawn.into_iter().map(|(period, levels)| (*first, reporter.clone(), scope.clone(), *period, levels)));
    }
    rows.sort_by_key(|row| (row.0, row.3));
    let both = rows.iter().filter(|row| row.4.exports.is_some() && row.4.imports.is_some()).count();
    if rows.len() < 2 || both < 1 {
        return None;
    }
    let one_period = rows.iter().all(|row| row.3 == rows[0].3).then_some(rows[0].3);
    let mut balances: Vec<(Rational, Name)> = Vec::new();
    let drawn: Vec<RegionRow> = rows
        .iter()
        .map(|(_, reporter, scope, period, levels)| {
            let decimals = levels.decimals.saturating_sub(multiplier.exponent().max(0) as u32);
            let mut row = RegionRow::new(reporter.as_str());
            let own = |amount: &Rational| amount * &per_unit;
            if let Some(exports) = levels.exports.as_ref().map(own) {
                row = row.exports(exports.to_f64(), number(&exports, shown_decimals(&exports, decimals)));
            }
            if let Some(imports) = levels.imports.as_ref().map(own) {
                row = row.imports(imports.to_f64(), number(&imports, shown_decimals(&imports, decimals)));
            }
            let difference = levels.exports.as_ref().zip(levels.imports.as_ref()).map(|(exports, imports)| exports - imports);
            if let Some(balance) = levels.balance.clone().or(difference).as_ref().map(own) {
                row = row.balance(balance.to_f64(), number(&balance, shown_decimals(&balance, decimals)));
                balances.push((balance, reporter.clone()));
            }
            let period = one_period.is_none().then(|| period.label());
            let note: Vec<String> =
                [period, Some(scope.to_string())].into_iter().flatten().filter(|part| !part.is_empty()).collect();
            if note.is_empty() { row } else { row.note(note.join(", ")) }
        })
        .collect();
    let deficits = balances.iter().filter(|(balance, _)| balance.is_negative()).count();
    let largest = balances.iter().min().filter(|(balance, _)| balance.is_negative());
    let title = match (deficits, largest) {
        (0, _) if balances.is_empty() => "Exports and imports by region".to_owned(),
        (0, _) if balances.len() == 1 => "The one balance is a surplus".to_owned(),
        (0, _) => format!("All {} balances are surpluses", balances.len()),
        (n, Some((_, name))) if n == balances.len() && n > 1 => format!("All {n} balances are deficits, the largest {name}’s"),
        (n, Some((_, name))) => {
            format!(
                "{n} of {} balances {}, the largest {name}’s",
                balances.len(),
                if n == 1 { "is a deficit" } else { "are deficits" }
            )
        }
        (n, None) => format!("{n} deficits"),
    };
    let title = if deficits == 1 { title.split(", the largest").next().unwrap_or(&title).to_owned() } else { title };
    let period = one_period.map(Period::label).unwrap_or_else(|| "periods differ".to_owned());
    let subtitle = joined([format!("Trade with {}", partner(&group_partner)), period, unit_words(multiplier, &unit)]);
    Some(RegionalFlows::new(Labels::new(title).subtitle(subtitle).source(source), drawn))
}

/// Printed decimals, but no zeros that nobody printed.
fn shown_decimals(amount: &Rational, most: u32) -> u32 {
    amount.decimals().map_or(most, |needed| needed.min(most))
}
