//! Changes from one value to another.

use super::{Slip, Sum, allowed, changes, exact};
use crate::facts::figure::{Figure, FigureKind};
use rust_decimal::Decimal;

/// Words of a sentence that tells of places in an order.
const RANKS: &[&str] = &[
    "rank",
    "ranked",
    "ranking",
    "rankings",
    "table",
    "place",
    "places",
    "list",
    "chart",
    "charts",
    "seed",
    "seeding",
    "standings",
    "position",
];

impl Sum<'_> {
    /// "Rose 50 percent, from 40 to 50"; "rose from 50 to 40"; "doubled from 40 to 60".
    pub fn change(&self) -> Option<Slip> {
        let prose = &self.context.draft.blocks[self.block].prose;
        for pair in self.figures.windows(2) {
            let [(_, first), (_, second)] = pair else {
                continue;
            };
            let gap = self.between(first.span.end, second.span.start);
            let at = prose.token_at(first.span.start);
            let word = |back: usize| {
                at.checked_sub(back)
                    .filter(|t| self.sentence.contains(t))
                    .map(|t| prose.lower(t).into_owned())
                    .unwrap_or_default()
            };
            // "from 40 to 50", "to 50 from 40"
            let joint = gap.last().map(String::as_str).filter(|_| gap.len() <= 3);
            let (from, to) = match (&*word(1), joint) {
                ("from", Some("to")) => (*first, *second),
                ("to", Some("from")) => (*second, *first),
                _ => continue,
            };
            if !changes(from) || !changes(to) || !one_unit(from, to) {
                continue;
            }
            let Some((start, end)) = exact(from).zip(exact(to)) else {
                continue;
            };
            let stated =
                self.figures.iter().map(|(_, f)| *f).find(|f| {
                    from.kind != FigureKind::Percent && self.is_stated_of(f, first, second)
                });
            let Some((back, verb)) =
                (1..=8).find_map(|back| Direction::of(&word(back)).map(|verb| (back, verb)))
            else {
                continue;
            };
            // A place in a table falls when its number grows.
            let ranked = self
                .sentence
                .clone()
                .any(|t| RANKS.contains(&&*prose.lower(t)));
            let bare = |f: &Figure| f.unit.is_none() && f.measure.head.is_empty();
            let inverted = joint == Some("from");
            let turned = !(ranked || inverted && bare(from) && bare(to))
                && match verb {
                    Direction::Up => start > end,
                    Direction::Down => start < end,
                    Direction::Times(_) => false,
                };
            if turned {
                return Some(self.slip(
                    format!(
                        "from {} to {} is the other way round",
                        self.text(from),
                        self.text(to)
                    ),
                    to,
                    vec![self.evidence(from)],
                    Vec::new(),
                ));
            }
            if let Direction::Times(times) = verb {
                if let Some(slip) = self.not_so_many_times(from, to, times, &word(back + 1)) {
                    return Some(slip);
                }
                continue;
            }
            if let Some(slip) = self.difference(from, to, first) {
                return Some(slip);
            }
            let Some(percent) = stated else { continue };
            let change = end
                .checked_sub(start)?
                .abs()
                .checked_mul(Decimal::ONE_HUNDRED)?
                .checked_div(start)?;
            // A third is told in hundredths like a percentage.
            let scale = match percent.kind {
                FigureKind::Fraction => Decimal::ONE_HUNDRED,
                _ => Decimal::ONE,
            };
            let bound = |end: Option<Decimal>| end.and_then(|end| end.checked_mul(scale));
            let low = bound(percent.low).unwrap_or_default();
            let slack = change.checked_div(Decimal::TEN)?.max(Decimal::ONE);
            let above = bound(percent.high)
                .is_none_or(|high| change <= high.checked_add(slack).unwrap_or(high));
            if !(above && change >= low.checked_sub(slack)?) {
                return Some(self.slip(
                    format!(
                        "{}: from {} to {} is {} percent",
                        self.text(percent),
                        self.text(from),
                        self.text(to),
                        change.round_dp(1).normalize()
                    ),
                    percent,
                    vec![self.evidence(from), self.evidence(to)],
                    Vec::new(),
                ));
            }
        }
        None
    }

    /// "Membership stood at 400. By autumn it had tripled, to 900."
    pub fn multiplied(&self) -> Option<Slip> {
        let mut after = self.figures.iter().map(|(_, f)| *f).filter(|f| changes(f));
        let (to, None) = (after.next()?, after.next()) else {
            return None;
        };
        let lead = self.before(to.span.start);
        let (last, lead) = lead.split_last()?;
        let lead = lead.strip_suffix(&[",".to_owned()]).unwrap_or(lead);
        let from_verb = lead.iter().rev().take(2).position(|w| times(w).is_some())?;
        let verb = lead.len().checked_sub(from_verb + 1)?;
        let times = times(lead.get(verb)?)?;
        if last != "to" {
            return None;
        }
        let before = self.sentence_before()?;
        let mut earlier = before
            .figures
            .iter()
            .map(|(_, f)| *f)
            .filter(|f| changes(f));
        let (from, None) = (earlier.next()?, earlier.next()) else {
            return None;
        };
        let one_measure = from.kind == to.kind && from.unit == to.unit && !from.measure.part;
        let subject = lead.get(..verb)?;
        let named = subject.last().is_some_and(|w| *w == from.measure.head);
        if !one_measure || !exact_pair(from, to) || !(named || before.goes_on(subject)) {
            return None;
        }
        let modifier = verb.checked_sub(1).and_then(|i| lead.get(i));
        self.not_so_many_times(from, to, times, modifier.map_or("", String::as_str))
    }

    /// "Doubled from 40 to 60." `modifier` is the word before the verb.
    fn not_so_many_times(
        &self,
        from: &Figure,
        to: &Figure,
        times: Decimal,
        modifier: &str,
    ) -> Option<Slip> {
        let (start, end) = (from.value, to.value);
        let wanted = start.checked_mul(times)?;
        let off = wanted.checked_sub(end)?.abs();
        let share = off.checked_div(wanted.abs())?;
        let bound = matches!(modifier, "than" | "over" | "least");
        let loose = matches!(
            modifier,
            "nearly"
                | "almost"
                | "about"
                | "roughly"
                | "practically"
                | "virtually"
                | "approximately"
                | "around"
        );
        let most = Decimal::new(if loose { 25 } else { 125 }, if loose { 2 } else { 3 });
        // "More than doubled" only bounds the value.
        let beyond = bound && (end > start) == (end > wanted);
        if share < most || beyond {
            return None;
        }
        Some(self.slip(
            format!(
                "from {} to {} is {} times as much",
                self.text(from),
                self.text(to),
                end.checked_div(start)?.round_dp(2).normalize()
            ),
            to,
            vec![self.evidence(from)],
            Vec::new(),
        ))
    }

    /// Whether a share is the change between two values: "50 percent, from 40 to 50", "from 40 to 50, an increase of 50 percent".
    fn is_stated_of(&self, share: &Figure, first: &Figure, second: &Figure) -> bool {
        if !matches!(share.kind, FigureKind::Percent | FigureKind::Fraction) {
            return false;
        }
        if share.span.end <= first.span.start {
            return self.between(share.span.end, first.span.start).len() <= 3;
        }
        let gap = self.between(second.span.end, share.span.start);
        let words: Vec<&str> = gap.iter().map(String::as_str).collect();
        let behind = self.behind(share.span.end);
        let ends = behind
            .first()
            .is_none_or(|w| matches!(w.as_str(), "." | "," | ";" | ")"));
        ends && share.span.start >= second.span.end
            && matches!(
                words.as_slice(),
                [",", "up" | "down" | "or"]
                    | [
                        ",",
                        "a" | "an",
                        "increase"
                            | "rise"
                            | "gain"
                            | "jump"
                            | "fall"
                            | "drop"
                            | "decline"
                            | "decrease"
                            | "cut",
                        "of"
                    ]
            )
    }

    /// "Rose by 10, from 40 to 60."
    fn difference(&self, from: &Figure, to: &Figure, first: &Figure) -> Option<Slip> {
        let (_, by) = self.figures.iter().find(|(_, f)| {
            changes(f)
                && f.span.end <= first.span.start
                && self.between(f.span.end, first.span.start).len() <= 3
                && self.before(f.span.start).last().is_some_and(|w| w == "by")
        })?;
        if by.kind != to.kind || by.unit != to.unit || by.kind == FigureKind::Percent {
            return None;
        }
        let ((from_low, from_high), (low, high)) = (allowed(from)?, allowed(to)?);
        let (least, most) = allowed(by)?;
        // The least and the greatest difference that the two ends allow.
        let (far, near) = if from.value < to.value {
            (high.checked_sub(from_low)?, low.checked_sub(from_high)?)
        } else {
            (from_high.checked_sub(low)?, from_low.checked_sub(high)?)
        };
        if near <= most && least <= far {
            return None;
        }
        let made = to.value.checked_sub(from.value)?.abs();
        Some(self.slip(
            format!(
                "{}: from {} to {} is {}",
                self.text(by),
                self.text(from),
                self.text(to),
                made.normalize()
            ),
            by,
            vec![self.evidence(from), self.evidence(to)],
            Vec::new(),
        ))
    }
}

