//! What a name names, as far as its words and its neighbours tell.

use super::NameKind;
use super::capitals::{is_dateline, is_shouted};
use super::vocabulary::{
    is_article, is_company_head, is_event_head, is_family, is_institution, is_organization_head,
    is_particle, is_place_head, is_saying, is_work_head, is_work_noun,
};
use super::{acronym, gazetteer, plain};
use crate::text::{Prose, TokenKind, lexicon, prose::Sentence};
use std::borrow::Cow;
use std::ops::Range;

/// So many letters are no syllable of a person's name: "Pak Sol" is no firm.
const LONG_WORD: usize = 5;

/// The kind of the name that some tokens make, which is given as written and in lower case, blanks folded.
pub fn of(
    prose: &Prose,
    sentence: &Sentence,
    (tokens, text, lower): (Range<usize>, &str, &str),
    title: bool,
    role: bool,
) -> NameKind {
    if let Some(&(_, sense)) = gazetteer::countries_of(lower).first() {
        return match sense {
            gazetteer::Sense::Demonym => NameKind::Demonym,
            _ => NameKind::Place,
        };
    }
    if gazetteer::organizations_of(lower).next().is_some() {
        return NameKind::Organization;
    }
    let words: Vec<Cow<str>> = tokens
        .clone()
        .filter(|&i| prose.kind(i) == TokenKind::Word)
        .map(|i| prose.lower(i))
        .collect();
    let head = words
        .iter()
        .position(|w| matches!(&**w, "of" | "for"))
        .and_then(|p| p.checked_sub(1))
        .or(words.len().checked_sub(1))
        .and_then(|p| words.get(p))
        .map_or("", |w| &**w);
    let several = words.len() > 1;
    if !title && is_introduced_as_work(prose, tokens.start) {
        return NameKind::Work;
    }
    if several && is_event_head(head) {
        return NameKind::Event;
    }
    if several && (is_organization_head(head) || words.iter().any(|w| is_institution(w))) {
        return NameKind::Organization;
    }
    if several && !title && is_quoted(prose, &tokens) {
        return NameKind::Work;
    }
    let capitals = || text.chars().filter(|c| c.is_uppercase()).count();
    if capitals() > LONGEST_CODE && is_dateline(prose, &tokens) {
        return NameKind::Place;
    }
    if (title || words.len() > 2 || text.contains('-')) && leads_syllables(prose, tokens.clone()) {
        return NameKind::Person;
    }
    if several && is_place_head(head) || words.first().is_some_and(|w| several && is_place_head(w))
    {
        return NameKind::Place;
    }
    if several && is_work_head(head) && !title {
        return NameKind::Work;
    }
    if title || (role && words.len() <= 5) {
        return NameKind::Person;
    }
    let first = words.first().map_or("", |w| &**w);
    if several
        && (gazetteer::is_given_name(first)
            || gazetteer::is_given_name(&plain(first))
            || words
                .iter()
                .skip(1)
                .any(|w| is_particle(w) || has_article(w))
            || first.trim_end_matches('.').chars().count() == 1)
    {
        return NameKind::Person;
    }
    // A longer word in capitals is one that is shouted: "OSTFJORD".
    if !several
        && acronym::is_acronym(text)
        && text.chars().count() <= 6
        && !is_shouted(prose, tokens.start)
    {
        return NameKind::Organization;
    }
    beside(prose, sentence, &tokens, several)
}

/// The most letters of a given name's syllable that is a word, and of two in one.
const SYLLABLE: usize = 5;
const SYLLABLES: usize = 10;

/// Whether a surname that might be a place's head stands before one or two syllables of a given name: "Park Tae Won", "Park
/// Geun-hye"; not "Park Avenue".
pub fn leads_syllables(prose: &Prose, tokens: Range<usize>) -> bool {
    let is_syllable = |i: usize| {
        let lower = prose.lower(i);
        let length = lower.chars().count();
        !is_place_head(&lower) && (length <= SYLLABLE || length <= SYLLABLES && lower.contains('-'))
    };
    let mut given = tokens.start + 1..tokens.end;
    (2..=3).contains(&tokens.len())
        && is_family(&prose.lower(tokens.start))
        && given.clone().all(is_syllable)
        && given.any(|i| !lexicon::is_common_word(&prose.lower(i)))
}

/// So many capitals may be the acronym of whoever speaks: "ADTR - The harbour".
const LONGEST_CODE: usize = 3;

/// Whether a word carries the Arabic article: "al-Durubi".
fn has_article(lower: &str) -> bool {
    lower.split_once('-').is_some_and(|(a, _)| is_article(a))
}

/// Whether the word before a name says that it is a work's: "the novel The Glass Orchard".
fn is_introduced_as_work(prose: &Prose, start: usize) -> bool {
    let before = |n: usize| start.checked_sub(n).map(|i| prose.lower(i));
    let says = |n: usize| before(n).is_some_and(|word| is_work_noun(&word));
    says(1) || before(1).is_some_and(|word| word == "the") && says(2)
}

/// Whether quotation marks stand close around some tokens.
fn is_quoted(prose: &Prose, tokens: &Range<usize>) -> bool {
    let opens = |t: &str| matches!(t, "\"" | "“" | "‘" | "«");
    let closes = |t: &str| matches!(t, "\"" | "”" | "’" | "»");
    (tokens.start.checked_sub(1)).is_some_and(|before| opens(prose.word(before)))
        && closes(prose.word(tokens.end))
}

/// By the neighbours: an age or a verb of saying behind a person, a preposition of place before a place.
fn beside(prose: &Prose, sentence: &Sentence, tokens: &Range<usize>, several: bool) -> NameKind {
    let next = tokens.end;
    let age = prose.word(next) == ","
        && prose.kind(next + 1) == TokenKind::Number
        && prose.word(next + 1).len() == 2
        && matches!(prose.word(next + 2), "," | ".");
    let says = is_saying(&prose.lower(next))
        || prose.word(next) == "," && is_saying(&prose.lower(next + 1));
    if age {
        return NameKind::Person;
    }
    let last = prose.lower(tokens.end.saturating_sub(1));
    // "Tolver Foods said": a firm is named for what it makes.
    let firm = is_company_head(&last)
        || last.chars().count() >= LONG_WORD
            && lexicon::is_common_word(&last)
            && !gazetteer::is_surname(&last)
            && !lexicon::is_known_name(&last);
    if says && several {
        return match firm {
            true => NameKind::Organization,
            false => NameKind::Person,
        };
    }
    if several && is_company_head(&last) {
        return NameKind::Organization;
    }
    if tokens.start > sentence.tokens.start
        && matches!(
            &*prose.lower(tokens.start - 1),
            "in" | "near" | "across" | "outside"
        )
    {
        return NameKind::Place;
    }
    NameKind::Unknown
}
