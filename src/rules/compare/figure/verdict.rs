//! What the value of a source's number says of the draft's.

use super::item::Item;
use super::when;
use crate::facts::DateMention;
use crate::facts::figure::{Figure, FigureKind, HedgeKind, NumberForm, Unit, unit::Dimension};
use rust_decimal::Decimal;

/// What one number says of another in the same slot.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// The values agree: equal, inside the interval, or the one rounded.
    Agrees,
    /// The values differ.
    Differs,
    /// The same digits with another unit, currency or scale.
    OtherUnit,
    /// Numbers of different kinds: nothing follows.
    Incomparable,
}

/// Compares the values of two figures or two dates.
pub fn verdict(draft: &Item, source: &Item) -> Verdict {
    if let (Some(a), Some(b)) = (draft.figure(), source.figure()) {
        figures(a, b)
    } else if let (Some(a), Some(b)) = (draft.date(), source.date()) {
        match dates(a, b) {
            Verdict::Differs => Verdict::Differs,
            said => when::resolved(draft, source).unwrap_or(said),
        }
    } else {
        mixed(draft, source)
    }
}

/// A year that one side reads as a figure and the other as a date; a day that no month has.
fn mixed(draft: &Item, source: &Item) -> Verdict {
    if let (Some((month, _)), Some(date)) = (draft.month_before(), source.date())
        && date.month == Some(month)
        && date.day.is_some()
    {
        return Verdict::Differs;
    }
    let year = |item: &Item| match (item.figure(), item.date()) {
        (Some(f), _) if matches!(f.kind, FigureKind::Year | FigureKind::Cardinal) => Some(f.value),
        (_, Some(d)) => d
            .year
            .or_else(|| when::relative_year(item))
            .map(Decimal::from),
        _ => None,
    };
    match (year(draft), year(source)) {
        (Some(a), Some(b)) if a == b => Verdict::Agrees,
        (Some(_), Some(_))
            if [draft, source]
                .iter()
                .any(|i| when::relative_year(i).is_some()) =>
        {
            Verdict::Differs
        }
        _ => Verdict::Incomparable,
    }
}

/// Compares two dates part by part: they differ where any part both give differs.
pub fn dates(a: &DateMention, b: &DateMention) -> Verdict {
    let parts = [
        (a.year.map(i32::from), b.year.map(i32::from)),
        (a.month.map(i32::from), b.month.map(i32::from)),
        (a.day.map(i32::from), b.day.map(i32::from)),
        (a.weekday.map(i32::from), b.weekday.map(i32::from)),
    ];
    let mut shared = parts
        .iter()
        .filter_map(|(a, b)| a.zip(*b))
        .map(|(a, b)| a == b)
        .peekable();
    if shared.peek().is_none() {
        Verdict::Incomparable
    } else if shared.all(|same| same) {
        Verdict::Agrees
    } else {
        Verdict::Differs
    }
}

/// Compares two figures.
pub fn figures(a: &Figure, b: &Figure) -> Verdict {
    let (Some(left), Some(right)) = (Interval::of(a), Interval::of(b)) else {
        return Verdict::Incomparable;
    };
    if left.class.same(&right.class) {
        let rounded = rounds(&left, &right) || rounds(&right, &left);
        // Two that are hedged alike are compared by what they state: "over 100" is not "over 1,000".
        let alike = Side::of_figure(a).is_some() && Side::of_figure(a) == Side::of_figure(b);
        let agrees = if alike {
            left.value == right.value
        } else {
            left.meets(&right)
        } || loose_share(a, b)
            || loose_share(b, a);
        return if agrees && !alike && far(&left, &right) {
            Verdict::Incomparable
        } else if agrees || rounded {
            Verdict::Agrees
        } else if same_digits(a, b) {
            Verdict::OtherUnit
        } else {
            Verdict::Differs
        };
    }
    // "25" beside a name and "aged 25", "two" and "2 times": readings differ, the number is the same.
    if left.class.plain() && right.class.plain() && a.value == b.value {
        return Verdict::Agrees;
    }
    if left.class.measured() && right.class.measured() && same_digits(a, b) {
        return Verdict::OtherUnit;
    }
    Verdict::Incomparable
}

