//! Proper nouns: what capitals tell, and where they tell nothing.

use super::Word;
use crate::text::lexicon::{self, Table, VerbForm};
use crate::text::{Tag, TokenKind};
use std::sync::LazyLock;

static CAPITALS: LazyLock<Table> =
    LazyLock::new(|| Table::new(include_str!("../lexicon/capitals.txt")));

/// How a sentence uses capitals.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Case {
    /// As prose does: names and first words.
    Prose,
    /// A headline: nearly every word, or every letter.
    Headline,
    /// The whole block has none.
    Lower,
}

/// The tags that capitals decide; `None` for words that their neighbours decide.
pub fn tags(words: &[Word], any_capital: bool) -> Vec<Option<Tag>> {
    let case = if any_capital {
        case_of(words)
    } else {
        Case::Lower
    };
    let mut initial = true;
    let mut out = Vec::with_capacity(words.len());
    for (i, word) in words.iter().enumerate() {
        if word.kind != TokenKind::Word {
            out.push(Some(if word.kind == TokenKind::Number {
                Tag::Numeral
            } else {
                Tag::Mark
            }));
            // After an opening mark or a colon a capital tells as little as at the beginning.
            initial |= word.is_mark(&["“", "‘", ":", "•", "*"])
                || (word.is_mark(&["\"", "'"]) && !word.glued)
                || word.kind == TokenKind::Number && initial;
            continue;
        }
        // "Orlan-based", "U.S.-led": the name stands in an adjective.
        let adjective = word.tags.first() == Some(Tag::Adjective) && word.text.contains('-');
        let proper = match case {
            _ if adjective => false,
            Case::Lower => is_name_in_lower_case(word),
            Case::Headline => is_name_in_headline(word),
            Case::Prose if !word.is_capitalised() => {
                // "al-Tamir", "de-Quillification": a capital behind the hyphen.
                word.text.contains('-')
                    && word
                        .text
                        .split('-')
                        .any(|p| p.starts_with(char::is_uppercase))
            }
            Case::Prose if word.is_upper() => CAPITALS.get(&word.lower) != Some("noun"),
            Case::Prose if initial => is_name_at_beginning(words, i),
            Case::Prose => is_name_inside(words, i),
        };
        out.push(proper.then_some(Tag::ProperNoun));
        initial = false;
    }
    out
}

/// Whether the sentence is prose or a headline: most words that need no capital have one.
fn case_of(words: &[Word]) -> Case {
    let (mut open, mut capitalised) = (0usize, 0usize);
    let mut first = true;
    for word in words {
        if word.kind != TokenKind::Word {
            continue;
        }
        let counts = !first
            && word.is_longer_than(3)
            && word.is_common()
            && word.closed().is_none()
            && !word.is_known_name();
        first = false;
        if counts {
            open += 1;
            capitalised += usize::from(word.is_capitalised());
        }
    }
    let upper = words.iter().filter(|w| w.is_upper()).count();
    let all = words
        .iter()
        .filter(|w| w.kind == TokenKind::Word && w.is_longer_than(1))
        .count();
    let shouted = all >= 3 && upper * 10 >= all * 8;
    // A sentence that ends as prose does is only a headline where hardly a word is small.
    let stops = words.last().is_some_and(|w| w.is_mark(&[".", "”", "\""]));
    let share = if stops { 9 } else { 7 };
    if shouted || (open >= 3 && capitalised * 10 >= open * share) {
        Case::Headline
    } else {
        Case::Prose
    }
}

/// In a text without capitals: a well-known name, or a word nobody knows.
fn is_name_in_lower_case(word: &Word) -> bool {
    let lower = &*word.lower;
    let Some(entry) = word.entry.filter(|e| !e.function) else {
        return false;
    };
    entry.tags.first() == Some(Tag::ProperNoun)
        || entry.tags.is_empty()
            && lower.len() > 3
            && !lower.contains('-')
            && word.tags.first() == Some(Tag::Noun)
            && lower.bytes().all(|b| b.is_ascii_lowercase())
}

/// In a headline: a word that is not common, or is better known as a name.
fn is_name_in_headline(word: &Word) -> bool {
    if !word.is_capitalised() {
        return false;
    }
    let lower = &*word.lower;
    if word.is_function() {
        return lower == "us" && word.text == "US";
    }
    word.tags.first() == Some(Tag::ProperNoun)
        || !word.is_common() && word.tags.first() != Some(Tag::Adverb)
        || CAPITALS.get(lower) == Some("start")
}

/// A capital inside a sentence makes a name, save of words that titles write large: "The", "Of", "I".
fn is_name_inside(words: &[Word], i: usize) -> bool {
    let word = &words[i];
    match word.closed() {
        None => CAPITALS.get(&word.lower) != Some("noun"),
        // "Will Quill", "in May"; but "We Shall Overcome" hardly matters.
        Some(Tag::Auxiliary) => !word.lower.contains('\''),
        Some(Tag::Adverb | Tag::Adjective) => words
            .get(i + 1)
            .is_some_and(|next| next.is_capitalised() && !next.glued),
        Some(_) => false,
    }
}

/// The first word of a sentence is a name where it is no common word, or where what follows shows it.
fn is_name_at_beginning(words: &[Word], i: usize) -> bool {
    let word = &words[i];
    let lower = &*word.lower;
    let next = words.get(i + 1);
    let number_next = next.is_some_and(|n| n.kind == TokenKind::Number);
    let name_next =
        next.is_some_and(|n| n.is_capitalised() && !n.is_function() && !is_calendar_word(&n.lower));
    if word.is_function() {
        // "May 5", "Will Quill"; but "Will Quill go?" has a verb behind.
        return lower == "may" && number_next
            || lower == "will"
                && name_next
                && words.get(i + 2).is_some_and(|w| {
                    matches!(w.form, Some(VerbForm::Past | VerbForm::ThirdPerson))
                });
    }
    if word.tags.first() == Some(Tag::ProperNoun) || !word.is_common() {
        // Unknown, but plainly an adverb or participle of prose: "Bemusedly", "Unfriending".
        return word.is_known_name()
            || name_next
            || word.tags.first() != Some(Tag::Adverb) && !lower.contains('-')
            || word
                .text
                .split('-')
                .skip(1)
                .any(|p| p.starts_with(char::is_uppercase))
            || word.text.split('-').next().is_some_and(|p| {
                p.len() < word.text.len() && !lexicon::entry(&p.to_lowercase()).common
            });
    }
    if word.is_known_name() && (name_next || number_next) {
        return true;
    }
    match CAPITALS.get(lower) {
        Some("start") => name_next,
        Some("head") => {
            name_next
                || next.is_some_and(|n| &*n.lower == "of")
                    && words
                        .iter()
                        .skip(i + 2)
                        .find(|w| &*w.lower != "the")
                        .is_some_and(Word::is_capitalised)
        }
        // "President Quill", "Hurricane Ada": a singular noun before a name; not "Officials Monday", "Former President".
        _ => {
            name_next
                && word.tags.first() == Some(Tag::Noun)
                && !lower.ends_with('s')
                && next.is_some_and(|n| !n.is_upper())
        }
    }
}

fn is_calendar_word(lower: &str) -> bool {
    lexicon::is_weekday(lower) || lexicon::is_month(lower)
}
