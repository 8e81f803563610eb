//! Rates whose two operands stand beside them.

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
                    "for" | "among" | "between" | "over" | "across" | "the" | "its"
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
        let closes = |w: &&str| matches!(*w, "." | "," | ")" | ";" | "–" | "—");
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

/// Whether one noun is the singular of the other: "desks", "desk".
fn counted_singly(many: &str, one: &str) -> bool {
    many.strip_suffix('s')
        .is_some_and(|stem| stem == one || stem.strip_suffix('e') == Some(one))
        || many
            .strip_suffix("ies")
            .is_some_and(|stem| one.strip_suffix('y') == Some(stem))
}
