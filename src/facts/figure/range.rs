//! Two numbers that belong together: ranges, results of games, spans of years.

use super::kind;
use super::number::{self, Class, Number};
use super::quantity::Quantity;
use super::unit::Dimension;
use super::{NumberForm, malformed};
use crate::facts::atom::Atoms;
use crate::text::lexicon::lemma;
use crate::text::{Prose, Tag};
use rust_decimal::Decimal;

/// What two numbers make together.
pub enum Pair {
    /// "10 to 12".
    Range {
        /// Both as one; its value is the middle.
        quantity: Quantity,
        /// Both ends.
        ends: (Decimal, Decimal),
        /// The right form, where one of them is written wrongly.
        malformed: Option<String>,
    },
    /// "3-2", in the order written.
    Score(Number, (Decimal, Decimal)),
    /// "3:1": how many times the second the first is.
    Ratio(Number),
    /// "1914-18", "from 2010 to 2015": two years.
    Years(Number, Number),
}

/// "10 to 12", "3-2", "1914-18": a number whose other end follows.
pub fn read(a: &Atoms, prose: &Prose, q: &Quantity) -> Option<Pair> {
    if matches!(q.number.class, Class::Vague | Class::Ordinal) {
        return None;
    }
    let at = q.end;
    if let Some(pair) = ratio(a, q).or_else(|| to_one(a, q)).or_else(|| votes(a, q)) {
        return Some(pair);
    }
    let dash = matches!(a.mark(at), Some('-' | '–' | '‑' | '~' | '−'));
    let even = dash && (a.gap(at) == a.gap(at + 1) || a.mark(at) == Some('~'));
    let between = a.is(at, "and") && q.start > 0 && opened_by(a, q.start, "between");
    let to = a.is_any(at, &["to", "through"]);
    // "two or three days"
    let either = a.is(at, "or") && q.unit.is_none() && q.number.form != NumberForm::Mixed;
    if !(even || between || to || either) {
        return None;
    }
    let mut second_at = at + 1;
    while matches!(a.mark(second_at), Some('$' | '£' | '€' | '¥')) {
        second_at += 1;
    }
    let second = number::at(a, second_at)?;
    if second.class != q.number.class
        && !(second.class == Class::Cardinal || q.number.class == Class::Cardinal)
    {
        return None;
    }
    let mut second = Quantity::of(a, second, at);
    let year = |n: &Number| {
        n.end == n.start + 1
            && a.str(n.start).len() == 4
            && n.value >= Decimal::from(1000)
            && n.value < Decimal::from(2100)
            && a.str(n.start).bytes().all(|b| b.is_ascii_digit())
    };
    // "1914-18", "2016-2019", "from 2010 to 2015"
    if year(&q.number) && q.unit.is_none() && second.unit.is_none() {
        let tail = dash
            && a.str(second.number.start).len() == 2
            && second.number.end == second.number.start + 1
            && a.is_digits(second.number.start);
        if tail && second.number.value > q.number.value % Decimal::ONE_HUNDRED {
            let century = q.number.value - q.number.value % Decimal::ONE_HUNDRED;
            second.number.value += century;
        }
        if (tail || year(&second.number))
            && kind::is_year(a, prose, &q.number, false)
            && second.number.value > Decimal::from(1000)
            && !kind::is_counted(a, prose, &second.number)
        {
            return Some(Pair::Years(q.number.clone(), second.number));
        }
    }
    // "1 to 2 million", "$3-4bn": the scale belongs to both.
    let mut low = q.number.value;
    let high = second.number.value;
    if q.number.form != NumberForm::Mixed
        && second.number.form == NumberForm::Mixed
        && low < Decimal::from(1000)
        && low < high
        && let Some(scale) = [9u32, 6, 3, 12]
            .iter()
            .filter_map(|&e| number::power_of_ten(e))
            .find(|s| high >= *s && (high / s) < Decimal::from(1000))
        && low <= high / scale
    {
        low = low.checked_mul(scale)?;
    }
    // "£20-30,000"
    let thousand = Decimal::from(1000);
    if dash
        && low < thousand
        && (high % thousand).is_zero()
        && low.fract().is_zero()
        && low < high / thousand
        && second.number.form == NumberForm::Digits
    {
        low = low.checked_mul(thousand)?;
    }
    let score_form = dash || (a.is(at, "to") && votes_near(a, q.start));
    if score_form
        && q.unit.is_none()
        && second.unit.is_none()
        && !between
        && kind::is_score(a, q.start, second.end, low, high)
    {
        let number = Number::bare(q.start, second.number.end, low);
        return Some(Pair::Score(number, (low, high)));
    }
    // "rose 1.3 percent to 42.5": a change, and what it led to.
    let share = |q: &Quantity| {
        q.unit
            .as_ref()
            .is_some_and(|u| u.dimension == Dimension::Percent)
    };
    let led = to && share(q) && !share(&second);
    if low >= high || led || (to && is_change(a, q.start)) {
        return None;
    }
    let unit = match (&q.unit, &second.unit) {
        (Some(x), Some(y)) if !x.comparable(y) => return None,
        (_, Some(y)) => Some(y.clone()),
        (x, None) => x.clone(),
    };
    let malformed = malformed::of_pair(a, &q.number, &second.number);
    let quantity = Quantity {
        start: q.start,
        end: second.end,
        unit,
        age: second.age || q.age,
        multiple: second.multiple,
        number: Number {
            start: q.number.start,
            end: second.number.end,
            value: low.checked_add(high)?.checked_div(Decimal::TWO)?,
            form: second.number.form,
            class: q.number.class,
            separation: None,
            ceiling: None,
        },
    };
    Some(Pair::Range {
        quantity,
        ends: (low, high),
        malformed,
    })
}

