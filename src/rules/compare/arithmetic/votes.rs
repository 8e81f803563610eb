//! Two sides of one vote or question, which no one takes both of: "62 percent for, 41 against".

use super::{Slip, Sum, counted};
use crate::facts::figure::{Figure, FigureKind};
use crate::rules::compare::figure::is_points;
use rust_decimal::Decimal;

/// Words between a number and the side it took, at most.
const REACH: usize = 6;
/// Words of those who are for it.
const FOR: &[&str] = &[
    "yes",
    "approve",
    "approved",
    "back",
    "backed",
    "support",
    "supported",
    "favour",
    "favoured",
    "favor",
    "favored",
    "agreed",
    "accepted",
];
/// Words of those who are against it.
const AGAINST: &[&str] = &[
    "against",
    "no",
    "disapprove",
    "disapproved",
    "oppose",
    "opposed",
    "reject",
    "rejected",
    "disagreed",
    "dissented",
];

/// Heads of what is counted where it is people.
const PEOPLE: &[&str] = &[
    "people",
    "person",
    "passenger",
    "worker",
    "pupil",
    "student",
    "child",
    "man",
    "woman",
    "women",
    "member",
    "patient",
    "voter",
    "resident",
    "soldier",
    "employee",
    "delegate",
    "councillor",
    "juror",
    "judge",
    "player",
    "prisoner",
    "refugee",
    "victim",
];

/// Which side some people took.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    For,
    Against,
}

