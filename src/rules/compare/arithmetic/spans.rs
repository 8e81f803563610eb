//! Points of the calendar in a sentence, and lengths of time beside the two dates they lie between.

use super::{Slip, Sum};
use crate::facts::DateMention;
use crate::facts::figure::{Figure, FigureKind};
use crate::text::Span;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// A year for days told without one, no leap year.
const SOME_YEAR: i16 = 2023;
/// Words from a verb that begins or ends something to its date.
const REACH: usize = 5;
/// Words between the two dates of such verbs.
const APART: usize = 14;
/// Verbs of what begins.
const BEGINS: &[&str] = &[
    "began",
    "begin",
    "begins",
    "begun",
    "started",
    "start",
    "starts",
    "opened",
    "opens",
    "joined",
    "launched",
    "jailed",
    "imprisoned",
    "appointed",
    "arrived",
    "enlisted",
];
/// Verbs of what ends.
const ENDS: &[&str] = &[
    "ended", "end", "ends", "finished", "finish", "finishes", "closed", "closes", "left", "quit",
    "retired", "resigned", "released", "freed", "stopped", "departed",
];
/// Words between a length of time and the comma before its two dates.
const BETWEEN: usize = 3;

/// A day or a year that a sentence names.
pub struct Point {
    /// Where, in the block's text.
    pub span: Span,
    /// Its first day.
    pub first: Date,
    /// Its last day.
    pub last: Date,
}

impl Point {
    fn year(span: Span, year: i16) -> Option<Point> {
        Some(Point {
            span,
            first: Date::new(year, 1, 1).ok()?,
            last: Date::new(year, 12, 31).ok()?,
        })
    }

    /// Whether it is a whole year.
    fn is_year(&self) -> bool {
        self.first != self.last
    }
}

