//! Parts and the total they are said to make.

use super::{Slip, Sum, allowed, counted};
use crate::facts::figure::{Figure, FigureKind};
use rust_decimal::Decimal;

/// Words behind a number that make it a total.
const BEHIND: &[&[&str]] = &[
    &["in", "all"],
    &["in", "total"],
    &["all", "told"],
    &["altogether"],
    &["combined"],
    &["in", "sum"],
];
/// Words before a number that make it a total of what stands before them.
const BEFORE: &[&[&str]] = &[
    &["a", "total", "of"],
    &["making"],
    &["totalling"],
    &["totaling"],
    &["which", "makes"],
    &["together"],
];
/// Words that open a sentence with the total of the one before.
const OPENINGS: &[&[&str]] = &[
    &["together"],
    &["in", "all"],
    &["in", "total"],
    &["altogether"],
    &["all", "told"],
];
/// Words of such an opening, the total's verb counted in.
const OPENING: usize = 6;
/// Words that can join two parts of a total and what they count: a verb between them starts another statement.
const PART: usize = 4;
/// Two kinds that have no third beside them.
const PAIRS: &[[&str; 2]] = &[
    ["man", "woman"],
    // The lexicon has no singular for it.
    ["man", "women"],
    ["boy", "girl"],
    ["adult", "child"],
    ["passenger", "crew"],
];

/// Whether two parts are all that there can be: men and women.
fn is_pair(parts: &[&Figure]) -> bool {
    let [a, b] = parts else { return false };
    let (a, b) = (counted(a), counted(b));
    PAIRS
        .iter()
        .any(|[one, other]| a == *one && b == *other || a == *other && b == *one)
}

