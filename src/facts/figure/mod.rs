//! Figures: numbers in prose with value or interval, unit, hedge and measure.

mod cardinal;
mod decimal;
pub mod digits;
mod fraction;
mod hedge;
mod kind;
mod label;
mod malformed;
mod measure;
mod number;
pub mod number_words;
mod phrase;
mod quantity;
mod range;
mod read;
mod shared;
mod special;
#[cfg(test)]
mod tests;
pub mod unit;

pub use read::read;
pub use shared::has_scale_of_another;
pub use unit::Unit;

use crate::text::Span;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What a number is used for. Only numbers of one kind are ever compared.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum FigureKind {
    /// A count: "13,000 workers".
    Cardinal,
    /// A rank: "second", "21st".
    Ordinal,
    /// A share of a whole: "two-thirds", "one in five".
    Fraction,
    /// Percent or percentage points.
    Percent,
    /// Money.
    Money,
    /// A length, weight, area, speed, temperature and so on.
    Dimension,
    /// A span of time: "six months".
    Duration,
    /// Years a person or thing has lived.
    Age,
    /// How many times: "five times", "threefold", "3:1".
    Multiple,
    /// A result of a game: "3-2".
    Score,
    /// A calendar year standing as a number ("in 1986"); also a decade ("the 1990s").
    Year,
    /// A day of the month inside a date ("April 19").
    Day,
    /// A time of day.
    Time,
    /// Part of a name or label: "MH370", "Group of 20", "Route 66", "page 4".
    Label,
}

/// How a number is written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum NumberForm {
    /// "13,000".
    Digits,
    /// "fourteen thousand".
    Words,
    /// "1.2 million".
    Mixed,
}

/// What a hedge does to the number.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum HedgeKind {
    /// "about", "around", "roughly", "some", "-odd", "or so".
    About,
    /// "nearly", "almost", "close to": a little less.
    Nearly,
    /// "more than", "over": greater.
    MoreThan,
    /// "at least", "or more": greater or equal.
    AtLeast,
    /// "less than", "fewer than", "under": smaller.
    LessThan,
    /// "up to", "as many as", "at most": smaller or equal.
    AtMost,
    /// "an estimated", "estimates of": somebody's reckoning, otherwise the number itself.
    Estimated,
}

/// The words that hedge a number.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Hedge {
    /// Byte range in the block's text.
    pub span: Span,
    /// What it does.
    pub kind: HedgeKind,
}

/// What a figure counts.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Measure {
    /// The head noun as written in lower case ("troops"): what is counted; where nothing stands behind the number,
    /// what is said to have that value ("the toll rose to 40", "Anna Berg, 25,"). Empty where none was found.
    pub head: String,
    /// Byte range of the noun phrase behind the number, in the block's text; empty where none was found.
    pub span: Span,
    /// Modifiers of the head, lower case ("north", "korean").
    pub modifiers: Vec<String>,
    /// The verb that governs it, lower-case lemma ("kill", "send").
    pub predicate: Option<String>,
    /// The figure is a part of another one: "including 3,000 …", "3,000 of them".
    pub part: bool,
}

/// One number in prose. Spans are byte ranges of the block's text.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Figure {
    /// The whole expression with hedge and unit sign: "about $13,000".
    pub span: Span,
    /// The number with its scale, without hedge, currency sign and unit: "13,000", "1.2 million", "10 to 12".
    pub number: Span,
    /// What kind of number it is.
    pub kind: FigureKind,
    /// How it is written.
    pub form: NumberForm,
    /// The number itself, in the unit's own scale; the middle of a range, the first number of a score, the first
    /// year of a decade, the lowest value of a magnitude ("thousands").
    #[serde(with = "decimal")]
    pub value: Decimal,
    /// Smallest value that agrees, hedge and rounding counted in; `None`: no lower bound.
    #[serde(with = "decimal::option")]
    pub low: Option<Decimal>,
    /// Greatest value that agrees; `None`: no upper bound.
    #[serde(with = "decimal::option")]
    pub high: Option<Decimal>,
    /// Both ends of a range ("10,000 to 12,000"); of a score in the order written ("2-3").
    #[serde(with = "decimal::pair")]
    pub range: Option<(Decimal, Decimal)>,
    /// What qualifies it.
    pub hedge: Option<Hedge>,
    /// Unit of measurement, currency or percent.
    pub unit: Option<Unit>,
    /// What it counts.
    pub measure: Measure,
    /// The number is written in a way no style allows ("4, 000"); what it should be, in the draft's style.
    pub malformed: Option<String>,
}
