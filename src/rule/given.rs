use super::Page;

pub(super) const PAGE: Page = Page {
    name: "given rule",
    states: "what a line of a rule file says",
    may_fail: "the rule does not hold of every record it is applied to",
    example: "with cost - 0.6*turnover >= 0 a turnover of 200 and a cost of 100 are contradicted",
    see: "R's package validate",
};
