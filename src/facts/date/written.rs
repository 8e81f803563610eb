//! The day a document was written: its front matter's, or that of its dateline.

use super::DateMention;
use crate::facts::BlockFacts;
use crate::text::{Document, SharedList, Span};
use jiff::civil::Date;
use std::sync::Arc;

/// Blocks at the top of a text among which a dateline can stand.
const TOP: usize = 3;
/// Bytes before a dateline's date: "MENZ, Norrland, ".
const PLACE: usize = 40;
/// Bytes of a line that holds a date and little else: "Updated 3 May 2019, 14:30".
const LINE: usize = 60;

/// The day a document was written. A date inside a sentence is told of something else and does not count.
pub fn written(document: &Document, blocks: &SharedList<Arc<BlockFacts>>) -> Option<Date> {
    if let Some(date) = &document.metadata.date {
        return date.get(..10)?.parse().ok();
    }
    blocks.iter().take(TOP).find_map(|block| {
        let date = block.dates.first()?;
        let text = block.prose.text.trim_end();
        let (before, behind) = (text.get(..date.span.start)?, text.get(date.span.end..)?);
        let alone = text.len() <= LINE && !text.ends_with(['.', '!', '?']);
        let dash = behind
            .trim_start()
            .starts_with(['–', '—', '-', '|', ':', ')'])
            && before.len() <= PLACE
            && before.starts_with(|c: char| c.is_uppercase() || c == '(');
        ((alone && before.len() <= PLACE) || dash)
            .then(|| day(date))
            .flatten()
    })
}

/// The date of the dateline that a block begins with: "MENZ, 3 May 2019 –", "(Menz, May 3) —". Behind the date the name of
/// an agency may stand in brackets.
pub fn dateline(block: &BlockFacts) -> Option<Span> {
    let date = block.dates.first().filter(|d| d.span.start <= PLACE)?;
    let text = &block.prose.text;
    let before = text.get(..date.span.start)?.trim();
    let behind = text.get(date.span.end..)?.trim_start();
    let behind = match behind
        .strip_prefix('(')
        .and_then(|rest| rest.split_once(')'))
    {
        Some((agency, rest)) if agency.len() <= PLACE => rest.trim_start(),
        _ => behind.trim_start_matches(')').trim_start(),
    };
    let town = before.split([',', ' ']).next()?.trim_start_matches('(');
    let in_capitals = town.chars().count() > 1 && town.chars().all(char::is_uppercase);
    let place = before.starts_with(|c: char| c.is_uppercase() || c == '(')
        && (in_capitals || before.ends_with(','));
    (place && behind.starts_with(['–', '—', '-'])).then_some(date.span)
}

fn day(date: &DateMention) -> Option<Date> {
    Date::new(date.year?, date.month?, date.day?).ok()
}
