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

/// Compares a figure of the draft with one of a source.
pub fn figures(a: &Figure, b: &Figure) -> Verdict {
    if let (FigureKind::Score, FigureKind::Score, Some(one), Some(other)) =
        (a.kind, b.kind, a.range, b.range)
    {
        // The winner may be named first or last.
        let same = one == other || (one.1, one.0) == other;
        return if same {
            Verdict::Agrees
        } else {
            Verdict::Differs
        };
    }
    let (Some(left), Some(right)) = (Interval::of(a, a), Interval::of(b, a)) else {
        return Verdict::Incomparable;
    };
    if left.same(&right) {
        // "Up to 4,000" is no rounding of 4,070.
        let bound = |f: &Figure| matches!(Side::of_figure(f), Some(Side::Above | Side::Below));
        let rounded = !bound(a) && !bound(b) && (rounds(&left, &right) || rounds(&right, &left));
        // Two that are hedged alike are compared by what they state: "over 100" is not "over 1,000".
        let alike = Side::of_figure(a).is_some() && Side::of_figure(a) == Side::of_figure(b);
        let agrees = if alike {
            left.value == right.value
        } else {
            left.meets(&right)
        } || loose_share(a, b)
            || loose_share(b, a);
        return if one_end_differs(a, b) {
            Verdict::Differs
        } else if agrees && !alike && !is_vague(a) && far(&left, &right) {
            // "Dozens" is what forty are; "thousands" gives nobody 12,000.
            Verdict::Incomparable
        } else if agrees && !alike && left.value != right.value && same_digits(a, b) {
            // "No more than 60 miles" only happens to allow 60 kilometres.
            Verdict::OtherUnit
        } else if agrees || rounded {
            Verdict::Agrees
        } else if same_digits(a, b) {
            Verdict::OtherUnit
        } else {
            Verdict::Differs
        };
    }
    // "25" beside a name and "aged 25", "two" and "2 times": readings differ, the number is the same.
    if plain(left.kind) && plain(right.kind) && a.value == b.value {
        return Verdict::Agrees;
    }
    if left.measured() && right.measured() && same_digits(a, b) {
        return Verdict::OtherUnit;
    }
    Verdict::Incomparable
}

/// Whether two ranges of one unit share one end and not the other: "12 to 30" beside "21 to 30".
fn one_end_differs(a: &Figure, b: &Figure) -> bool {
    let plain = |f: &Figure| f.hedge.is_none() && f.kind != FigureKind::Score;
    let ends = a
        .range
        .zip(b.range)
        .filter(|_| plain(a) && plain(b) && a.unit == b.unit);
    ends.is_some_and(|(a, b)| (a.0 == b.0) != (a.1 == b.1))
}

/// Whether a hedged fraction may stand for a share in percent: "almost a third" of 30 percent.
fn loose_share(fraction: &Figure, percent: &Figure) -> bool {
    let loose = fraction.hedge.as_ref().is_some_and(|h| {
        matches!(
            h.kind,
            HedgeKind::About | HedgeKind::Nearly | HedgeKind::Estimated
        )
    });
    if fraction.kind != FigureKind::Fraction || percent.kind != FigureKind::Percent {
        return false;
    }
    if !loose {
        // "Two-thirds" of 66 percent: no whole percentage is nearer than a point.
        let hundredfold = fraction.value.checked_mul(Decimal::ONE_HUNDRED);
        let off = hundredfold.and_then(|v| v.checked_sub(percent.value));
        return fraction.hedge.is_none() && off.is_some_and(|off| off.abs() < Decimal::ONE);
    }
    // "A third" of 82 is 27.3: a fraction is chosen for its name, not for its exactness.
    let bound = |hundredths: i64| fraction.value.checked_mul(Decimal::from(hundredths));
    bound(82)
        .zip(bound(110))
        .is_some_and(|(low, high)| (low..=high).contains(&percent.value))
}

/// Whether one is the other's number without its unit: "made 40 million" and "€40 million"; "the city, with 35," and 35%.
pub fn same_without_unit(a: &Figure, b: &Figure) -> bool {
    let bare = |f: &Figure| f.kind == FigureKind::Cardinal && f.unit.is_none();
    let measured = |f: &Figure| matches!(f.kind, FigureKind::Money | FigureKind::Percent);
    a.value == b.value && a.range == b.range && (bare(a) && measured(b) || measured(a) && bare(b))
}

