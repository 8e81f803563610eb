//! One number, however English writes it: digits, words, both, fractions, ordinals.

use super::NumberForm;
use super::digits::{self, Separation};
use super::number_words::NumberWord;
use crate::facts::atom::{AtomKind, Atoms};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// What the number is by its own form, before anything beside it is looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Class {
    /// "14,000", "a dozen".
    Cardinal,
    /// "21st", "third".
    Ordinal,
    /// "two-thirds", "3/4", "half".
    Fraction,
    /// "thousands", "tens of millions": a magnitude only.
    Vague,
}

/// A number as atoms `start..end`.
#[derive(Clone, PartialEq, Debug)]
pub struct Number {
    /// First atom.
    pub start: usize,
    /// One past the last atom.
    pub end: usize,
    /// Its value.
    pub value: Decimal,
    /// How it is written.
    pub form: NumberForm,
    /// What it is by form.
    pub class: Class,
    /// Separators of its digits, where it begins with digits.
    pub separation: Option<Separation>,
    /// Greatest value a magnitude may stand for.
    pub ceiling: Option<Decimal>,
}

impl Number {
    /// A plain number in digits.
    pub fn bare(start: usize, end: usize, value: Decimal) -> Number {
        Number {
            start,
            end,
            value,
            form: NumberForm::Digits,
            class: Class::Cardinal,
            separation: Some(Separation::Plain),
            ceiling: None,
        }
    }
}

/// Ten to the power of `exponent`, up to 28 digits.
pub fn power_of_ten(exponent: u32) -> Option<Decimal> {
    10i128
        .checked_pow(exponent)
        .and_then(|v| Decimal::try_from_i128_with_scale(v, 0).ok())
}

/// The number that begins at atom `i`.
pub fn at(a: &Atoms, i: usize) -> Option<Number> {
    let sign = negative(a, i);
    let start = i + usize::from(sign);
    let mut number = vague(a, start)
        .or_else(|| fraction(a, start))
        .or_else(|| slashed(a, start))
        .or_else(|| ordinal(a, start))
        .or_else(|| half(a, start))
        .or_else(|| plain(a, start))?;
    if sign {
        number.start = i;
        number.value = -number.value;
    }
    Some(number)
}

/// A sign that belongs to the number: "minus five", "-9.2"; not a dash, a bullet or the hyphen of "1990-95".
fn negative(a: &Atoms, i: usize) -> bool {
    if a.is_any(i, &["minus", "negative"]) {
        return a.is_digits(i + 1)
            || a.number(i + 1)
                .is_some_and(|n| !matches!(n, NumberWord::A | NumberWord::And));
    }
    match a.mark(i) {
        Some('-' | '−') => {
            let opens = a.gap(i)
                || matches!(
                    i.checked_sub(1).and_then(|p| a.mark(p)),
                    Some('(' | '$' | '£' | '€' | '<' | '>' | '=')
                );
            opens && a.is_digits(i + 1) && (a.glued(i + 1) || (i == 0 && a.len() <= 6))
        }
        _ => false,
    }
}

fn build(a: &Atoms, start: usize, end: usize, value: Decimal, class: Class) -> Number {
    let digits = (start..end).any(|k| a.is_digits(k));
    let words = (start..end).any(|k| a.is_word(k));
    Number {
        start,
        end,
        value,
        form: match (digits, words) {
            (true, true) => NumberForm::Mixed,
            (false, true) => NumberForm::Words,
            _ => NumberForm::Digits,
        },
        class,
        separation: None,
        ceiling: None,
    }
}

