//! A number with the signs and units at both its sides.

use super::NumberForm;
use super::cardinal::cardinal;
use super::number::{self, Class, Number};
use super::number_words::NumberWord;
use super::unit::{self, Dimension, Unit};
use crate::facts::atom::Atoms;
use crate::text::Tag;
use crate::text::lexicon::lemma;
use rust_decimal::Decimal;

/// A number with the signs and units at both its sides, as atoms `start..end`.
pub struct Quantity {
    /// The number.
    pub number: Number,
    /// First atom, sign of money counted in.
    pub start: usize,
    /// One past the last atom, unit counted in.
    pub end: usize,
    /// Unit of measurement, currency or percent.
    pub unit: Option<Unit>,
    /// Whether the unit is an age: "years old".
    pub age: bool,
    /// Whether it says how many times: "times", "-fold".
    pub multiple: bool,
}

impl Quantity {
    /// A number with nothing beside it.
    pub fn bare(number: Number) -> Quantity {
        Quantity {
            start: number.start,
            end: number.end,
            unit: None,
            age: false,
            multiple: false,
            number,
        }
    }

    /// Whether number and unit stand before a noun like an adjective: "six-month", "10-foot".
    pub fn hyphenated(&self, a: &Atoms) -> bool {
        (self.number.end..self.end).any(|k| matches!(a.mark(k), Some('-' | '‑')))
    }

    /// Whether its unit is a word in the plural ("six miles"), so that no noun can follow it at once.
    pub fn plural_unit(&self, a: &Atoms) -> bool {
        let physical = self
            .unit
            .as_ref()
            .is_some_and(|u| matches!(u.dimension, Dimension::Physical(_)));
        let last = self.end.saturating_sub(1);
        let word = a.lower(last);
        physical
            && self.end > self.number.end
            && !self.age
            && a.gap(last)
            && (word.len() > 3 && word.ends_with('s') || word == "feet" || word == "foot")
    }

    /// A number with the sign before and the unit behind it.
    /// What lies before atom `floor` belongs to another figure.
    pub fn of(a: &Atoms, number: Number, floor: usize) -> Quantity {
        let mut q = Quantity::bare(number);
        if q.number.class == Class::Ordinal {
            return q;
        }
        if let Some((start, unit)) = unit::money_before(a, q.start).filter(|(s, _)| *s >= floor) {
            q.start = start;
            q.unit = Some(unit);
            after_money(a, &mut q);
            return q;
        }
        // "MCAD 35"
        if let Some(p) = q.start.checked_sub(1)
            && let Some(unit) = unit::millions_of(a.str(p))
            && let Some(value) = q.number.value.checked_mul(Decimal::from(1_000_000))
        {
            q.start = p;
            q.number.value = value;
            q.unit = Some(unit);
            return q;
        }
        unit_behind(a, &mut q);
        q
    }
}

fn unit_behind(a: &Atoms, q: &mut Quantity) {
    let mut at = a.past_hyphen(q.end);
    // "17- year-old", "millions of pounds"
    let torn = a.mark(at) == Some('-') && a.glued(at) && a.is_any(at + 1, &["year", "yr"]);
    let vague = q.number.class == Class::Vague && a.is(at, "of");
    // "half of one percent", "a quarter of a percentage point"
    if q.number.class == Class::Fraction
        && a.is(at, "of")
        && a.is_any(at + 1, &["a", "one"])
        && let Some((end, unit)) = unit::percent(a, at + 2)
    {
        q.end = end;
        q.unit = Some(unit);
        return;
    }
    if torn || vague {
        at += 1;
    }
    if let Some((end, unit)) = unit::percent(a, at) {
        q.end = end;
        q.unit = Some(unit);
    } else if let Some((end, unit)) = unit::money(a, at).filter(|(_, u)| is_money(a, q, at, u)) {
        q.end = end;
        q.unit = Some(unit);
        // "40 EUR million", "9 EUR 40"
        if let Some((after, scale)) =
            number::scale_behind(a, end, true).filter(|_| a.is_word(end) && a.number(end).is_some())
            && let Some(value) = q.number.value.checked_mul(scale)
        {
            q.number.value = value;
            q.end = after;
        }
        hundredths(a, q);
    } else if a.glued(at) && a.is(at, "p") && !a.hyphen(q.end) {
        q.unit = unit::named("pence");
        q.end = at + 1;
    } else if let Some(unit) = unit::millions_of(a.str(at))
        && let Some(value) = q.number.value.checked_mul(Decimal::from(1_000_000))
    {
        q.number.value = value;
        q.unit = Some(unit);
        q.end = at + 1;
    } else if a.is_any(at, &["times", "fold"])
        || (a.is(at, "x") && a.glued(at) && !a.is_digits(at + 1))
    {
        if !(a.is(at, "times") && a.gap(at) && a.is_any(at + 1, &["square", "new"])) {
            q.multiple = true;
            q.end = at + 1;
        }
    } else if let Some((end, unit)) =
        unit::physical(a, at).filter(|(end, u)| is_unit(a, q, at, *end, u))
    {
        q.end = end;
        q.unit = if unit.name == "pound" && costs(a, q, at) {
            unit::named("GBP")
        } else {
            Some(unit)
        };
        smaller_parts(a, q);
        age(a, q);
    } else if a.hyphen(q.end) && a.is(at, "second") {
        q.unit = unit::named("second");
        q.end = at + 1;
    } else if a.is(at, "yo") || (a.is(at, "y") && a.mark(at + 1) == Some('/') && a.is(at + 2, "o"))
    {
        q.unit = unit::named("year");
        q.age = true;
        q.end = if a.is(at, "yo") { at + 1 } else { at + 3 };
    }
}

