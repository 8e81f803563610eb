//! A changed quotation shown: the word diff of the message, the places to underline, and marks set where the source has them.

use super::{Change, Comparison, Counterpart, Word};
use crate::facts::document::fold_blanks;
use crate::facts::quotation::Marks;
use crate::finding::{Edit, Fix};
use crate::rules::Context;
use crate::text::{Prose, Span};

/// Most characters of one side of a change that a message shows.
const LONGEST_SHOWN: usize = 60;

/// The changes as a reader sees them: "“was” for “is”; “all” left out".
pub fn word_diff(context: &Context, comparison: &Comparison, counterpart: &Counterpart) -> String {
    let prose = &context.draft.blocks[comparison.block].prose;
    let changes = &counterpart.alignment.changes;
    let mut shown: Vec<String> = changes
        .iter()
        .take(3)
        .map(|change| {
            let ours = shorten(&ours_text(context, comparison, change));
            let theirs = shorten(&theirs_text(context, counterpart, change));
            let (no, lost) = (
                negation(comparison.words.get(change.ours.clone())),
                negation(counterpart.words.get(change.theirs.clone())),
            );
            match (ours.is_empty(), theirs.is_empty()) {
                (false, true) if no => format!("the negation “{ours}” added"),
                (false, true) if stands_outside(comparison, counterpart, change) => {
                    format!("“{ours}” pulled inside the marks")
                }
                (false, true) if is_set_off(prose, &comparison.words, change) => {
                    format!("the gloss “{ours}” added inside the marks")
                }
                (false, true) => format!("“{ours}” added"),
                (true, _) if lost => format!("the negation “{theirs}” lost"),
                (true, _) => format!("“{theirs}” left out"),
                (false, false) if lost && !no => {
                    format!("a negation lost: “{ours}” for “{theirs}”")
                }
                (false, false) if no && !lost => {
                    format!("a negation added: “{ours}” for “{theirs}”")
                }
                (false, false) => format!("“{ours}” for “{theirs}”"),
            }
        })
        .collect();
    if changes.len() > shown.len() {
        shown.push(format!("{} more", changes.len() - shown.len()));
    }
    shown.join("; ")
}

/// Whether some words turn a statement round.
fn negation(words: Option<&[Word]>) -> bool {
    words.unwrap_or_default().iter().any(|w| {
        matches!(
            &*w.form,
            "not" | "no" | "never" | "nobody" | "nothing" | "none" | "neither"
        )
    })
}

/// Whether added words stand in the source around the quotation, outside its marks: the reporter's own.
fn stands_outside(comparison: &Comparison, counterpart: &Counterpart, change: &Change) -> bool {
    let added = comparison
        .words
        .get(change.ours.clone())
        .unwrap_or_default();
    counterpart.quoted
        && !added.is_empty()
        && counterpart.words.windows(added.len()).any(|w| {
            w.iter()
                .zip(added)
                .all(|(a, b)| !a.quoted && a.form == b.form)
        })
}

/// Whether added words stand between commas or brackets: an explanation, not what was said.
pub fn is_set_off(prose: &Prose, words: &[Word], change: &Change) -> bool {
    let (Some(first), Some(last)) = (
        words.get(change.ours.start),
        change.ours.end.checked_sub(1).and_then(|i| words.get(i)),
    ) else {
        return false;
    };
    let before = prose.text[..first.span.start]
        .trim_end()
        .chars()
        .next_back();
    let after = prose.text[last.span.end..].trim_start().chars().next();
    let set_off = |c: Option<char>| c.is_some_and(|c| matches!(c, ',' | '(' | ')' | '—' | '–'));
    change.ours.start > 0 && set_off(before) && set_off(after)
}

/// Where the draft's marks stand otherwise than the source's: "“which the budget pays for” stands outside the marks".
pub fn moved(context: &Context, comparison: &Comparison, counterpart: &Counterpart) -> String {
    let shown: Vec<String> = counterpart
        .outside
        .iter()
        .map(|run| {
            let change = Change {
                ours: run.clone(),
                theirs: 0..0,
            };
            format!("“{}”", shorten(&ours_text(context, comparison, &change)))
        })
        .collect();
    shown.join(" and ")
}