/// Whether a hedged fraction may stand for a share in percent: "almost a third" of 30 percent.
fn loose_share(fraction: &Figure, percent: &Figure) -> bool {
    let loose = fraction.hedge.as_ref().is_some_and(|h| {
        matches!(
            h.kind,
            HedgeKind::About | HedgeKind::Nearly | HedgeKind::Estimated
        )
    });
    if fraction.kind != FigureKind::Fraction || percent.kind != FigureKind::Percent || !loose {
        return false;
    }
    // "A third" of 82 is 27.3: a fraction is chosen for its name, not for its exactness.
    let bound = |hundredths: i64| fraction.value.checked_mul(Decimal::from(hundredths));
    bound(82)
        .zip(bound(110))
        .is_some_and(|(low, high)| (low..=high).contains(&percent.value))
}

/// Whether one is the other's number without its currency: "made 40 million" and "€40 million".
pub fn same_without_currency(a: &Figure, b: &Figure) -> bool {
    let bare = |f: &Figure| f.kind == FigureKind::Cardinal && f.unit.is_none();
    let money = |f: &Figure| f.kind == FigureKind::Money;
    a.value == b.value && a.range == b.range && (bare(a) && money(b) || money(a) && bare(b))
}

/// Whether two numbers state one value: an interval that happens to hold it does not count, nor a date that gives less.
pub fn same_value(draft: &Item, source: &Item) -> bool {
    match (draft.figure(), source.figure(), draft.date(), source.date()) {
        (Some(a), Some(b), ..) => {
            let wide = |f: &Figure| f.range.is_some() || f.low.is_none() || f.high.is_none();
            let ranges = (a.range.is_some(), b.range.is_some());
            match ranges {
                _ if a.value == b.value => true,
                (false, false) if wide(a) || wide(b) => within_a_quarter(a.value, b.value),
                (false, false) => true,
                (one, other) => one == other,
            }
        }
        (_, _, Some(a), Some(b)) => {
            if a.day.is_some() {
                b.day.is_some()
            } else {
                a.month.is_none() || b.month.is_some()
            }
        }
        _ => true,
    }
}

/// Whether an open bound lies so near a value that it was probably made of it: "more than 500" of 572.
fn within_a_quarter(a: Decimal, b: Decimal) -> bool {
    let quarter = a.abs().max(b.abs()).checked_div(Decimal::from(4));
    let gap = a.checked_sub(b).map(|d| d.abs());
    gap.zip(quarter)
        .is_some_and(|(gap, quarter)| gap <= quarter)
}

/// Whether two values are so far apart that an open bound which allows both says nothing: "up to 12,000" and 300.
fn far(a: &Interval, b: &Interval) -> bool {
    let (small, great) = if a.value.abs() < b.value.abs() {
        (a.value.abs(), b.value.abs())
    } else {
        (b.value.abs(), a.value.abs())
    };
    small
        .checked_mul(Decimal::TWO)
        .is_some_and(|twice| twice < great)
}

/// Whether two figures that do not agree have the same digits, save for a scale of thousands, and so were probably one.
fn same_digits(a: &Figure, b: &Figure) -> bool {
    if a.value.is_zero() {
        return false;
    }
    let ends = match (a.range, b.range) {
        (None, None) => [(a.value, b.value); 2],
        (Some(a), Some(b)) => [(a.0, b.0), (a.1, b.1)],
        _ => return false,
    };
    let other_unit = match (&a.unit, &b.unit) {
        (Some(a), Some(b)) => a.name != b.name,
        _ => false,
    };
    if ends.iter().all(|(a, b)| a == b) {
        return other_unit;
    }
    let scaled = |(a, b): (Decimal, Decimal), scale: Decimal| {
        let (small, great) = if a.abs() < b.abs() { (a, b) } else { (b, a) };
        small.checked_mul(scale) == Some(great)
    };
    // "3 million" for "3 billion": a scale word was swapped. Digits that lost or gained three noughts are another number.
    a.form == NumberForm::Mixed
        && b.form == NumberForm::Mixed
        && [1_000_i64, 1_000_000, 1_000_000_000]
            .into_iter()
            .any(|scale| ends.iter().all(|&pair| scaled(pair, Decimal::from(scale))))
}

