//! Can the figures of a source all be true, and what do they mean if they can?
//!
//! [`check`] turns the statements of a [`Case`] into one exact linear system: a variable for every level that is printed or implied, an
//! interval for every printed figure, and what must hold between true values ([`rule`](crate::rule)). A percentage of change is a choice
//! between readings; the system is asked for the cheapest choice that holds together.
//!
//! | question | answer |
//! | --- | --- |
//! | Do the figures fit as they are worded? | consistent, with values that satisfy them all |
//! | Or if the source cut digits off, or if the words say one thing and mean another? | consistent (if truncated), misworded |
//! | Or if figures are left out whose sentences do not surely say what they are of? | undecided (not surely joined) for these |
//! | Or if some figures are left out? | contradicted, with the smallest sets of figures that can be wrong |
//!
//! Beside the verdicts stands what follows from the figures and was not printed ([`DeducedFigure`]), which open reading a trusted series
//! favours ([`Favoured`]), and which findings are known and accepted ([`Waiver`]).
//!
//! Every "no" on the way is a proof that can be added up by hand: a certificate for each combination of readings, verified before it is
//! shown ([`Evidence`]). Independent parts of a case are solved for themselves.
//!
//! The smallest sets are those of I. Fellegi and D. Holt, *A systematic approach to automatic edit and imputation* (1976), with readings,
//! truncation and coarser rounding tried first, since a figure that has an innocent explanation is not accused.

mod blame;
mod carried;
mod deduced;
mod evidence;
mod facts;
mod habit;
mod measured;
mod model;
mod parallel;
mod part;
mod reading;
mod record;
mod reference;
mod repair;
mod result;
mod shares;
mod split;
mod tested;
mod verdict;
mod waiver;
mod widest;

pub use deduced::{Assumed, DeducedFigure, Rest};
pub use reading::{Reading, Sense, Side, Wording};
pub use record::{
    Argument, Doubt, Entry, Explanation, JudgedRow, Judgement, Meant, RecordCheck, RecordOptions, Recorder, Suggestion,
    TableOptions, TableSummary, Target, check_table,
};
pub use reference::{Difference, Favoured};
pub use result::{
    Blame, Checked, Component, Conflicts, Deduced, Evidence, Finding, JointRepair, Judged, Line, LineOrigin, LineSense, ProofCase,
    ReadingOutcome, Repair, Slip, Survival,
};
pub use verdict::{Proviso, Undecided, Verdict};
pub use waiver::{FindingSort, Waiver, WaiverOutcome, WaiverState, read_waivers};

use std::collections::{HashMap, HashSet};
use std::num::NonZeroUsize;

use crate::case::Case;
pub use crate::feasibility::Proven;
use crate::feasibility::SearchLimits;
use crate::statement::{Key, Name, Statement, Withheld};
use model::Model;
use part::Solved;
use reference::Reference;
use split::Part;

/// How far a check goes.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct CheckOptions {
    /// When the search for a consistent choice gives up; for each independent part by itself.
    pub limits: SearchLimits,
    /// Parts of up to so many statements are told in full: what the others leave for each figure, which readings survive and what they
    /// imply, and what follows from them together. Of larger ones this is told for the figures that are blamed or withheld.
    pub deduce_up_to: usize,
    /// How many minimal conflicts are listed of each finding beside the one that is shown; none, unless they are asked for.
    pub conflicts: usize,
    /// How many threads solve independent parts; `None`: as many as the machine has for it. The answer is the same with any number.
    pub threads: Option<NonZeroUsize>,
    /// Levels of a trusted series: the country's own flows. They test no figure, and say which of several readings that fit is nearer
    /// to how the reference changed.
    pub reference: Vec<Statement>,
}

impl Default for CheckOptions {
    fn default() -> Self {
        Self { limits: SearchLimits::default(), deduce_up_to: 64, conflicts: 0, threads: None, reference: Vec::new() }
    }
}

