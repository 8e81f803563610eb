//! Parts and shares of a whole.

use super::{Slip, Sum};
use crate::facts::figure::{Figure, FigureKind};
use crate::facts::name::gazetteer::{self, Sense};
use crate::facts::{NameKind, NameMention};
use rust_decimal::Decimal;

/// Words between two shares of a list, at most.
const LISTED: usize = 8;
/// Words of amounts that losses are taken off.
const NET: &[&str] = &[
    "profit", "profits", "loss", "losses", "net", "earnings", "result", "results", "balance",
    "surplus", "deficit", "gain", "gains",
];

impl Sum<'_> {
    /// "Eleven of the nine", "12 people, including 15 children", "12 people, 15 of them children".
    pub fn part_exceeds_whole(&self) -> Option<Slip> {
        for (at, pair) in self.figures.windows(2).enumerate() {
            let [(i, a), (j, b)] = pair else { continue };
            // "56 passengers and 10 of the crew, including 30 children": the whole is both.
            let before = at.checked_sub(1).and_then(|n| self.figures.get(n));
            let added = before.is_some_and(|(_, f)| {
                let gap = self.between(f.span.end, a.span.start);
                gap.len() <= LISTED
                    && gap
                        .last()
                        .is_some_and(|w| matches!(w.as_str(), "and" | "," | "plus"))
            });
            let gap = self.between(a.span.end, b.span.start);
            let words: Vec<&str> = gap.iter().map(String::as_str).collect();
            let determined = |rest: &[&str]| {
                matches!(
                    rest,
                    [] | ["the" | "its" | "his" | "her" | "their" | "these" | "those" | "all"]
                )
            };
            let out_of = match words.as_slice() {
                ["out", "of", rest @ ..] => determined(rest),
                ["of", rest @ ..] => !rest.is_empty() && determined(rest),
                _ => false,
            };
            if out_of && self.counts(a) && self.counts(b) && exceeds(a, b) {
                return Some(self.exceeding(*i, a, *j, b));
            }
            let behind: Vec<String> = self.between(b.span.end, self.end());
            let of_them = matches!(
                behind
                    .iter()
                    .map(String::as_str)
                    .collect::<Vec<_>>()
                    .as_slice(),
                ["of", "them" | "whom" | "which" | "these" | "those", ..]
            );
            let opens_parts = |at: usize| match words.get(at) {
                Some(&"including" | &"includes") => true,
                Some(&"them") => at > 0 && words.get(at - 1) == Some(&"among"),
                _ => false,
            };
            let including = words.len() <= 8
                && (0..words.len())
                    .rev()
                    .find(|&at| opens_parts(at))
                    .is_some_and(|at| words.len() - at <= 3);
            let close =
                words.len() <= 8 && !words.iter().any(|w| matches!(*w, ";" | "while" | "but"));
            // Of what is left when losses are taken off, a part may be greater than the whole.
            let net = || {
                self.before(self.end())
                    .iter()
                    .any(|w| NET.contains(&w.as_str()))
            };
            let money =
                a.kind == FigureKind::Money && a.kind == b.kind && a.unit == b.unit && !net();
            if ((of_them && close) || including)
                && (self.counts(a) && self.counts(b) || money)
                && !added
                && !a.measure.head.is_empty()
                && exceeds(b, a)
            {
                return Some(self.exceeding(*j, b, *i, a));
            }
        }
        // "eleven out of 10", read as one share.
        let (_, share) = self.figures.iter().find(|(_, f)| {
            f.kind == FigureKind::Fraction
                && f.low.is_some_and(|low| low > Decimal::ONE)
                && f.number
                    .of(&self.context.draft.blocks[self.block].prose.text)
                    .contains(" of ")
        })?;
        Some(self.slip(
            format!("{}: the part is greater than the whole", self.text(share)),
            share,
            Vec::new(),
            Vec::new(),
        ))
    }

    /// "60 percent of voters chose Arn, 30 percent Bero and 20 percent Cald."
    pub fn shares_beyond_one_whole(&self) -> Option<Slip> {
        let shares: Vec<&Figure> = self.figures.iter().map(|(_, f)| *f).collect();
        let (first, rest) = shares.split_first()?;
        let percent =
            |f: &Figure| f.kind == FigureKind::Percent && f.hedge.is_none() && f.range.is_none();
        let of = |f: &Figure| self.behind(f.span.end).first().is_some_and(|w| w == "of");
        let listed = shares.windows(2).all(|pair| {
            let [a, b] = pair else { return false };
            let gap = self.between(a.span.end, b.span.start);
            gap.len() <= LISTED
                && gap
                    .last()
                    .is_some_and(|w| matches!(w.as_str(), "," | "and"))
        });
        if rest.len() < 2
            || !shares.iter().all(|f| percent(f))
            || !(of(first) || self.of_a_whole(first))
            || rest.iter().any(|f| of(f))
            || !listed
        {
            return None;
        }
        let total = shares
            .iter()
            .try_fold(Decimal::ZERO, |sum, f| sum.checked_add(f.value))?;
        let slack = Decimal::from(shares.len() as u64).checked_div(Decimal::TWO)?;
        let (last, others) = shares.split_last()?;
        (total > Decimal::ONE_HUNDRED.checked_add(slack)?).then(|| {
            self.slip(
                format!("the shares make {} percent", total.normalize()),
                last,
                others.iter().map(|f| self.evidence(f)).collect(),
                Vec::new(),
            )
        })
    }

    /// Whether a sentence opens with the whole that a share is of: "Of the voters, 60 percent …".
    fn of_a_whole(&self, share: &Figure) -> bool {
        let before = self.before(share.span.start);
        matches!(before.as_slice(), [of, .., mark] if of == "of" && mark == ",")
    }

    /// "The firm employs 400 people, 300 in Kell and 200 in Osten."
    pub fn parts_at_places(&self) -> Option<Slip> {
        let [(_, whole), (_, a), (_, b)] = self.figures.as_slice() else {
            return None;
        };
        let facts = &self.context.draft.blocks[self.block];
        let counted = self.between(whole.span.end, a.span.start);
        let told = counted
            .last()
            .is_some_and(|w| matches!(w.as_str(), "," | ":" | "–" | "—"));
        // Right behind the number "in" and a place, and nothing more.
        let placed = |part: &Figure, end: usize| {
            let behind = self.between(part.span.end, end);
            let is_place = |n: &&NameMention| {
                // "300 in German and 200 in French"
                let lower = n.text.to_lowercase();
                matches!(n.kind, NameKind::Place | NameKind::Unknown)
                    && !gazetteer::is_country(&lower, Sense::Demonym)
            };
            let place = (facts.names.iter())
                .find(|n| n.span.start >= part.span.end && n.span.end <= end)
                .filter(is_place);
            let words = place.map(|n| self.between(part.span.end, n.span.start));
            words.is_some_and(|w| matches!(w.as_slice(), [at] if at == "in" || at == "at"))
                && behind.len() <= LISTED
        };
        let joined = self
            .between(a.span.end, b.span.start)
            .last()
            .is_some_and(|w| w == "and");
        let sum = a.low?.checked_add(b.low?)?;
        let all_counts = [whole, a, b].into_iter().all(|f| self.counts(f));
        if !all_counts || !told || counted.len() > 4 || whole.measure.head.is_empty() || !joined {
            return None;
        }
        if !placed(a, b.span.start) || !placed(b, self.end()) || sum <= whole.high? {
            return None;
        }
        Some(self.slip(
            format!(
                "{}: the parts make {}",
                self.text(whole),
                a.value.checked_add(b.value)?.normalize()
            ),
            whole,
            vec![self.evidence(a), self.evidence(b)],
            Vec::new(),
        ))
    }

    /// That one number is said to be a part of another.
    pub fn exceeding(&self, i: usize, part: &Figure, whole_at: usize, whole: &Figure) -> Slip {
        self.slip(
            format!(
                "{} is said to be a part of {}",
                self.subject(i),
                self.subject(whole_at)
            ),
            part,
            vec![self.evidence(whole)],
            Vec::new(),
        )
    }

    /// "60 percent sold, 30 percent let and the remaining 20 percent kept."
    pub fn shares_of_one_whole(&self) -> Option<Slip> {
        let shares: Vec<&(usize, &Figure)> = self
            .figures
            .iter()
            .filter(|(_, f)| f.kind == FigureKind::Percent)
            .collect();
        let (_, last) = **shares.last()?;
        if shares.len() < 2 || shares.len() > 6 || shares.iter().any(|(_, f)| f.hedge.is_some()) {
            return None;
        }
        let prose = &self.context.draft.blocks[self.block].prose;
        let at = prose.token_at(last.span.start);
        let before = at.checked_sub(1).map(|b| prose.lower(b).into_owned());
        if !matches!(before.as_deref(), Some("remaining" | "other")) {
            return None;
        }
        let total = shares
            .iter()
            .try_fold(Decimal::ZERO, |sum, (_, f)| sum.checked_add(f.value))?;
        let off = total.checked_sub(Decimal::ONE_HUNDRED)?.abs();
        // Each share may be rounded by half a percent.
        if off <= Decimal::from(shares.len() as u64).checked_div(Decimal::TWO)? {
            return None;
        }
        let others = &shares[..shares.len() - 1];
        Some(self.slip(
            format!("the shares make {} percent", total.normalize()),
            last,
            others.iter().map(|(_, f)| self.evidence(f)).collect(),
            Vec::new(),
        ))
    }
}

/// Whether a part is greater than its whole whatever their hedges allow.
fn exceeds(part: &Figure, whole: &Figure) -> bool {
    part.low
        .zip(whole.high)
        .is_some_and(|(part, whole)| part > whole)
}
