//! Words that hedge a number, before and behind it, and the interval they leave open.

use super::HedgeKind;
use crate::facts::atom::Atoms;
use rust_decimal::Decimal;

/// Hedges before a number, longest phrases first within each line of thought; matched from the number backwards.
const BEFORE: &[(&str, HedgeKind)] = &[
    // greater or equal
    ("equal to or more than", HedgeKind::AtLeast),
    ("equal to or greater than", HedgeKind::AtLeast),
    ("greater than or equal to", HedgeKind::AtLeast),
    ("more than or equal to", HedgeKind::AtLeast),
    ("at least or equal to", HedgeKind::AtLeast),
    ("higher or equal than", HedgeKind::AtLeast),
    ("bigger or equal than", HedgeKind::AtLeast),
    ("larger or equal than", HedgeKind::AtLeast),
    ("greater or equal than", HedgeKind::AtLeast),
    ("greater or equal to", HedgeKind::AtLeast),
    ("no fewer than", HedgeKind::AtLeast),
    ("no less than", HedgeKind::AtLeast),
    ("not less than", HedgeKind::AtLeast),
    ("not fewer than", HedgeKind::AtLeast),
    ("a minimum of", HedgeKind::AtLeast),
    ("minimum of", HedgeKind::AtLeast),
    ("at least", HedgeKind::AtLeast),
    // smaller or equal
    ("equal to or less than", HedgeKind::AtMost),
    ("equal to or fewer than", HedgeKind::AtMost),
    ("less than or equal to", HedgeKind::AtMost),
    ("fewer than or equal to", HedgeKind::AtMost),
    ("lower or equal than", HedgeKind::AtMost),
    ("smaller or equal than", HedgeKind::AtMost),
    ("less or equal than", HedgeKind::AtMost),
    ("less or equal to", HedgeKind::AtMost),
    ("no more than", HedgeKind::AtMost),
    ("not more than", HedgeKind::AtMost),
    ("no greater than", HedgeKind::AtMost),
    ("no higher than", HedgeKind::AtMost),
    ("not exceeding", HedgeKind::AtMost),
    ("as many as", HedgeKind::AtMost),
    ("as much as", HedgeKind::AtMost),
    ("as high as", HedgeKind::AtMost),
    ("a maximum of", HedgeKind::AtMost),
    ("maximum of", HedgeKind::AtMost),
    ("at most", HedgeKind::AtMost),
    ("anything up to", HedgeKind::AtMost),
    ("up to", HedgeKind::AtMost),
    // a little less
    ("just short of", HedgeKind::Nearly),
    ("just shy of", HedgeKind::Nearly),
    ("slightly less than", HedgeKind::Nearly),
    ("slightly fewer than", HedgeKind::Nearly),
    ("slightly under", HedgeKind::Nearly),
    ("slightly below", HedgeKind::Nearly),
    ("a little less than", HedgeKind::Nearly),
    ("a little under", HedgeKind::Nearly),
    ("just under", HedgeKind::Nearly),
    ("just below", HedgeKind::Nearly),
    ("just less than", HedgeKind::Nearly),
    ("close to", HedgeKind::Nearly),
    ("not quite", HedgeKind::Nearly),
    ("nearly", HedgeKind::Nearly),
    ("almost", HedgeKind::Nearly),
    ("approaching", HedgeKind::Nearly),
    ("nearing", HedgeKind::Nearly),
    // greater
    ("in excess of", HedgeKind::MoreThan),
    ("upwards of", HedgeKind::MoreThan),
    ("upward of", HedgeKind::MoreThan),
    ("north of", HedgeKind::MoreThan),
    ("slightly more than", HedgeKind::MoreThan),
    ("a little more than", HedgeKind::MoreThan),
    ("just more than", HedgeKind::MoreThan),
    ("just over", HedgeKind::MoreThan),
    ("just above", HedgeKind::MoreThan),
    ("slightly over", HedgeKind::MoreThan),
    ("slightly above", HedgeKind::MoreThan),
    ("a little over", HedgeKind::MoreThan),
    ("well over", HedgeKind::MoreThan),
    ("well above", HedgeKind::MoreThan),
    ("far more than", HedgeKind::MoreThan),
    ("much more than", HedgeKind::MoreThan),
    ("more than", HedgeKind::MoreThan),
    ("greater than", HedgeKind::MoreThan),
    ("higher than", HedgeKind::MoreThan),
    ("larger than", HedgeKind::MoreThan),
    ("bigger than", HedgeKind::MoreThan),
    ("longer than", HedgeKind::MoreThan),
    ("older than", HedgeKind::MoreThan),
    ("over", HedgeKind::MoreThan),
    ("above", HedgeKind::MoreThan),
    ("exceeding", HedgeKind::MoreThan),
    ("exceed", HedgeKind::MoreThan),
    ("exceeds", HedgeKind::MoreThan),
    ("exceeded", HedgeKind::MoreThan),
    ("surpass", HedgeKind::MoreThan),
    ("surpasses", HedgeKind::MoreThan),
    ("surpassed", HedgeKind::MoreThan),
    ("surpassing", HedgeKind::MoreThan),
    // smaller
    ("well under", HedgeKind::LessThan),
    ("well below", HedgeKind::LessThan),
    ("far less than", HedgeKind::LessThan),
    ("far fewer than", HedgeKind::LessThan),
    ("less than", HedgeKind::LessThan),
    ("fewer than", HedgeKind::LessThan),
    ("lower than", HedgeKind::LessThan),
    ("smaller than", HedgeKind::LessThan),
    ("shorter than", HedgeKind::LessThan),
    ("younger than", HedgeKind::LessThan),
    ("under", HedgeKind::LessThan),
    ("below", HedgeKind::LessThan),
    // somebody's reckoning
    ("an estimated total of", HedgeKind::Estimated),
    ("an estimated", HedgeKind::Estimated),
    ("estimated at", HedgeKind::Estimated),
    ("estimated to be", HedgeKind::Estimated),
    ("estimates of", HedgeKind::Estimated),
    ("an estimate of", HedgeKind::Estimated),
    ("estimated", HedgeKind::Estimated),
    // near
    ("in the region of", HedgeKind::About),
    ("somewhere in the region of", HedgeKind::About),
    ("on the order of", HedgeKind::About),
    ("in the order of", HedgeKind::About),
    ("somewhere around", HedgeKind::About),
    ("something like", HedgeKind::About),
    ("about", HedgeKind::About),
    ("around", HedgeKind::About),
    ("roughly", HedgeKind::About),
    ("approximately", HedgeKind::About),
    ("approx", HedgeKind::About),
    ("circa", HedgeKind::About),
    ("some", HedgeKind::About),
];

