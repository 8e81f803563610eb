//! Acronyms and the names they abbreviate.

use super::vocabulary::is_connector;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Initials of a name's content words, upper case: connectors and articles left out.
pub fn initials(name: &str) -> String {
    name.split(|c: char| c.is_whitespace() || c == '-')
        .filter(|w| !is_connector(&w.to_lowercase()))
        .filter_map(|w| w.chars().find(|c| c.is_alphanumeric()))
        .flat_map(char::to_uppercase)
        .collect()
}

/// Letters of an acronym, upper case, stops left out.
pub fn letters(acronym: &str) -> String {
    acronym
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_uppercase)
        .collect()
}

/// Whether a name spells an acronym by its initials, connectors counted or not ("DoJ", "MoD", "ROK").
pub fn spells(name: &str, acronym: &str) -> bool {
    let wanted = letters(acronym);
    if wanted == initials(name) {
        return true;
    }
    let all: String = name
        .split(|c: char| c.is_whitespace() || c == '-')
        .filter_map(|w| w.chars().find(|c| c.is_alphanumeric()))
        .flat_map(char::to_uppercase)
        .collect();
    wanted == all
}

/// Whether a name has as many content words as its acronym has letters and exactly one begins otherwise: a wrong word,
/// not an acronym of another language.
pub fn one_word_off(name: &str, acronym: &str) -> bool {
    let (a, b) = (initials(name), letters(acronym));
    a.chars().count() == b.chars().count()
        && b.chars().count() >= 3
        && a.chars().zip(b.chars()).filter(|(x, y)| x != y).count() == 1
}

/// Whether a word is written as an acronym: two or more capitals and digits, perhaps with stops, no small letter.
pub fn is_acronym(word: &str) -> bool {
    let mut capitals = 0;
    for c in word.chars() {
        if c.is_uppercase() {
            capitals += 1;
        } else if !(c.is_ascii_digit() || matches!(c, '.' | '-' | '&')) {
            return false;
        }
    }
    capitals >= 2
}

/// Whether an acronym is an everyday word and names nobody: "TV", "PM".
pub fn is_everyday(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        let lines = include_str!("gazetteer/everyday_acronyms.txt").lines();
        (lines.filter(|line| !line.starts_with('#')))
            .flat_map(str::split_whitespace)
            .collect()
    });
    let word = word.trim_end_matches('.');
    WORDS.contains(word)
        || word
            .strip_suffix('s')
            .is_some_and(|one| WORDS.contains(one))
}

/// Whether a word could be spoken as one: "Nato" may be written so, "Mhpb" may not.
pub fn is_pronounceable(word: &str) -> bool {
    let lower = word.to_lowercase();
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let onset: String = lower.chars().take_while(|&c| !vowel(c)).collect();
    let good_onset = onset.len() <= 1
        || [
            "bl", "br", "ch", "cl", "cr", "dr", "fl", "fr", "gl", "gr", "ph", "pl", "pr", "qu",
            "sc", "sh", "sk", "sl", "sm", "sn", "sp", "st", "str", "sw", "th", "tr", "wh", "wr",
        ]
        .contains(&onset.as_str());
    let mut run = 0;
    for c in lower.chars() {
        run = if vowel(c) { 0 } else { run + 1 };
        if run > 2 && lower.len() <= 5 {
            return false;
        }
    }
    good_onset && lower.chars().any(vowel)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_spell_acronyms() {
        for (name, acronym, yes) in [
            ("National Harbour Office", "NHO", true),
            ("Bank of Marlovia", "BM", true),
            ("Ministry of Defence", "MoD", true),
            ("Institute for Peat and Turf", "IPT", true),
            ("National Harbour Agency", "NHO", false),
        ] {
            assert_eq!(spells(name, acronym), yes, "{name} ({acronym})");
        }
        assert!(one_word_off("National Harbour Agency", "NHO"));
        assert!(!one_word_off("Federal Harbour Agency", "BND"));
        assert!(!one_word_off("Harbour Agency", "NHO"));
    }

    #[test]
    fn some_acronyms_are_words() {
        for (word, yes) in [
            ("Nato", true),
            ("Unicef", true),
            ("Mhpb", false),
            ("Nhs", false),
            ("Bbc", false),
        ] {
            assert_eq!(is_pronounceable(word), yes, "{word}");
        }
        assert!(is_acronym("U.S.") && is_acronym("MI5") && !is_acronym("Nato") && !is_acronym("A"));
    }
}