/// "thousands", "tens of thousands", "dozens".
fn vague(a: &Atoms, i: usize) -> Option<Number> {
    // "three hundreds", "two dozens" are counts.
    if i > 0
        && matches!(
            a.number(i - 1),
            Some(NumberWord::Unit(_) | NumberWord::Teen(_) | NumberWord::Tens(_))
        )
    {
        return None;
    }
    let magnitude = |k: usize| match a.number(k)? {
        NumberWord::Hundred { plural: true } => Some((Decimal::from(100), Decimal::from(999))),
        NumberWord::Dozen { plural: true } => Some((Decimal::from(12), Decimal::from(99))),
        NumberWord::Scale {
            exponent,
            plural: true,
        } => {
            let floor = power_of_ten(exponent.into())?;
            Some((
                floor,
                floor
                    .checked_mul(Decimal::from(1000))?
                    .checked_sub(Decimal::ONE)?,
            ))
        }
        _ => None,
    };
    if a.is(i, "tens") && a.is(i + 1, "of") {
        let (floor, _) = magnitude(i + 2)?;
        let mut n = build(a, i, i + 3, floor.checked_mul(Decimal::TEN)?, Class::Vague);
        n.ceiling = floor
            .checked_mul(Decimal::from(100))
            .map(|c| c - Decimal::ONE);
        return Some(n);
    }
    let (mut floor, mut ceiling) = magnitude(i)?;
    let mut end = i + 1;
    if a.is(end, "of")
        && let Some((scale, _)) = magnitude(end + 1)
    {
        floor = floor.checked_mul(scale)?;
        ceiling = ceiling
            .checked_mul(scale)?
            .checked_add(scale - Decimal::ONE)?;
        end += 2;
    }
    let mut n = build(a, i, end, floor, Class::Vague);
    n.ceiling = Some(ceiling);
    Some(n)
}

/// What may still be added to a number that is being read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Debug)]
enum Slot {
    Closed,
    Units,
    Tens,
    Any,
}

/// A cardinal of digits, words or both that begins at `i`, not going beyond atom `limit`: its end and value.
pub fn cardinal(a: &Atoms, i: usize, limit: usize) -> Option<(usize, Decimal)> {
    let hundred = Decimal::ONE_HUNDRED;
    let mut total = Decimal::ZERO;
    let mut group: Option<Decimal> = None;
    let mut slot = Slot::Any;
    let mut last_scale: Option<u8> = None;
    let mut at = i;
    if matches!(a.number(i), Some(NumberWord::A)) {
        match a.number(i + 1) {
            Some(
                NumberWord::Hundred { plural: false }
                | NumberWord::Scale { plural: false, .. }
                | NumberWord::Dozen { plural: false },
            ) => {
                group = Some(Decimal::ONE);
                slot = Slot::Closed;
                at = i + 1;
            }
            _ => return None,
        }
    }
    while at < limit {
        let mut k = at;
        let mut joined = false;
        if at > i && slot != Slot::Any || last_scale.is_some() {
            if a.number(k) == Some(NumberWord::And) {
                // "three hundred and twelve", never "five and six".
                if !(slot == Slot::Tens || group.is_none()) {
                    break;
                }
                joined = true;
                k += 1;
            } else if a.hyphen(k) || (slot == Slot::Units && a.mark(k) == Some('-')) {
                k += 1;
            }
        }
        if k >= limit {
            break;
        }
        let base = group.unwrap_or_default();
        match (a.kind(k), a.number(k)) {
            (Some(AtomKind::Digits), _) => {
                let Some(read) = digits::parse(a.str(k)) else {
                    break;
                };
                let fits = match slot {
                    Slot::Any if at == i => true,
                    // "4 thousand 3 hundred and 21"
                    Slot::Any => {
                        last_scale.is_some_and(|s| s <= 3)
                            && read.value < Decimal::from(1000)
                            && (joined
                                || matches!(a.number(k + 1), Some(NumberWord::Hundred { .. })))
                    }
                    Slot::Tens => {
                        joined
                            && read.value < hundred
                            && !matches!(
                                a.number(k + 1),
                                Some(NumberWord::Hundred { .. } | NumberWord::Scale { .. })
                            )
                            && read.value.fract().is_zero()
                    }
                    _ => false,
                };
                if !fits || (at > i && a.hyphen(k - 1)) {
                    break;
                }
                group = Some(base + read.value);
                slot = Slot::Closed;
            }
            (_, Some(NumberWord::Unit(n))) if slot >= Slot::Units && (n > 0 || at == i) => {
                // "one hundred and two hundred" are two numbers.
                if joined
                    && slot == Slot::Tens
                    && matches!(a.number(k + 1), Some(NumberWord::Hundred { .. }))
                {
                    break;
                }
                group = Some(base + Decimal::from(n));
                slot = Slot::Closed;
            }
            (_, Some(NumberWord::Teen(n))) if slot >= Slot::Tens => {
                group = Some(base + Decimal::from(n));
                slot = Slot::Closed;
            }
            (_, Some(NumberWord::Tens(n))) if slot >= Slot::Tens => {
                group = Some(base + Decimal::from(n));
                slot = Slot::Units;
            }
            (_, Some(NumberWord::Hundred { .. }))
                if !joined
                    && group.is_some_and(|g| g > Decimal::ZERO && (g < hundred || at == i + 1)) =>
            {
                group = Some(base.checked_mul(hundred)?);
                slot = Slot::Tens;
            }
            (_, Some(NumberWord::Dozen { .. }))
                if !joined && total.is_zero() && group.is_some_and(|g| g < hundred) =>
            {
                return Some((k + 1, base.checked_mul(Decimal::from(12))?));
            }
            (_, Some(NumberWord::Scale { exponent, .. }))
                if !joined && (group.is_some() || last_scale.is_some()) =>
            {
                let scale = power_of_ten(exponent.into())?;
                total = match (group, last_scale) {
                    (Some(g), Some(last)) if exponent < last => {
                        total.checked_add(g.checked_mul(scale)?)?
                    }
                    (g, _) => total
                        .checked_add(g.unwrap_or_default())?
                        .checked_mul(scale)?,
                };
                group = None;
                slot = Slot::Any;
                last_scale = Some(exponent);
            }
            (_, Some(NumberWord::Point)) if slot != Slot::Any || group.is_some() => {
                let Some((end, decimals)) = spelled_decimals(a, k + 1, limit) else {
                    break;
                };
                let value = total.checked_add(base)?.checked_add(decimals)?;
                return match a.number(end) {
                    Some(NumberWord::Scale { exponent, .. }) => {
                        Some((end + 1, value.checked_mul(power_of_ten(exponent.into())?)?))
                    }
                    _ => Some((end, value)),
                };
            }
            _ => break,
        }
        at = k + 1;
    }
    (at > i).then(|| {
        total
            .checked_add(group.unwrap_or_default())
            .map(|v| (at, v))
    })?
}

