//! A model in independent parts.

use std::collections::HashMap;

use super::model::{Fact, Group, Meaning, Measured, Model, Origin};
use super::shares::Share;
use crate::feasibility::{Alternative, Choices, ConstraintId, Sets, System, Variable};
use crate::statement::{Key, Statement};

/// Statements that no others depend on, with a system of their own.
pub(super) struct Part {
    pub(super) system: System,
    /// What each variable stands for.
    pub(super) keys: Vec<Key>,
    pub(super) facts: Vec<Fact>,
    pub(super) groups: Vec<Group>,
    /// The index of each group's statement in canonical order.
    pub(super) statements: Vec<usize>,
    pub(super) origin: Vec<Origin>,
    /// Levels of it that the source withholds.
    pub(super) withheld: Vec<Key>,
    /// Shares that are quantities of their own.
    pub(super) shares: Vec<Share>,
}

impl Part {
    /// Its statements among those of the case in canonical order.
    pub(super) fn of<'s>(&self, canonical: &[&'s Statement]) -> Vec<&'s Statement> {
        self.statements.iter().map(|&i| canonical[i]).collect()
    }

    /// What is open in it, and what holds anyway.
    pub(super) fn choices(&self) -> Choices {
        Choices {
            fixed: self.facts.iter().map(|fact| fact.constraint).collect(),
            groups: self.groups.iter().map(|group| group.meanings.iter().map(|m| m.alternative.clone()).collect()).collect(),
        }
    }

    /// Whether a constraint takes a printed amount as the very number.
    pub(super) fn is_point(&self, id: ConstraintId) -> bool {
        matches!(self.origin[id.index()], Origin::Group(g) if self.groups[g].point == Some(id))
    }
}

impl Model {
    /// The independent parts, in the order of their first statements. Statements without constraints are parts of their own, and facts
    /// that no statement depends on are left behind. Each set of statements in `together` is of one part.
    pub(super) fn split(self, together: &[Vec<usize>]) -> Vec<Part> {
        let mut sets = self.dependent();
        for statements in together {
            sets.join_all(statements.iter().map(|&group| self.node(group)));
        }
        let mut parts: Vec<Part> = Vec::new();
        let mut part_of_root: HashMap<u32, usize> = HashMap::new();
        let new_part = |parts: &mut Vec<Part>| {
            parts.push(Part {
                system: System::new(),
                keys: Vec::new(),
                facts: Vec::new(),
                groups: Vec::new(),
                statements: Vec::new(),
                origin: Vec::new(),
                withheld: Vec::new(),
                shares: Vec::new(),
            });
            parts.len() - 1
        };
        let mut of_group = Vec::new();
        for group in 0..self.groups.len() {
            let root = sets.root(self.node(group));
            of_group.push(*part_of_root.entry(root).or_insert_with(|| new_part(&mut parts)));
        }
        let part_of: Vec<Option<usize>> = self
            .system
            .iter()
            .map(|(id, constraint)| match (self.origin[id.index()], constraint.terms().first()) {
                (Origin::Group(group), _) => Some(of_group[group]),
                (Origin::Fact(_), Some((variable, _))) => part_of_root.get(&sets.root(variable.index() as u32)).copied(),
                (Origin::Fact(_), None) => None,
            })
            .collect();
        let mut moved = Moved { keys: &self.keys, variables: HashMap::new(), constraints: HashMap::new() };
        // The place of each group within its part is known before its constraints are moved, since they name it.
        let mut place_in_part = Vec::new();
        for (statement, &part) in of_group.iter().enumerate() {
            place_in_part.push(parts[part].statements.len());
            parts[part].statements.push(statement);
        }
        let mut facts_in_part = vec![0; parts.len()];
        for (id, constraint) in self.system.iter() {
            let Some(at) = part_of[id.index()] else { continue };
            let part = &mut parts[at];
            let terms = constraint.terms().iter().map(|(v, c)| (moved.variable(part, *v), c.clone())).collect::<Vec<_>>();
            let origin = match self.origin[id.index()] {
                Origin::Group(group) => Origin::Group(place_in_part[group]),
                // Facts keep their order, and each has one constraint.
                Origin::Fact(_) => {
                    facts_in_part[at] += 1;
                    Origin::Fact(facts_in_part[at] - 1)
                }
            };
            part.origin.push(origin);
            let new = part.system.constrain(terms, constraint.range().clone());
            moved.constraints.insert(id, new);
        }
        for fact in self.facts {
            if let Some(at) = part_of[fact.constraint.index()] {
                parts[at].facts.push(Fact { constraint: moved.constraints[&fact.constraint], ..fact });
            }
        }
        for share in self.shares.values() {
            if let Some(&at) = part_of_root.get(&sets.root(share.share.index() as u32)) {
                let share = moved.share(&mut parts[at], *share);
                parts[at].shares.push(share);
            }
        }
        for (group, at) in self.groups.into_iter().zip(of_group) {
            let meanings = group.meanings.into_iter().map(|meaning| moved.meaning(&mut parts[at], meaning)).collect();
            let point = group.point.map(|id| moved.constraints[&id]);
            parts[at].groups.push(Group { meanings, point });
        }
        parts
    }

