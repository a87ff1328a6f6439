//! Columns of percentages whose heads do not say of what: the levels to their left tell it.

use super::cell::Cell;
use super::label::{Label, Said, Time};
use super::{Reader, said};
use crate::exact::Rational;
use crate::period::Period;
use crate::prose::Reason;

impl Reader<'_> {
    /// What a column headed "%" holds: growth between the two periods to its left, or growth where its numbers have signs. One that adds up
    /// to a hundred is a share of an unsaid whole.
    pub(super) fn bare_percentage(&self, column: usize) -> Result<Said, Reason> {
        let labels = &self.columns[column];
        let is_bare = labels.iter().any(|label| label.has_percent)
            && labels.iter().all(|label| label.relation.is_none() && label.time.is_none() && label.rest.is_empty());
        if !is_bare || self.level_beside(column).is_none() || self.has_whole(column) {
            return Err(Reason::Unclear);
        }
        match self.periods_beside(column).as_slice() {
            [_, _] => Ok(Said::Open),
            _ if self.cells(column).any(|cell| cell.sign.is_some()) => Ok(Said::Growth),
            _ => Err(Reason::Unclear),
        }
    }

    /// The labels of the level column that a column of change is beside, where its own heads name no flow.
    pub(super) fn labels_beside(&self, column: usize) -> Vec<Label> {
        let own = &self.columns[column];
        if own.iter().any(|label| label.flow.is_some()) {
            return Vec::new();
        }
        let beside = self.level_beside(column).map(|beside| self.columns[beside].clone()).unwrap_or_default();
        // When is told by the periods of several columns, and in what the levels are counted is nothing to a rate.
        beside
            .into_iter()
            .map(|label| Label { time: None, currency: None, multiplier: None, rest: String::new(), ..label })
            .collect()
    }

    /// The last two periods of the level columns to the left that are of the same flow, the earlier first.
    pub(super) fn periods_beside(&self, column: usize) -> Vec<Period> {
        let flow = |column: usize| self.columns[column].iter().rev().find_map(|label| label.flow.clone());
        let wanted = flow(column).or_else(|| self.level_beside(column).and_then(flow));
        let period = |column: usize| {
            self.columns[column].iter().rev().find_map(|label| match label.time {
                Some(Time::Period(period)) => Some(period),
                _ => None,
            })
        };
        let left = (self.heads..column).rev().filter(|&left| self.is_level(left) && flow(left) == wanted);
        let mut periods: Vec<Period> = left.filter_map(period).collect();
        periods.dedup();
        periods.truncate(2);
        periods.sort();
        periods
    }

    fn level_beside(&self, column: usize) -> Option<usize> {
        (self.heads..column).rev().find(|&left| self.is_level(left))
    }

    fn is_level(&self, column: usize) -> bool {
        let labels: Vec<&Label> = self.columns[column].iter().collect();
        labels.iter().all(|label| label.relation.is_none() && !label.has_percent)
            && said(&labels, |label| label.flow.clone()).is_ok()
            && self.cells(column).next().is_some()
    }

    fn cells(&self, column: usize) -> impl Iterator<Item = Cell> {
        self.grid.rows[self.body..]
            .iter()
            .filter_map(move |row| row.get(column))
            .filter_map(|passage| Cell::read(passage.text(), self.notation))
    }

    /// Whether a hundred is the largest of the numbers of a column: the whole of which the others are parts.
    fn has_whole(&self, column: usize) -> bool {
        let hundred = Rational::from(100);
        self.cells(column).any(|cell| *cell.figure.value() == hundred)
            && self.cells(column).all(|cell| *cell.figure.value() <= hundred && cell.sign.is_none())
    }
}
