//! The rows of a table against rules, as CSV, text and JSON; row by row, since a table can be of any length.

use std::fmt::Write;

use serde_json::{Value, json};

use super::json::range as json_range;
use super::number::{digits_beside, range};
use crate::check::{Argument, Explanation, JudgedRow, Meant, RecordCheck, Suggestion, TableSummary};
use crate::error::Error;
use crate::exact::Interval;
use crate::feasibility::Proven;

/// Writes what [`check_table`](crate::check::check_table) finds.
///
/// # Example: the columns of the CSV
/// ```
/// use tradecheck::check::{RecordCheck, RecordOptions, TableOptions, check_table};
/// use tradecheck::report::RecordReport;
/// use tradecheck::rule::RuleSet;
/// use tradecheck::source::{Rows, Source};
///
/// let rules = RuleSet::read(&Source::from_text("rules.txt", "t == x + m\nb == x - m"))?;
/// let check = RecordCheck::new(rules, &RecordOptions::default())?;
/// let rows = Rows::from_reader("t.csv", "x,m,t,b\n1,2,3,-1\n21.1,6.2,23.7,15\n".as_bytes(), None)?;
/// let report = RecordReport::new(&check, "t.csv");
/// let mut csv = report.csv_header();
/// check_table(&check, rows, &TableOptions::default(), |row| Ok(csv.push_str(&report.csv(row))))?;
/// assert_eq!(csv, "row,verdict,blame,suggest\n1,consistent,,\n2,contradicted,t,t=27.3\n");
/// # Ok::<(), tradecheck::error::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct RecordReport<'c> {
    check: &'c RecordCheck,
    table: &'c str,
}

impl<'c> RecordReport<'c> {
    /// A report on a table of this name.
    pub fn new(check: &'c RecordCheck, table: &'c str) -> Self {
        Self { check, table }
    }

    /// What is to be said of the rules before any row: those that follow from others. Empty where there is nothing to say.
    pub fn notes(&self) -> Vec<String> {
        let rules = self.check.rules().rules();
        let note = |redundant: &crate::rule::Redundant| {
            let rule = &rules[redundant.rule];
            let by: Vec<String> = redundant.by.iter().map(|&by| format!("`{}`", rules[by].text)).collect();
            match by.is_empty() {
                true => format!("{}: `{}` holds of every record", rule.place, rule.text),
                false => format!("{}: `{}` follows from {}", rule.place, rule.text, by.join(", ")),
            }
        };
        self.check.review().redundant.iter().map(note).collect()
    }

    /// The first line of the CSV.
    pub fn csv_header(&self) -> String {
        "row,verdict,blame,suggest\n".to_owned()
    }

    /// A row: its number, its verdict, whom to doubt, what may have been meant. The columns of one explanation are joined by `+`,
    /// alternatives by `|`, of which the first 64 are given, then `…`; of suggestions those of the likeliest kind of slip.
    pub fn csv(&self, row: &JudgedRow) -> String {
        let doubts = &row.judgement.doubts;
        if doubts.is_empty() {
            return format!("{},{},,\n", row.row, row.judgement.verdict.word());
        }
        let (blame, suggest) = (self.check.blame(&row.judgement), self.check.suggest(&row.judgement, &row.notations));
        format!("{},{},{},{}\n", row.row, row.judgement.verdict.word(), quoted(&blame), quoted(&suggest))
    }

    /// A row as a compiler would tell it; empty for one that is consistent.
    pub fn text(&self, row: &JudgedRow) -> String {
        let judged = &row.judgement;
        let mut text = String::new();
        let line = row.line.map_or_else(String::new, |line| format!(":{line}"));
        let fields = self.check.fields();
        let _ = writeln!(text, "{}: {}{line}: row {}", judged.verdict, self.table, row.row);
        let cell = |(field, entry): (usize, &crate::check::Entry)| Some(format!("{} {}", fields[field], entry.figure()?));
        let cells: Vec<String> = row.record.iter().enumerate().filter_map(cell).collect();
        let _ = writeln!(text, "  {}", cells.join(", "));
        for (at, argument) in self.check.argue(&row.record, judged).iter().enumerate() {
            if let Some(argument) = argument {
                self.argument(&mut text, row, argument);
            }
            self.help(&mut text, row, at);
        }
        text.push('\n');
        text
    }

