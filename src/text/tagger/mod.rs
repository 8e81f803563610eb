//! Parts of speech, good enough to find head nouns, predicates and proper names.
//!
//! Each word gets the parts of speech it can have (lexicon, then its ending), capitals decide what is a proper noun,
//! and the words around it decide between the rest.

mod capitals;
mod context;
mod function_word;

use super::prose::Sentence;
use super::token::is_apostrophe;
use super::{Tag, Token, TokenKind, lexicon};
use lexicon::{Entry, Tags, VerbForm};
use std::borrow::Cow;

/// A token as the rules see it.
struct Word<'a> {
    kind: TokenKind,
    /// As written.
    text: &'a str,
    /// In lower case, apostrophes straight.
    lower: Cow<'a, str>,
    /// No blank stands between the token before and this one.
    glued: bool,
    /// What it can be, likeliest first: by the lexicon, else by its shape.
    tags: Tags,
    /// Which form of a verb it can be.
    form: Option<VerbForm>,
    /// It can be a past participle: "sent", "put".
    past: bool,
    /// What the lexicon knows of it; `None` for numbers, marks and what is glued to a number.
    entry: Option<Entry>,
}

impl Word<'_> {
    /// A function word or number word.
    fn is_function(&self) -> bool {
        self.entry.is_some_and(|e| e.function)
    }

    /// The part of speech of a function word, number words left out.
    fn closed(&self) -> Option<Tag> {
        self.entry.and_then(|e| e.closed)
    }

    fn is_common(&self) -> bool {
        self.entry.is_some_and(|e| e.common)
    }

    fn is_known_name(&self) -> bool {
        self.entry.is_some_and(|e| e.known_name)
    }

    fn is_capitalised(&self) -> bool {
        self.kind == TokenKind::Word && self.text.starts_with(char::is_uppercase)
    }

    /// Two capitals or more and no small letter: "US", "MHPB", "F-16".
    fn is_upper(&self) -> bool {
        let ends_small = self
            .text
            .as_bytes()
            .last()
            .is_some_and(u8::is_ascii_lowercase);
        !ends_small
            && self.kind == TokenKind::Word
            && self.text.chars().filter(|c| c.is_uppercase()).count() > 1
            && !self.text.chars().any(char::is_lowercase)
    }

    /// Whether it has more characters than so many.
    fn is_longer_than(&self, characters: usize) -> bool {
        self.text.len() > characters
            && (self.text.is_ascii() || self.text.chars().nth(characters).is_some())
    }

    fn is_mark(&self, marks: &[&str]) -> bool {
        self.kind == TokenKind::Mark && marks.contains(&self.text)
    }

    /// Whether it can stand inside a noun phrase behind its determiner.
    fn is_nominal(&self) -> bool {
        match self.kind {
            TokenKind::Number => true,
            TokenKind::Mark => false,
            TokenKind::Word => {
                self.is_capitalised()
                    || self.tags.has(Tag::Noun)
                    || self.tags.has(Tag::Adjective)
                    || self.tags.has(Tag::Numeral)
            }
        }
    }
}

/// Tags every token in place. `lowered` is the text with small letters for its ASCII capitals, byte for byte.
pub fn tag(text: &str, lowered: &str, tokens: &mut [Token], sentences: &[Sentence]) {
    let any_capital = text.chars().any(char::is_uppercase);
    let mut words = Vec::new();
    for sentence in sentences {
        let Some(tokens) = tokens.get_mut(sentence.tokens.clone()) else {
            continue;
        };
        words.clear();
        let mut end = usize::MAX;
        for token in tokens.iter() {
            words.push(read(
                token.span.of(text),
                token.span.of(lowered),
                token.kind,
                token.span.start == end,
                words.last(),
            ));
            end = token.span.end;
        }
        let fixed = capitals::tags(&words, any_capital);
        let mut out = Vec::with_capacity(words.len());
        for i in 0..words.len() {
            let tag = fixed
                .get(i)
                .copied()
                .flatten()
                .unwrap_or_else(|| context::tag(&words, &out, &fixed, i));
            out.push(tag);
        }
        for (token, tag) in tokens.iter_mut().zip(out) {
            token.tag = tag;
        }
    }
}

