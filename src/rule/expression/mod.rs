//! Rules as people write them, a line each.

mod form;
mod parse;
mod rate;
mod review;
mod token;

pub use form::Form;
pub(crate) use rate::Floor;
pub use rate::{Rate, RateKind};
pub use review::{Conflict, Redundant, Review};

use std::collections::HashMap;

use crate::error::{Error, Fault, FaultKind, Faults};
use crate::place::Place;
use crate::rule::Edit;
use crate::source::Source;

/// Rules over named fields, a line each, in the notation of R's package validate.
///
/// ```text
/// # a line may have a name
/// sums: turnover == exports + imports
/// balance == exports - imports
/// cost - 0.6*turnover >= 0
/// exports / imports >= 0.5                    # imports are not negative, says this rule as well
/// growth(exports, exports_p) == g_exports     # g_exports in per cent, as printed
/// share(machinery, exports) == s_machinery
/// ```
///
/// Sums of multiples of fields are compared by `==`, `<=`, `>=`, `<`, `>`. A ratio compares with a number, a rate with a number or a
/// field. A ratio or a rate is over a base; its constraints are linear where the base is not negative, so that is part of the rule. The
/// growth of what is printed below zero is no such rate and is not tested, unless a rule says that the field is not negative. A
/// field that is both the figure of a rate and part of a sum is taken, in each rule, for the interval of its printed digits.
///
/// Names are letters, digits, `_` and `.`; others stand in backticks: `` `exports, FOB` ``. The functions are those of [`RateKind`].
/// (M. van der Loo and E. de Jonge, *Data Validation Infrastructure for R*, Journal of Statistical Software 97/10, 2021.)
///
/// # Example: what a file says, and what is wrong with another
/// ```
/// use tradecheck::rule::RuleSet;
/// use tradecheck::source::Source;
///
/// let rules = RuleSet::read(&Source::from_text("rules.txt", "turnover == exports + imports\nexports >= 0 # a flow\n"))?;
/// assert_eq!(rules.fields(), ["turnover", "exports", "imports"]);
/// assert_eq!(rules.rules()[1].text, "exports >= 0");
///
/// let error = RuleSet::read(&Source::from_text("rules.txt", "a == b +\nx * y > 1\n")).unwrap_err();
/// assert_eq!(
///     error.faults()[0].to_string(),
///     "rules.txt:1:9: the end of the line is not expected here; a field, a number, `-`, `(` or a function is accepted here"
/// );
/// assert_eq!(error.faults()[1].place.as_ref().unwrap().column, Some(1));
/// # Ok::<(), tradecheck::error::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleSet {
    fields: Vec<String>,
    rules: Vec<GivenRule>,
}

/// One rule of a [`RuleSet`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct GivenRule {
    /// Its name, where it has one.
    pub name: Option<String>,
    /// The line without name and comment.
    pub text: String,
    /// Where it stands.
    pub place: Place,
    /// What it says.
    pub body: Body,
}

/// What a rule says of the fields of its set.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Body {
    /// Edits whose coefficients do not depend on any figure.
    Linear(Vec<Edit<usize>>),
    /// A rate that is compared with a field.
    Rate {
        /// The rate.
        rate: Rate,
        /// The field.
        figure: usize,
    },
}

/// How two sides compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Sense {
    /// `==`
    Equal,
    /// `<=`
    AtMost,
    /// `>=`
    AtLeast,
    /// `<`
    Below,
    /// `>`
    Above,
}

impl RuleSet {
    /// Reads rules, one a line; lines that are empty or hold a comment alone are passed over.
    ///
    /// # Errors
    /// All lines that are no rules, each with its place, what was met and what is accepted; a name that stands twice; no rule at all.
    pub fn read(source: &Source) -> Result<Self, Error> {
        let mut set = Self { fields: Vec::new(), rules: Vec::new() };
        let (mut known, mut names) = (HashMap::new(), HashMap::new());
        let mut faults = Faults::new();
        let mut start = 0;
        for line in source.text().split_inclusive('\n') {
            let text = line.trim_end_matches(['\n', '\r']);
            let mut field = |name: &str| {
                *known.entry(name.to_owned()).or_insert_with(|| {
                    set.fields.push(name.to_owned());
                    set.fields.len() - 1
                })
            };
            match parse::line(text, &mut field) {
                Ok(None) => {}
                Ok(Some(parsed)) => {
                    let place = source.place(start + parsed.span.start..start + parsed.span.end);
                    let text = &text[parsed.rule];
                    if let Some(name) = parsed.name
                        && let Some(before) = names.insert(name.to_owned(), place.line)
                    {
                        let met = format!("a second rule is named `{name}`");
                        let line = before
                            .map_or_else(String::new, |line| format!("the first stands on line {line}; each name may stand once"));
                        faults.push(Fault::new(FaultKind::Rule, met).at(place.clone()).accepted(line));
                    }
                    let name = parsed.name.map(str::to_owned);
                    set.rules.push(GivenRule { name, text: text.to_owned(), place, body: parsed.body });
                }
                Err(trouble) => {
                    let place = source.place(start + trouble.span.start..start + trouble.span.end);
                    let fault = Fault::new(FaultKind::Rule, trouble.met).at(place);
                    faults.push(fault.accepted(trouble.accepted).help(trouble.help));
                }
            }
            start += line.len();
        }
        if faults.is_empty() && set.rules.is_empty() {
            let fault = Fault::new(FaultKind::Empty, "there is no rule").at(Place::file(source.name().clone()));
            faults.push(fault.accepted("a rule a line is needed: turnover == exports + imports"));
        }
        faults.into_result(set)
    }

