//! Other sets of figures that show the same.

use super::argument::{argument, canonical};
use super::scene::{Scene, literal};
use super::{list, sentence};
use crate::check::{Conflicts, Evidence, Finding, Judged, Proven};
use crate::report::sentence::counted;

/// The minimal conflicts of a finding beside the one that is shown: how many there are, what all have in common, and each in a sentence.
pub(in crate::report) fn conflicts(all: &[Judged], finding: &Finding, scene: &Scene) -> Vec<String> {
    let Some(Conflicts { minimal, proven, .. }) = &finding.conflicts else { return Vec::new() };
    let shown = finding.evidence.members();
    let others: Vec<&Evidence> = minimal.iter().filter(|evidence| evidence.members() != shown).collect();
    if others.is_empty() {
        return match proven {
            Proven::All => vec!["There is no other minimal conflict.".to_owned()],
            Proven::Some => vec!["No other minimal conflict was found within the limits.".to_owned()],
        };
    }
    let scene = &scene.among(all, others.iter().flat_map(|evidence| evidence.members()));
    let shared: Vec<usize> =
        shown.iter().copied().filter(|g| others.iter().all(|evidence| evidence.members().contains(g))).collect();
    let name = |&g: &usize| {
        format!("{} ({})", scene.quantity(&all[g].statement, &literal(&all[g])).words, scene.place(&all[g].statement.place))
    };
    let shared: Vec<String> = canonical(all, shared).iter().map(name).collect();
    let more = counted(others.len(), "other minimal conflict", "other minimal conflicts");
    let least = if *proven == Proven::Some { "at least " } else { "" };
    let there = if others.len() == 1 && least.is_empty() { "is" } else { "are" };
    let using =
        if shared.is_empty() { "no figure is in all of them".to_owned() } else { format!("all use {}", list(&shared, "and")) };
    let mut said = vec![sentence(&format!("there {there} {least}{more}; {using}"))];
    let cases = others.iter().flat_map(|evidence| &evidence.cases);
    said.extend(cases.map(|case| argument(all, case, scene).sentence()));
    said
}
