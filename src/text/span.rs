//! A half-open range of UTF-8 byte offsets.

use serde::{Deserialize, Serialize};

/// A half-open range of byte offsets. What it indexes is said where it is used: the file's text
/// (documents, findings) or the text of one block (facts).
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range `start..end`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "span {start}..{end} runs backwards");
        Span { start, end }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether a byte offset lies inside.
    pub fn contains(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn join(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The span moved `by` bytes to the right: block offsets to file offsets.
    pub fn shift(self, by: usize) -> Span {
        Span::new(self.start + by, self.end + by)
    }

    /// The span where what it counts from lies no longer at `from` but at `to`.
    pub fn moved(self, from: usize, to: usize) -> Span {
        let place = |offset: usize| (offset + to).saturating_sub(from);
        Span::new(place(self.start), place(self.end))
    }

    /// Without the blanks at its ends in `text`.
    pub fn trimmed(self, text: &str) -> Span {
        let own = self.of(text);
        let start = self.start + own.len() - own.trim_start().len();
        Span::new(start, start + own.trim().len())
    }

    /// Whether it begins and ends where words do in `text`: "41" is not whole in "1,410", nor "bury" in "Salisbury".
    pub fn is_whole(self, text: &str) -> bool {
        let own = self.of(text);
        let before = text.get(..self.start).unwrap_or("").chars();
        let behind = text.get(self.end..).unwrap_or("").chars();
        let begins = !own.starts_with(char::is_alphanumeric) || !goes_on(before.rev());
        begins && (!own.ends_with(char::is_alphanumeric) || !goes_on(behind))
    }

    /// The text it covers; empty where it does not lie on character boundaries inside `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Self {
        Span::new(range.start, range.end)
    }
}

/// Whether a word or number goes on with these characters, read away from it.
fn goes_on(mut characters: impl Iterator<Item = char>) -> bool {
    match characters.next() {
        Some(',' | '.') => characters.next().is_some_and(|c| c.is_ascii_digit()),
        next => next.is_some_and(char::is_alphanumeric),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_end_where_words_end() {
        let text = "Some 1,410 boats left 4.5 km of Salisbury, 41. Bury stayed.";
        for (words, whole) in [
            ("1,410", true),
            ("1,410 boats", true),
            ("410", false),
            ("1", false),
            ("4", false),
            ("5 km", false),
            ("41", true),
            ("Salisbury", true),
            ("bury", false),
            (", 41", true),
        ] {
            let at = text.rfind(words).unwrap();
            let span = Span::new(at, at + words.len());
            assert_eq!(span.is_whole(text), whole, "{words:?}");
        }
    }
}
