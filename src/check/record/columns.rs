use crate::figure::Notation;

use super::{Doubt, Explanation, Judgement, Meant, RecordCheck, Suggestion};

/// The most explanations that are written out; independent doubts multiply.
const MOST: usize = 64;

impl RecordCheck {
    /// Whom to doubt, for a cell of a table: the columns of one explanation joined by `+`, alternatives by `|`; empty where there is no doubt.
    /// Of more than 64 alternatives the first are given, and `…` stands behind them.
    pub fn blame(&self, judged: &Judgement) -> String {
        let named = |e: &Explanation| e.fields.iter().map(|&field| self.fields()[field].as_str()).collect::<Vec<_>>().join("+");
        joined(judged.doubts.iter().map(|doubt| doubt.explanations.iter().map(named).collect()))
    }

    /// What may have been meant, for a cell of a table: `column=value`, joined in the same way. Of each doubt the likeliest kind of slip is given,
    /// and all that are equally likely. Figures are written as the table writes those of the field; one without a notation has a point.
    pub fn suggest(&self, judged: &Judgement, notations: &[Notation]) -> String {
        let value = |meant: &Meant| {
            let figure = match notations.get(meant.field) {
                Some(Notation::Comma) => meant.figure.replace('.', ","),
                _ => meant.figure.clone(),
            };
            format!("{}={figure}", self.fields()[meant.field])
        };
        let values = |s: &Suggestion| s.values.iter().map(value).collect::<Vec<_>>().join("+");
        joined(judged.doubts.iter().map(|doubt| doubt.likeliest().into_iter().map(values).collect()))
    }
}

impl Doubt {
    /// The suggestions of the likeliest kind of slip among all explanations, those first that leave no field of theirs open. One that several
    /// explanations have in common is given once.
    pub fn likeliest(&self) -> Vec<&Suggestion> {
        let kind = |explanation: &Explanation, suggestion: &Suggestion| {
            let mut slips: Vec<_> = suggestion.values.iter().map(|meant| meant.slip).collect();
            slips.sort_by(|a, b| b.cmp(a));
            (explanation.fields.len() - suggestion.values.len(), slips)
        };
        let kinds = |explanation| move |suggestion| (kind(explanation, suggestion), suggestion);
        let all: Vec<_> = self.explanations.iter().flat_map(|one| one.suggestions.iter().map(kinds(one))).collect();
        let best = all.iter().map(|(kind, _)| kind).min();
        let mut likeliest: Vec<&Suggestion> = Vec::new();
        for (_, suggestion) in all.iter().filter(|(kind, _)| Some(kind) == best) {
            if !likeliest.contains(suggestion) {
                likeliest.push(suggestion);
            }
        }
        likeliest
    }
}

/// One alternative of each doubt joined by `+`, in all ways, joined by `|`. A doubt without alternatives is passed over.
fn joined(doubts: impl Iterator<Item = Vec<String>>) -> String {
    let (mut all, mut is_cut) = (vec![String::new()], false);
    for alternatives in doubts.filter(|alternatives| !alternatives.is_empty()) {
        let longer = all.iter().flat_map(|start| {
            let mark = if start.is_empty() { "" } else { "+" };
            alternatives.iter().map(move |one| format!("{start}{mark}{one}"))
        });
        all = longer.take(MOST + 1).collect();
        if all.len() > MOST {
            all.truncate(MOST);
            is_cut = true;
        }
    }
    if is_cut {
        all.push("…".to_owned());
    }
    all.join("|")
}