    fn argument(&self, text: &mut String, row: &JudgedRow, argument: &Argument) {
        let fields = self.check.fields();
        let rounding = self.check.rounding();
        let premise =
            |&field: &usize| format!("{} lies in {}", fields[field], shown(&row.record[field].interval(rounding), row, field));
        let premises: Vec<String> = argument.premises.iter().map(premise).collect();
        let rules: Vec<String> =
            argument.rules.iter().map(|&rule| format!("`{}`", self.check.rules().rules()[rule].text)).collect();
        let rules = listed(&rules);
        let Some(target) = &argument.target else {
            let _ = writeln!(text, "  because {} hold of no such record", rules);
            return;
        };
        let name = &fields[target.field];
        let because =
            if premises.is_empty() { format!("by {rules}") } else { format!("because {}, by {rules}", listed(&premises)) };
        let printed = row.record[target.field].figure().map_or_else(String::new, |figure| figure.to_string());
        if target.implied.is_free() || !target.implied.intersection(&target.stated).is_empty() {
            let _ = writeln!(text, "  {because}, {name} cannot be {printed}");
        } else {
            let _ = writeln!(text, "  {because}, {name} lies in {}", shown(&target.implied, row, target.field));
            let _ = writeln!(text, "  but it is printed as {printed}, that is {}", shown(&target.stated, row, target.field));
        }
    }

    fn help(&self, text: &mut String, row: &JudgedRow, at: usize) {
        let fields = self.check.fields();
        let doubt = &row.judgement.doubts[at];
        let named = |e: &Explanation| listed(&e.fields.iter().map(|&field| fields[field].clone()).collect::<Vec<_>>());
        let names: Vec<String> = doubt.explanations.iter().map(named).collect();
        match &names[..] {
            [] => {
                let _ = writeln!(text, "  help: no column that may be doubted explains it");
            }
            _ => {
                let is = if doubt.explanations[0].fields.len() == 1 { "is" } else { "are" };
                let more = if doubt.proven == Proven::Some { ", or others" } else { "" };
                let _ = writeln!(text, "  help: wrong {is} {}{more}", names.join(", or "));
            }
        }
        let suggested = doubt.likeliest();
        if suggested.is_empty() {
            self.left(text, row, at);
        }
        for suggestion in suggested {
            let value = |meant: &Meant| {
                let printed = row.record[meant.field].figure().map_or_else(String::new, |figure| figure.to_string());
                format!("{} {} for {printed}, {}", fields[meant.field], meant.figure, meant.slip.words())
            };
            let values: Vec<String> = suggestion.values.iter().map(value).collect();
            let mut explained = doubt.explanations.iter().filter(|explanation| explanation.suggestions.contains(suggestion));
            let is_whole = explained.any(|explanation| explanation.fields.len() == values.len());
            let open = if is_whole { "" } else { "; what else is wrong stays open" };
            let _ = writeln!(text, "  help: {} would fit{open}", values.join(", and "));
        }
    }

    /// Where no slip leads to what fits: what would.
    fn left(&self, text: &mut String, row: &JudgedRow, at: usize) {
        let fields = self.check.fields();
        for (number, explanation) in row.judgement.doubts[at].explanations.iter().enumerate().take(MOST_LEFT) {
            let left = self.check.left_for(&row.record, &row.judgement, at, number);
            let value = |(&field, interval): (&usize, &Interval)| {
                let bounded = (!interval.is_free()).then(|| shown(interval, row, field));
                bounded.map(|range| format!("some value in {range} for {}", fields[field]))
            };
            let values: Vec<String> = explanation.fields.iter().zip(&left).filter_map(value).collect();
            if !values.is_empty() {
                let _ = writeln!(text, "  help: {} would fit", values.join(", and "));
            }
        }
    }

