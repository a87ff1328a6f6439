//! The known word that a misspelt one most likely stands for.

/// The candidate nearest to a name, for "did you mean" in messages; `None` where nothing is near.
///
/// Near is by edits of single letters: one put in, left out or replaced, or two neighbours exchanged, each letter at most once
/// (the restricted form of the Damerau–Levenshtein distance). Two edits are near, or a third of the name's letters where that is
/// more; of a short name less than half may change, so that `X` does not become `M`. Case makes no difference. Of several
/// equally near candidates the first in the alphabet is taken, so their order makes no difference either.
///
/// # Example: a column's name
/// ```
/// use tradecheck::error::nearest;
///
/// let columns = ["reporter", "partner", "period"];
/// assert_eq!(nearest("repotrer", columns), Some("reporter"));
/// assert_eq!(nearest("Partners", columns), Some("partner"));
/// assert_eq!(nearest("commodity", columns), None);
/// ```
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = letters(name);
    if name.len() > LONGEST {
        return None;
    }
    let limit = usize::max(2.min(name.len().saturating_sub(1) / 2), name.len() / 3);
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let other = letters(candidate);
            (other.len().abs_diff(name.len()) <= limit).then(|| (distance(&name, &other), candidate))
        })
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Longer names are prose, not misspelt words; the distance takes the product of both lengths.
const LONGEST: usize = 100;

/// The letters that are compared.
pub(crate) fn letters(text: &str) -> Vec<char> {
    // One more than is ever compared tells that a text is too long, whatever its length.
    text.trim().chars().flat_map(char::to_lowercase).take(LONGEST + LONGEST / 3 + 2).collect()
}

/// How many edits lead from one word to the other.
pub(crate) fn distance(a: &[char], b: &[char]) -> usize {
    // Rows of the table of distances between beginnings of `a` and of `b`: two letters of `a` ago, one ago, and now.
    let mut before = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut row = vec![0; b.len() + 1];
    for i in 1..=a.len() {
        row[0] = i;
        for j in 1..=b.len() {
            let replaced = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = replaced.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        std::mem::swap(&mut before, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn between(a: &str, b: &str) -> usize {
        distance(&letters(a), &letters(b))
    }

    #[test]
    fn single_edits_count_one() {
        for (a, b, edits) in [
            ("exports", "exports", 0),
            ("exprots", "exports", 1),
            ("exorts", "exports", 1),
            ("exxports", "exports", 1),
            ("exparts", "exports", 1),
            ("", "flow", 4),
            // The textbook pair of the Levenshtein distance.
            ("kitten", "sitting", 3),
            // The pair that tells the restricted form (3) from the full one (2).
            ("ca", "abc", 3),
        ] {
            assert_eq!(between(a, b), edits, "{a} {b}");
            assert_eq!(between(b, a), edits, "{b} {a}");
        }
    }

    #[test]
    fn short_names_are_not_turned_into_others() {
        assert_eq!(nearest("X", ["M"]), None);
        assert_eq!(nearest("GDP", ["flow", "GBP"]), Some("GBP"));
        assert_eq!(nearest("ab", ["ax"]), None);
        assert_eq!(nearest("", ["a"]), None);
        assert_eq!(nearest("flow", []), None);
    }

    #[test]
    fn the_order_of_candidates_makes_no_difference() {
        assert_eq!(nearest("bat", ["cat", "bar"]), Some("bar"));
        assert_eq!(nearest("bat", ["bar", "cat"]), Some("bar"));
    }

    proptest! {
        #[test]
        fn the_distance_is_symmetric_and_zero_for_equals_alone(a in "[a-d]{0,8}", b in "[a-d]{0,8}") {
            prop_assert_eq!(between(&a, &b), between(&b, &a));
            prop_assert_eq!(between(&a, &b) == 0, a == b);
            prop_assert!(between(&a, &b) <= a.len().max(b.len()) && between(&a, &b) >= a.len().abs_diff(b.len()));
        }

        #[test]
        fn an_exchange_of_neighbours_is_one_edit(word in "[a-z]{4,12}", at in 0..3usize) {
            let mut exchanged: Vec<char> = word.chars().collect();
            exchanged.swap(at, at + 1);
            let exchanged: String = exchanged.into_iter().collect();
            prop_assert!(between(&word, &exchanged) <= 1);
            prop_assert_eq!(nearest(&exchanged, [word.as_str()]), Some(word.as_str()));
        }

        #[test]
        fn any_texts_are_compared(name in any::<String>(), candidates in prop::collection::vec(any::<String>(), 0..4)) {
            let found = nearest(&name, candidates.iter().map(String::as_str));
            prop_assert!(found.is_none_or(|found| candidates.iter().any(|candidate| candidate == found)));
        }
    }

    #[test]
    fn a_long_name_is_near_nothing() {
        let long = "e".repeat(1_000_000);
        assert_eq!(nearest(&long, [long.as_str(), "exports"]), None);
    }
}
