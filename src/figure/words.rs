use crate::exact::Rational;

/// Numbers that are printed as words, with the decimals they are known to.
pub(super) fn number(text: &str) -> Option<(Rational, i32)> {
    let word = text.to_lowercase();
    let whole = |n: i64| Some((Rational::from(n), 0));
    match word.as_str() {
        "zero" | "nil" => whole(0),
        "one" => whole(1),
        "two" | "twice" | "double" | "doubled" | "twofold" | "two-fold" => whole(2),
        "three" | "thrice" | "triple" | "tripled" | "threefold" | "three-fold" => whole(3),
        "four" | "quadrupled" | "fourfold" | "four-fold" => whole(4),
        "five" | "fivefold" | "five-fold" => whole(5),
        "six" | "sixfold" => whole(6),
        "seven" => whole(7),
        "eight" => whole(8),
        "nine" => whole(9),
        "ten" | "tenfold" | "ten-fold" => whole(10),
        "eleven" => whole(11),
        "twelve" => whole(12),
        // Half is a matter of tenths: nobody says it of 0.41 or of 0.59.
        "half" | "halved" => Some((Rational::decimal(5, -1), 1)),
        _ => None,
    }
}