/// Checks the figures of a case against each other.
///
/// Reordering the statements changes the places in the answer and nothing else. A contradiction is a result, so there is no error to
/// return: what could not be decided within the limits is undecided.
///
/// # Example: a turnover with two digits exchanged
/// ```
/// use tradecheck::check::{CheckOptions, Verdict, check};
/// use tradecheck::source::Source;
/// use tradecheck::case::Case;
/// use tradecheck::statement::read_series;
///
/// let table = "\
/// reporter,partner,flow,period,value
/// Grodno Region,China,turnover,2008-01/2008-02,23.7
/// Grodno Region,China,exports,2008-01/2008-02,21.1
/// Grodno Region,China,imports,2008-01/2008-02,6.2
/// Grodno Region,China,balance,2008-01/2008-02,15
/// ";
/// let case = Case::of_statements("grodno", read_series(&Source::from_text("series.csv", table))?);
/// let checked = check(&case, &CheckOptions::default());
/// assert_eq!(checked.verdict, Verdict::Contradicted);
/// let blame = &checked.findings[0].blame;
/// assert_eq!(blame.len(), 1, "only turnover can be the single wrong figure");
/// assert_eq!(blame[0].repairs[0].figure, "27.3");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn check(case: &Case, options: &CheckOptions) -> Checked {
    let mut order: Vec<usize> = (0..case.statements.len()).collect();
    order.sort_by(|&a, &b| case.statements[a].canonical_order(&case.statements[b]).then(a.cmp(&b)));
    let canonical: Vec<&Statement> = order.iter().map(|&i| &case.statements[i]).collect();
    let (parts, solved) = solve(case, &canonical, options);
    let mut judged: Vec<Option<Judged>> = (0..case.statements.len()).map(|_| None).collect();
    let (mut findings, mut components, mut deduced) = (Vec::new(), Vec::new(), Vec::new());
    for (part, solved) in parts.iter().zip(solved) {
        let place = |g: usize| order[part.statements[g]];
        for (g, one) in solved.statements.into_iter().enumerate() {
            judged[place(g)] = Some(Judged {
                statement: canonical[part.statements[g]].clone(),
                verdict: one.verdict,
                readings: one.readings,
                taken: one.taken,
                computed: one.computed,
                component: components.len(),
                favoured: None,
            });
        }
        findings.extend(solved.findings.into_iter().map(|finding| in_order(finding, place)));
        deduced.extend(solved.deduced.into_iter().map(|figure| figure.in_order(place)));
        let mut members: Vec<usize> = (0..part.statements.len()).map(place).collect();
        members.sort_unstable();
        components.push(Component { statements: members, verdict: solved.verdict, witness: solved.witness });
    }
    for figure in deduced.iter_mut().filter(|figure| figure.rest.is_none()) {
        figure.withheld = withheld(case, &figure.key).map(|withheld| withheld.place.clone());
    }
    // Parts come in canonical order, and so do the readings that are assumed.
    deduced.sort_by(|a, b| (&a.key, &a.rest).cmp(&(&b.key, &b.rest)));
    let renumbered = sort_components(&mut components);
    let mut statements: Vec<Judged> = judged.into_iter().flatten().collect();
    statements.iter_mut().for_each(|judged| judged.component = renumbered[judged.component]);
    let reference = Reference::new(&options.reference);
    reference.rank(&mut statements, &case.hierarchy);
    findings.sort_by_key(|finding| (std::cmp::Reverse(finding.verdict.weight()), finding.members.clone()));
    Checked {
        name: case.name.clone(),
        verdict: Verdict::of_all(components.iter().map(|component| component.verdict)),
        findings,
        statements,
        components,
        deduced,
        waivers: Vec::new(),
        gaps: case.gaps.clone(),
        notes: case.notes.iter().cloned().chain(reference.notes).collect(),
    }
}

/// The independent parts of a case, solved.
fn solve(case: &Case, canonical: &[&Statement], options: &CheckOptions) -> (Vec<Part>, Vec<Solved>) {
    let split = |together: &[Vec<usize>]| {
        let mut parts = Model::new(case, canonical).split(together);
        if !case.withheld.is_empty() {
            parts
                .iter_mut()
                .for_each(|part| part.withheld = part.keys.iter().filter(|key| withheld(case, key).is_some()).cloned().collect());
        }
        parts
    };
    let each = |parts: &[&Part]| {
        let weight = |part: &&Part| part.statements.len();
        parallel::each(parts, options.threads, weight, |part| part::solve(part, &part.of(canonical), options))
    };
    let parts = split(&[]);
    let solved = each(&parts.iter().collect::<Vec<_>>());
    let together = habit::together(&parts, &solved, canonical, options);
    if together.is_empty() {
        return (parts, solved);
    }
    // All but the joined parts are as they were.
    let joined = split(&together);
    let known: HashSet<&[usize]> = parts.iter().map(|part| &part.statements[..]).collect();
    let new: Vec<&Part> = joined.iter().filter(|part| !known.contains(&part.statements[..])).collect();
    let solved_new = each(&new);
    // Where it cannot be decided what they are together, each is what it is for itself.
    if solved_new.iter().any(|solved| solved.verdict == Verdict::Undecided(Undecided::Limit)) {
        return (parts, solved);
    }
    let mut known: HashMap<Vec<usize>, Solved> = parts.into_iter().map(|part| part.statements).zip(solved).collect();
    let mut solved_new = solved_new.into_iter();
    let solved = joined.iter().filter_map(|part| known.remove(&part.statements).or_else(|| solved_new.next())).collect();
    (joined, solved)
}

/// The row that withholds a level; one that names no unit means that of its series.
fn withheld<'c>(case: &'c Case, key: &Key) -> Option<&'c Withheld> {
    let bare = Key { unit: Name::default(), ..key.clone() };
    case.withheld.iter().find(|withheld| withheld.key == *key || withheld.key == bare)
}

/// Puts components in the order of their first statements; the new number of each.
fn sort_components(components: &mut [Component]) -> Vec<usize> {
    let mut by_place: Vec<usize> = (0..components.len()).collect();
    by_place.sort_by_key(|&c| components[c].statements.first().copied());
    let mut renumbered = vec![0; components.len()];
    by_place.iter().enumerate().for_each(|(new, &old)| renumbered[old] = new);
    components.sort_by_key(|component| component.statements.first().copied());
    renumbered
}

/// The same finding with the statements of a part renumbered to those of the case.
fn in_order(mut finding: Finding, place: impl Fn(usize) -> usize) -> Finding {
    let renumber = |list: &mut Vec<usize>| {
        list.iter_mut().for_each(|g| *g = place(*g));
        list.sort_unstable();
    };
    renumber(&mut finding.members);
    for blame in &mut finding.blame {
        renumber(&mut blame.statements);
        blame.repairs.iter_mut().filter_map(|repair| repair.from.as_mut()).for_each(|from| *from = place(*from));
        for joint in &mut blame.joint {
            for (statement, repair) in &mut joint.changes {
                *statement = place(*statement);
                repair.from = repair.from.map(&place);
            }
            joint.changes.sort_by_key(|(statement, _)| *statement);
        }
    }
    finding.blame.sort_by_key(|blame| (blame.repairs.is_empty(), blame.repairs.first().map(|r| r.slip), blame.statements.clone()));
    finding.evidence.renumber(&place);
    finding.conflicts.iter_mut().flat_map(|conflicts| &mut conflicts.minimal).for_each(|evidence| evidence.renumber(&place));
    finding
}