/// A word that names money also means other things: "won", "marks", "pounds" of weight.
fn is_money(a: &Atoms, q: &Quantity, at: usize, unit: &Unit) -> bool {
    let large = q.number.value >= Decimal::from(1000);
    match &*a.lower(at) {
        "won" => large && !a.is_any(at + 1, &["the", "a", "an", "by", "in", "it"]),
        "mark" | "real" | "reals" | "rand" | "ether" | "colon" => a.is_word(at + 1) && large,
        "marks" => large || q.number.form == NumberForm::Mixed || !q.number.value.fract().is_zero(),
        "dram" | "bucks" => large,
        _ => large || unit.name != "sen",
    }
}

/// Whether "pounds" are money here: in great numbers, with pence, or where something is paid.
fn costs(a: &Atoms, q: &Quantity, at: usize) -> bool {
    const VERBS: &str = "cost pay spend charge earn raise donate owe sell buy worth price fine bet lend borrow steal invest fund budget \
        debt fee salary bill profit loss wage tax loan prize sterling";
    let n = &q.number;
    if matches!(a.str(at), "lb" | "lbs") {
        return false;
    }
    n.value >= Decimal::from(1000)
        || n.class == Class::Vague
        || n.form == NumberForm::Mixed
        || (n.start.saturating_sub(5)..n.start)
            .filter(|&k| a.is_word(k))
            .any(|k| {
                let word = a.lower(k);
                let verb = lemma(&word, Tag::Verb);
                VERBS.split_ascii_whitespace().any(|v| v == verb)
            })
}

/// Whether a word behind a number is meant as its unit.
fn is_unit(a: &Atoms, q: &Quantity, at: usize, end: usize, unit: &Unit) -> bool {
    let word = a.str(at);
    let close = a.glued(at);
    if matches!(q.number.class, Class::Vague) {
        return unit.is_duration() || word.len() > 3;
    }
    match word {
        "m" | "t" | "l" | "L" | "g" | "W" | "V" | "J" => {
            (close
                || (!a.is_word(end) && !a.is_digits(end))
                || a.is_any(
                    end,
                    &[
                        "x", "by", "and", "tall", "long", "high", "wide", "deep", "is", "more",
                        "to", "of",
                    ],
                )
                || a.is_digits(end))
                && !a.hyphen(end)
        }
        "st" => close || a.is_digits(end),
        "cup" => q.number.class == Class::Fraction || a.is(end, "of"),
        "Pa" | "min" | "sec" | "hp" | "kn" => true,
        _ if word.eq_ignore_ascii_case("turn") || word.eq_ignore_ascii_case("turns") => {
            !a.is(end, "to")
        }
        _ => true,
    }
}

/// "$17.25", "$5 million dollars", "c $ 200 and forty": what goes on behind money with its sign in front.
fn after_money(a: &Atoms, q: &mut Quantity) {
    if let Some((end, again)) = unit::money(a, a.past_hyphen(q.end))
        && let Some(unit) = &q.unit
        && again.is_money()
        && (again.name == unit.name
            || (unit.name == "$" && again.name.ends_with('D'))
            || (unit.name == "GBP" && a.is(q.end, "pounds")))
        && !a.is_digits(end)
    {
        q.end = end;
    } else if q.unit.as_ref().is_some_and(|u| u.name == "GBP")
        && a.is_any(q.end, &["pounds", "pound"])
    {
        q.end += 1;
    }
}

/// "8 dollars 25", "3 dollars and 50 cents", "9 EUR 40".
fn hundredths(a: &Atoms, q: &mut Quantity) {
    if q.number.form == NumberForm::Mixed || !q.number.value.fract().is_zero() {
        return;
    }
    let joined = a.number(q.end) == Some(NumberWord::And);
    let at = q.end + usize::from(joined);
    if a.glued(at) {
        return;
    }
    let Some((end, cents)) = cardinal(a, at, a.len()) else {
        return;
    };
    if cents >= Decimal::ONE_HUNDRED || !cents.fract().is_zero() || cents.is_zero() {
        return;
    }
    let small = unit::money(a, end).filter(|(_, u)| matches!(u.name.as_str(), "cent" | "pence"));
    let end = match small {
        Some((after, _)) => after,
        // Nothing else may be counted by the second number.
        None if !a.is_word(end) && !matches!(a.mark(end), Some('$' | '€' | '£' | '%' | '-')) => {
            end
        }
        None if a.is_any(
            end,
            &[
                "more", "and", "for", "to", "in", "on", "at", "a", "per", "each", "when", "but",
                "if",
            ],
        ) && (!joined || a.is(end, "and")) =>
        {
            end
        }
        None => return,
    };
    if let Some(value) = q.number.value.checked_add(cents / Decimal::ONE_HUNDRED) {
        q.number.value = value;
        q.end = end;
    }
}

