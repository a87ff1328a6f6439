//! Stated rates against those that the other figures leave.

use super::band;
use crate::chart::{Band, GrowthComparison, GrowthRow, Labels, Mark};
use crate::check::{Checked, Judged, Sense, Verdict};
use crate::exact::{Interval, Rational};
use crate::report::number::{number, printed};
use crate::report::page::{Page, main_partner};
use crate::report::sentence::{is_telling, stated, stated_interval};
use crate::statement::{Name, Relation};

/// Stated rates of change against those that the other figures leave, as growth in per cent; `None` where none is tested.
pub(super) fn rates(page: &Page, checked: &Checked, source: &str) -> Option<GrowthComparison> {
    let all = &checked.statements;
    let partner_name = main_partner(all);
    let tested: Vec<(usize, Sense)> = (0..all.len()).filter_map(|g| Some((g, rate_sense(&all[g])?))).collect();
    if tested.is_empty() {
        return None;
    }
    let period_of = |g: usize| all[g].statement.key.period;
    let one_period = tested.iter().all(|(g, _)| period_of(*g) == period_of(tested[0].0));
    let rows: Vec<GrowthRow> = tested
        .iter()
        .filter_map(|&(g, sense)| {
            let judged = &all[g];
            let statement = &judged.statement;
            let subject = judged.taken.as_ref().and_then(|reading| reading.subject.as_ref()).unwrap_or(&statement.key.flow);
            let scene = page.scene.region(&Name::default(), &partner_name);
            let words = scene.series(&statement.key_of(subject)).words;
            let period = if one_period { None } else { statement.key.period.map(|period| format!(", {}", period.label())) };
            let period = period.unwrap_or_default();
            let mark = mark(judged.verdict);
            let row = GrowthRow::new(
                format!("{words}{period}"),
                as_growth(sense, &stated_interval(statement, sense))?,
                rate_printed(judged),
                mark,
            );
            let row = row.possible(as_growth(sense, judged.computed.as_ref()?)?);
            Some(match (&judged.verdict, sense) {
                (Verdict::Misworded, Sense::Index) => row.note("an index, worded as an increment"),
                (Verdict::Misworded, Sense::Increment) => row.note("an increment, worded as an index"),
                (_, Sense::Index) => row.note("an index"),
                (_, Sense::Factor) => row.note("a factor"),
                _ => row,
            })
        })
        .collect();
    let of = |word: &str| tested.iter().filter(|(g, _)| all[*g].verdict.word() == word).count();
    let title = rates_title(rows.len(), of("contradicted"), of("misworded"));
    let growth = match period_of(tested[0].0).filter(|_| one_period) {
        Some(period) => format!("{}: growth", period.label()),
        None => "Growth".to_owned(),
    };
    let index = tested.iter().find(|(_, sense)| *sense == Sense::Index).map(|(g, _)| &all[*g].statement.figure);
    let converted = index.map(|figure| {
        let growth = figure.value() - &Rational::from(100);
        let decimals = figure.decimals().max(0) as u32;
        format!("; an index of {} is a growth of {}", printed(figure.printed()), number(&growth, decimals))
    });
    let subtitle =
        format!("{growth} in per cent, stated (ring) and as the other figures allow (bar){}", converted.unwrap_or_default());
    Some(GrowthComparison::new(Labels::new(title).subtitle(subtitle).source(source), "%", rows))
}

fn rates_title(rates: usize, contradicted: usize, misworded: usize) -> String {
    let s = |count: usize| if count == 1 { "s" } else { "" };
    match (contradicted, misworded) {
        (0, 0) if rates == 1 => "The one stated rate that can be tested fits the other figures".to_owned(),
        (0, 0) => format!("All {rates} stated rates that can be tested fit the other figures"),
        (c, 0) => format!("{c} of {rates} stated rates contradict{} the other figures", s(c)),
        (0, m) => format!("{m} of {rates} stated rates fit{} only in a reading that the words do not say", s(m)),
        (c, m) => format!(
            "Of {rates} stated rates, {c} contradict{} the other figures and {m} {} misworded",
            s(c),
            if m == 1 { "is" } else { "are" }
        ),
    }
}

/// The sense in which a rate was tested; `None` for what is no rate or was not tested.
fn rate_sense(judged: &Judged) -> Option<Sense> {
    let is_tested = matches!(judged.verdict, Verdict::Consistent(_) | Verdict::Misworded | Verdict::Contradicted);
    let is_rate = matches!(judged.statement.relation, Relation::Growth | Relation::Index | Relation::Change | Relation::Multiple);
    let computed = judged.computed.as_ref()?;
    if !is_tested || !is_rate || !is_telling(judged, computed) {
        return None;
    }
    let first = judged.readings.first().map(|outcome| outcome.reading.sense);
    let sense = judged.taken.as_ref().map(|reading| reading.sense).or(first).unwrap_or(Sense::Increment);
    matches!(sense, Sense::Increment | Sense::Index | Sense::Factor).then_some(sense)
}

/// An interval of a sense as growth in per cent.
fn as_growth(sense: Sense, interval: &Interval) -> Option<Band> {
    let hundred = Rational::from(100);
    let growth = match sense {
        Sense::Increment => interval.clone(),
        Sense::Index => interval.shifted(&-&hundred),
        Sense::Factor => interval.scaled(&hundred).shifted(&-&hundred),
        _ => return None,
    };
    Some(band(&growth))
}

fn rate_printed(judged: &Judged) -> String {
    let text = stated(&judged.statement);
    let text = text.split(" of ").next().unwrap_or(&text).to_owned();
    text.strip_prefix("up ").map(str::to_owned).unwrap_or(text)
}

fn mark(verdict: Verdict) -> Mark {
    match verdict {
        Verdict::Consistent(_) => Mark::Consistent,
        Verdict::Misworded => Mark::Misworded,
        Verdict::Contradicted => Mark::Contradicted,
        Verdict::Undecided(_) => Mark::Undecided,
    }
}