impl Sum<'_> {
    /// "12 men and 8 women, 22 people in all"; "22 people in all: 12 men and 8 women".
    pub fn total(&self) -> Option<Slip> {
        let [.., (_, last)] = self.figures.as_slice() else {
            return None;
        };
        if self.figures.len() < 3 || self.figures.len() > 7 {
            return None;
        }
        let all: Vec<&Figure> = self.figures.iter().map(|(_, f)| *f).collect();
        let (first, rest) = all.split_first()?;
        let (_, before) = all.split_last()?;
        let (parts, total) = if self.closes(before.last()?, last) {
            (before, *last)
        } else if self.opens(first, rest.first()?) {
            (rest, *first)
        } else {
            return None;
        };
        let joined = parts
            .windows(2)
            .all(|pair| matches!(pair, [a, b] if self.joined(a, b)));
        let alike = parts
            .iter()
            .all(|p| addable(p) && p.kind == total.kind && p.unit == total.unit);
        if !joined || !alike || !addable(total) {
            return None;
        }
        let (mut low, mut high) = (Decimal::ZERO, Decimal::ZERO);
        for part in parts {
            let (least, most) = allowed(part)?;
            low = low.checked_add(least)?;
            high = high.checked_add(most)?;
        }
        let (least, most) = allowed(total)?;
        // Of a list that names but a few of the whole, or goes on, nothing follows.
        let opened = parts.first()?.span.start > total.span.end && !self.summed(total);
        let last = parts.last()?;
        let ends = self
            .between(last.span.join(last.measure.span).end, self.end())
            .len()
            <= 1;
        // "Won a total of 19 medals, 7 gold and 5 silver".
        let some = self
            .between(
                total.span.end,
                parts.first()?.span.start.max(total.span.end),
            )
            .last()
            .is_some_and(|w| w == ",")
            && !is_pair(parts);
        let few =
            opened && low <= most && (some || !ends || high.checked_mul(Decimal::TWO)? < least);
        if low <= most && least <= high || few {
            return None;
        }
        let made = parts
            .iter()
            .try_fold(Decimal::ZERO, |sum, p| sum.checked_add(p.value))?;
        Some(self.slip(
            format!("{}: the parts make {}", self.text(total), made.normalize()),
            total,
            parts.iter().map(|p| self.evidence(p)).collect(),
            Vec::new(),
        ))
    }

    /// "The first bus carried 12 men and 9 women. Together they were 30 people.": the two numbers of the sentence before.
    pub fn total_of_the_sentence_before(&self) -> Option<Slip> {
        let [(_, total)] = self.figures.as_slice() else {
            return None;
        };
        let opening = self.before(total.span.start);
        let opens = OPENINGS.iter().any(|cue| starts_with(&opening, cue));
        if !opens || !addable(total) || opening.len() > OPENING {
            return None;
        }
        let before = self.sentence_before()?;
        let [(_, a), (_, b)] = before.figures.as_slice() else {
            return None;
        };
        let alike = |part: &Figure| {
            addable(part)
                && part.kind == total.kind
                && part.unit == total.unit
                && !part.measure.part
        };
        let ((low, high), (least, most)) = (allowed(a)?, allowed(b)?);
        let (few, many) = allowed(total)?;
        if !before.joined(a, b)
            || !alike(a)
            || !alike(b)
            || low.checked_add(least)? <= many && few <= high.checked_add(most)?
        {
            return None;
        }
        Some(self.slip(
            format!(
                "{}: the parts make {}",
                self.text(total),
                a.value.checked_add(b.value)?.normalize()
            ),
            total,
            vec![before.evidence(a), before.evidence(b)],
            Vec::new(),
        ))
    }

    /// Whether a number is the total of what ends with `part`: "… 8 women, 22 people in all".
    fn closes(&self, part: &Figure, total: &Figure) -> bool {
        let gap = self.between(part.span.end, total.span.start);
        if gap.len() > PART + 4 {
            return false;
        }
        let makes = ["make", "makes", "is", "are", "equals", "gives"];
        let plus = || {
            self.before(part.span.start)
                .last()
                .is_some_and(|w| w == "plus")
        };
        if BEFORE.iter().any(|cue| ends_with(&gap, cue))
            || gap.last().is_some_and(|w| makes.contains(&w.as_str())) && plus()
        {
            return true;
        }
        matches!(
            gap.last().map(String::as_str),
            Some("," | ":" | "–" | "—" | "(" | "or")
        ) && self.summed(total)
    }

    /// Whether a number is the total of the list that starts with `part`: "22 people in all: 12 men …".
    fn opens(&self, total: &Figure, part: &Figure) -> bool {
        let gap = self.between(total.span.end, part.span.start);
        gap.len() <= PART + 3
            && match gap.last().map(String::as_str) {
                Some(":" | "–" | "—" | "(") => self.summed(total) || self.is_total(total),
                Some(",") => self.is_total(total),
                _ => false,
            }
    }

    /// Whether "a total of" stands before a number.
    fn is_total(&self, total: &Figure) -> bool {
        ends_with(&self.before(total.span.start), &["total", "of"])
    }

    /// "120 died in the first wave and 40 in the second, bringing the toll to 150": less than its own parts; "another 30 died,
    /// bringing the toll to 150", where the sentence before gives the toll until then.
    pub fn total_reached(&self) -> Option<Slip> {
        let (_, total) = self.figures.last()?;
        let lead = self.before(total.span.start);
        let (to, lead) = lead.split_last()?;
        let brings = lead
            .iter()
            .rposition(|w| matches!(w.as_str(), "bringing" | "taking" | "raising"))?;
        let named = lead
            .get(brings..)?
            .iter()
            .any(|w| matches!(w.as_str(), "total" | "toll" | "number"));
        let parts: Vec<&Figure> = self.figures.iter().rev().skip(1).map(|(_, f)| *f).collect();
        let alike = |f: &&Figure| {
            addable(f) && f.kind == total.kind && f.unit == total.unit && !f.measure.part
        };
        if to != "to"
            || lead.len() - brings > PART + 1
            || !named
            || !addable(total)
            || !parts.iter().all(alike)
        {
            return None;
        }
        let (_, many) = allowed(total)?;
        let told = |made: Decimal, evidence| {
            let message = format!("{}: the parts make {}", self.text(total), made.normalize());
            Some(self.slip(message, total, evidence, Vec::new()))
        };
        if let [part] = parts.as_slice() {
            let more = self.before(part.number.start);
            let more = more
                .last()
                .is_some_and(|w| matches!(w.as_str(), "another" | "further"));
            let before = self.sentence_before()?;
            let [(_, until)] = before.figures.as_slice() else {
                return None;
            };
            let same = until.measure.head == part.measure.head
                || until.measure.predicate == part.measure.predicate;
            let ((low, _), (least, _)) = (allowed(until)?, allowed(part)?);
            if !more
                || !same
                || !alike(until)
                // What the sentence before gives may be but one part of others.
                || low.checked_add(least)? <= many
            {
                return None;
            }
            return told(
                until.value.checked_add(part.value)?,
                vec![before.evidence(until), self.evidence(part)],
            );
        }
        // "Twelve drowned and 40 were treated, bringing the toll to 30".
        let mut acts = parts.iter().filter_map(|p| p.measure.predicate.as_deref());
        let act = acts.next();
        if acts.any(|other| Some(other) != act) {
            return None;
        }
        let made = parts
            .iter()
            .try_fold(Decimal::ZERO, |sum, p| sum.checked_add(p.value))?;
        let least = parts
            .iter()
            .try_fold(Decimal::ZERO, |sum, p| sum.checked_add(allowed(p)?.0))?;
        (least > many)
            .then(|| told(made, parts.iter().rev().map(|p| self.evidence(p)).collect()))
            .flatten()
    }

    /// Whether "in all" or the like stands behind a number and what it counts.
    fn summed(&self, total: &Figure) -> bool {
        let behind = self.behind(total.span.end);
        (0..=PART.min(behind.len())).any(|skip| {
            behind
                .get(skip..)
                .is_some_and(|rest| BEHIND.iter().any(|cue| starts_with(rest, cue)))
        })
    }

    /// Whether two numbers stand in one list: "12 men and 8 women", "12 men, 8 women", "12 plus 8".
    fn joined(&self, a: &Figure, b: &Figure) -> bool {
        let gap = self.between(a.span.end, b.span.start);
        let links = |w: &String| matches!(w.as_str(), "and" | "," | "plus" | ";");
        gap.len() <= PART + 2
            && gap.last().is_some_and(links)
            && gap.iter().filter(|w| links(w)).count() <= 2
            && !gap.iter().any(|w| {
                matches!(
                    w.as_str(),
                    "of" | "including" | "in" | "on" | "at" | "to" | "("
                )
            })
    }
}

/// Whether a figure can be a part of a sum.
fn addable(figure: &Figure) -> bool {
    matches!(
        figure.kind,
        FigureKind::Cardinal | FigureKind::Money | FigureKind::Dimension
    ) && figure.value > Decimal::ZERO
}

fn starts_with(words: &[String], cue: &[&str]) -> bool {
    words.len() >= cue.len() && words.iter().zip(cue).all(|(w, c)| w == c)
}

/// Whether some words end in a phrase.
pub fn ends_with(words: &[String], cue: &[&str]) -> bool {
    words
        .len()
        .checked_sub(cue.len())
        .and_then(|at| words.get(at..))
        .is_some_and(|tail| starts_with(tail, cue))
}
