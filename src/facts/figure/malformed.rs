//! Numbers written as no style allows, and what they should be in the text's own style.

use super::digits::{self, Separation, with_commas};
use super::number::Number;
use super::unit::{self, Unit};
use crate::facts::atom::Atoms;
use rust_decimal::Decimal;

/// The right form of atoms `number`, where it is written wrongly; `start..end` is the number with its sign and unit.
pub fn of(
    a: &Atoms,
    number: &Number,
    start: usize,
    end: usize,
    unit: Option<&Unit>,
) -> Option<String> {
    let digits = || a.span(number.start, number.end).of(a.text);
    match number.separation? {
        // "4, 000"
        Separation::Broken => Some(restyled(a, number, digits())),
        // "12 000" where the text has "10,000" elsewhere.
        Separation::Blank if style(a) == Some(Separation::Comma) => {
            Some(restyled(a, number, digits()))
        }
        // "14,00" of something that comes in whole pieces, or of money.
        Separation::DecimalComma
            if style(a) != Some(Separation::Point) && !a.text.contains('€') =>
        {
            let run = digits();
            let fraction = run.split_once(',')?.1;
            if fraction.len() != 2 {
                return None;
            }
            unit.filter(|u| u.is_money())
                .map(|_| run.replacen(',', ".", 1))
        }
        // "$5 million dollars"
        _ => {
            let money = unit.filter(|u| u.is_money())?;
            let (_, before) = unit::money_before(a, number.start)?;
            let named = (number.end..end).any(|k| a.is_word(k));
            (named && start < number.start && before.comparable(money))
                .then(|| a.span(start, number.end).of(a.text).to_owned())
        }
    }
}

/// The right form of a range, where one of its two numbers is written wrongly.
pub fn of_pair(a: &Atoms, first: &Number, second: &Number) -> Option<String> {
    let right = |n: &Number| of(a, n, n.start, n.end, None);
    let (one, two) = (right(first), right(second));
    if one.is_none() && two.is_none() {
        return None;
    }
    let written = |n: &Number| a.span(n.start, n.end).of(a.text).to_owned();
    Some(format!(
        "{}{}{}",
        one.unwrap_or_else(|| written(first)),
        a.text
            .get(a.span(first.start, first.end).end..a.span(second.start, second.end).start)?,
        two.unwrap_or_else(|| written(second)),
    ))
}

/// The number with commas, what scales it kept.
fn restyled(a: &Atoms, number: &Number, text: &str) -> String {
    let last_digits = (number.start..number.end).rev().find(|&k| a.is_digits(k));
    let tail = last_digits.map_or("", |k| a.span(k + 1, number.end).of(a.text));
    let run: String = text.chars().filter(char::is_ascii_digit).collect();
    let plain = run.parse::<Decimal>().unwrap_or(number.value);
    if tail.is_empty() {
        with_commas(plain)
    } else {
        format!("{} {tail}", with_commas(plain))
    }
}

/// The separator of thousands that the text uses elsewhere.
fn style(a: &Atoms) -> Option<Separation> {
    *a.thousands.get_or_init(|| {
        (0..a.len())
            .filter(|&k| a.is_digits(k))
            .filter_map(|k| digits::parse(a.str(k)))
            .map(|d| d.separation)
            .find(|s| matches!(s, Separation::Comma | Separation::Point))
    })
}