/// The words behind "point": "zero three", "seventy-one".
fn spelled_decimals(a: &Atoms, i: usize, limit: usize) -> Option<(usize, Decimal)> {
    let mut figures = String::from("0.");
    let mut at = i;
    while at < limit && figures.len() < 20 {
        match a.number(a.past_hyphen(at)) {
            Some(NumberWord::Unit(n) | NumberWord::Teen(n)) => {
                figures.push_str(&n.to_string());
                at = a.past_hyphen(at) + 1;
            }
            Some(NumberWord::Tens(n)) => {
                at = a.past_hyphen(at) + 1;
                let units = match a.number(a.past_hyphen(at)) {
                    Some(NumberWord::Unit(u)) => {
                        at = a.past_hyphen(at) + 1;
                        u
                    }
                    _ => 0,
                };
                figures.push_str(&(n + units).to_string());
            }
            _ => break,
        }
    }
    (at > i).then(|| figures.parse().ok().map(|v| (at, v)))?
}

/// Where a run of number words may still go on: the longest stretch a fraction can cover.
fn run_of_words(a: &Atoms, i: usize) -> usize {
    let mut at = i;
    while let Some(atom) = a.get(at) {
        let part = match atom.kind {
            AtomKind::Digits => at == i || matches!(a.number(at - 1), Some(NumberWord::And)),
            AtomKind::Mark('-') => {
                a.hyphen(at) || (at > i && a.number(at + 1).is_some() && a.number(at - 1).is_some())
            }
            AtomKind::Mark(_) => false,
            AtomKind::Word => atom.number.is_some_and(|n| n != NumberWord::Point),
        };
        if !part || at - i > 16 {
            break;
        }
        at += 1;
    }
    at
}

