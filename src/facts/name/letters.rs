//! Words in plain letters, so that spellings which differ in case, accents and stops only are equal.

use crate::facts::document::fold_blanks;
use std::borrow::Cow;

/// A name as written, blanks folded: most have one between two words.
pub fn folded(text: &str) -> String {
    let bytes = text.as_bytes();
    let single = |(i, &b): (usize, &u8)| {
        b.is_ascii_graphic()
            || b == b' ' && i > 0 && bytes.get(i + 1).is_some_and(|&next| next != b' ')
    };
    match bytes.iter().enumerate().all(single) {
        true => text.to_owned(),
        false => fold_blanks(text),
    }
}

/// A word in plain letters: lower case, accents, apostrophes and stops gone. Equal for spellings that differ in these only.
pub fn plain(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    let ascii: Cow<str> = if word.is_ascii() {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(deunicode::deunicode(word))
    };
    Cow::Owned(
        ascii
            .chars()
            .filter(|c| !matches!(c, '\'' | '.' | '`' | ' '))
            .map(|c| c.to_ascii_lowercase())
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_letters_fold_case_accents_and_stops() {
        for (a, b) in [
            ("Müller", "muller"),
            ("U.S.", "us"),
            ("O'Dowd", "odowd"),
            ("naïve", "naive"),
        ] {
            assert_eq!(plain(a), b);
        }
    }
}
