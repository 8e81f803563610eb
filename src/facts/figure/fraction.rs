//! Fractions and what is mixed with them: "two-thirds", "2 1/2", "half a million", "three million and a half".

use super::cardinal::cardinal;
use super::digits;
use super::number::{Class, Number, build, power_of_ten, scale_behind};
use super::number_words::NumberWord;
use crate::facts::atom::{AtomKind, Atoms};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

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
pub fn fraction(a: &Atoms, i: usize) -> Option<Number> {
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
            // "two billion and a half million"
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
pub fn a_before(a: &Atoms, k: usize) -> usize {
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
    // "one one hundred and ninth"
    if value < 100 {
        let hundred = (i + 1..last)
            .rev()
            .find(|&k| matches!(a.number(k), Some(NumberWord::Hundred { .. })));
        if let Some(h) = hundred.filter(|&h| h > i + 1)
            && let Some((_, hundreds)) = cardinal(a, h - 1, h + 1)
        {
            candidates.push((h - 1, hundreds.checked_add(Decimal::from(value))?));
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

/// "twenty and three" of "thirty and two and two sevenths" counts as one whole.
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
pub fn slashed(a: &Atoms, i: usize) -> Option<Number> {
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

/// "half" and "quarter" without a numerator: "half of", "more than half", "half a million", "quarter million".
pub fn half(a: &Atoms, i: usize) -> Option<Number> {
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
