//! The words of a date: which of them is its day, month, year and weekday.

use super::item::Item;
use super::style::like_case;
use crate::finding::{Edit, Fix};
use crate::text::{Span, TokenKind, lexicon};

/// One part of a date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// "2019".
    Year,
    /// "May".
    Month,
    /// "12", "12th".
    Day,
    /// "Sunday".
    Weekday,
}

/// The fix that puts the day of a source's date in the place of a number that no month has as a day.
pub fn replace_day(draft: &Item, source: &Item) -> Option<Fix> {
    let (_, day) = parts(source).into_iter().find(|(p, _)| *p == Part::Day)?;
    let text = source.facts.text(source.id.block, day).to_owned();
    let span = draft.facts.in_file(draft.id.block, draft.number());
    Some(Fix::replace(format!("Replace with {text}"), span, text))
}

/// The parts of a date with their spans in its block.
pub fn parts(item: &Item) -> Vec<(Part, Span)> {
    let Some(date) = item.date() else {
        return Vec::new();
    };
    let prose = &item.block().prose;
    let mut out: Vec<(Part, Span)> = Vec::new();
    for i in prose.tokens_in(date.span) {
        let lower = prose.lower(i);
        let leading: String = lower.chars().take_while(char::is_ascii_digit).collect();
        let part = if let Ok(number) = leading.parse::<i32>() {
            let short = |year: i16| i32::from(year) % 100 == number && leading.len() == 2;
            if date.day.map(i32::from) == Some(number) && leading.len() <= 2 {
                Some(Part::Day)
            } else if date
                .year
                .is_some_and(|y| i32::from(y) == number || short(y))
            {
                Some(Part::Year)
            } else if date.day.map(i32::from) == Some(number) {
                Some(Part::Day)
            } else {
                None
            }
        } else if prose.kind(i) == TokenKind::Word {
            let word = lower.trim_end_matches('.');
            if date.weekday.is_some() && lexicon::weekday_named(word) == date.weekday {
                Some(Part::Weekday)
            } else if date.month.is_some() && lexicon::month_named(word) == date.month {
                Some(Part::Month)
            } else {
                None
            }
        } else {
            None
        };
        if let Some(part) = part
            && out.iter().all(|(p, _)| *p != part)
        {
            out.push((part, prose.tokens[i].span));
        }
    }
    out
}

/// The fix that puts the parts of a source's date in the place of those of the draft's that differ.
pub fn replace_date(draft: &Item, source: &Item) -> Option<Fix> {
    let (mine, theirs) = (draft.date()?, source.date()?);
    let differs = |part: Part| match part {
        Part::Year => mine.year.zip(theirs.year).is_some_and(|(a, b)| a != b),
        Part::Month => mine.month.zip(theirs.month).is_some_and(|(a, b)| a != b),
        Part::Day => mine.day.zip(theirs.day).is_some_and(|(a, b)| a != b),
        Part::Weekday => mine
            .weekday
            .zip(theirs.weekday)
            .is_some_and(|(a, b)| a != b),
    };
    let theirs = parts(source);
    let edits: Vec<Edit> = parts(draft)
        .into_iter()
        .filter(|(part, _)| differs(*part))
        .filter_map(|(part, span)| {
            let (_, other) = theirs.iter().find(|(p, _)| *p == part)?;
            let own = draft.facts.text(draft.id.block, span);
            Some(Edit {
                span: draft.facts.in_file(draft.id.block, span),
                text: like_case(source.facts.text(source.id.block, *other), own),
            })
        })
        .collect();
    let title = edits
        .iter()
        .map(|e| e.text.as_str())
        .collect::<Vec<_>>()
        .join(" ");
    (!edits.is_empty()).then(|| Fix {
        title: format!("Replace with {title}"),
        preferred: true,
        safe: false,
        edits,
    })
}
