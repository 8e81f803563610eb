//! Rates whose two operands stand beside them.

use super::totals::ends_with;
use super::{Slip, Sum, allowed};
use crate::facts::figure::{Figure, FigureKind};
use rust_decimal::Decimal;

impl Sum<'_> {
    /// "£900 for 30 desks, or £40 each".
    pub fn rate(&self) -> Option<Slip> {
        let [(_, whole), (_, count), (_, rate)] = self.figures.as_slice() else {
            return None;
        };
        let measured = matches!(whole.kind, FigureKind::Money | FigureKind::Dimension);
        if !measured
            || whole.kind != rate.kind
            || whole.unit != rate.unit
            || !self.counts(count)
            || count.value <= Decimal::ONE
            || !self.spread_over(whole, count, rate)
        {
            return None;
        }
        self.not_the_rate(whole, count, rate)
    }

    /// "The parish has 5,000 residents. It spent £2 million on roads, or £800 a resident": operands anywhere in this
    /// sentence and the two before, as long as no other number could be meant.
    pub fn rate_of_the_text(&self) -> Option<Slip> {
        let (_, rate) = *self.figures.last()?;
        let behind = self.behind(rate.span.end);
        let said: Vec<&str> = behind.iter().map(String::as_str).take(3).collect();
        let (one, share) = match rate.unit.as_ref().and_then(|u| u.name.split_once(" per ")) {
            Some((whole, one)) => (one.to_owned(), Some(whole.to_owned())),
            None => match said.as_slice() {
                ["a" | "an" | "per", noun, rest @ ..] if rest.first().is_none_or(closes) => {
                    ((*noun).to_owned(), None)
                }
                _ => return None,
            },
        };
        let lead = self.before(rate.span.start);
        if !CONCLUDES.iter().any(|cue| ends_with(&lead, cue)) {
            return None;
        }
        let mut near = vec![self.sentence_before()];
        near.push(near.first()?.as_ref().and_then(Sum::sentence_before));
        let sums = near.iter().flatten().chain([self]);
        let figures: Vec<&Figure> = sums
            .flat_map(|sum| sum.figures.iter().map(|(_, f)| *f))
            .filter(|f| f.span.end <= rate.span.start && !f.measure.part)
            .collect();
        let spread = |f: &&Figure| match &f.unit {
            Some(unit) => unit.name == one,
            None => {
                self.counts(f)
                    && (counted_singly(&f.measure.head, &one) || is_head(&f.measure.head, &one))
            }
        };
        let shared = |f: &&Figure| match (&share, &f.unit) {
            (Some(name), Some(unit)) => unit.name == *name,
            (None, Some(unit)) => f.kind == rate.kind && Some(unit) == rate.unit.as_ref(),
            _ => false,
        };
        let only = |fits: &dyn Fn(&&Figure) -> bool| {
            let mut found = figures.iter().copied().filter(|f| fits(f));
            found.next().filter(|_| found.next().is_none())
        };
        let (whole, count) = (only(&shared)?, only(&spread)?);
        if count.value <= Decimal::ONE {
            return None;
        }
        self.not_the_rate(whole, count, rate)
    }

    /// A rate that its two operands do not give.
    fn not_the_rate(&self, whole: &Figure, count: &Figure, rate: &Figure) -> Option<Slip> {
        let ((low, high), (few, many)) = (allowed(whole)?, allowed(count)?);
        let (least, most) = allowed(rate)?;
        if few <= Decimal::ZERO {
            return None;
        }
        // A rate is rounded more freely than its operands.
        let slack = rate.value.checked_div(Decimal::from(20))?;
        if low.checked_div(many)? <= most.checked_add(slack)?
            && high.checked_div(few)? >= least.checked_sub(slack)?
        {
            return None;
        }
        let made = whole.value.checked_div(count.value)?;
        Some(self.slip(
            format!(
                "{}: {} over {} is {} each",
                self.text(rate),
                self.text(whole),
                self.text(count),
                made.round_dp(2).normalize()
            ),
            rate,
            vec![self.evidence(whole), self.evidence(count)],
            Vec::new(),
        ))
    }

    /// "… for 30 desks, or £40 each": one whole, what it is spread over, and the share of one of these.
    fn spread_over(&self, whole: &Figure, count: &Figure, rate: &Figure) -> bool {
        let over = self.between(whole.span.end, count.span.start);
        let gap = self.between(count.span.end, rate.span.start);
        let spread = over.len() <= 6
            && over.last().is_some_and(|w| {
                matches!(
                    w.as_str(),
                    "for" | "among" | "between" | "over" | "across" | "to" | "by" | "the" | "its"
                )
            })
            && !over
                .iter()
                .any(|w| matches!(w.as_str(), "," | "and" | "than"));
        let apposed = gap.len() <= 6
            && gap
                .last()
                .is_some_and(|w| matches!(w.as_str(), "," | "or" | "(" | "–" | "—"))
            && !gap.iter().any(|w| w == "and");
        let behind = self.behind(rate.span.end);
        let words: Vec<&str> = behind.iter().map(String::as_str).take(3).collect();
        let each = match words.as_slice() {
            ["each" | "apiece", rest @ ..] => rest.first().is_none_or(closes),
            [
                "a" | "per",
                "head" | "person" | "piece" | "capita",
                rest @ ..,
            ] => rest.first().is_none_or(closes),
            ["a" | "an" | "per", noun, rest @ ..] => {
                counted_singly(&count.measure.head, noun) && rest.first().is_none_or(closes)
            }
            _ => false,
        };
        spread && apposed && each
    }
}

/// Words before a rate that is worked out from what was said: "That is £3,000 a school".
const CONCLUDES: &[&[&str]] = &[
    &[",", "or"],
    &["that", "is"],
    &["which", "is"],
    &["out", "at"],
    &["out", "to"],
    &["comes", "to"],
    &["amounts", "to"],
    &["average", "of"],
    &["that", "makes"],
];

fn closes(word: &&str) -> bool {
    matches!(*word, "." | "," | ")" | ";" | "–" | "—")
}

/// Whether people are counted by the head.
fn is_head(people: &str, one: &str) -> bool {
    matches!(one, "head" | "person" | "capita")
        && matches!(
            people,
            "people"
                | "residents"
                | "inhabitants"
                | "citizens"
                | "persons"
                | "members"
                | "pupils"
                | "guests"
        )
}

/// Whether one noun is the singular of the other: "desks", "desk".
fn counted_singly(many: &str, one: &str) -> bool {
    many.strip_suffix('s')
        .is_some_and(|stem| stem == one || stem.strip_suffix('e') == Some(one))
        || many
            .strip_suffix("ies")
            .is_some_and(|stem| one.strip_suffix('y') == Some(stem))
}