/// "5 ft 9 in", "11 stone 4 pounds", "two hours and 30 minutes".
fn smaller_parts(a: &Atoms, q: &mut Quantity) {
    let Some(unit) = q.unit.clone() else { return };
    let parts: &[&str] = match unit.name.as_str() {
        "foot" => &["inch"],
        "stone" => &["pound"],
        "pound" => &["ounce"],
        "hour" => &["minute"],
        "minute" => &["second"],
        "year" => &["month"],
        _ => return,
    };
    let at =
        q.end + usize::from(a.number(q.end) == Some(NumberWord::And) || a.mark(q.end) == Some(','));
    let Some((after, small)) = cardinal(a, at, a.len()) else {
        return;
    };
    let read = if a.is(after, "in") && unit.name == "foot" {
        unit::named("inch").map(|u| (after + 1, u))
    } else {
        unit::physical(a, after)
    };
    if let Some((end, part)) = read.filter(|(_, u)| parts.contains(&u.name.as_str()))
        && let Some(extra) = part.convert(small, &unit)
        && extra < Decimal::ONE
        && let Some(value) = q.number.value.checked_add(extra)
    {
        q.number.value = value.round_dp(20);
        q.end = end;
    }
}

/// "a year and a half", "an hour and 20 minutes".
pub fn one_and(a: &Atoms, i: usize) -> Option<Quantity> {
    if a.number(i) != Some(NumberWord::A) || a.number(i + 1).is_some() {
        return None;
    }
    let (end, unit) = unit::physical(a, i + 1).filter(|(_, u)| u.is_duration())?;
    if a.number(end) != Some(NumberWord::And) {
        return None;
    }
    let mut q = Quantity::bare(number::build(a, i, i + 1, Decimal::ONE, Class::Cardinal));
    (q.end, q.unit) = (end, Some(unit));
    let share = match a.number(end + 2) {
        Some(NumberWord::Half) => Some(Decimal::new(5, 1)),
        Some(NumberWord::Quarter { plural: false }) => Some(Decimal::new(25, 2)),
        _ => None,
    };
    match share.filter(|_| a.number(end + 1) == Some(NumberWord::A)) {
        Some(share) => {
            q.number.value = Decimal::ONE.checked_add(share)?;
            q.end = end + 3;
        }
        None => smaller_parts(a, &mut q),
    }
    (q.end > end).then_some(q)
}

/// "25-year-old", "five years of age".
fn age(a: &Atoms, q: &mut Quantity) {
    if !q.unit.as_ref().is_some_and(Unit::is_duration) {
        return;
    }
    let at = a.past_hyphen(q.end);
    if a.is_any(at, &["old", "olds"]) {
        q.age = true;
        q.end = at + 1;
    } else if a.is(q.end, "of") && a.is(q.end + 1, "age") {
        q.age = true;
        q.end += 2;
    }
}

/// "one in five", "two out of three", "700 over 9": the end of the ratio and its value.
pub fn ratio(a: &Atoms, n: &Number) -> Option<(usize, Decimal)> {
    if n.class != Class::Cardinal {
        return None;
    }
    let mut at = n.end;
    // "one voter in five"
    if n.value == Decimal::ONE
        && let Some(inside) = (at + 1..at + 4).find(|&k| a.is(k, "in"))
        && (at..inside).all(|k| a.is_word(k) && !a.capitalised(k) && a.number(k).is_none())
        && !a.is_any(at, &["of", "is", "was", "has", "had", "day", "who", "that"])
    {
        at = inside;
    }
    let out_of = a.is(at, "out") && a.is(at + 1, "of");
    let inside = a.is(at, "in");
    let over = a.is(at, "over");
    if !(out_of || inside || over) {
        return None;
    }
    let second = at + if out_of { 2 } else { 1 };
    let (end, whole) = if a.is(second, "every") {
        cardinal(a, second + 1, a.len())?
    } else {
        cardinal(a, second, a.len())?
    };
    if whole <= Decimal::ONE || !n.value.fract().is_zero() || n.value <= Decimal::ZERO {
        return None;
    }
    if over {
        let ends = !a.is_word(end) && !matches!(a.mark(end), Some('%' | '-'));
        return (ends && n.end - n.start <= 5)
            .then(|| n.value.checked_div(whole).map(|v| (end, v)))?;
    }
    if n.value > whole || (n.value == whole && !out_of) {
        return None;
    }
    let timed = unit::physical(a, end).is_some() || unit::percent(a, end).is_some();
    let yearly = a.str(second).len() == 4 && a.is_digits(second);
    // "27 in 100"
    let round = [100, 1_000, 10_000, 100_000]
        .map(Decimal::from)
        .contains(&whole);
    if timed || yearly || (inside && n.value > Decimal::from(9) && !round) {
        return None;
    }
    n.value.checked_div(whole).map(|v| (end, v))
}
