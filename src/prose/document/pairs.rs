//! Percentages in brackets without a word: shares, where the figures beside them say so.
//!
//! "Russia – 230 million (19.5 %), Kazakhstan – 187.7 million (15.9 %)" may tell how each grew or how much of all each is. Where one total is such
//! that every percentage is its amount's part of it, they are parts: three digits of two amounts do not meet one total by chance.

use super::Document;
use crate::exact::{Interval, Rational};
use crate::statement::{KeyPatch, Relation, Statement};

impl Document<'_> {
    /// Makes shares of the open percentages of a sentence that stand behind amounts of one total, and of those of a list that add up to no more than
    /// all.
    pub(super) fn settle_shares(&mut self) {
        let sentences: Vec<Vec<usize>> = self
            .told
            .chunk_by(|(_, one), (_, next)| one.sentence == next.sentence)
            .map(|told| told.iter().map(|(at, _)| *at).collect())
            .collect();
        for sentence in sentences {
            let statements = &self.extract.statements;
            let is_pair = |pair: &&[usize]| is_pair(&statements[pair[0]], &statements[pair[1]]);
            let pairs: Vec<(usize, usize)> = sentence.windows(2).filter(is_pair).map(|pair| (pair[0], pair[1])).collect();
            let Some(total) = one_total(statements, &pairs).filter(|_| pairs.len() > 1) else { continue };
            if is_another_total(statements, pairs[0].0, &total) {
                continue;
            }
            for (_, rate) in pairs {
                make_share(&mut self.extract.statements[rate]);
            }
        }
        for list in std::mem::take(&mut self.listed_rates).into_iter().flatten() {
            let open = |at: &usize| is_open_rate(&self.extract.statements[*at]);
            let sum = list.iter().fold(Rational::from(0), |sum, &at| &sum + &self.extract.statements[at].figure.amount());
            if list.len() > 1 && list.iter().all(open) && sum <= Rational::from(101) {
                list.into_iter().for_each(|at| make_share(&mut self.extract.statements[at]));
            }
        }
    }
}

fn is_open_rate(statement: &Statement) -> bool {
    statement.relation == Relation::Change && statement.direction.is_none()
}

/// An amount and the open percentage behind it, of the same partner or product.
fn is_pair(amount: &Statement, rate: &Statement) -> bool {
    let (one, other) = (&amount.key, &rate.key);
    let same = one.flow == other.flow && one.partner == other.partner && one.commodity == other.commodity;
    let is_part = one.partner.as_str() != "World" || !one.commodity.is_empty();
    amount.relation == Relation::Level && is_open_rate(rate) && same && is_part
}

/// The total of which each percentage is its amount's part, where the figures are precise enough to tell one.
fn one_total(statements: &[Statement], pairs: &[(usize, usize)]) -> Option<Interval> {
    let series = |at: usize| {
        let key = &statements[at].key;
        (&key.reporter, &key.flow, &key.scope, &key.unit, key.period)
    };
    let (first, _) = *pairs.first()?;
    if pairs.iter().any(|(amount, _)| series(*amount) != series(first)) {
        return None;
    }
    let mut met = Interval::at_least(Rational::ZERO);
    for &(amount, rate) in pairs {
        let (amount, rate) = (statements[amount].figure.interval(), statements[rate].figure.interval());
        let [least, most] = [rate.lower?.value, rate.upper?.value];
        if !least.is_positive() || most > Rational::from(100) {
            return None;
        }
        let of = |bound: Rational, part: &Rational| &(&bound * &Rational::from(100)) / part;
        met = met.intersection(&Interval::between(of(amount.lower?.value, &most), of(amount.upper?.value, &least)));
    }
    let width = met.width().filter(|_| !met.is_empty())?;
    (&width * &Rational::from(PRECISION) <= met.lower.as_ref()?.value).then_some(met)
}

/// A total counts as told that is known to one part in so many: figures of one or two digits meet one by chance.
const PRECISION: i64 = 50;

/// Whether the text states the total of an amount's flow, and it is none of these.
fn is_another_total(statements: &[Statement], amount: usize, total: &Interval) -> bool {
    let key = &statements[amount].key;
    let is_of_all = |statement: &&Statement| {
        let of = &statement.key;
        let same = (&of.reporter, &of.flow, &of.scope, &of.unit, of.period)
            == (&key.reporter, &key.flow, &key.scope, &key.unit, key.period);
        statement.relation == Relation::Level && same && of.partner.as_str() == "World" && of.commodity.is_empty()
    };
    let mut stated = statements.iter().filter(is_of_all).peekable();
    stated.peek().is_some() && stated.all(|statement| statement.figure.interval().intersection(total).is_empty())
}

fn make_share(statement: &mut Statement) {
    let whole = if statement.key.partner.as_str() != "World" { "partner=World" } else { "commodity=total" };
    let Ok(patch) = whole.parse::<KeyPatch>() else { return };
    (statement.relation, statement.whole, statement.base) = (Relation::Share, Some(patch), None);
}

#[cfg(test)]
mod tests {
    use super::super::super::read;
    use crate::source::Source;

    /// What each figure states.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let extract = read(&Source::from_text("phrase.txt", format!("{text}\n")));
        let relations: Vec<String> = extract.statements.iter().map(|statement| statement.relation.to_string()).collect();
        assert_eq!(relations.join(" "), expected, "{text}");
    }

    #[test]
    fn amounts_of_one_total_have_shares_behind_them() {
        let shares = "In 2018 exports of Malta to Chile were 230.0 million euros (19.5 percent), to Peru 187.7 million euros (15.9 percent).";
        check(shares, "level share level share");
        // 230 of 1,179 and 187.7 of 2,017 are of no total.
        let rates =
            "In 2018 exports of Malta to Chile were 230.0 million euros (19.5 percent), to Peru 187.7 million euros (9.3 percent).";
        check(rates, "level change level change");
        let short = "In 2019 exports of Malta to Chile were 2 million euros (5 percent), to Peru 3 million euros (7 percent).";
        check(short, "level change level change");
        let all = "In 2018 exports of Malta were 900.0 million euros. In 2018 exports to Chile were 230.0 million euros (19.5 percent), to Peru 187.7 million euros (15.9 percent).";
        check(all, "level level change level change");
        let one = "In 2018 exports of Malta to Chile were 230.0 million euros (19.5 percent).";
        check(one, "level change");
    }

    #[test]
    fn lists_up_to_a_whole_are_shares() {
        check("Exports of Malta in 2024:\n\n- Potatoes (21%)\n- Scrap of iron (18%)\n- Tyres (12%)", "share share share");
        check("Growth of exports of Malta in 2024:\n\n- Potatoes (21%)\n- Scrap of iron (18%)", "change change");
        check("Exports of Malta in 2024:\n\n- Potatoes (21%)\n- Scrap of iron (-18%)\n- Tyres (12%)", "change growth change");
        check("Exports of Malta in 2024:\n\n- Potatoes (121%)\n- Scrap of iron (98%)\n- Tyres (112%)", "change change change");
    }
}