    /// The last line of the text.
    pub fn summary(&self, summary: &TableSummary) -> String {
        let rows = if summary.rows == 1 { "row" } else { "rows" };
        let mut text = format!("{}: {} {rows}", self.table, summary.rows);
        for (count, word) in [
            (summary.contradicted, "contradicted"),
            (summary.misworded, "misworded"),
            (summary.undecided, "undecided"),
            (summary.consistent, "consistent"),
            (summary.untested, "not tested by any rule"),
        ] {
            if count > 0 {
                let _ = write!(text, ", {count} {word}");
            }
        }
        text.push('\n');
        text
    }

    /// What stands before the rows of the JSON document.
    ///
    /// # Errors
    /// None in practice: what is written has no maps with other keys than text.
    pub fn json_head(&self) -> Result<String, Error> {
        let rules = self.check.rules().rules();
        let rules: Vec<Value> =
            rules.iter().map(|rule| json!({ "name": rule.name, "text": rule.text, "line": rule.place.line })).collect();
        let redundant: Vec<Value> =
            self.check.review().redundant.iter().map(|one| json!({ "rule": one.rule, "by": one.by })).collect();
        let head = json!({ "schema": "tradecheck/1", "table": self.table, "rules": rules, "redundant": redundant });
        let text = head.to_string();
        Ok(format!("{},\"rows\":[", text.trim_end_matches('}')))
    }

    /// A row of the JSON document; commas between rows are the caller's.
    pub fn json(&self, row: &JudgedRow) -> Value {
        let fields = self.check.fields();
        let suggestion = |s: &Suggestion| {
            let value = |meant: &Meant| json!({ "column": fields[meant.field], "value": meant.figure, "slip": meant.slip });
            s.values.iter().map(value).collect::<Vec<_>>()
        };
        let explanation = |e: &Explanation| {
            json!({
                "columns": e.fields.iter().map(|&field| &fields[field]).collect::<Vec<_>>(),
                "suggestions": e.suggestions.iter().map(suggestion).collect::<Vec<_>>(),
            })
        };
        let doubts: Vec<Value> = row
            .judgement
            .doubts
            .iter()
            .map(|doubt| {
                json!({
                    "explanations": doubt.explanations.iter().map(explanation).collect::<Vec<_>>(),
                    "all": doubt.proven == Proven::All,
                })
            })
            .collect();
        let argument = |argument: Option<Argument>| {
            let Some(argument) = argument else { return Value::Null };
            let target = argument.target.as_ref();
            json!({
                "premises": argument.premises.iter().map(|&field| &fields[field]).collect::<Vec<_>>(),
                "rules": argument.rules,
                "column": target.map(|target| &fields[target.field]),
                "implied": target.map(|target| json_range(&target.implied)),
                "stated": target.map(|target| json_range(&target.stated)),
            })
        };
        let arguments: Vec<Value> = if doubts.is_empty() {
            Vec::new()
        } else {
            self.check.argue(&row.record, &row.judgement).into_iter().map(argument).collect()
        };
        let verdict = row.judgement.verdict;
        json!({
            "row": row.row,
            "line": row.line,
            "verdict": verdict.word(),
            "reason": verdict.reason(),
            "doubts": doubts,
            "arguments": arguments,
        })
    }

    /// What stands behind the rows of the JSON document.
    pub fn json_tail(&self, summary: &TableSummary) -> String {
        let counts = json!({
            "rows": summary.rows,
            "consistent": summary.consistent,
            "misworded": summary.misworded,
            "contradicted": summary.contradicted,
            "undecided": summary.undecided,
            "untested": summary.untested,
        });
        format!("],\"verdict\":\"{}\",\"counts\":{counts}}}\n", summary.verdict().word())
    }
}

/// For so many explanations it is told what would fit.
const MOST_LEFT: usize = 4;

/// An interval at the precision that the figure of a field deserves.
fn shown(interval: &Interval, row: &JudgedRow, field: usize) -> String {
    let decimals = row.record[field].figure().map_or(0, |figure| figure.decimals());
    range(interval, digits_beside(interval, decimals))
}

fn quoted(text: &str) -> String {
    if text.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