/// "two-thirds", "three and a half million", "twenty-three fifths", "a quarter of a million".
fn fraction(a: &Atoms, i: usize) -> Option<Number> {
    if a.number(i).is_none_or(|n| n == NumberWord::And) && !a.is_digits(i) {
        return None;
    }
    let limit = run_of_words(a, i);
    let last = (i + 1..limit).find(|&k| {
        matches!(a.number(k), Some(NumberWord::Half | NumberWord::Quarter { .. }))
            || matches!(a.number(k), Some(NumberWord::Ordinal { value, plural }) if value > 2 || plural || matches!(a.number(a_before(a, k)), Some(NumberWord::Tens(_))))
    })?;
    let (end, numerator, denominator, whole) = split(a, i, last)?;
    let mut value = numerator.checked_div(denominator)?;
    let class = if whole.is_none() && value < Decimal::ONE {
        Class::Fraction
    } else {
        Class::Cardinal
    };
    let next_scale = |at: usize| match a.number(at) {
        Some(NumberWord::Scale {
            exponent,
            plural: false,
        }) => power_of_ten(exponent.into()).map(|s| (at + 1, s)),
        Some(NumberWord::Dozen { plural: false }) => Some((at + 1, Decimal::from(12))),
        _ => None,
    };
    let mut end = end;
    let scaled = next_scale(end)
        .or_else(|| (a.number(end) == Some(NumberWord::A)).then(|| next_scale(end + 1))?)
        .or_else(|| {
            (a.is(end, "of") && a.number(end + 1) == Some(NumberWord::A))
                .then(|| next_scale(end + 2))?
        });
    let mut class = class;
    if let Some((after, scale)) = scaled {
        end = after;
        class = Class::Cardinal;
        value = match whole {
            // "one billion and a half million"
            Some((whole, _)) if whole >= scale => whole.checked_add(value.checked_mul(scale)?)?,
            Some((whole, _)) => whole.checked_add(value)?.checked_mul(scale)?,
            None => value.checked_mul(scale)?,
        };
    } else if let Some((whole, scale)) = whole {
        // "three million and a half" is half a million more.
        value = whole.checked_add(value.checked_mul(scale.unwrap_or(Decimal::ONE))?)?;
    }
    Some(build(a, i, end, value, class))
}

/// The number word before `k`, over a hyphen.
fn a_before(a: &Atoms, k: usize) -> usize {
    match k.checked_sub(1) {
        Some(p) if a.mark(p) == Some('-') => p.saturating_sub(1),
        Some(p) => p,
        None => usize::MAX,
    }
}

type Split = (usize, Decimal, Decimal, Option<(Decimal, Option<Decimal>)>);

/// Numerator and denominator of the words `i..=last`, with the whole before them and its scale.
fn split(a: &Atoms, i: usize, last: usize) -> Option<Split> {
    let (value, plural) = match a.number(last)? {
        NumberWord::Half => (2, a.str(last).len() > 4),
        NumberWord::Quarter { plural } => (4, plural),
        NumberWord::Ordinal { value, plural } => (value, plural),
        _ => return None,
    };
    let mut candidates: Vec<(usize, Decimal)> = Vec::new();
    let before = a_before(a, last);
    if value < 10
        && before < last
        && before > i
        && let Some(NumberWord::Tens(tens)) = a.number(before)
    {
        candidates.push((before, Decimal::from(u64::from(tens) + value)));
    }
    if value > 2 || matches!(a.number(last), Some(NumberWord::Half)) {
        candidates.push((last, Decimal::from(value)));
    }
    // "one one hundred and fifth"
    if value < 100 {
        let hundred = (i + 1..last)
            .rev()
            .find(|&k| matches!(a.number(k), Some(NumberWord::Hundred { .. })));
        if let Some(h) = hundred.filter(|&h| h > i + 1)
            && let Some((_, hundreds)) = cardinal(a, h - 1, h + 1)
        {
            candidates.push((h - 1, hundreds + Decimal::from(value)));
        }
    }
    for (start, denominator) in candidates {
        let stop = if a.mark(start.checked_sub(1)?) == Some('-') {
            start - 1
        } else {
            start
        };
        if stop <= i && !(stop == i && start > i) {
            continue;
        }
        let fits = |n: Decimal| (n == Decimal::ONE) != plural || (plural && n > Decimal::ONE);
        let and = (i + 1..stop)
            .rev()
            .find(|&k| a.number(k) == Some(NumberWord::And));
        if let Some(and) = and
            && let Some(numerator) =
                numerator(a, and + 1, stop).filter(|&n| fits(n) && n < denominator)
            && let Some(whole) = numerator_or_mixed(a, i, and)
        {
            let scale = match a.number(and - 1) {
                Some(NumberWord::Scale { exponent, .. }) => power_of_ten(exponent.into()),
                _ => None,
            };
            return Some((last + 1, numerator, denominator, Some((whole, scale))));
        }
        if let Some(numerator) = numerator(a, i, stop).filter(|&n| fits(n)) {
            if numerator == Decimal::ONE
                && a.number(i) == Some(NumberWord::A)
                && ranks(a, last + 1, value)
            {
                return None;
            }
            return Some((last + 1, numerator, denominator, None));
        }
    }
    None
}