    /// The names of the fields, in the order in which the rules first speak of them.
    pub fn fields(&self) -> &[String] {
        &self.fields
    }

    /// The rules in the order of their lines.
    pub fn rules(&self) -> &[GivenRule] {
        &self.rules
    }

    /// Which rules contradict each other, and which follow from others.
    pub fn review(&self) -> Review {
        review::review(self)
    }
}

impl GivenRule {
    /// The edits that hold whatever the figures are. A rate has none: what it says depends on its figure.
    pub fn constant_edits(&self) -> Vec<Edit<usize>> {
        match &self.body {
            Body::Linear(edits) => edits.clone(),
            Body::Rate { .. } => Vec::new(),
        }
    }

    /// The fields it speaks of, ascending.
    pub fn fields(&self) -> Vec<usize> {
        let edits = self.constant_edits();
        let mut fields: Vec<usize> = edits.iter().flat_map(|edit| edit.terms.iter().map(|(field, _)| *field)).collect();
        if let Body::Rate { rate, figure } = &self.body {
            fields.push(*figure);
            fields.extend(rate.forms.iter().flat_map(|form| form.terms().map(|(field, _)| field)));
        }
        fields.sort_unstable();
        fields.dedup();
        fields
    }

    /// What a person calls it: its name, or its text.
    pub fn title(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::Rational;
    use proptest::prelude::*;

    fn set(text: &str) -> RuleSet {
        RuleSet::read(&Source::from_text("rules.txt", text)).unwrap()
    }

    fn faults(text: &str) -> Vec<String> {
        let error = RuleSet::read(&Source::from_text("r", text)).unwrap_err();
        error.faults().iter().map(|fault| fault.to_string().replace("\n  ", " / ")).collect()
    }

    /// Edits as text: `a - 2 b in [0, ∞)`.
    fn shown(set: &RuleSet, edits: &[Edit<usize>]) -> Vec<String> {
        let term = |(field, factor): &(usize, Rational)| format!("{factor} {}", set.fields()[*field]);
        edits.iter().map(|e| format!("{} in {}", e.terms.iter().map(term).collect::<Vec<_>>().join(" + "), e.range)).collect()
    }

    fn linear(text: &str) -> Vec<String> {
        let set = set(text);
        shown(&set, &set.rules()[0].constant_edits())
    }

    #[test]
    fn sides_become_one_sum() {
        assert_eq!(linear("turnover == exports + imports"), ["1 turnover + -1 exports + -1 imports in [0, 0]"]);
        assert_eq!(linear("cost - 0.6*turnover >= 0"), ["1 cost + -0.6 turnover in [0, ∞)"]);
        assert_eq!(linear("2*y + 1 == z"), ["2 y + -1 z in [-1, -1]"]);
        assert_eq!(linear("-(a - 2) * 3 < b/2 # c"), ["-3 a + -0.5 b in (−∞, -6)"]);
        assert_eq!(linear("0 ≤ `a, b`"), ["-1 a, b in (−∞, 0]"]);
    }

    #[test]
    fn ratios_and_rates_say_that_their_base_is_not_negative() {
        assert_eq!(linear("x / y <= 1"), ["1 x + -1 y in (−∞, 0]", "1 y in [0, ∞)"]);
        assert_eq!(linear("0.5 < x/(y + z)"), ["1 x + -0.5 y + -0.5 z in (0, ∞)", "1 y + 1 z in [0, ∞)"]);
        assert_eq!(linear("growth(x, y) == 20"), ["1 x + -1.2 y in [0, 0]", "1 y in [0, ∞)"]);
        assert_eq!(linear("share(x, y) <= 100"), ["1 x + -1 y in (−∞, 0]", "1 y in [0, ∞)"]);
        assert_eq!(
            linear("5 == contribution(x, y, w)"),
            ["1 x + -1 y + -0.05 w in [0, ∞)", "1 x + -1 y + -0.05 w in (−∞, 0]", "1 w in [0, ∞)"]
        );
        assert_eq!(linear("growth(x, y) == g"), [""; 0]);
    }

    #[test]
    fn a_rate_takes_its_coefficients_from_the_figure() {
        let set = set("named: growth(a + b, c) == g");
        assert_eq!((set.rules()[0].title(), set.rules()[0].text.as_str()), ("named", "growth(a + b, c) == g"));
        let quoted = self::set("`a:b` :  x == `c:d` # e");
        assert_eq!((quoted.rules()[0].title(), quoted.rules()[0].text.as_str()), ("a:b", "x == `c:d`"));
        let Body::Rate { rate, figure } = &set.rules()[0].body else { panic!("a rate") };
        assert_eq!(set.fields()[*figure], "g");
        let printed = "5".parse::<crate::figure::Figure>().unwrap().interval();
        let edits = shown(&set, &rate.edits(&printed));
        assert_eq!(edits, ["1 a + 1 b + -1.045 c in [0, ∞)", "1 a + 1 b + -1.055 c in (−∞, 0]", "1 c in [0, ∞)"]);
    }

    #[test]
    fn each_fault_says_what_is_accepted() {
        let all = faults(
            "a == b +\n\na = b\na != b\na + b\n(a == b\na * b == 1\n1 == 1\ngrwth(a, b) == c\ngrowth(a) == c\nx / y == z\na == b == c\na ? b\nx + growth(a, b) > 1\n3",
        );
        let starts = [
            "r:1:9: the end of the line is not expected here; a field",
            "r:3:3: `=` is not expected here; `==`, `<=`, `>=`, `<` or `>` is accepted here / help: write `==`",
            "r:4:3: `!=` is not expected here",
            "r:5:6: the line ends before the comparison",
            "r:6:4: `==` is not expected here; `)`",
            "r:7:1: two fields are multiplied",
            "r:8:1: no field is left",
            "r:9:1: `grwth` is not a function; known are growth, index, multiple, contribution, share, coverage / help: did you mean `growth`?",
            "r:10:1: `growth` has 1 of 2 arguments; growth is written growth(now, before)",
            "r:11:1: a ratio is compared with a field",
            "r:12:8: `==` is not expected here; a rule has one comparison",
            "r:13:3: `?` is not expected here",
            "r:14:1: a ratio or a rate is part of a sum",
            "r:15:1: `3` alone is no rule",
        ];
        assert_eq!(all.len(), starts.len(), "{all:#?}");
        for (fault, start) in all.iter().zip(starts) {
            assert!(fault.starts_with(start), "{fault}\n{start}");
        }
        assert_eq!(
            faults("n: a > 0\nn: b > 0")[0],
            "r:2:1: a second rule is named `n`; the first stands on line 1; each name may stand once"
        );
        assert_eq!(faults("# nothing\n\n")[0], "r: there is no rule; a rule a line is needed: turnover == exports + imports");
    }

    #[test]
    fn hostile_lines_end() {
        assert!(faults(&"(".repeat(100_000))[0].contains("100 deep"));
        assert!(faults(&format!("a == {}", "9".repeat(100_000)))[0].contains("not expected"));
        assert!(set(&format!("a == {}1", "-".repeat(100_000))).rules().len() == 1);
    }

    proptest! {
        /// Whatever the text: no panic, and every fault has a place in it.
        #[test]
        fn faults_have_places(text in "[a-c0-9. +*/()<>=,:#\n-]{0,40}|growth\\([a-c+,0-9]{0,6}\\) [=<>]{1,2} [a-c0-9+]{0,4}") {
            if let Err(error) = RuleSet::read(&Source::from_text("r", text.as_str())) {
                for fault in error.faults() {
                    prop_assert!(fault.place.is_some() && !fault.accepted.is_empty());
                }
            }
        }

        /// A linear rule holds of values exactly where its two sides compare so.
        #[test]
        fn a_rule_means_what_it_says(a in -9i64..9, b in -9i64..9, c in -9i64..9, p in -9i64..9, q in -9i64..9, operator in 0usize..5) {
            let sign = ["==", "<=", ">=", "<", ">"][operator];
            let text = format!("{a}*x - (y*{b} - {c}) {sign} 2*(x + {p})");
            let Ok(set) = RuleSet::read(&Source::from_text("r", text)) else { return Ok(()) };
            let (x, y) = (p, q);
            let (left, right) = (a * x - (y * b - c), 2 * (x + p));
            let holds = [left == right, left <= right, left >= right, left < right, left > right][operator];
            let value = |field: &usize| Rational::from(if set.fields()[*field] == "x" { x } else { y });
            prop_assert_eq!(set.rules()[0].constant_edits().iter().all(|edit| edit.holds(value)), holds);
        }
    }
}