/// A fix that sets the draft's marks where the source has them.
pub fn move_marks(
    context: &Context,
    comparison: &Comparison,
    counterpart: &Counterpart,
) -> Option<Fix> {
    let [run] = counterpart.outside.as_slice() else {
        return None;
    };
    let q = &comparison.quotation;
    let text = &context.draft.blocks[comparison.block].prose.text;
    let words = &comparison.words;
    let opening = Span::new(
        q.span.start,
        q.span.start + text[q.span.start..].chars().next()?.len_utf8(),
    );
    let closing = Span::new(
        q.span.end - text[..q.span.end].chars().next_back()?.len_utf8(),
        q.span.end,
    );
    // Behind a word, with the stop that belongs to it.
    let behind = |word: usize| {
        let last = words.get(word)?.span.end;
        let stops = text[last..]
            .chars()
            .take_while(|c| matches!(c, ',' | '.' | '!' | '?' | '…'))
            .map(char::len_utf8)
            .sum::<usize>();
        Some(last + stops)
    };
    if !q.opened || !q.closed || q.marks == Marks::Block {
        return None;
    }
    let place = |span: Span| context.draft.in_file(comparison.block, span);
    let write = |at: usize, mark: Span| Edit {
        span: place(Span::new(at, at)),
        text: mark.of(text).to_string(),
    };
    let take = |mark: Span| Edit {
        span: place(mark),
        text: String::new(),
    };
    let mut edits = if run.start == 0 {
        vec![
            take(opening),
            write(words.get(run.end)?.span.start, opening),
        ]
    } else if run.end == words.len() {
        vec![write(behind(run.start - 1)?, closing), take(closing)]
    } else {
        let again = words.get(run.end)?.span.start;
        vec![
            write(behind(run.start - 1)?, closing),
            write(again, opening),
        ]
    };
    edits.sort_by_key(|e| e.span);
    Some(Fix {
        title: "Set the quotation marks as in the source".to_string(),
        preferred: true,
        safe: false,
        edits,
    })
}

/// The places of the draft that differ, as spans of the draft's block: the changed words, or the word beside which some are missing.
pub fn places(comparison: &Comparison, counterpart: &Counterpart) -> Vec<Span> {
    let words = &comparison.words;
    counterpart
        .alignment
        .changes
        .iter()
        .filter_map(|c| {
            let range = if c.ours.is_empty() {
                let before = c.ours.start.saturating_sub(1);
                before..before + 1
            } else {
                c.ours.clone()
            };
            let span = |i: usize| words.get(i).map(|w| w.span);
            Some(span(range.start)?.join(span(range.end - 1)?))
        })
        .collect()
}

pub(super) fn ours_text(context: &Context, comparison: &Comparison, change: &Change) -> String {
    let words = &comparison.words;
    let block = &context.draft.blocks[comparison.block];
    joined(words.get(change.ours.clone()).unwrap_or_default(), |_| {
        &block.prose.text
    })
}

pub(super) fn theirs_text(context: &Context, counterpart: &Counterpart, change: &Change) -> String {
    let facts = &context.dossier.source(counterpart.source).facts;
    joined(
        counterpart
            .words
            .get(change.theirs.clone())
            .unwrap_or_default(),
        |block| &facts.blocks[block].prose.text,
    )
}

/// The text from the first to the last of some words, as written; over the bounds of paragraphs with a blank between.
fn joined<'t>(words: &[super::Word], text: impl Fn(usize) -> &'t str) -> String {
    let mut out = String::new();
    for part in words.chunk_by(|a, b| a.block == b.block) {
        if let (Some(first), Some(last)) = (part.first(), part.last()) {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(&fold_blanks(
                first.span.join(last.span).of(text(first.block)),
            ));
        }
    }
    out
}

pub(super) fn shorten(text: &str) -> String {
    if text.chars().count() <= LONGEST_SHOWN {
        return text.to_string();
    }
    let kept: String = text.chars().take(LONGEST_SHOWN - 1).collect();
    format!("{}…", kept.trim_end())
}