    /// The number of a group among those of variables and groups.
    fn node(&self, group: usize) -> u32 {
        (self.keys.len() + group) as u32
    }

    /// Variables and groups that depend on each other. A figure depends on all that any of its readings speaks of: the flows of an open
    /// subject, and levels whose terms cancel.
    fn dependent(&self) -> Sets {
        let mut sets = Sets::new(self.keys.len() + self.groups.len());
        for (id, constraint) in self.system.iter() {
            let group = match self.origin[id.index()] {
                Origin::Group(group) => Some(self.node(group)),
                Origin::Fact(_) => None,
            };
            sets.join_all(constraint.terms().iter().map(|(variable, _)| variable.index() as u32).chain(group));
        }
        for Share { share, part, whole } in self.shares.values() {
            sets.join_all([share, part, whole].map(|variable| variable.index() as u32));
        }
        for (group, readings) in self.groups.iter().enumerate() {
            let measured = readings.meanings.iter().flat_map(|meaning| meaning.measured.variables());
            sets.join_all(measured.map(|variable| variable.index() as u32).chain([self.node(group)]));
        }
        sets
    }
}

struct Moved<'k> {
    keys: &'k [Key],
    variables: HashMap<Variable, Variable>,
    constraints: HashMap<ConstraintId, ConstraintId>,
}

impl Moved<'_> {
    fn variable(&mut self, part: &mut Part, old: Variable) -> Variable {
        *self.variables.entry(old).or_insert_with(|| {
            part.keys.push(self.keys[old.index()].clone());
            part.system.variable()
        })
    }

    fn share(&mut self, to: &mut Part, Share { share, part, whole }: Share) -> Share {
        let [share, part, whole] = [share, part, whole].map(|variable| self.variable(to, variable));
        Share { share, part, whole }
    }

    fn meaning(&mut self, part: &mut Part, meaning: Meaning) -> Meaning {
        let constraints = meaning.alternative.constraints.iter().map(|id| self.constraints[id]).collect();
        let measured = match meaning.measured {
            Measured::Form(terms) => Measured::Form(terms.into_iter().map(|(v, c)| (self.variable(part, v), c)).collect()),
            Measured::Quotient { numerator, denominator } => {
                Measured::Quotient { numerator: self.variable(part, numerator), denominator: self.variable(part, denominator) }
            }
            Measured::Share(share) => Measured::Share(self.share(part, share)),
            Measured::Nothing => Measured::Nothing,
        };
        Meaning { alternative: Alternative { constraints, ..meaning.alternative }, measured, ..meaning }
    }
}