/// "a third man", "a quarter final": behind an article, a word for a rank unless a share is meant.
fn ranks(a: &Atoms, next: usize, value: u64) -> bool {
    if a.hyphen(next) {
        return true;
    }
    let shares = [
        "of", "to", "in", "were", "was", "are", "is", "had", "have", "has", "on", "from", "by",
        "or", "and", "said", "less", "more", "as", "between", "at", "since", "million", "billion",
        "trillion", "dozen", "thousand",
    ];
    match a.kind(next) {
        Some(AtomKind::Word) => !a.is_any(next, &shares) && value != 2,
        _ => false,
    }
}

/// "a", "one" or a cardinal that fills `i..stop`.
fn numerator(a: &Atoms, i: usize, stop: usize) -> Option<Decimal> {
    // "two-and-a-half"
    let i = if a.mark(i) == Some('-') { i + 1 } else { i };
    let stop = match stop.checked_sub(1) {
        Some(last) if last > i && a.mark(last) == Some('-') => last,
        _ => stop,
    };
    if stop == i + 1 && a.number(i) == Some(NumberWord::A) {
        return Some(Decimal::ONE);
    }
    let (end, value) = cardinal(a, i, stop)?;
    (end == stop).then_some(value)
}

/// "twenty and three" of "twenty and three and three fifths" counts as one whole.
fn numerator_or_mixed(a: &Atoms, i: usize, stop: usize) -> Option<Decimal> {
    if let Some(value) = numerator(a, i, stop) {
        return Some(value);
    }
    let and = (i + 1..stop)
        .rev()
        .find(|&k| a.number(k) == Some(NumberWord::And))?;
    let (tens, units) = (numerator(a, i, and)?, numerator(a, and + 1, stop)?);
    (units < Decimal::TEN && tens >= Decimal::from(20)).then(|| tens.checked_add(units))?
}

/// "3/4", "2 1/2", "½", "2½", "1 / 4".
fn slashed(a: &Atoms, i: usize) -> Option<Number> {
    let (whole, first) = match vulgar_at(a, i) {
        Some(_) => (None, i),
        None => {
            let whole = integer(a, i)?;
            if vulgar_at(a, i + 1).is_some()
                || (a.gap(i + 1) && simple_fraction(a, i + 1).is_some())
            {
                (Some(whole), i + 1)
            } else {
                (None, i)
            }
        }
    };
    let (end, share) = match vulgar_at(a, first) {
        Some(share) => (first + 1, share),
        None => simple_fraction(a, first)?,
    };
    let mut value = match whole {
        Some(w) if share < Decimal::ONE => w.checked_add(share)?,
        Some(_) => return None,
        None => share,
    };
    let mut end = end;
    let mut class = if value < Decimal::ONE {
        Class::Fraction
    } else {
        Class::Cardinal
    };
    if let Some((after, scale)) = scale_behind(a, end, false) {
        value = value.checked_mul(scale)?;
        end = after;
        class = Class::Cardinal;
    }
    Some(build(a, i, end, value, class))
}

fn vulgar_at(a: &Atoms, i: usize) -> Option<Decimal> {
    let (n, d) = digits::vulgar(a.mark(i)?)?;
    Decimal::from(n).checked_div(Decimal::from(d))
}

fn integer(a: &Atoms, i: usize) -> Option<Decimal> {
    let run = a.str(i);
    (a.is_digits(i) && run.len() < 6 && run.bytes().all(|b| b.is_ascii_digit()))
        .then(|| run.parse().ok())?
}