const BEFORE_SIGNS: &[(&str, HedgeKind)] = &[
    (">=", HedgeKind::AtLeast),
    ("≥", HedgeKind::AtLeast),
    ("<=", HedgeKind::AtMost),
    ("≤", HedgeKind::AtMost),
    (">", HedgeKind::MoreThan),
    ("<", HedgeKind::LessThan),
    ("~", HedgeKind::About),
    ("≈", HedgeKind::About),
];

const AFTER: &[(&str, HedgeKind)] = &[
    ("or so", HedgeKind::About),
    ("or thereabouts", HedgeKind::About),
    ("or more than", HedgeKind::AtLeast),
    ("or greater than", HedgeKind::AtLeast),
    ("or less than", HedgeKind::AtMost),
    ("or more", HedgeKind::AtLeast),
    ("or greater", HedgeKind::AtLeast),
    ("or higher", HedgeKind::AtLeast),
    ("or over", HedgeKind::AtLeast),
    ("or above", HedgeKind::AtLeast),
    ("or older", HedgeKind::AtLeast),
    ("and over", HedgeKind::AtLeast),
    ("and above", HedgeKind::AtLeast),
    ("and more", HedgeKind::AtLeast),
    ("and older", HedgeKind::AtLeast),
    ("or less", HedgeKind::AtMost),
    ("or fewer", HedgeKind::AtMost),
    ("or lower", HedgeKind::AtMost),
    ("or under", HedgeKind::AtMost),
    ("or younger", HedgeKind::AtMost),
    ("or below", HedgeKind::AtMost),
    ("at most", HedgeKind::AtMost),
    ("at least", HedgeKind::AtLeast),
];