/// What became of the source's hedge in the draft.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hedging {
    /// The source hedges, the draft does not.
    Dropped,
    /// The draft sets a bound that the source does not.
    Added,
    /// The draft bounds from the other side: "more than" for "up to".
    Flipped,
}

/// Compares the hedges of two figures of the same value. `None`: they say the same, or the values are not the same.
pub fn hedging(draft: &Figure, source: &Figure) -> Option<Hedging> {
    if draft.value != source.value || draft.range.is_some() || source.range.is_some() {
        return None;
    }
    match (Side::of_figure(draft), Side::of_figure(source)) {
        (Some(Side::Above), Some(Side::Below)) | (Some(Side::Below), Some(Side::Above)) => {
            Some(Hedging::Flipped)
        }
        (None, Some(_)) => Some(Hedging::Dropped),
        (Some(Side::Above | Side::Below), None) => Some(Hedging::Added),
        _ => None,
    }
}

/// Whether a figure's hedge only says that it is not exact.
pub fn soft(figure: &Figure) -> bool {
    Side::of_figure(figure) == Some(Side::Near)
}

/// Where a hedge lets the true value lie.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Above,
    Below,
    Near,
}

impl Side {
    fn of_figure(figure: &Figure) -> Option<Side> {
        figure.hedge.as_ref().map(|h| Side::of(h.kind))
    }

    fn of(kind: HedgeKind) -> Side {
        match kind {
            HedgeKind::MoreThan | HedgeKind::AtLeast => Side::Above,
            HedgeKind::LessThan | HedgeKind::AtMost => Side::Below,
            HedgeKind::Nearly | HedgeKind::About | HedgeKind::Estimated => Side::Near,
        }
    }
}

/// What is comparable with what.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Class {
    Count,
    Ordinal,
    Share,
    Points,
    Money(String),
    Physical(&'static str),
    Age,
    Multiple,
    Score,
    Year,
    Day,
    Time,
    Label,
}

impl Class {
    /// Whether two classes measure the same. "$" is any dollar.
    fn same(&self, other: &Class) -> bool {
        match (self, other) {
            (Class::Money(a), Class::Money(b)) => {
                a == b || a.is_empty() || b.is_empty() || either_sign(a, b) || either_sign(b, a)
            }
            _ => self == other,
        }
    }

    /// Whether the number has a unit that can be mistaken for another.
    fn measured(&self) -> bool {
        matches!(
            self,
            Class::Share | Class::Points | Class::Money(_) | Class::Physical(_)
        )
    }

    /// Whether the number stands for itself, so that another reading of it may still be the same number.
    fn plain(&self) -> bool {
        matches!(
            self,
            Class::Count
                | Class::Age
                | Class::Multiple
                | Class::Label
                | Class::Ordinal
                | Class::Day
                | Class::Year
                | Class::Physical(_)
        )
    }
}

/// Whether `sign` is a currency sign that several currencies share, `code` among them.
fn either_sign(sign: &str, code: &str) -> bool {
    match sign {
        "$" => code.ends_with('D') || code.ends_with('$'),
        "£" => matches!(code, "GBP" | "EGP" | "LBP" | "SYP"),
        "¥" => matches!(code, "JPY" | "CNY"),
        "kr" => matches!(code, "SEK" | "NOK" | "DKK" | "ISK"),
        _ => false,
    }
}

