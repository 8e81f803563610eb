//! Cardinals of digits, words or both: "13,000", "three hundred and twelve", "6 thousand 5 hundred and 12".

use super::digits;
use super::number::power_of_ten;
use super::number_words::NumberWord;
use crate::facts::atom::{AtomKind, Atoms};
use rust_decimal::Decimal;

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
                    // "6 thousand 5 hundred and 12"
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
                group = Some(base.checked_add(read.value)?);
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
                group = Some(base.checked_add(Decimal::from(n))?);
                slot = Slot::Closed;
            }
            (_, Some(NumberWord::Teen(n))) if slot >= Slot::Tens => {
                group = Some(base.checked_add(Decimal::from(n))?);
                slot = Slot::Closed;
            }
            (_, Some(NumberWord::Tens(n))) if slot >= Slot::Tens => {
                group = Some(base.checked_add(Decimal::from(n))?);
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