/// "3:1", "12:1": two whole numbers with a colon between, no blank.
fn ratio(a: &Atoms, q: &Quantity) -> Option<Pair> {
    let (first, second) = (q.end.checked_sub(1)?, q.end + 1);
    let short = |k: usize| {
        a.is_digits(k) && a.str(k).len() <= 2 && a.str(k).bytes().all(|b| b.is_ascii_digit())
    };
    let tight = a.mark(q.end) == Some(':') && !a.gap(q.end) && !a.gap(second);
    // "10:30" is a time of day.
    if !tight
        || q.unit.is_some()
        || q.number.end != q.end
        || !short(first)
        || a.str(second).len() != 1
        || !short(second)
        || a.mark(second + 1) == Some(':')
    {
        return None;
    }
    let value = q.number.value.checked_div(a.str(second).parse().ok()?)?;
    Some(Pair::Ratio(Number::bare(q.start, second + 1, value)))
}

/// "a three-to-one lead", "a 9-to-4 vote".
fn to_one(a: &Atoms, q: &Quantity) -> Option<Pair> {
    if q.unit.is_some() || !a.hyphen(q.end) || !a.is(q.end + 1, "to") || !a.hyphen(q.end + 2) {
        return None;
    }
    let second = number::at(a, q.end + 3).filter(|n| n.class == Class::Cardinal)?;
    let whole = Number {
        end: second.end,
        ..q.number.clone()
    };
    if votes_near(a, q.start) || a.is_any(second.end, &["vote", "win", "victory", "decision"]) {
        return Some(Pair::Score(whole, (q.number.value, second.value)));
    }
    let value = q.number.value.checked_div(second.value)?;
    Some(Pair::Ratio(Number { value, ..whole }))
}

/// "by nine votes to four"
fn votes(a: &Atoms, q: &Quantity) -> Option<Pair> {
    let voted = a.is_any(q.end, &["votes", "vote"]) && a.is(q.end + 1, "to");
    if !voted || q.unit.is_some() || q.number.class != Class::Cardinal {
        return None;
    }
    let second = number::at(a, q.end + 2).filter(|n| n.class == Class::Cardinal)?;
    let counted =
        a.is_any(second.end, &["percent", "million", "of"]) || a.mark(second.end) == Some('%');
    let whole = Number {
        end: second.end,
        ..q.number.clone()
    };
    (!counted).then_some(Pair::Score(whole, (q.number.value, second.value)))
}

/// Whether `word` opens the phrase that the number at `start` stands in: "between about 10".
fn opened_by(a: &Atoms, start: usize, word: &str) -> bool {
    (start.saturating_sub(5)..start).any(|k| a.is(k, word))
}

/// "voted 5 to 4"
fn votes_near(a: &Atoms, start: usize) -> bool {
    (start.saturating_sub(4)..start)
        .any(|k| a.is_any(k, &["voted", "vote", "won", "lost", "beat", "ruled"]))
}

/// "rose from 40 to 50" names two values, not a range.
fn is_change(a: &Atoms, start: usize) -> bool {
    const VERBS: &str = "rise fall grow drop increase decrease decline cut raise jump climb soar slide slip dip go reduce change expand \
        shrink lower upgrade downgrade double triple surge swell move slash tumble plunge gain add lose advance ease edge";
    (start.saturating_sub(9)..start)
        .rev()
        .take_while(|&k| !matches!(a.mark(k), Some('.' | ';')))
        .filter(|&k| a.is_word(k))
        .any(|k| {
            let word = a.lower(k);
            let verb = lemma(&word, Tag::Verb);
            matches!(&*word, "up" | "down") || VERBS.split_ascii_whitespace().any(|v| v == verb)
        })
}