/// Digits, a slash, digits; dates, dates by their name ("9/11") and round-the-clock are not meant.
fn simple_fraction(a: &Atoms, i: usize) -> Option<(usize, Decimal)> {
    if a.mark(i + 1) != Some('/')
        || a.mark(i + 3) == Some('/')
        || (i > 0 && (a.mark(i - 1) == Some('/') || (a.mark(i - 1) == Some('-') && a.glued(i - 1))))
            && a.glued(i)
    {
        return None;
    }
    let (n, d) = (integer(a, i)?, integer(a, i + 2)?);
    let (known_n, known_d) = (n.to_u32()?, d.to_u32()?);
    if known_d < 2
        || a.str(i + 2).starts_with('0')
        || matches!((known_n, known_d), (9, 11) | (7, 7) | (24, 7))
        || (a.is_word(i + 3) && a.glued(i + 3))
    {
        return None;
    }
    // "2016/17" is a season.
    if (1900..2100).contains(&known_n) && known_d > 9 {
        return None;
    }
    Some((i + 3, n.checked_div(d)?))
}

/// "21st", "third", "one hundred and twenty-first".
fn ordinal(a: &Atoms, i: usize) -> Option<Number> {
    if a.is_digits(i) && a.glued(i + 1) && a.is_any(i + 1, &["st", "nd", "rd", "th"]) {
        let value = digits::parse(a.str(i))?.value;
        // "34st" is a weight.
        if a.is(i + 1, "st") && (!a.str(i).ends_with('1') || a.str(i).ends_with("11")) {
            return None;
        }
        return value
            .fract()
            .is_zero()
            .then(|| build(a, i, i + 2, value, Class::Ordinal));
    }
    let (mut at, mut sum) = match a.number(i)? {
        NumberWord::Ordinal {
            value,
            plural: false,
        } => return Some(build(a, i, i + 1, Decimal::from(value), Class::Ordinal)),
        NumberWord::A | NumberWord::And => return None,
        _ => cardinal(a, i, a.len())?,
    };
    if a.number(at) == Some(NumberWord::And) && sum >= Decimal::ONE_HUNDRED {
        at += 1;
        if let Some(NumberWord::Tens(tens)) = a.number(at) {
            sum = sum.checked_add(Decimal::from(tens))?;
            at += 1;
        }
    }
    let at = a.past_hyphen(at);
    match a.number(at) {
        Some(NumberWord::Ordinal {
            value,
            plural: false,
        }) => {
            let rank = Decimal::from(value);
            let tens = matches!(a.number(a_before(a, at)), Some(NumberWord::Tens(_)));
            let value = if value >= 100 {
                sum.checked_mul(rank)?
            } else if (tens && value < 10) || (!tens && (sum % Decimal::ONE_HUNDRED).is_zero()) {
                sum.checked_add(rank)?
            } else {
                return None;
            };
            Some(build(a, i, at + 1, value, Class::Ordinal))
        }
        _ => None,
    }
}

/// "half" and "quarter" without a numerator: "half of", "more than half", "half a million", "quarter million".
fn half(a: &Atoms, i: usize) -> Option<Number> {
    let share = match a.number(i)? {
        NumberWord::Half if a.str(i).len() == 4 => Decimal::new(5, 1),
        NumberWord::Quarter { plural: false } => Decimal::new(25, 2),
        _ => return None,
    };
    let after_article = i + 1 + usize::from(a.number(i + 1) == Some(NumberWord::A));
    let scaled = match a.number(after_article) {
        Some(NumberWord::Scale {
            exponent,
            plural: false,
        }) => power_of_ten(exponent.into()),
        Some(NumberWord::Dozen { plural: false }) => Some(Decimal::from(12)),
        _ => None,
    };
    if let Some(scale) = scaled {
        return Some(build(
            a,
            i,
            after_article + 1,
            share.checked_mul(scale)?,
            Class::Cardinal,
        ));
    }
    if share != Decimal::new(5, 1) || a.hyphen(i + 1) {
        return None;
    }
    let before = i.checked_sub(1);
    let hedged = before.is_some_and(|p| {
        a.is_any(
            p,
            &[
                "than",
                "about",
                "nearly",
                "almost",
                "over",
                "under",
                "around",
                "roughly",
                "least",
                "below",
                "above",
                "some",
                "by",
                "approximately",
                "only",
                "just",
            ],
        )
    });
    let share_of = a.is_any(
        i + 1,
        &[
            "of", "an", "the", "its", "their", "his", "her", "our", "my", "those", "these",
        ],
    ) || (a.number(i + 1) == Some(NumberWord::A));
    let named = before.is_some_and(|p| {
        matches!(a.number(p), Some(NumberWord::Ordinal { .. }))
            || a.is_any(
                p,
                &[
                    "the", "other", "better", "this", "that", "each", "opening", "final", "latter",
                    "former", "closing",
                ],
            )
    });
    ((hedged || share_of) && !named).then(|| build(a, i, i + 1, share, Class::Fraction))
}

