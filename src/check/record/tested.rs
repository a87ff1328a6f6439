//! Whether the rules test anything of a record.

use super::Part;

impl Part {
    /// Whether some value of a field that is printed would break the rules, told from which fields are missing.
    ///
    /// A rule that has a missing field to itself can always be satisfied by it. So each rule is given one, by augmenting paths (H. Kuhn, *The
    /// Hungarian method for the assignment problem*, 1955); where one is left over, it and those that compete with it test what they say of
    /// fields that are printed.
    pub(super) fn tests(&self, is_missing: impl Fn(usize) -> bool) -> bool {
        let missing: Vec<bool> = (0..self.fields.len()).map(is_missing).collect();
        if !missing.contains(&true) {
            return !self.rules.is_empty();
        }
        let mut taken: Vec<Option<usize>> = vec![None; missing.len()];
        (0..self.rules.len()).any(|rule| {
            let mut tried = vec![false; self.rules.len()];
            let is_left_over = !self.settles(rule, &missing, &mut taken, &mut tried);
            let says_something = |rule: usize| self.rules[rule].iter().any(|&field| !missing[field]);
            is_left_over && (0..self.rules.len()).any(|other| tried[other] && says_something(other))
        })
    }

    /// Gives a missing field to a rule, others taking others where they must.
    fn settles(&self, rule: usize, missing: &[bool], taken: &mut [Option<usize>], tried: &mut [bool]) -> bool {
        tried[rule] = true;
        for &field in self.rules[rule].iter().filter(|field| missing[**field]) {
            let is_free = match taken[field] {
                None => true,
                Some(other) => !tried[other] && self.settles(other, missing, taken, tried),
            };
            if is_free {
                taken[field] = Some(rule);
                return true;
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Entry, RecordCheck, RecordOptions};
    use crate::figure::Notation;
    use crate::rule::RuleSet;
    use crate::source::Source;

    #[test]
    fn a_record_is_tested_where_a_rule_has_no_missing_field_to_itself() {
        let sums = "t == x + m\nb == x - m";
        let signs = "t == x + m\nb == x - m\nx >= 0\nm >= 0";
        let growth = "growth(x, p) == g";
        for (rules, cells, verdict) in [
            (sums, ["", "", "", ""], "undecided"),
            (sums, ["3", "1", "", ""], "undecided"),
            (sums, ["3", "1", "2", ""], "consistent"),
            // Turnover and balance give both flows, and nothing is left to test them.
            (sums, ["3", "", "", "1"], "undecided"),
            (sums, ["3", "", "2", "-1"], "consistent"),
            (sums, ["3", "", "2", "7"], "contradicted"),
            // Signs test them: a balance beyond the turnover has no flows.
            (signs, ["3", "", "", "1"], "consistent"),
            (signs, ["3", "", "", "7"], "contradicted"),
            (signs, ["", "", "", ""], "undecided"),
            (signs, ["", "1", "", ""], "consistent"),
            (growth, ["3", "", "5", ""], "undecided"),
        ] {
            let rules = RuleSet::read(&Source::from_text("rules", rules)).unwrap();
            let check = RecordCheck::new(rules, &RecordOptions::default()).unwrap();
            let record: Vec<Entry> = cells.iter().map(|cell| Entry::read(cell, Notation::Point).unwrap()).collect();
            let judged = check.recorder().judge(&record[..check.fields().len()]);
            assert_eq!(judged.verdict.word(), verdict, "{:?} of {cells:?}", check.fields());
        }
    }
}
