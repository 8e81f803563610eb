//! One number, however English writes it: digits, words, both, fractions, ordinals.

use super::NumberForm;
use super::cardinal::cardinal;
use super::digits::{self, Separation};
use super::fraction;
use super::number_words::NumberWord;
use crate::facts::atom::{AtomKind, Atoms};
use rust_decimal::Decimal;

/// What the number is by its own form, before anything beside it is looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Class {
    /// "13,000", "a dozen".
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

/// Words without a meaning inside a spelled number that a figure may begin with all the same.
const BEGINNINGS: [&str; 13] = [
    "twice",
    "thrice",
    "doubled",
    "doubling",
    "tripled",
    "trebled",
    "tripling",
    "quadrupled",
    "minus",
    "negative",
    "tens",
    "several",
    "scores",
];

/// Whether a figure of any kind may begin at atom `i`. Asked of every atom, most of which are other words.
pub fn may_begin(a: &Atoms, i: usize) -> bool {
    let Some(atom) = a.get(i) else { return false };
    match atom.kind {
        AtomKind::Digits => true,
        AtomKind::Mark(c) => matches!(c, '-' | '−') || digits::vulgar(c).is_some(),
        AtomKind::Word if atom.number.is_some() => true,
        AtomKind::Word => {
            let word = a.str(i).as_bytes();
            let last = |n: usize| word.len().checked_sub(n).and_then(|at| word.get(at..));
            // "threefold"; "II".
            last(4).is_some_and(|end| end.eq_ignore_ascii_case(b"fold"))
                || word.first().is_some_and(|b| b"IVXLCDM".contains(b))
                || BEGINNINGS
                    .iter()
                    .any(|w| w.as_bytes().eq_ignore_ascii_case(word))
        }
    }
}

/// The number that begins at atom `i`.
pub fn at(a: &Atoms, i: usize) -> Option<Number> {
    let sign = negative(a, i);
    let start = i + usize::from(sign);
    let mut number = vague(a, start)
        .or_else(|| some_of(a, start))
        .or_else(|| fraction::fraction(a, start))
        .or_else(|| fraction::slashed(a, start))
        .or_else(|| ordinal(a, start))
        .or_else(|| fraction::half(a, start))
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

/// A number of atoms `start..end`, its form read off them.
pub fn build(a: &Atoms, start: usize, end: usize, value: Decimal, class: Class) -> Number {
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

/// "a couple of days", "a couple of hundred", "a few thousand", "several hundred", "scores of fans".
fn some_of(a: &Atoms, i: usize) -> Option<Number> {
    let scale = |k: usize| match a.number(k)? {
        NumberWord::Hundred { plural: false } => Some(Decimal::ONE_HUNDRED),
        NumberWord::Dozen { plural: false } => Some(Decimal::from(12)),
        NumberWord::Scale {
            exponent,
            plural: false,
        } => power_of_ten(exponent.into()),
        _ => None,
    };
    let (end, scale, least, most) = if a.is(i, "a") && a.is(i + 1, "couple") {
        let of = a.is(i + 2, "of");
        let at = i + 2 + usize::from(of);
        match scale(at) {
            Some(scale) => (at + 1, scale, 2, 3),
            // Two people who are one: "a couple from the village".
            None => (of && a.is_word(at)).then_some((i + 2, Decimal::ONE, 2, 3))?,
        }
    } else if a.is(i, "a") && a.is(i + 1, "few") {
        (i + 3, scale(i + 2)?, 2, 9)
    } else if a.is(i, "several") {
        (i + 2, scale(i + 1)?, 2, 9)
    } else if a.is(i, "scores") && a.is(i + 1, "of") && a.is_word(i + 2) {
        (i + 1, Decimal::ONE, 20, 199)
    } else {
        return None;
    };
    let floor = scale.checked_mul(Decimal::from(least))?;
    let mut n = build(a, i, end, floor, Class::Vague);
    n.ceiling = scale
        .checked_mul(Decimal::from(most + 1))
        .and_then(|c| c.checked_sub(Decimal::ONE))
        .filter(|_| scale > Decimal::ONE)
        .or_else(|| Some(Decimal::from(most)));
    Some(n)
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
    // "ten per second" is a rate.
    if a.is(i, "second") && i > 0 && a.is_any(i - 1, &["per", "each", "every"]) {
        return None;
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
            let tens = matches!(
                a.number(fraction::a_before(a, at)),
                Some(NumberWord::Tens(_))
            );
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

/// "1 234 567", "40 000", "80 , 000", "4, 000", "7 . 4 %": digits that blanks have torn apart.
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

/// "1e10", "4.7x10^5", "1.5^-2".
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
