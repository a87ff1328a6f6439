use crate::figure::Qualifier;
use crate::statement::{Direction, Parts};

/// What a word or phrase of the lexicon is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::prose) enum Tag {
    /// A flow, or what is said of flows.
    Flow(FlowWord),
    /// What is traded.
    Services,
    GoodsAndServices,
    Goods,
    /// Money or numbers of something else than trade.
    Other,
    /// "The gap between": exports and imports after it are a balance.
    Between,
    /// "The excess of": the first of the two flows is the larger.
    Excess,
    /// Grew, an increase; fell, a decline.
    Change(Direction),
    /// Up, down: a change where a number is beside it.
    Adverb(Direction),
    /// Higher, below: a change where a number stands before it.
    Than(Direction),
    /// Growth rate: an increment or an index.
    Rate,
    /// Doubled: a factor of so much.
    Factor(u8),
    Halved,
    /// Made, amounted to.
    Amount,
    /// Accounted for, share.
    Share,
    /// Is, became, remained.
    Copula,
    /// Ranks, largest.
    Rank,
    From,
    To,
    By,
    Of,
    At,
    In,
    With,
    And,
    Or,
    Contrast,
    Including,
    /// Words that open a list of sorts: all there are, or some.
    Listing(Parts),
    Respectively,
    ThanWord,
    Over,
    On,
    /// Compared with, versus, after.
    Base,
    /// Exceeded, beating: what is passed stands behind.
    Surpass,
    /// Before a verb it names no part of a flow: *the rate*, *analysts*.
    General,
    /// Behind "in" at the head of a sentence it names nothing traded: *in addition*.
    Idiom,
    /// Without a capital it is no country: *china*, *turkey*.
    Homonym,
    /// Of the *level*.
    Level,
    /// Forecasts and targets.
    Target,
    /// Total, global: no partner and no product.
    Total,
    Not,
    /// A rate of exchange.
    Exchange,
    Qualifier(Qualifier),
    Month(u8),
    Number(u8),
    Ordinal(u8),
    UnitMonth,
    UnitQuarter,
    UnitHalf,
    UnitYear,
    UnitPeriod,
    Fiscal,
    This,
    Last,
    Previous,
    Next,
    Same,
    Ago,
    YearBefore,
    /// Rates over a year or a month, which are no time of an amount.
    YearOnYear,
    MonthOnMonth,
    MonthBefore,
    QuarterBefore,
    YearPrevious,
    AsOf,
    /// Other words of time, whose numbers are no figures.
    Time,
    YearToDate,
    Multiplier(i8),
    Percent,
    Points,
    Times,
    /// Tonnes, persons: a quantity that is no money.
    Quantity,
    /// Countries as partners, commodity lines, companies.
    Count(&'static str),
    /// A currency by its ISO code, or by its name (`DOLLAR`, `CROWN`) where its country is not said.
    Currency(&'static str),
    /// The people or things of a country, or a group of countries.
    Area(&'static str),
    /// A part of a country by its name alone.
    Part(&'static str),
    /// Oblast, province: the word beside the name of a region.
    Region,
    /// A word that may stand before a flow and says nothing of what is traded.
    Plain,
    /// An article, pronoun, preposition or other small word.
    Function,
    /// By volume, in physical terms.
    Volume,
    Value,
    Price,
    Adjusted,
    /// No. and its like: a number after it names something.
    Label,
    /// A or an, before a number in words.
    Article,
    /// A third, fifths: a part, with a number before it.
    Fraction,
    /// A half, which needs no number before it.
    Halves,
    /// Dozens, hundreds of.
    Rough,
}

/// The words for flows and for those who trade.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::prose) enum FlowWord {
    Exports,
    /// In the singular the word is also an adjective: *export duties*.
    Export,
    Imports,
    Import,
    Turnover,
    /// Turnover, where no other noun follows: *trade unions*.
    Trade,
    Balance,
    Deficit,
    Surplus,
    /// A deficit as a rule, but a surplus may be called so.
    Gap,
    ReExports,
    DomesticExports,
    ReImports,
    /// The verbs.
    Exported,
    Imported,
    Coverage,
    Importer,
    Exporter,
    Partner,
    /// Whom exports go to.
    Market,
    /// Whom imports come from.
    Source,
}

impl Tag {
    /// The tag that a list is headed by.
    pub(super) fn named(name: &'static str) -> Option<Self> {
        if let Some((group, detail)) = name.split_once('.') {
            return Self::in_group(group, detail);
        }
        Some(match name {
            "services" => Self::Services,
            "other" => Self::Other,
            "between" => Self::Between,
            "excess" => Self::Excess,
            "up" => Self::Change(Direction::Up),
            "down" => Self::Change(Direction::Down),
            "rate" => Self::Rate,
            "times" => Self::Times,
            "amount" => Self::Amount,
            "share" => Self::Share,
            "copula" => Self::Copula,
            "rank" => Self::Rank,
            "from" => Self::From,
            "to" => Self::To,
            "by" => Self::By,
            "of" => Self::Of,
            "at" => Self::At,
            "in" => Self::In,
            "with" => Self::With,
            "and" => Self::And,
            "or" => Self::Or,
            "contrast" => Self::Contrast,
            "including" => Self::Including,
            "respectively" => Self::Respectively,
            "than" => Self::ThanWord,
            "over" => Self::Over,
            "on" => Self::On,
            "base" => Self::Base,
            "surpass" => Self::Surpass,
            "general" => Self::General,
            "idiom" => Self::Idiom,
            "homonym" => Self::Homonym,
            "level" => Self::Level,
            "target" => Self::Target,
            "total" => Self::Total,
            "not" => Self::Not,
            "exchange" => Self::Exchange,
            "about" => Self::Qualifier(Qualifier::About),
            "more" => Self::Qualifier(Qualifier::MoreThan),
            "less" => Self::Qualifier(Qualifier::LessThan),
            "nearly" => Self::Qualifier(Qualifier::Nearly),
            "upto" => Self::Qualifier(Qualifier::UpTo),
            "fiscal" => Self::Fiscal,
            "this" => Self::This,
            "last" => Self::Last,
            "previous" => Self::Previous,
            "next" => Self::Next,
            "same" => Self::Same,
            "ago" => Self::Ago,
            "year-before" => Self::YearBefore,
            "year-on-year" => Self::YearOnYear,
            "month-on-month" => Self::MonthOnMonth,
            "month-before" => Self::MonthBefore,
            "quarter-before" => Self::QuarterBefore,
            "year-previous" => Self::YearPrevious,
            "as-of" => Self::AsOf,
            "time" => Self::Time,
            "ytd" => Self::YearToDate,
            "percent" => Self::Percent,
            "points" => Self::Points,
            "quantity" => Self::Quantity,
            "region" => Self::Region,
            "plain" => Self::Plain,
            "function" => Self::Function,
            "volume" => Self::Volume,
            "value" => Self::Value,
            "price" => Self::Price,
            "adjusted" => Self::Adjusted,
            "label" => Self::Label,
            "article" => Self::Article,
            "fraction" => Self::Fraction,
            "halves" => Self::Halves,
            "rough" => Self::Rough,
            code if code.len() >= 3 && code.bytes().all(|b| b.is_ascii_uppercase()) => Self::Currency(code),
            _ => return None,
        })
    }

    fn in_group(group: &str, detail: &'static str) -> Option<Self> {
        let number = || detail.parse().ok();
        Some(match (group, detail) {
            ("flow", _) => Self::Flow(FlowWord::named(detail)?),
            ("scope", "services") => Self::Services,
            ("scope", "goods") => Self::Goods,
            ("scope", "goods-and-services") => Self::GoodsAndServices,
            ("listing", "all") => Self::Listing(Parts::All),
            ("listing", "some") => Self::Listing(Parts::Some),
            ("up", "adverb") => Self::Adverb(Direction::Up),
            ("down", "adverb") => Self::Adverb(Direction::Down),
            ("up", "than") => Self::Than(Direction::Up),
            ("down", "than") => Self::Than(Direction::Down),
            ("factor", "half") => Self::Halved,
            ("factor", _) => Self::Factor(number()?),
            ("month", _) => Self::Month(number()?),
            ("number", _) => Self::Number(number()?),
            ("ordinal", _) => Self::Ordinal(number()?),
            ("unit", "month") => Self::UnitMonth,
            ("unit", "quarter") => Self::UnitQuarter,
            ("unit", "half") => Self::UnitHalf,
            ("unit", "year") => Self::UnitYear,
            ("unit", "period") => Self::UnitPeriod,
            ("mult", _) => Self::Multiplier(detail.parse().ok()?),
            ("count", _) => Self::Count(detail),
            ("area", _) => Self::Area(detail),
            ("part", _) => Self::Part(detail),
            _ => return None,
        })
    }
}

impl FlowWord {
    /// Whether it speaks of whom trade is with.
    pub(in crate::prose) fn is_counterpart(self) -> bool {
        matches!(self, Self::Partner | Self::Market | Self::Source)
    }

    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "exports" => Self::Exports,
            "export" => Self::Export,
            "imports" => Self::Imports,
            "import" => Self::Import,
            "turnover" => Self::Turnover,
            "trade" => Self::Trade,
            "balance" => Self::Balance,
            "deficit" => Self::Deficit,
            "surplus" => Self::Surplus,
            "gap" => Self::Gap,
            "re-exports" => Self::ReExports,
            "domestic-exports" => Self::DomesticExports,
            "re-imports" => Self::ReImports,
            "exported" => Self::Exported,
            "imported" => Self::Imported,
            "coverage" => Self::Coverage,
            "importer" => Self::Importer,
            "exporter" => Self::Exporter,
            "partner" => Self::Partner,
            "market" => Self::Market,
            "source" => Self::Source,
            _ => return None,
        })
    }
}
