/// The candidate that is spelled most like `name`, where one is near enough to be a slip: at most two letters changed, left out,
/// added or exchanged, and at most a third of the word. Upper and lower case count as one. The first of equals stands.
///
/// # Example: a slip, and another word altogether
/// ```
/// use tradecheck::error::nearest;
///
/// assert_eq!(nearest("exprots", ["imports", "exports"]), Some("exports"));
/// assert_eq!(nearest("weight", ["imports", "exports"]), None);
/// ```
pub fn nearest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let name = name.to_lowercase();
    let allowed = (name.chars().count() / 3).clamp(1, 2);
    candidates
        .into_iter()
        .map(|candidate| (distance(&name, &candidate.to_lowercase()), candidate))
        .filter(|&(distance, _)| distance <= allowed)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// Damerau and Levenshtein's distance in its restricted form: changes, omissions, additions and exchanges of neighbours.
pub fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before = vec![0; b.len() + 1];
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let changed = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = changed.min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(before[j - 2] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_step_each() {
        for (a, b, steps) in [("27.3", "23.7", 2), ("exports", "exprots", 1), ("abc", "abc", 0), ("", "ab", 2), ("value", "valu", 1)] {
            assert_eq!(distance(a, b), steps, "{a} {b}");
            assert_eq!(distance(b, a), steps, "{b} {a}");
        }
    }
}