/// How many times as much a verb makes of something.
fn times(verb: &str) -> Option<Decimal> {
    Some(match verb {
        "doubled" | "doubling" | "double" | "doubles" => Decimal::TWO,
        "tripled" | "trebled" | "tripling" | "trebling" => Decimal::from(3),
        "quadrupled" => Decimal::from(4),
        "halved" => Decimal::new(5, 1),
        _ => return None,
    })
}

fn exact_pair(from: &Figure, to: &Figure) -> bool {
    exact(from).is_some_and(|v| !v.is_zero()) && exact(to).is_some()
}

/// Where a verb of change leads.
enum Direction {
    Up,
    Down,
    Times(Decimal),
}

impl Direction {
    fn of(word: &str) -> Option<Direction> {
        Some(match word {
            "rose" | "rise" | "rises" | "risen" | "rising" | "grew" | "grow" | "grown"
            | "grows" | "increased" | "increase" | "climbed" | "climb" | "jumped" | "surged"
            | "raised" | "raise" | "raises" | "lifted" | "soared" => Direction::Up,
            "fell" | "fall" | "falls" | "fallen" | "falling" | "dropped" | "drop" | "declined"
            | "decline" | "decreased" | "decrease" | "shrank" | "shrunk" | "plunged"
            | "slumped" | "cut" | "lowered" | "reduced" => Direction::Down,
            _ => Direction::Times(times(word)?),
        })
    }
}

/// Whether two ends of a change have one unit, be it said once ("from 300 to 900 tonnes").
fn one_unit(from: &Figure, to: &Figure) -> bool {
    from.unit.is_none() && from.kind == FigureKind::Cardinal || from.unit == to.unit
}
