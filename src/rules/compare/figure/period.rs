//! The time that a sentence gives its number in so many words: "this season", "last year", "the year before", "in 2013".

use super::item::Item;
use crate::facts::figure::FigureKind;
use crate::text::{Prose, Span, TokenKind};

/// Stretches of time that are counted one after the other.
const PERIODS: &[&str] = &[
    "season", "year", "quarter", "month", "week", "term", "decade",
];

/// A stretch of time as seen from another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Period {
    /// "this season".
    This,
    /// "last season".
    Last,
    /// "the season before".
    Before,
}

/// The words that place a source's number in another stretch of time than the draft's: "last season" beside "this
/// season"; "the year before" beside nothing.
pub fn other(draft: &Item, source: &Item) -> Option<Span> {
    let (theirs, span) = period(source)?;
    let dated = || !years(draft).is_empty() || !draft.block().dates.is_empty();
    let differs = match period(draft) {
        Some((mine, _)) => mine != theirs,
        // News of "last week" is told without it as often as not.
        None => theirs != Period::This && !is_short(source, span) && !dated(),
    };
    differs.then_some(span)
}

/// Whether both sentences name years, and none is in both.
pub fn other_year(draft: &Item, source: &Item) -> Option<i32> {
    let (mine, theirs) = (years(draft), years(source));
    let first = theirs.first().copied()?;
    (!mine.is_empty() && !theirs.iter().any(|y| mine.contains(y))).then_some(first)
}

/// Whether both sentences name a year that is the same.
pub fn same_year(draft: &Item, source: &Item) -> bool {
    let mine = years(draft);
    !mine.is_empty() && years(source).iter().any(|y| mine.contains(y))
}

/// The years that the sentence of a number names, its own left out.
fn years(item: &Item) -> Vec<i32> {
    let block = item.block();
    let (sentence, own) = (sentence_of(item), item.span());
    let free = |span: Span| sentence.covers(span) && !span.overlaps(own);
    let dates = block.dates.iter().filter(|d| free(d.span));
    let figures = (block.figures.iter())
        .filter(|f| f.kind == FigureKind::Year && f.range.is_none() && free(f.number));
    let named = figures.filter_map(|f| i32::try_from(f.value).ok());
    (dates.filter_map(|d| d.year).map(i32::from))
        .chain(named)
        .collect()
}

fn is_short(item: &Item, span: Span) -> bool {
    let words = span.of(&item.block().prose.text);
    words.contains("week") || words.contains("month")
}

/// The stretch of time nearest a number in its sentence, with no other number between.
fn period(item: &Item) -> Option<(Period, Span)> {
    let block = item.block();
    let prose = &block.prose;
    let (own, (_, tokens)) = (item.span(), item.sentence());
    let clear = |span: Span| {
        let gap = if span.start >= own.end {
            Span::new(own.end, span.start)
        } else {
            Span::new(span.end.min(own.start), own.start)
        };
        let mut figures = block.figures.iter();
        !figures.any(|f| gap.covers(f.number) && f.kind != FigureKind::Year)
    };
    tokens
        .filter(|&i| PERIODS.contains(&prose.lower(i).trim_end_matches("'s")))
        .filter_map(|i| at(prose, i))
        .find(|(_, span)| clear(*span))
}

/// What the words around the name of a stretch of time make of it.
fn at(prose: &Prose, i: usize) -> Option<(Period, Span)> {
    let before = i.checked_sub(1)?;
    let own = prose.tokens.get(i)?.span;
    let lead = prose.tokens.get(before)?.span.join(own);
    let behind = i + 1;
    let ends = behind + 1 >= prose.tokens.len() || prose.kind(behind + 1) == TokenKind::Mark;
    match (&*prose.lower(before), &*prose.lower(behind)) {
        ("this" | "current", _) => Some((Period::This, lead)),
        ("last", _) => Some((Period::Last, lead)),
        ("previous" | "preceding" | "prior", _) => Some((Period::Before, lead)),
        (_, "before" | "earlier" | "previously") if ends => {
            Some((Period::Before, lead.join(prose.tokens.get(behind)?.span)))
        }
        _ => None,
    }
}

fn sentence_of(item: &Item) -> Span {
    item.block().prose.span_of(item.sentence().1)
}
