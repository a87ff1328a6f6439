//! A figure of a source as a program reads it, before anything is found of it.

use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::codelist::Flow;
use crate::exact::Rational;
use crate::figure::Qualifier;
use crate::period::Period;
use crate::place::Place;
use crate::prose::{Reason, Unread};
use crate::source::Source;
use crate::statement::{Attribution, Direction, Key, KeyPatch, Name, Relation, Statement, Status};

/// A figure as its source states it, with what it is said of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FigureObject {
    /// The name by which findings refer to it; unique in the document.
    pub id: String,
    /// The figure as printed.
    pub value: String,
    /// Its size, always positive.
    pub value_num: f64,
    /// Its value in exact digits, falls and deficits below zero where the source says so by a sign or a deficit.
    pub value_exact: Rational,
    /// Digits after the point.
    pub decimals: i32,
    /// What the value is to be multiplied with: 1000000.0 for a million.
    pub multiplier: f64,
    /// The sort of statement in the words of annotated texts: `level`, `balance`, `change_percent`, `share`, …
    pub kind: String,
    /// The sort of statement in the words of the case files.
    pub relation: Relation,
    /// Exports, imports, turnover or balance, re-exports among exports; with `services_` before it where the scope is services, `other` for what is counted
    /// and for ratios of exports to imports.
    pub flow: String,
    /// The flows it may be said of, in the words of the case files; several where the source leaves it open.
    pub subjects: Vec<Flow>,
    /// The part of the flow it speaks of.
    pub scope: Name,
    /// The commodity; empty for all.
    pub commodity: Name,
    /// The unit of an amount.
    pub unit: Name,
    /// The period in canonical form; `null` where the source does not say.
    pub period: Option<Period>,
    /// The period that a change is counted from.
    pub base_period: Option<Period>,
    /// How the other side of a share or comparison differs.
    pub whole: Option<KeyPatch>,
    /// The words of direction.
    pub direction: Option<Direction>,
    /// The words around the figure.
    pub qualifier: Option<Qualifier>,
    /// Whose trade.
    pub region: Name,
    /// With whom.
    pub partner: Name,
    /// The words that decide how it is read.
    pub wording: String,
    /// Where it comes from, in the source's own words.
    pub source: String,
    /// Final, provisional, forecast, …
    pub status: Status,
    /// How it is known what it is said of; not given where its own sentence tells it.
    #[serde(default, skip_serializing_if = "Attribution::is_told")]
    pub attribution: Attribution,
    /// Where it stands.
    pub place: Place,
    /// The first byte of the figure in the decoded file.
    pub offset_byte: Option<usize>,
    /// The first character of the figure in the decoded file.
    pub offset_cp: Option<usize>,
    /// Characters of the figure.
    pub len_cp: Option<usize>,
}

impl FigureObject {
    pub(super) fn new(statement: &Statement, source: Option<&Source>) -> Self {
        let (key, figure) = (&statement.key, &statement.figure);
        let offset = Offset::of(&statement.place, source);
        Self {
            id: statement.id.clone(),
            value: figure.printed().to_owned(),
            value_num: figure.value().abs().to_f64(),
            value_exact: figure.value().clone(),
            decimals: figure.decimals(),
            multiplier: figure.multiplier().factor().to_f64(),
            kind: kind(statement.relation, &key.flow).to_owned(),
            relation: statement.relation,
            flow: flow(statement.relation, key),
            subjects: statement.subjects.clone(),
            scope: key.scope.clone(),
            commodity: key.commodity.clone(),
            unit: key.unit.clone(),
            period: key.period,
            base_period: statement.base,
            whole: statement.whole.clone(),
            direction: statement.direction,
            qualifier: figure.qualifier(),
            region: key.reporter.clone(),
            partner: key.partner.clone(),
            wording: statement.wording.clone(),
            source: statement.source.clone(),
            status: statement.status,
            attribution: statement.attribution,
            place: statement.place.clone(),
            offset_byte: offset.byte,
            offset_cp: offset.cp,
            len_cp: offset.len_cp.or_else(|| offset.byte.map(|_| figure.printed().chars().count())),
        }
    }
}

/// A number of a text that is no statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct UnreadObject {
    /// The number as printed.
    pub printed: String,
    /// Why it was left.
    pub reason: Reason,
    /// Where it stands.
    pub place: Place,
    /// Its first byte in the decoded file.
    pub offset_byte: Option<usize>,
    /// Its first character in the decoded file.
    pub offset_cp: Option<usize>,
    /// Its characters.
    pub len_cp: Option<usize>,
}

impl UnreadObject {
    pub(super) fn new(unread: &Unread, source: Option<&Source>) -> Self {
        let offset = Offset::of(&unread.place, source);
        Self {
            printed: unread.printed.clone(),
            reason: unread.reason,
            place: unread.place.clone(),
            offset_byte: offset.byte,
            offset_cp: offset.cp,
            len_cp: offset.len_cp,
        }
    }

    pub(super) fn all(case: &Case) -> Vec<Self> {
        case.unread.iter().map(|unread| Self::new(unread, case.source_of(&unread.place))).collect()
    }
}

/// A place in numbers; those in characters are known where the text is at hand.
struct Offset {
    byte: Option<usize>,
    cp: Option<usize>,
    len_cp: Option<usize>,
}

impl Offset {
    fn of(place: &Place, source: Option<&Source>) -> Self {
        let span = place.span.as_ref();
        let cp = |byte: usize| source.map(|source| source.characters_before(byte));
        let start = span.and_then(|span| cp(span.start));
        let end = span.and_then(|span| cp(span.end));
        let len_cp = start.zip(end).map(|(start, end)| end.saturating_sub(start));
        Self { byte: span.map(|span| span.start), cp: start, len_cp }
    }
}

/// The words in which texts are annotated.
fn kind(relation: Relation, flow: &Flow) -> &'static str {
    match relation {
        Relation::Level if *flow == Flow::Balance => "balance",
        Relation::Level => "level",
        Relation::Count => "count",
        Relation::Growth | Relation::AnnualGrowth => "change_percent",
        Relation::Index | Relation::Change => "index_or_change_ambiguous",
        Relation::Multiple => "multiple",
        Relation::Share => "share",
        Relation::Rank => "rank",
        Relation::AbsoluteChange | Relation::Contribution | Relation::PointChange | Relation::Coverage | Relation::Comparison => {
            "comparison"
        }
    }
}

fn flow(relation: Relation, key: &Key) -> String {
    let word = match &key.flow {
        // Of two flows, and of those who trade: the figure is of neither flow.
        _ if relation == Relation::Coverage => return "other".to_owned(),
        Flow::Turnover if relation == Relation::Count => return "other".to_owned(),
        Flow::Exports | Flow::ReExports | Flow::DomesticExports => "exports",
        Flow::Imports | Flow::ReImports => "imports",
        Flow::Turnover => "turnover",
        Flow::Balance => "balance",
        Flow::Other(_) => return "other".to_owned(),
    };
    if key.scope == Name::new("services") { format!("services_{word}") } else { word.to_owned() }
}
