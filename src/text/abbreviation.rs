//! Abbreviations and initials: stops that end no sentence.

use super::lexicon::{self, Table};
use std::sync::LazyLock;

static ABBREVIATIONS: LazyLock<Table> =
    LazyLock::new(|| Table::new(include_str!("lexicon/abbreviations.txt")));

/// What may follow the stop of an abbreviation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Follows {
    /// A name or number always follows: "Mr.", "No.": its stop never ends a sentence.
    Name,
    /// A number follows: "No. 5", "p. 3"; before anything else the stop ends the sentence.
    Number,
    /// Anything: "Inc.", "U.S.", "Calif.": a sentence ends there where a new one plainly begins.
    Anything,
    /// No name: "p.m.", "etc.", "kg.": a sentence ends there where any capital follows.
    End,
}

/// What an abbreviation, written without its last stop in any case, lets follow; `None` where the word is none.
pub fn follows(word: &str) -> Option<Follows> {
    if word.len() > 12 {
        return None;
    }
    let lower = word.to_lowercase();
    let value = ABBREVIATIONS.get(&lower)?;
    if lower == word
        && matches!(value, "any" | "name")
        && lexicon::closed_tags(word).is_empty()
        && lexicon::is_common_word(word)
    {
        return None;
    }
    match value {
        "name" => Some(Follows::Name),
        "number" => Some(Follows::Number),
        "end" => Some(Follows::End),
        _ => Some(Follows::Anything),
    }
}

/// Whether the word `start..end` before a stop is the initial of a name: "J." in "J. Doe", "B." in "Ada B. Doe";
/// not "C." in "vitamin C. The".
pub fn is_initial(text: &str, start: usize, end: usize) -> bool {
    let mut letters = text[start..end].chars();
    let (Some(letter), None) = (letters.next(), letters.next()) else {
        return false;
    };
    if !letter.is_uppercase() || !text[end..].starts_with('.') {
        return false;
    }
    let rest = text[end + 1..].trim_start_matches(|c: char| c.is_whitespace() && c != '\n');
    let next: &str = rest
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default();
    if !next.starts_with(char::is_uppercase) {
        return false;
    }
    // Another initial, or a word that is no function word: "C. The" begins a sentence.
    let name_next = next.chars().count() == 1 && rest[next.len()..].starts_with('.')
        || lexicon::closed_class(&next.to_lowercase()).is_none();
    let before = text[..start].trim_end();
    let last = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    let name_before = before.is_empty()
        || last.starts_with(char::is_uppercase)
        || last.ends_with([
            ',', ';', ':', '(', '[', '"', '“', '‘', '\'', '-', '–', '—', '.',
        ])
        || lexicon::closed_class(&last.to_lowercase()).is_some();
    name_next && name_before
}