/// Digits or words, with what multiplies them.
fn plain(a: &Atoms, i: usize) -> Option<Number> {
    if a.is_word(i)
        && a.number(i)
            .is_none_or(|n| matches!(n, NumberWord::And | NumberWord::Point))
    {
        return None;
    }
    if a.is_digits(i)
        && let Some((end, value)) = exponential(a, i)
    {
        return Some(build(a, i, end, value, Class::Cardinal));
    }
    if let Some((end, value, separation)) = spaced_groups(a, i) {
        let (end, value) = match scale_behind(a, end, false) {
            Some((after, scale)) => (after, value.checked_mul(scale)?),
            None => (end, value),
        };
        let mut n = build(a, i, end, value, Class::Cardinal);
        n.separation = Some(separation);
        return Some(n);
    }
    let (mut end, mut value) = cardinal(a, i, a.len())?;
    let read = digits::parse(a.str(i)).filter(|_| a.is_digits(i));
    if end == i + 1 && read.is_some() {
        let money = i > 0 && matches!(a.mark(i - 1), Some('$' | '£' | '€' | '¥'));
        if let Some((after, scale)) = scale_behind(a, end, money) {
            value = value.checked_mul(scale)?;
            end = after;
        }
    }
    let mut n = build(a, i, end, value, Class::Cardinal);
    n.separation = read.map(|d| d.separation);
    Some(n)
}

/// "1 234 567", "40 000", "80 , 000", "4, 000", "6 . 2 %": digits that blanks have torn apart.
fn spaced_groups(a: &Atoms, i: usize) -> Option<(usize, Decimal, Separation)> {
    let group = |k: usize, lengths: std::ops::RangeInclusive<usize>| {
        let run = a.str(k);
        a.is_digits(k) && lengths.contains(&run.len()) && run.bytes().all(|b| b.is_ascii_digit())
    };
    if !a.is_digits(i) {
        return None;
    }
    // Decimals of tokenised text, only where a sign of percent or a scale follows.
    if a.mark(i + 1) == Some('.')
        && a.gap(i + 1)
        && a.gap(i + 2)
        && group(i, 1..=6)
        && group(i + 2, 1..=6)
        && (a.mark(i + 3) == Some('%')
            || a.is_any(i + 3, &["percent", "per", "million", "billion", "trillion"]))
    {
        return format!("{}.{}", a.str(i), a.str(i + 2))
            .parse()
            .ok()
            .map(|v| (i + 3, v, Separation::Plain));
    }
    if !group(i, 1..=3) || a.str(i) == "0" {
        return None;
    }
    let mut figures = a.str(i).to_owned();
    let mut end = i + 1;
    let torn = a.mark(end) == Some(',');
    if torn {
        // "4, 000": no list goes on with "000". "10, 500 tiles": neither does one that ends in what it counts.
        let counted = a.str(end + 1).ends_with("00")
            && a.is_word(end + 2)
            && !a.capitalised(end + 2)
            && !a.is_any(
                end + 2,
                &["and", "or", "to", "in", "of", "were", "was", "are", "is"],
            )
            && i > 0
            && a.is_word(i - 1)
            && !a.capitalised(i - 1)
            && !a.is_any(
                i - 1,
                &[
                    "in", "aged", "age", "at", "since", "by", "rooms", "pages", "lots", "and",
                ],
            );
        if a.gap(end + 1)
            && group(end + 1, 3..=3)
            && (a.str(end + 1).starts_with('0') || a.gap(end) || counted)
            && a.mark(end + 2) != Some(',')
        {
            figures.push_str(a.str(end + 1));
            let separation = if a.gap(end) {
                Separation::Comma
            } else {
                Separation::Broken
            };
            return figures.parse().ok().map(|v| (end + 2, v, separation));
        }
        return None;
    }
    while a.gap(end) && group(end, 3..=3) && figures.len() < 15 {
        figures.push_str(a.str(end));
        end += 1;
    }
    // "12 000", but not "gate 12 345 people": a last group of noughts, or two groups and more.
    let round = end == i + 2 && a.str(i + 1).ends_with("00");
    let ended = !(a.is_digits(end) && a.gap(end));
    ((round || end > i + 2) && ended)
        .then(|| figures.parse().ok().map(|v| (end, v, Separation::Blank)))?
}