/// The values a figure allows, in its dimension's base unit.
#[derive(Debug)]
struct Interval {
    class: Class,
    value: Decimal,
    low: Option<Decimal>,
    high: Option<Decimal>,
}

impl Interval {
    fn of(figure: &Figure) -> Option<Interval> {
        let hundred = Decimal::ONE_HUNDRED;
        let unit = figure.unit.as_ref();
        let (class, factor) = match (figure.kind, unit.map(|u| (&u.dimension, u))) {
            (FigureKind::Fraction, _) => (Class::Share, hundred),
            (_, Some((Dimension::Percent, _))) => (Class::Share, Decimal::ONE),
            (FigureKind::Percent, None) => (Class::Share, Decimal::ONE),
            (_, Some((Dimension::PercentagePoint, _))) => (Class::Points, Decimal::ONE),
            (_, Some((Dimension::Money(code), _))) => (Class::Money(code.clone()), Decimal::ONE),
            (FigureKind::Age, _) => (Class::Age, Decimal::ONE),
            (_, Some((Dimension::Physical(name), Unit { factor, .. }))) => {
                (Class::Physical(name), *factor)
            }
            (FigureKind::Ordinal, _) => (Class::Ordinal, Decimal::ONE),
            (FigureKind::Multiple, _) => (Class::Multiple, Decimal::ONE),
            (FigureKind::Score, _) => (Class::Score, Decimal::ONE),
            (FigureKind::Year, _) => (Class::Year, Decimal::ONE),
            (FigureKind::Day, _) => (Class::Day, Decimal::ONE),
            (FigureKind::Time, _) => (Class::Time, Decimal::ONE),
            (FigureKind::Label, _) => (Class::Label, Decimal::ONE),
            (FigureKind::Money, None) => (Class::Money(String::new()), Decimal::ONE),
            (FigureKind::Duration, None) => (Class::Physical("duration"), Decimal::ONE),
            (FigureKind::Cardinal | FigureKind::Dimension, _) => (Class::Count, Decimal::ONE),
        };
        let scaled = |v: Decimal| v.checked_mul(factor);
        Some(Interval {
            class,
            value: scaled(figure.value)?,
            low: figure.low.and_then(scaled),
            high: figure.high.and_then(scaled),
        })
    }

    fn meets(&self, other: &Interval) -> bool {
        let above = |low: Option<Decimal>, high: Option<Decimal>| match (low, high) {
            (Some(low), Some(high)) => low <= high,
            _ => true,
        };
        above(self.low, other.high) && above(other.low, self.high)
    }
}

/// Whether `round` is `exact`, rounded: a round number within a twentieth of it, or decimals left out.
fn rounds(round: &Interval, exact: &Interval) -> bool {
    if matches!(
        round.class,
        Class::Year | Class::Day | Class::Time | Class::Label | Class::Score | Class::Ordinal
    ) {
        return false;
    }
    let Some(gap) = round.value.checked_sub(exact.value).map(|d| d.abs()) else {
        return false;
    };
    let grain = grain(round.value);
    let Some(half) = grain.checked_div(Decimal::TWO) else {
        return false;
    };
    let close = exact
        .value
        .abs()
        .checked_div(Decimal::from(20))
        .is_some_and(|twentieth| gap <= twentieth);
    // A whole number under a hundred is exact ("40 arrests" is not 42); only decimals round to it.
    let rounded = grain > Decimal::ONE || exact.value.fract() != Decimal::ZERO;
    gap > Decimal::ZERO && rounded && close && gap <= half && grain > self::grain(exact.value)
}

/// The place a number is given to: 100 for 3,400, 0.1 for 2.5.
pub fn grain(value: Decimal) -> Decimal {
    let value = value.normalize();
    if value.scale() > 0 {
        return Decimal::new(1, value.scale());
    }
    let mut grain = Decimal::ONE;
    while let Some(next) = grain.checked_mul(Decimal::TEN) {
        if value.is_zero() || !(value % next).is_zero() {
            break;
        }
        grain = next;
    }
    grain
}
