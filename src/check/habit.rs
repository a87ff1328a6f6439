//! Whether a source cuts digits off is a habit of the whole source: what one part of it needs, another may refute.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::CheckOptions;
use super::part::{Solved, cannot_be_truncated};
use super::split::Part;
use super::verdict::{Undecided, Verdict};
use crate::statement::Statement;

/// The statements of parts that have to be solved as one: some fit best if their source cuts digits off, others of the same source do
/// not fit then. Each set is ascending; there are none where the parts of a source agree, as they nearly always do.
pub(super) fn together(parts: &[Part], solved: &[Solved], statements: &[&Statement], options: &CheckOptions) -> Vec<Vec<usize>> {
    let mut sources: BTreeMap<&Arc<str>, Vec<usize>> = BTreeMap::new();
    for (at, part) in parts.iter().enumerate() {
        let mut files = part.statements.iter().map(|&statement| &statements[statement].place.file);
        let first = files.next();
        // A part of several sources, of which one may cut digits off and another not, tells nothing of either.
        if let Some(file) = first.filter(|first| files.all(|file| file == *first)) {
            sources.entry(file).or_default().push(at);
        }
    }
    let refutes = |&at: &usize| {
        let part = &parts[at];
        // What fits neither way has a fault of its own.
        let fits = !matches!(solved[at].verdict, Verdict::Contradicted | Verdict::Undecided(Undecided::Limit));
        fits && part.statements.len() > 1 && cannot_be_truncated(part, &solved[at], &part.of(statements), options)
    };
    let joined = sources.into_values().filter_map(|of_source| {
        let (cut, others): (Vec<usize>, Vec<usize>) = of_source.into_iter().partition(|&at| solved[at].is_truncated);
        let refuting: Vec<usize> = if cut.is_empty() { Vec::new() } else { others.into_iter().filter(refutes).collect() };
        let together = cut.iter().chain(&refuting).flat_map(|&at| &parts[at].statements).copied();
        let mut together: Vec<usize> = together.collect();
        together.sort_unstable();
        (!refuting.is_empty()).then_some(together)
    });
    joined.collect()
}