/// A token with what its word can be.
fn read<'a>(
    text: &'a str,
    lowered: &'a str,
    kind: TokenKind,
    glued: bool,
    before: Option<&Word>,
) -> Word<'a> {
    let lower = lower_case(lowered);
    let mut word = Word {
        kind,
        text,
        tags: Tags::NONE,
        form: None,
        past: false,
        entry: None,
        glued,
        lower,
    };
    match kind {
        TokenKind::Mark => word.tags = Tags::of(&[Tag::Mark]),
        TokenKind::Number => word.tags = Tags::of(&[Tag::Numeral]),
        TokenKind::Word if glued && before.is_some_and(|b| b.kind == TokenKind::Number) => {
            word.tags = Tags::of(&[match &*word.lower {
                "st" | "nd" | "rd" | "th" => Tag::Adjective,
                "k" | "m" | "mn" | "bn" | "b" | "tn" | "million" | "billion" | "trillion" => {
                    Tag::Numeral
                }
                "'s" => Tag::Particle,
                _ => Tag::Noun,
            }]);
        }
        TokenKind::Word => {
            let entry = lexicon::entry(&word.lower);
            word.entry = Some(entry);
            (word.tags, word.form) = if entry.tags.is_empty() {
                by_shape(&word.lower)
            } else {
                (entry.tags, entry.form)
            };
            word.past = entry.past || word.form == Some(VerbForm::Past);
        }
    }
    word
}

/// The lower case of a word whose ASCII capitals are small letters already.
fn lower_case(lowered: &str) -> Cow<'_, str> {
    match lowered {
        "’s" => Cow::Borrowed("'s"),
        _ if lowered.bytes().all(|b| b.is_ascii() && b != b'`') => Cow::Borrowed(lowered),
        _ => Cow::Owned(lowered.to_lowercase().replace(is_apostrophe, "'")),
    }
}

/// What an unknown word can be: of a compound what its last piece is, else what its ending tells; else a noun.
fn by_shape(lower: &str) -> (Tags, Option<VerbForm>) {
    if let Some((_, last)) = lower.rsplit_once(['-', '\u{2010}', '\u{2011}']) {
        let tags = lexicon::tags(last);
        let form = lexicon::verb_form(last);
        let tag = match (tags.first(), form) {
            // "state-run", "year-old", "far-reaching"
            (_, Some(VerbForm::Past | VerbForm::Gerund)) => Tag::Adjective,
            _ if lexicon::is_own_participle(last) => Tag::Adjective,
            (Some(tag @ (Tag::Adjective | Tag::Noun | Tag::Adverb)), _) => tag,
            _ => Tag::Noun,
        };
        return (Tags::of(&[tag]), None);
    }
    const ENDINGS: [(&str, Tag); 30] = [
        ("ly", Tag::Adverb),
        ("ing", Tag::Verb),
        ("ed", Tag::Verb),
        ("ise", Tag::Verb),
        ("ize", Tag::Verb),
        ("ised", Tag::Verb),
        ("ify", Tag::Verb),
        ("ous", Tag::Adjective),
        ("ful", Tag::Adjective),
        ("less", Tag::Adjective),
        ("able", Tag::Adjective),
        ("ible", Tag::Adjective),
        ("ive", Tag::Adjective),
        ("ical", Tag::Adjective),
        ("ial", Tag::Adjective),
        ("ional", Tag::Adjective),
        ("ic", Tag::Adjective),
        ("ish", Tag::Adjective),
        ("ary", Tag::Adjective),
        ("ian", Tag::Adjective),
        ("tion", Tag::Noun),
        ("sion", Tag::Noun),
        ("ment", Tag::Noun),
        ("ness", Tag::Noun),
        ("ity", Tag::Noun),
        ("ism", Tag::Noun),
        ("ist", Tag::Noun),
        ("ship", Tag::Noun),
        ("ance", Tag::Noun),
        ("ence", Tag::Noun),
    ];
    let tag = ENDINGS
        .iter()
        .find(|(ending, _)| lower.len() > ending.len() + 2 && lower.ends_with(ending))
        .map_or(Tag::Noun, |&(_, tag)| tag);
    let form = match tag {
        Tag::Verb if lower.ends_with("ing") => Some(VerbForm::Gerund),
        Tag::Verb if lower.ends_with("ed") => Some(VerbForm::Past),
        Tag::Verb => Some(VerbForm::Base),
        _ => None,
    };
    (Tags::of(&[tag]), form)
}

#[cfg(test)]
mod tests;
