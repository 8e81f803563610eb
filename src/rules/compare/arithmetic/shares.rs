//! One share told in two ways.

use super::{Slip, Sum};
use crate::facts::figure::{Figure, FigureKind};
use crate::rules::compare::figure::is_points;
use rust_decimal::Decimal;

/// Words between a share and the other way to tell it: what it is a share of.
const BETWEEN: usize = 5;

impl Sum<'_> {
    /// "A fifth (25%)"; "8 of the 20 members (50 percent)"; "30 percent, or a fifth,".
    pub fn share_told_twice(&self) -> Option<Slip> {
        for (at, pair) in self.figures.windows(2).enumerate() {
            let [(_, a), (_, b)] = pair else { continue };
            // "By 2 points, or a fifth": a difference and what it is a share of are two things.
            if !self.told_again(a, b) || is_points(a) != is_points(b) {
                continue;
            }
            let (first, slack) = match (a.kind, b.kind) {
                (FigureKind::Fraction, FigureKind::Percent) => (share(a), Decimal::TWO),
                (FigureKind::Percent, FigureKind::Fraction) => (share(a), Decimal::TWO),
                (FigureKind::Cardinal, FigureKind::Percent) => {
                    let part = at.checked_sub(1).and_then(|i| self.figures.get(i));
                    (part.and_then(|(_, part)| self.ratio(part, a)), Decimal::ONE)
                }
                _ => continue,
            };
            let Some(((low, high), (least, most))) = first.zip(share(b)) else {
                continue;
            };
            if low.checked_sub(slack)? > most || high.checked_add(slack)? < least {
                return Some(self.slip(
                    format!(
                        "{}: {} is {} percent",
                        self.text(b),
                        self.text(a),
                        middle(low, high)?
                    ),
                    b,
                    vec![self.evidence(a)],
                    Vec::new(),
                ));
            }
        }
        None
    }

    /// Whether the second number only says the first again: in brackets of its own, or behind "or".
    fn told_again(&self, a: &Figure, b: &Figure) -> bool {
        let gap = self.between(a.span.end, b.span.start);
        let Some((last, head)) = gap.split_last() else {
            return false;
        };
        let behind = self.behind(b.span.end);
        let next = behind.first().map(String::as_str);
        let told = match last.as_str() {
            "(" => next == Some(")"),
            "or" => head.last().is_some_and(|w| w == ",") && matches!(next, Some("," | "." | ")")),
            _ => false,
        };
        let head = head.strip_suffix(&[",".to_owned()]).unwrap_or(head);
        told && head.len() <= BETWEEN
            && !head
                .iter()
                .any(|w| matches!(w.as_str(), "," | ";" | ")" | "and" | "to" | "from"))
    }

    /// "8 of the 20", in percent.
    fn ratio(&self, part: &Figure, whole: &Figure) -> Option<(Decimal, Decimal)> {
        let gap = self.between(part.span.end, whole.span.start);
        let words: Vec<&str> = gap.iter().map(String::as_str).collect();
        let of = matches!(
            words.as_slice(),
            ["of"] | ["out", "of"] | ["of", "the" | "its" | "all"] | ["out", "of", "the"]
        );
        if !of || !self.counts(part) || !self.counts(whole) {
            return None;
        }
        let over = |a: Decimal, b: Decimal| {
            a.checked_mul(Decimal::ONE_HUNDRED)
                .and_then(|a| a.checked_div(b))
        };
        Some((over(part.low?, whole.high?)?, over(part.high?, whole.low?)?))
    }
}

/// The values a share allows, in percent.
fn share(figure: &Figure) -> Option<(Decimal, Decimal)> {
    let scale = match figure.kind {
        FigureKind::Fraction => Decimal::ONE_HUNDRED,
        FigureKind::Percent => Decimal::ONE,
        _ => return None,
    };
    Some((
        figure.low?.checked_mul(scale)?,
        figure.high?.checked_mul(scale)?,
    ))
}

fn middle(low: Decimal, high: Decimal) -> Option<Decimal> {
    let middle = low.checked_add(high)?.checked_div(Decimal::TWO)?;
    Some(middle.round_dp(1).normalize())
}
