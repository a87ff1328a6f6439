//! Whether a source cuts digits off is a habit of the whole source: what one part of it needs, another may refute.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::CheckOptions;
use super::part::{Solved, cannot_be_truncated};
use super::split::Part;
use super::verdict::{Undecided, Verdict};
use crate::feasibility::Sets;
use crate::statement::Statement;

/// The statements of parts that have to be solved as one: some fit best if their source cuts digits off, others of the same source do
/// not fit then. Each set is ascending; there are none where the parts of a source agree, as they nearly always do.
pub(super) fn together(parts: &[Part], solved: &[Solved], statements: &[&Statement], options: &CheckOptions) -> Vec<Vec<usize>> {
    let file = |statement: &usize| &statements[*statement].place.file;
    // A part of several sources, of which one may cut digits off and another not, tells nothing of either.
    let of_one = |at: &usize| {
        let mut files = parts[*at].statements.iter().map(file);
        let first = files.next();
        files.all(|file| Some(file) == first)
    };
    let (cut, others): (Vec<usize>, Vec<usize>) = (0..parts.len()).filter(of_one).partition(|&at| solved[at].is_truncated);
    let doubtful: BTreeSet<&Arc<str>> = cut.iter().flat_map(|&at| &parts[at].statements).map(file).collect();
    let refutes = |at: &usize| {
        let part = &parts[*at];
        // What fits neither way has a fault of its own.
        let fits = !matches!(solved[*at].verdict, Verdict::Contradicted | Verdict::Undecided(Undecided::Limit));
        let is_asked =
            fits && part.statements.len() > 1 && part.statements.iter().any(|statement| doubtful.contains(file(statement)));
        is_asked && cannot_be_truncated(part, &part.of(statements), options)
    };
    let refuting: Vec<usize> = others.into_iter().filter(refutes).collect();
    let mut sources = Sets::new(parts.len());
    let mut first_of: BTreeMap<&Arc<str>, usize> = BTreeMap::new();
    for &at in cut.iter().chain(&refuting) {
        for statement in &parts[at].statements {
            let first = *first_of.entry(file(statement)).or_insert(at);
            sources.join_all([first as u32, at as u32]);
        }
    }
    let mut joined: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    let refuted: BTreeSet<u32> = refuting.iter().map(|&at| sources.root(at as u32)).collect();
    for &at in cut.iter().chain(&refuting) {
        joined.entry(sources.root(at as u32)).or_default().extend(&parts[at].statements);
    }
    joined.retain(|source, _| refuted.contains(source));
    joined
        .into_values()
        .map(|mut statements| {
            statements.sort_unstable();
            statements
        })
        .collect()
}