/// The hedge that ends right before atom `i`: its first atom, and what it does. A total, an average and an article
/// may stand between ("an estimated total of", "more than a").
pub fn before(a: &Atoms, i: usize) -> Option<(usize, usize, HedgeKind)> {
    let mut end = i;
    loop {
        if let Some((start, kind)) = ending_at(a, end) {
            return Some((start, end, kind));
        }
        end = match end.checked_sub(1) {
            Some(p) if end == i && a.is_any(p, &["a", "an"]) => p,
            Some(p) if a.is(p, "of") && p > 0 && a.is_any(p - 1, &["total", "average"]) => p - 1,
            _ => return None,
        };
    }
}

fn ending_at(a: &Atoms, end: usize) -> Option<(usize, HedgeKind)> {
    let last = end.checked_sub(1)?;
    if a.mark(last).is_some() {
        let (mut text, mut start) = (String::new(), end);
        while start > 0
            && start + 2 > end
            && a.mark(start - 1).is_some_and(|c| "<>=≤≥~≈".contains(c))
        {
            start -= 1;
            text.insert_str(0, a.str(start));
        }
        return BEFORE_SIGNS
            .iter()
            .find(|(sign, _)| *sign == text)
            .map(|&(_, kind)| (start, kind));
    }
    BEFORE
        .iter()
        .filter(|(phrase, _)| ends_with_word(phrase, a.str(last)))
        .filter_map(|&(phrase, kind)| backwards(a, end, phrase).map(|start| (start, kind)))
        .min_by_key(|&(start, _)| start)
        .filter(|&(start, _)| !misleading(a, start, end))
}

/// Whether a phrase's letters end as a word does, case aside: few do.
fn ends_with_word(phrase: &str, word: &str) -> bool {
    let (phrase, word) = (phrase.as_bytes(), word.as_bytes());
    let tail = phrase.len().checked_sub(word.len());
    tail.and_then(|at| phrase.get(at..))
        .is_some_and(|tail| tail.eq_ignore_ascii_case(word))
}

/// First atom of a phrase that ends right before atom `end`.
fn backwards(a: &Atoms, end: usize, phrase: &str) -> Option<usize> {
    let mut at = end;
    for word in phrase.rsplit(' ') {
        at = at.checked_sub(1)?;
        if !a.is(at, word) {
            return None;
        }
    }
    Some(at)
}

/// "all over", "turned over 30", "moved them up to 30 points": hedges that are something else here.
fn misleading(a: &Atoms, start: usize, end: usize) -> bool {
    let Some(before) = start.checked_sub(1) else {
        return false;
    };
    if end - start == 1 {
        return a.is_any(
            before,
            &["all", "turned", "took", "handed", "came", "come", "brought"],
        ) && a.is_any(start, &["over", "about", "around"]);
    }
    end - start == 2 && a.is(start, "up") && a.is(start + 1, "to") && moves(a, before)
}

/// Whether a verb of motion ends at atom `last`, or right before the one who is moved.
fn moves(a: &Atoms, last: usize) -> bool {
    const BY_ITSELF: &[&str] = &[
        "go", "goes", "went", "going", "gone", "move", "moves", "moved", "moving", "climb",
        "climbs", "climbed", "climbing", "jump", "jumped",
    ];
    const SOMEBODY: &[&str] = &[
        "move", "moves", "moved", "moving", "take", "takes", "took", "taking", "lift", "lifts",
        "lifted", "lifting", "bring", "brings", "brought",
    ];
    let is_moved = |i: usize| a.capitalised(i) || a.is_any(i, &["him", "her", "it", "them", "us"]);
    a.is_any(last, BY_ITSELF)
        || is_moved(last)
            && (1..=2).any(|back| {
                last.checked_sub(back)
                    .is_some_and(|verb| a.is_any(verb, SOMEBODY))
            })
}

