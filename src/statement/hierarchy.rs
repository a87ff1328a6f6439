use serde::{Deserialize, Serialize};

use super::read::{ReadOptions, Reader};
use super::{Dimension, Name};
use crate::codelist::Flow;
use crate::error::{Error, Fault, FaultKind};
use crate::place::Place;
use crate::source::{Column, Columns, Source};

const COLUMNS: &[Column] = &[
    Column::required("dimension", &[]),
    Column::required("whole", &[]),
    Column::required("part", &[]),
    Column::optional("exhaustive", &[]),
];

/// A whole and its parts in one dimension of the key: a country and its regions, all products and some of them.
///
/// Parts of one whole are disjoint: what is counted in one is not counted in another. The EU and Germany are no such parts.
#[non_exhaustive]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartWhole {
    /// The dimension in which they differ.
    pub dimension: Dimension,
    /// The whole; the empty name is all there is.
    pub whole: Name,
    /// The parts, each with the place that says so.
    pub parts: Vec<(Name, Place)>,
    /// Whether the parts listed are all there are.
    pub completeness: Parts,
}

impl PartWhole {
    /// A whole and its parts in a dimension.
    pub fn new(dimension: Dimension, whole: Name, parts: Vec<(Name, Place)>, completeness: Parts) -> Self {
        Self { dimension, whole, parts, completeness }
    }
}

/// Whether the parts of a whole are all there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Parts {
    /// All: they add up to the whole.
    All,
    /// Some: they add up to no more than the whole.
    Some,
}

/// Reads `hierarchy.csv`: one part a row.
///
/// # Errors
/// All columns and cells that cannot be read; a whole whose rows disagree on whether its parts are all, and one that is a part of itself.
pub fn read_hierarchy(source: &Source) -> Result<Vec<PartWhole>, Error> {
    let table = source.table()?;
    let mut reader = Reader::new(&table, Columns::bind(&table, COLUMNS)?, ReadOptions::default());
    let mut wholes: Vec<PartWhole> = Vec::new();
    for row in table.rows() {
        let dimension = reader.parsed::<Dimension>(&row, "dimension", "reporter, partner, scope, commodity and flow are accepted");
        let part = reader.required(&row, "part", "the name of a part is needed");
        let completeness = match (reader.columns.cell(&row, "exhaustive"), reader.text(&row, "exhaustive").to_lowercase().as_str())
        {
            (None, _) | (_, "false" | "no" | "0") => Some(Parts::Some),
            (_, "true" | "yes" | "1") => Some(Parts::All),
            (Some(cell), _) => {
                reader.fault(
                    cell,
                    format!("`{}` does not say whether the parts are all there are", cell.text),
                    "true and false are accepted",
                );
                None
            }
        };
        let (Some(Some(dimension)), Some(part), Some(completeness)) = (dimension, part, completeness) else { continue };
        // A flow goes by one word, and what is none would be taken for any.
        if dimension == Dimension::Flow {
            let whole = reader.required(&row, "whole", "the flow that has the parts is needed");
            let known = [whole, Some(part)].map(|cell| cell.and_then(|cell| reader.flow(cell)));
            if known.contains(&None) {
                continue;
            }
        }
        let name = |text: &str| named(dimension, text);
        let (whole, part_name, place) = (name(reader.text(&row, "whole")), name(part.text), table.place(part));
        match wholes.iter_mut().find(|known| known.dimension == dimension && known.whole == whole) {
            Some(known) if known.completeness != completeness => {
                reader.fault(
                    part,
                    format!("the parts of `{whole}` are all there are in one row and not in another"),
                    "one answer is needed",
                );
            }
            Some(known) if known.parts.iter().any(|(known, _)| *known == part_name) => {
                reader.fault(part, format!("`{part_name}` stands as a part of `{whole}` already"), "each part may stand once");
            }
            Some(known) => known.parts.push((part_name, place)),
            None => wholes.push(PartWhole { dimension, whole, parts: vec![(part_name, place)], completeness }),
        }
    }
    reader.refuse_parts_of_themselves(&wholes);
    reader.finish(wholes)
}

/// The name that a cell gives in a dimension.
pub(super) fn named(dimension: Dimension, text: &str) -> Name {
    match dimension {
        Dimension::Reporter => super::key::area(text),
        Dimension::Partner => super::key::partner_or_world(text),
        Dimension::Flow => text.parse::<Flow>().map_or_else(|_| Name::new(text), |flow| Name::new(flow.code())),
        _ => super::key::whole_or(text),
    }
}

impl Reader<'_> {
    pub(super) fn refuse_parts_of_themselves(&mut self, wholes: &[PartWhole]) {
        for (name, place) in parts_of_themselves(wholes) {
            let fault = Fault::new(FaultKind::Cell, format!("`{name}` is a part of itself")).at(place);
            self.faults.push(fault.accepted("a part is smaller than its whole, and so are the parts of a part"));
        }
    }
}

/// The names that are parts of themselves, directly or by way of others, each with the first row that says so.
fn parts_of_themselves(wholes: &[PartWhole]) -> Vec<(Name, Place)> {
    let mut found = Vec::new();
    for whole in wholes {
        let is_reached = |from: &Name| {
            let (mut open, mut seen) = (vec![from], vec![from]);
            while let Some(name) = open.pop() {
                if *name == whole.whole {
                    return true;
                }
                let below = wholes.iter().filter(|known| known.dimension == whole.dimension && known.whole == *name);
                for (part, _) in below.flat_map(|known| &known.parts) {
                    if !seen.contains(&part) {
                        seen.push(part);
                        open.push(part);
                    }
                }
            }
            false
        };
        found.extend(whole.parts.iter().find(|(part, _)| is_reached(part)).map(|(_, place)| (whole.whole.clone(), place.clone())));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(rows: &str) -> Result<Vec<PartWhole>, Error> {
        read_hierarchy(&Source::from_text("hierarchy.csv", format!("dimension,whole,part,exhaustive\n{rows}")))
    }

    #[test]
    fn flows_go_by_one_word() {
        let parts = read("flow,X,RX,false\n").unwrap();
        assert_eq!((parts[0].whole.as_str(), parts[0].parts[0].0.as_str()), ("exports", "re-exports"));
        assert!(read("flow,exprots,imports,true\n").unwrap_err().to_string().contains("did you mean `exports`?"));
        assert!(read("flow,,imports,true\n").unwrap_err().to_string().contains("the cell is empty"));
    }
}
