//! A model in independent parts.

use std::collections::HashMap;

use super::model::{Fact, Group, Meaning, Measured, Model, Origin};
use crate::feasibility::{Alternative, ConstraintId, System, Variable};
use crate::statement::Key;

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
}

impl Model {
    /// The independent parts, in the order of their first statements. Statements without constraints are parts of their own, and facts
    /// that no statement depends on are left behind.
    pub(super) fn split(self) -> Vec<Part> {
        let all: Vec<ConstraintId> = self.system.iter().map(|(id, _)| id).collect();
        let blocks = self.system.components(&all);
        let mut block_of = vec![usize::MAX; all.len()];
        for (block, constraints) in blocks.iter().enumerate() {
            constraints.iter().for_each(|id| block_of[id.index()] = block);
        }
        let mut parts: Vec<Part> = Vec::new();
        let mut part_of_block: HashMap<usize, usize> = HashMap::new();
        let new_part = |parts: &mut Vec<Part>| {
            parts.push(Part {
                system: System::new(),
                keys: Vec::new(),
                facts: Vec::new(),
                groups: Vec::new(),
                statements: Vec::new(),
                origin: Vec::new(),
            });
            parts.len() - 1
        };
        let mut of_group = Vec::new();
        for group in &self.groups {
            let first = group.meanings.iter().flat_map(|m| &m.alternative.constraints).next();
            of_group.push(match first {
                Some(id) => *part_of_block.entry(block_of[id.index()]).or_insert_with(|| new_part(&mut parts)),
                None => new_part(&mut parts),
            });
        }
        let part_of = |id: ConstraintId| part_of_block.get(&block_of[id.index()]).copied();
        let mut moved = Moved { keys: &self.keys, variables: HashMap::new(), constraints: HashMap::new() };
        // The place of each group within its part is known before its constraints are moved, since they name it.
        let mut place_in_part = Vec::new();
        for (statement, &part) in of_group.iter().enumerate() {
            place_in_part.push(parts[part].statements.len());
            parts[part].statements.push(statement);
        }
        let mut facts_in_part = vec![0; parts.len()];
        for (id, constraint) in self.system.iter() {
            let Some(at) = part_of(id) else { continue };
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
            if let Some(at) = part_of(fact.constraint) {
                parts[at].facts.push(Fact { constraint: moved.constraints[&fact.constraint], ..fact });
            }
        }
        for (group, at) in self.groups.into_iter().zip(of_group) {
            let meanings = group.meanings.into_iter().map(|meaning| moved.meaning(&mut parts[at], meaning)).collect();
            let point = group.point.map(|id| moved.constraints[&id]);
            parts[at].groups.push(Group { meanings, point });
        }
        parts
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

    fn meaning(&mut self, part: &mut Part, meaning: Meaning) -> Meaning {
        let constraints = meaning.alternative.constraints.iter().map(|id| self.constraints[id]).collect();
        let measured = match meaning.measured {
            Measured::Form(terms) => Measured::Form(terms.into_iter().map(|(v, c)| (self.variable(part, v), c)).collect()),
            Measured::Quotient { numerator, denominator } => {
                Measured::Quotient { numerator: self.variable(part, numerator), denominator: self.variable(part, denominator) }
            }
            Measured::Nothing => Measured::Nothing,
        };
        Meaning { alternative: Alternative { constraints, ..meaning.alternative }, measured, ..meaning }
    }
}