impl Sum<'_> {
    /// "62 percent voted for the plan, 41 percent against"; "of 200 workers, 120 voted for and 100 against"; "five of the
    /// seven judges agreed and three dissented".
    pub fn sides_of_one_vote(&self) -> Option<Slip> {
        let (whole, a, b) = match self.figures.as_slice() {
            [(_, a), (_, b)] if is_share(a) && is_share(b) => (None, *a, *b),
            [(_, whole), (_, a), (_, b)] if self.counts(whole) && self.is_of(whole) => {
                (Some(*whole), *a, *b)
            }
            [(_, a), (_, whole), (_, b)] if self.counts(whole) && self.is_part_of(a, whole) => {
                (Some(*whole), *a, *b)
            }
            _ => return None,
        };
        if whole.is_some() && !(self.counts(a) && self.counts(b)) || self.dates_between(a, b) {
            return None;
        }
        let from = whole.map_or(a.span.end, |w| w.span.end.max(a.span.end));
        let (first, second) = (self.between(from, b.span.start), self.behind(b.span.end));
        // "62 percent of men, 41 percent of women"
        let of_its_own = |words: &[String]| {
            words
                .first()
                .is_some_and(|w| matches!(w.as_str(), "of" | "in"))
        };
        // "In Brenn 62 percent voted yes, in Harle 55 percent voted no": two votes.
        let joint = first
            .iter()
            .rposition(|w| matches!(w.as_str(), "," | "and" | "but" | "while"));
        let elsewhere = |w: &String| matches!(w.as_str(), "in" | "among" | "at" | "from" | ";");
        let of_another = first.iter().any(|w| w == ";")
            || first
                .get(joint.unwrap_or_default()..)?
                .iter()
                .any(elsewhere);
        if of_its_own(&second) || of_another || first.len() > 2 * REACH {
            return None;
        }
        let before = self.before(a.span.start);
        let named = before
            .iter()
            .rev()
            .take(REACH)
            .any(|w| FOR.contains(&w.as_str()));
        let one = side(&first).or(named.then_some(Side::For))?;
        let other = side(second.get(..REACH.min(second.len()))?)?;
        // "62 percent support the wall, 55 percent oppose the tax": of what the second side speaks, the first does.
        let same_matter = second
            .iter()
            .take_while(|w| !matches!(w.as_str(), "." | "," | ";" | ")"))
            .all(|w| first.contains(w) || is_of_a_side(w));
        let most = whole.map_or(Some(Decimal::ONE_HUNDRED), |w| w.high)?;
        let slack = if whole.is_some() {
            Decimal::ZERO
        } else {
            Decimal::ONE
        };
        let least = a.low?.checked_add(b.low?)?;
        if one == other || !same_matter || least <= most.checked_add(slack)? {
            return None;
        }
        let sum = a.value.checked_add(b.value)?.normalize();
        let (message, of) = match whole {
            Some(whole) => (
                format!("both sides make {sum} of {}", self.text(whole)),
                Some(whole),
            ),
            None => (format!("both sides make {sum} percent"), None),
        };
        let evidence = of.into_iter().chain([a]).map(|f| self.evidence(f));
        Some(self.slip(message, b, evidence.collect(), Vec::new()))
    }

    /// "Of the 12 people on board, 15 were children": what the sentence opens with is the whole.
    pub fn part_of_what_it_opens_with(&self) -> Option<Slip> {
        let [(at, whole), (i, part), ..] = self.figures.as_slice() else {
            return None;
        };
        let gap = self.between(whole.span.end, part.span.start);
        let alone =
            gap.last().is_some_and(|w| w == ",") && gap.iter().filter(|w| *w == ",").count() == 1;
        // "Of the three ships, 240 were saved": of what is counted a part has the same name, or none; people have many.
        let whole_is_people =
            PEOPLE.contains(&&*counted(whole)) && self.counts(whole) && self.counts(part);
        let behind = self.behind(part.span.end);
        let acts = behind.first().is_some_and(|w| {
            w.ends_with("ed")
                || matches!(
                    w.as_str(),
                    "were" | "are" | "had" | "have" | "was" | "said" | "voted" | "won"
                )
        });
        let exceeds = part.low?.checked_sub(whole.high?)? > Decimal::ZERO;
        (self.is_of(whole) && alone && whole_is_people && acts && exceeds)
            .then(|| self.exceeding(*i, part, *at, whole))
    }

    /// Whether a sentence opens with a number as a whole: "Of the 12 people …", "Out of 40 pupils …".
    fn is_of(&self, whole: &Figure) -> bool {
        let before = self.before(whole.span.start);
        let words: Vec<&str> = before.iter().map(String::as_str).collect();
        matches!(
            words.as_slice(),
            ["of"] | ["out", "of"] | ["of", "the" | "its" | "their"] | ["out", "of", "the"]
        )
    }

    /// "five of the seven".
    fn is_part_of(&self, part: &Figure, whole: &Figure) -> bool {
        let gap = self.between(part.span.end, whole.span.start);
        let words: Vec<&str> = gap.iter().map(String::as_str).collect();
        matches!(
            words.as_slice(),
            ["of", "the" | "its"] | ["out", "of"] | ["out", "of", "the"]
        )
    }

    /// Whether a date stands beside either number: two polls have sides of their own.
    fn dates_between(&self, a: &Figure, b: &Figure) -> bool {
        let facts = &self.context.draft.blocks[self.block];
        let end = self.end();
        facts
            .dates
            .iter()
            .any(|d| d.span.start > a.span.end && d.span.end <= end)
            || self
                .between(a.span.end, b.span.start)
                .iter()
                .any(|w| matches!(w.as_str(), "while" | "then" | "earlier"))
    }
}

/// Whether a word only says which side it is, or points back to the matter.
fn is_of_a_side(word: &str) -> bool {
    let points_back = matches!(
        word,
        "it" | "them" | "for" | "so" | "to" | "do" | "voted" | "vote" | "were" | "was"
    );
    points_back || FOR.contains(&word) || AGAINST.contains(&word)
}

/// Whether a figure is a plain share in percent.
fn is_share(figure: &Figure) -> bool {
    figure.kind == FigureKind::Percent && figure.range.is_none() && !is_points(figure)
}

/// The side that some words name; `None` where they name none, or both.
fn side(words: &[String]) -> Option<Side> {
    let has = |side: &[&str]| words.iter().any(|w| side.contains(&w.as_str()));
    // "voted for", "120 for and": a preposition that stands for the side.
    let votes = |at: usize| {
        let lead = at.checked_sub(1).and_then(|i| words.get(i));
        lead.is_none_or(|w| matches!(w.as_str(), "voted" | "vote" | "were" | "are" | "was"))
    };
    let voted_for = words
        .iter()
        .enumerate()
        .any(|(i, w)| w == "for" && votes(i));
    match (has(FOR) || voted_for, has(AGAINST)) {
        (true, false) => Some(Side::For),
        (false, true) => Some(Side::Against),
        _ => None,
    }
}
