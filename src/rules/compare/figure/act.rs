//! What happens in the clause of a number: the opposite on the other side is another event, with a number of its own.

use super::item::Item;
use crate::rules::compare::claim::opposites;
use crate::text::{Prose, Tag, TokenKind};
use std::ops::Range;

/// Words that begin a clause of their own.
const JOINTS: &[&str] = &[
    "that", "who", "which", "while", "but", "although", "though", "because", "whereas", "after",
    "before", "when", "since", "until", "as",
];

/// The word of the source's clause that turns the draft's round: "resumed on Tuesday", "halted on Sunday".
pub fn opposed(draft: &Item, source: &Item) -> Option<String> {
    let (mine, theirs) = (&draft.block().prose, &source.block().prose);
    opposites::other_act(mine, clause(draft), theirs, clause(source))
}

/// The verb that a date belongs to, as its lemma; `None` where its clause has none.
pub fn of_date(item: &Item) -> Option<String> {
    let prose = &item.block().prose;
    let own = prose.tokens_in(item.span());
    let clause = clause(item);
    let is_verb = |&t: &usize| prose.tag(t) == Tag::Verb;
    let before = (clause.start..own.start.max(clause.start))
        .rev()
        .find(is_verb);
    let verb = before.or_else(|| (own.end..clause.end).find(is_verb))?;
    Some(crate::text::lexicon::lemma(&prose.lower(verb), Tag::Verb).into_owned())
}

/// The clause of a number: up to a mark or joint on both sides, and over it where no verb stands between.
pub fn clause(item: &Item) -> Range<usize> {
    let prose = &item.block().prose;
    let (_, sentence) = item.sentence();
    let own = prose.tokens_in(item.span());
    let (first, last) = (own.start.max(sentence.start), own.end.min(sentence.end));
    let joint = |t: &usize| is_joint(prose, *t);
    let mut start = (sentence.start..first)
        .rev()
        .find(joint)
        .map_or(sentence.start, |t| t + 1);
    let mut end = (last..sentence.end).find(joint).unwrap_or(sentence.end);
    let acts = |tokens: Range<usize>| tokens.into_iter().any(|t| prose.tag(t) == Tag::Verb);
    if !acts(start..end) {
        if start > sentence.start {
            let before = sentence.start..start - 1;
            start = before.rev().find(joint).map_or(sentence.start, |t| t + 1);
        }
        if !acts(start..end) && end < sentence.end {
            end = (end + 1..sentence.end).find(joint).unwrap_or(sentence.end);
        }
    }
    start..end
}

fn is_joint(prose: &Prose, token: usize) -> bool {
    let mark = || {
        prose.kind(token) == TokenKind::Mark
            && matches!(
                prose.word(token),
                "," | ";" | ":" | "—" | "–" | "(" | ")" | "'" | "‘" | "’" | "\"" | "“" | "”"
            )
    };
    let lower = prose.lower(token);
    // "fell in May and rose in June"
    let verb_follows = || &*lower == "and" && (1..=2).any(|n| prose.tag(token + n) == Tag::Verb);
    mark() || JOINTS.contains(&&*lower) || verb_follows()
}