/// Whether two numbers state one value: an interval that happens to hold it does not count, nor a date that gives less.
pub fn same_value(draft: &Item, source: &Item) -> bool {
    match (draft.figure(), source.figure(), draft.date(), source.date()) {
        (Some(a), Some(b), ..) => {
            let wide = |f: &Figure| f.low.is_none() || f.high.is_none();
            let theirs = Interval::of(b, a).map_or(b.value, |i| i.value);
            match (a.range, b.range) {
                _ if a.value == b.value || a.value == theirs => true,
                (None, None) if is_vague(a) || is_vague(b) => true,
                (None, None) if wide(a) || wide(b) => within_a_quarter(a.value, theirs),
                (None, None) => true,
                (Some(_), Some(_)) => true,
                // "At least 20" of "20 to 30".
                (None, Some((low, high))) => a.value == low || a.value == high,
                (Some((low, high)), None) => b.value == low || b.value == high,
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

/// Whether two figures have the same telling digits, with units or scales that can be taken for each other.
pub fn other_unit(a: &Figure, b: &Figure) -> bool {
    let dimensions = a.unit.as_ref().zip(b.unit.as_ref());
    let (share, akin) = dimensions.map_or((false, true), |(a, b)| {
        let share =
            |u: &Unit| matches!(u.dimension, Dimension::Percent | Dimension::PercentagePoint);
        let shares = share(a) && share(b);
        let money = a.is_money() && b.is_money();
        (shares, shares || money || a.dimension == b.dimension)
    });
    akin && (share || a.value.abs() >= Decimal::TEN) && figures(a, b) == Verdict::OtherUnit
}

/// Whether two figures of one kind and unit differ as a slip of the hand makes them differ: two digits changed places
/// (1,453 and 1,543), or noughts were lost or added (900 and 9,000).
pub fn misread(a: &Figure, b: &Figure) -> bool {
    let quantity = |f: &Figure| {
        f.range.is_none()
            && matches!(
                f.kind,
                FigureKind::Cardinal
                    | FigureKind::Money
                    | FigureKind::Percent
                    | FigureKind::Dimension
                    | FigureKind::Age
            )
    };
    let alike = quantity(a) && a.kind == b.kind && a.unit == b.unit;
    let (mine, theirs) = (significant(a.value), significant(b.value));
    let size = |v: Decimal| v.trunc().abs().to_string().len();
    alike
        && if size(a.value) == size(b.value) {
            swapped(&mine, &theirs)
        } else {
            mine == theirs && (mine.len() > 1 || size(a.value).max(size(b.value)) > 3)
        }
}

/// Whether two runs of digits differ by two neighbours that changed places.
fn swapped(mine: &[u8], theirs: &[u8]) -> bool {
    if mine.len() != theirs.len() {
        return false;
    }
    let other: Vec<usize> = (0..mine.len())
        .filter(|&i| mine.get(i) != theirs.get(i))
        .collect();
    let [i, j] = other.as_slice() else {
        return false;
    };
    i + 1 == *j && mine.get(*i) == theirs.get(*j) && mine.get(*j) == theirs.get(*i)
}

/// The digits of a value, noughts at its ends left out.
pub fn significant(value: Decimal) -> Vec<u8> {
    let written = value.normalize().to_string();
    let digits = written.bytes().filter(u8::is_ascii_digit);
    let mut digits: Vec<u8> = digits.skip_while(|&d| d == b'0').collect();
    while digits.last() == Some(&b'0') {
        digits.pop();
    }
    digits
}

/// What became of the source's hedge in the draft.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hedging {
    /// The source hedges, the draft does not.
    Dropped,
    /// The draft sets a bound that the source does not: "more than" for a plain number, or for "some".
    Added,
    /// The draft bounds from the other side: "more than" for "up to".
    Flipped,
}

/// Compares the hedges of two figures of the same value. `None`: they say the same, or the values are not the same.
pub fn hedging(draft: &Figure, source: &Figure) -> Option<Hedging> {
    if draft.value != source.value || draft.range.is_some() || source.range.is_some() {
        return None;
    }
    if is_vague(draft) || is_vague(source) {
        return None;
    }
    match (Side::of_figure(draft), Side::of_figure(source)) {
        (Some(Side::Above), Some(Side::Below)) | (Some(Side::Below), Some(Side::Above)) => {
            Some(Hedging::Flipped)
        }
        (None, Some(_)) => Some(Hedging::Dropped),
        (Some(Side::Above | Side::Below), None | Some(Side::Near)) => Some(Hedging::Added),
        _ => None,
    }
}

/// Whether a number is its own hedge: "a couple of", "dozens".
fn is_vague(figure: &Figure) -> bool {
    (figure.hedge.as_ref()).is_some_and(|h| h.span == figure.number)
}

/// Whether two telling figures of one value bound it from opposite sides: "more than 3 dollars", "below 3 dollars".
pub fn flipped(draft: &Figure, source: &Figure) -> bool {
    let telling = draft.unit.is_some() || draft.value >= Decimal::ONE_HUNDRED;
    telling
        && draft.kind == source.kind
        && draft.unit == source.unit
        && hedging(draft, source) == Some(Hedging::Flipped)
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

/// Decimal places kept of a converted value.
const DIGITS: u32 = 9;

/// Whether a number of this kind stands for itself, so that another reading of it may still be the same number.
fn plain(kind: FigureKind) -> bool {
    matches!(
        kind,
        FigureKind::Cardinal
            | FigureKind::Age
            | FigureKind::Multiple
            | FigureKind::Label
            | FigureKind::Ordinal
            | FigureKind::Day
            | FigureKind::Year
            | FigureKind::Dimension
    )
}

/// The values a figure allows, in a given unit.
#[derive(Debug)]
struct Interval<'f> {
    /// What it is compared as: durations are dimensions, fractions shares in percent, a dimension without unit a count.
    kind: FigureKind,
    unit: Option<&'f Unit>,
    value: Decimal,
    low: Option<Decimal>,
    high: Option<Decimal>,
}

impl<'f> Interval<'f> {
    /// In the unit of `other`, where the two convert.
    fn of(figure: &'f Figure, other: &Figure) -> Option<Interval<'f>> {
        let unit = figure.unit.as_ref();
        let kind = match (figure.kind, unit.map(|u| &u.dimension)) {
            (FigureKind::Fraction, _) => FigureKind::Percent,
            (_, Some(Dimension::Percent | Dimension::PercentagePoint)) => FigureKind::Percent,
            (_, Some(Dimension::Money(_))) => FigureKind::Money,
            (FigureKind::Age, _) => FigureKind::Age,
            (_, Some(Dimension::Physical(_))) | (FigureKind::Duration, _) => FigureKind::Dimension,
            (FigureKind::Dimension, None) => FigureKind::Cardinal,
            (kind, None) => kind,
        };
        let fraction = figure.kind == FigureKind::Fraction;
        let in_unit = |value: Decimal| match (unit, other.unit.as_ref()) {
            _ if fraction => value.checked_mul(Decimal::ONE_HUNDRED),
            (Some(own), Some(unit))
                if matches!(kind, FigureKind::Dimension | FigureKind::Money) =>
            {
                own.convert(value, unit)
                    .map(|v| v.round_dp(DIGITS))
                    .or(Some(value))
            }
            _ => Some(value),
        };
        Some(Interval {
            kind,
            unit: unit.filter(|_| !fraction),
            value: in_unit(figure.value)?,
            low: figure.low.and_then(in_unit),
            high: figure.high.and_then(in_unit),
        })
    }

    /// Whether two measure the same.
    fn same(&self, other: &Interval) -> bool {
        let points =
            |unit: Option<&Unit>| unit.is_some_and(|u| u.dimension == Dimension::PercentagePoint);
        self.kind == other.kind
            && match (self.unit, other.unit) {
                (Some(a), Some(b)) => a.comparable(b),
                (a, b) => points(a) == points(b),
            }
    }

    /// Whether the number has a unit that can be mistaken for another.
    fn measured(&self) -> bool {
        matches!(
            self.kind,
            FigureKind::Percent | FigureKind::Money | FigureKind::Dimension
        )
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
        round.kind,
        FigureKind::Year
            | FigureKind::Day
            | FigureKind::Time
            | FigureKind::Label
            | FigureKind::Score
            | FigureKind::Ordinal
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