/// "1e10", "1.3x10^6", "2.5^-1".
fn exponential(a: &Atoms, i: usize) -> Option<(usize, Decimal)> {
    let base = digits::parse(a.str(i))?.value;
    let exponent = |mut k: usize| {
        let mut negative = false;
        while let Some(c @ ('+' | '-')) = a.mark(k) {
            negative = c == '-' && !negative;
            k += 1;
        }
        let n: i32 = a.str(k).parse().ok().filter(|&n| n < 40)?;
        a.is_digits(k)
            .then_some((k + 1, if negative { -n } else { n }))
    };
    let shift = |n: i32| {
        let scale = power_of_ten(n.unsigned_abs())?;
        if n < 0 {
            base.checked_div(scale)
        } else {
            base.checked_mul(scale)
        }
    };
    if a.glued(i + 1) && a.is(i + 1, "e") && a.glued(i + 2) {
        let (end, n) = exponent(i + 2)?;
        return Some((end, shift(n)?));
    }
    if a.is_any(i + 1, &["x", "×"]) && a.str(i + 2) == "10" && a.mark(i + 3) == Some('^') {
        let (end, n) = exponent(i + 4)?;
        return Some((end, shift(n)?));
    }
    if a.mark(i + 1) == Some('^') && a.glued(i + 1) {
        let (end, n) = exponent(i + 2)?;
        let mut value = Decimal::ONE;
        for _ in 0..n.unsigned_abs() {
            value = value.checked_mul(base)?;
        }
        return Some((
            end,
            if n < 0 {
                Decimal::ONE.checked_div(value)?
            } else {
                value
            },
        ));
    }
    None
}

/// A scale behind digits: "2 million", "10k", "$3bn", "2.3m people". `money`: a sign of money stands before.
pub fn scale_behind(a: &Atoms, i: usize, money: bool) -> Option<(usize, Decimal)> {
    let close = a.glued(i);
    let at = a.past_hyphen(i);
    if let Some(NumberWord::Scale {
        exponent,
        plural: false,
    }) = a.number(at)
    {
        return Some((at + 1, power_of_ten(exponent.into())?));
    }
    if a.hyphen(i) || !a.is_word(i) {
        return None;
    }
    let next_glued = a.glued(i + 1)
        && !matches!(
            a.mark(i + 1),
            Some(
                ',' | '.'
                    | ';'
                    | ':'
                    | ')'
                    | '?'
                    | '!'
                    | '"'
                    | '”'
                    | '\''
                    | '’'
                    | '-'
                    | '–'
                    | '—'
                    | '+'
                    | '/'
            )
        );
    if next_glued {
        return None;
    }
    let exponent = match a.str(i) {
        "grand" => 3,
        "bn" | "Bn" | "BN" | "bln" => 9,
        "mn" | "mln" | "mil" | "MM" | "mm" if a.str(i) != "mm" || money => 6,
        "tn" | "trn" | "tln" => 12,
        "k" | "K" if close || a.is_digits(i.saturating_sub(1)) => 3,
        "M" if close || money || a.str(i - 1).contains([',', '.']) => 6,
        "B" if close || money => 9,
        "b" if close => 9,
        "G" if close || a.str(i - 1).contains([',', '.']) => {
            // "5G" is a network.
            if a.str(i - 1).len() < 2 {
                return None;
            } else {
                9
            }
        }
        "m" if money || (close && counted(a, i + 1)) => 6,
        _ => return None,
    };
    Some((i + 1, power_of_ten(exponent)?))
}

/// "2.3m people": a plural of things counted behind "m" makes it a million, not a metre.
fn counted(a: &Atoms, i: usize) -> bool {
    let word = a.lower(i);
    a.is_word(i)
        && (matches!(
            &*word,
            "people"
                | "children"
                | "men"
                | "women"
                | "barrels"
                | "tonnes"
                | "tons"
                | "euros"
                | "dollars"
                | "pounds"
        ) || (word.len() > 4 && word.ends_with('s') && !word.ends_with("ss")))
}