/// The hedge that begins right behind a number: one past its last atom.
pub fn after(a: &Atoms, i: usize) -> Option<(usize, HedgeKind)> {
    if a.mark(i) == Some('+') && a.glued(i) && !a.is_digits(i + 1) {
        return Some((i + 1, HedgeKind::AtLeast));
    }
    if a.hyphen(i) || a.glued(i) {
        return match a.str(a.past_hyphen(i)) {
            "odd" => Some((i + 2, HedgeKind::About)),
            "plus" => Some((i + 2, HedgeKind::AtLeast)),
            "ish" => Some((i + 2, HedgeKind::About)),
            _ => None,
        };
    }
    if a.is(i, "plus") && !a.is_digits(i + 1) && a.number(i + 1).is_none() && a.is_word(i + 1) {
        return None;
    }
    if a.is(i, "odd") && a.is_word(i + 1) {
        return Some((i + 1, HedgeKind::About));
    }
    AFTER.iter().find_map(|&(phrase, kind)| {
        let mut at = i;
        for word in phrase.split(' ') {
            if !a.is(at, word) {
                return None;
            }
            at += 1;
        }
        // "800 or more than 750": the bound belongs to the number behind.
        let counts = a.is_digits(at)
            || a.number(at).is_some_and(|n| {
                !matches!(
                    n,
                    super::number_words::NumberWord::And | super::number_words::NumberWord::A
                )
            });
        (!counts).then_some((at, kind))
    })
}

/// Whether a bound stays close: "just over", "slightly more than".
pub fn is_close(a: &Atoms, start: usize) -> bool {
    a.is_any(start, &["just", "slightly"]) || (a.is(start, "a") && a.is(start + 1, "little"))
}

/// How far from `value` an "about" may lie: half of the last place that is not nought, but no less than 3.5 % of
/// the value and no more than 10 %; never less than one for a whole number from twenty up.
///
/// Rounding to the last significant place is the convention of ISO 80000-1:2022, annex B; the two percentages keep a
/// number of one digit ("about 1,000") from reaching half of itself and one of many digits from being taken as exact.
pub fn tolerance(value: Decimal) -> Decimal {
    let size = value.abs();
    let mut place = Decimal::ONE;
    if size.fract().is_zero() {
        let mut rest = size.normalize();
        while !rest.is_zero() && (rest % Decimal::TEN).is_zero() {
            rest /= Decimal::TEN;
            place = place.saturating_mul(Decimal::TEN);
        }
    } else {
        place = Decimal::new(1, size.normalize().scale());
    }
    let floor = size.saturating_mul(Decimal::new(35, 3));
    let ceiling = size.saturating_mul(Decimal::new(1, 1));
    let tolerance = (place / Decimal::TWO).max(floor).min(ceiling.max(floor));
    if size.fract().is_zero() && size >= Decimal::from(20) {
        tolerance.max(Decimal::ONE)
    } else {
        tolerance
    }
}

/// A round number: its last digit is nought.
pub fn is_round(value: Decimal) -> bool {
    value.fract().is_zero() && !value.is_zero() && (value % Decimal::TEN).is_zero()
}

/// The values that agree with `low..=high` under a hedge.
pub fn interval(
    kind: Option<HedgeKind>,
    close: bool,
    low: Decimal,
    high: Decimal,
) -> (Option<Decimal>, Option<Decimal>) {
    let below = |v: Decimal| v.checked_sub(tolerance(v));
    let above = |v: Decimal| v.checked_add(tolerance(v));
    match kind {
        None => (Some(low), Some(high)),
        Some(HedgeKind::About) => (below(low), above(high)),
        Some(HedgeKind::Estimated) if is_round(low) => (below(low), above(high)),
        Some(HedgeKind::Estimated) => (Some(low), Some(high)),
        Some(HedgeKind::Nearly) => (below(low), Some(high)),
        Some(HedgeKind::MoreThan) if close => (Some(low), above(high)),
        Some(HedgeKind::MoreThan | HedgeKind::AtLeast) => (Some(low), None),
        Some(HedgeKind::LessThan | HedgeKind::AtMost) => (None, Some(high)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn about_reaches_half_of_the_last_place_within_bounds() {
        for (value, reach) in [
            ("13000", "500"),
            ("330000", "11550"),
            ("1000", "100"),
            ("25", "1"),
            ("2.5", "0.0875"),
            ("7", "0.5"),
        ] {
            let got = tolerance(value.parse().expect("a number"));
            assert_eq!(got, reach.parse().expect("a number"), "{value}");
        }
    }
}