impl Sum<'_> {
    /// The days and years of the sentence, in order. A day without a year has that of the next one, of the one before, or any.
    pub fn points(&self) -> Vec<Point> {
        let facts = &self.context.draft.blocks[self.block];
        let sentence = facts.prose.span_of(self.sentence.clone());
        let dates: Vec<&DateMention> = facts
            .dates
            .iter()
            .filter(|d| sentence.covers(d.span))
            .collect();
        let next_year = |at: usize| {
            let before = || dates.iter().take(at).rev().find_map(|d| d.year);
            dates.iter().skip(at).find_map(|d| d.year).or_else(before)
        };
        let days = dates.iter().enumerate().filter_map(|(at, d)| {
            let year = next_year(at).unwrap_or(SOME_YEAR);
            let day = Date::new(year, d.month?, d.day?).ok()?;
            d.last_day.is_none().then_some(Point {
                span: d.span,
                first: day,
                last: day,
            })
        });
        let years = self
            .figures
            .iter()
            .filter(|(_, f)| f.kind == FigureKind::Year && f.low == f.high && f.hedge.is_none())
            .filter(|(_, f)| {
                !dates
                    .iter()
                    .any(|d| d.month.is_some() && d.span.overlaps(f.span))
            })
            .filter_map(|(_, f)| Point::year(f.span, i16::try_from(f.value).ok()?));
        let mut points: Vec<Point> = days.chain(years).collect();
        points.sort_by_key(|p| p.span.start);
        points
    }

    /// "From March 3 to March 5, four days"; "for ten years, from 2001 to 2008"; "it began on March 3 and ended on March 5,
    /// after four days", be it in two sentences.
    pub fn length_of_time(&self) -> Option<Slip> {
        let points = self.points();
        if let [_] = points.as_slice() {
            let both = self.with_the_one_before()?;
            let points = both.points();
            // What the sentence before says alone is told there.
            return match points.as_slice() {
                [from, to] if !self.covers(from.span) && self.ends_what_began(to) => {
                    both.length_between(&[(from, to)])
                }
                _ => None,
            };
        }
        let pairs: Vec<(&Point, &Point)> = points.iter().zip(points.iter().skip(1)).collect();
        self.length_between(&pairs)
    }

    /// Whether what ends at a point is what the sentence before speaks of.
    fn ends_what_began(&self, to: &Point) -> bool {
        let words = self.before(to.span.start);
        let verb = words.iter().rposition(|w| ENDS.contains(&w.as_str()));
        let subject = verb.and_then(|verb| words.get(..verb));
        let before = self.sentence_before();
        subject
            .zip(before)
            .is_some_and(|(subject, before)| before.goes_on(subject))
    }

    fn covers(&self, span: Span) -> bool {
        let prose = &self.context.draft.blocks[self.block].prose;
        prose.span_of(self.sentence.clone()).covers(span)
    }

    /// A length of time that is not the one between two points it is told of.
    fn length_between(&self, pairs: &[(&Point, &Point)]) -> Option<Slip> {
        for &(from, to) in pairs {
            let bounded = self.bounded(from, to) || self.begun_and_ended(from, to);
            if !bounded || from.first > to.first || from.is_year() != to.is_year() {
                continue;
            }
            let Some((_, length)) = self
                .figures
                .iter()
                .find(|(_, f)| f.kind == FigureKind::Duration && self.lasts(f, from, to))
            else {
                continue;
            };
            let (Some((least, most)), Some((low, high))) =
                (lengths(length, from, to), length.low.zip(length.high))
            else {
                continue;
            };
            if low <= most && least <= high {
                continue;
            }
            return Some(self.slip(
                format!(
                    "{} is not the time from {} to {}",
                    self.text(length),
                    self.written(from.span),
                    self.written(to.span)
                ),
                length,
                vec![self.evidence_at(from.span), self.evidence_at(to.span)],
                Vec::new(),
            ));
        }
        None
    }

    /// Whether two points are the ends of one time: "from … to …", "between … and …".
    fn bounded(&self, from: &Point, to: &Point) -> bool {
        let before = self.before(from.span.start);
        let gap = self.between(from.span.end, to.span.start);
        let gap: Vec<&str> = gap.iter().map(String::as_str).collect();
        match before.last().map(String::as_str) {
            Some("from") => matches!(gap.as_slice(), ["to" | "until" | "till" | "through"]),
            Some("between") => gap == ["and"],
            _ => false,
        }
    }

    /// Whether something begins at one point and ends at the other: "opened in 1990 and closed in 2004".
    fn begun_and_ended(&self, from: &Point, to: &Point) -> bool {
        let near = |words: Vec<String>, verbs: &[&str]| {
            let mut back = words.iter().rev().take(REACH);
            back.any(|w| verbs.contains(&w.as_str()))
        };
        let gap = self.between(from.span.end, to.span.start);
        gap.len() <= APART && near(self.before(from.span.start), BEGINS) && near(gap, ENDS)
    }

    /// Whether a length of time is told of the time between two points: right before "from", or behind the second.
    fn lasts(&self, length: &Figure, from: &Point, to: &Point) -> bool {
        if length.span.end <= from.span.start {
            let gap = self.between(length.span.end, from.span.start);
            let Some((_, gap)) = gap.split_last() else {
                return false;
            };
            let lead = self.before(length.span.start);
            let lead = lead.last().map(String::as_str);
            return match gap {
                [] => matches!(lead, Some("for" | "lasted" | "the" | "ran")),
                // "The six-day strike began on"
                words
                    if self.written(length.span).contains('-')
                        && words.len() < REACH
                        && words.iter().any(|w| BEGINS.contains(&w.as_str())) =>
                {
                    true
                }
                // "his 20 years as mayor, from 1990 to 2004"
                [cue, role @ .., mark] if cue == "as" => {
                    mark == "," && role.len() < REACH && !role.iter().any(|w| w == "and")
                }
                [words @ .., mark] => {
                    matches!(mark.as_str(), "," | ":" | "(" | "–" | "—")
                        && words.len() < BETWEEN
                        && (words.is_empty() || self.written(length.span).contains('-'))
                }
            };
        }
        if length.span.start < to.span.end {
            return false;
        }
        let gap = self.between(to.span.end, length.span.start);
        let gap: Vec<&str> = gap.iter().map(String::as_str).collect();
        let behind = self.behind(length.span.end);
        let closed = behind
            .first()
            .is_none_or(|w| matches!(w.as_str(), "." | "," | ")" | ";" | "–" | "—"));
        closed
            && match gap.as_slice() {
                [","] => true,
                [",", words @ ..] | words => matches!(
                    words,
                    ["(" | "–" | "—" | "or" | "for" | "after" | "lasting"]
                        | ["after", "serving" | "only" | "just"]
                        | ["a", "total" | "span" | "period" | "stretch", "of"]
                ),
            }
    }
}

/// The lengths, in a figure's own unit, that two points allow: days may count both ends, longer units are counted roughly.
fn lengths(length: &Figure, from: &Point, to: &Point) -> Option<(Decimal, Decimal)> {
    let unit = length.unit.as_ref()?.name.as_str();
    if from.is_year() {
        let years = Decimal::from(to.first.year() - from.first.year());
        let (whole, slack) = match unit {
            "year" => (years, Decimal::ONE),
            "decade" => (years.checked_div(Decimal::TEN)?, Decimal::new(4, 1)),
            _ => return None,
        };
        return Some((whole.checked_sub(slack)?, whole.checked_add(slack)?));
    }
    let days = Decimal::from(from.first.until(to.first).ok()?.get_days());
    let (of_days, slack) = match unit {
        "day" => return Some((days, days.checked_add(Decimal::ONE)?)),
        "week" => (Decimal::from(7), Decimal::ONE),
        "month" => (Decimal::new(304, 1), Decimal::ONE),
        "year" => (Decimal::new(36525, 2), Decimal::new(6, 1)),
        _ => return None,
    };
    let whole = days.checked_div(of_days)?;
    Some((whole.checked_sub(slack)?, whole.checked_add(slack)?))
}
