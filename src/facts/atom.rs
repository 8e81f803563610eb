//! Atoms: the finest pieces of a text, as the readers of figures and dates need them.
//!
//! Tokens keep "25-year-old" and "MH370" whole; a reader of numbers has to see "25", "-", "year" and "MH", "370".

use super::figure::digits::{self, Separation};
use super::figure::number_words::{self, NumberWord};
use crate::text::Span;
use crate::text::token::is_combining;
use std::borrow::Cow;
use std::cell::OnceCell;

/// What an atom is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AtomKind {
    /// Letters, with inner apostrophes.
    Word,
    /// Digits with the separators between them: "13,000", "2.5".
    Digits,
    /// One other character.
    Mark(char),
}

/// One piece of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Atom {
    /// Byte range in the text.
    pub span: Span,
    /// What it is made of.
    pub kind: AtomKind,
    /// A blank stands before it (or the text begins).
    pub gap: bool,
    /// What it means where numbers are spelled out.
    pub number: Option<NumberWord>,
}

/// A text in atoms.
pub struct Atoms<'t> {
    /// The text.
    pub text: &'t str,
    list: Vec<Atom>,
    /// What parts the thousands in it, once it was asked.
    pub thousands: OnceCell<Option<Separation>>,
}

impl<'t> Atoms<'t> {
    /// Splits a text. Addresses of pages and mail are left out: no figure stands in them.
    pub fn of(text: &'t str) -> Self {
        let mut atoms = Atoms {
            text,
            list: Vec::with_capacity(text.len() / 5),
            thousands: OnceCell::new(),
        };
        let mut at = 0;
        let mut gap = true;
        while let Some(&first) = text.as_bytes().get(at) {
            if first == b' ' {
                gap = true;
                at += 1;
                continue;
            }
            if let Some(length) = plain_word_length(&text.as_bytes()[at..]) {
                atoms.push_word(at, length, gap);
                at += length;
                gap = false;
                continue;
            }
            let Some(c) = text[at..].chars().next() else {
                break;
            };
            if c.is_whitespace() {
                gap = true;
                at += c.len_utf8();
                continue;
            }
            let rest = &text[at..];
            if gap && let Some(length) = address(rest) {
                at += length;
                continue;
            }
            let length = if c.is_ascii_digit() || leading_point(rest, gap) {
                atoms.push_digits(at, digits::run(rest), gap)
            } else if c.is_alphabetic() {
                let length = word_length(rest);
                atoms.push_word(at, length, gap);
                length
            } else {
                atoms.list.push(Atom {
                    span: Span::new(at, at + c.len_utf8()),
                    kind: AtomKind::Mark(c),
                    gap,
                    number: None,
                });
                c.len_utf8()
            };
            at += length;
            gap = false;
        }
        atoms
    }

    fn push_word(&mut self, at: usize, length: usize, gap: bool) {
        let span = Span::new(at, at + length);
        self.list.push(Atom {
            span,
            kind: AtomKind::Word,
            gap,
            number: number_words::classify(span.of(self.text)),
        });
    }

    /// A run of digits and separators: one number, or several with commas between them ("31,33,35").
    fn push_digits(&mut self, at: usize, length: usize, mut gap: bool) -> usize {
        let run = &self.text[at..at + length];
        let list = run.contains(',') && digits::parse(run).is_none();
        let mut start = at;
        for piece in run.split_inclusive(|c| list && c == ',') {
            let body = piece.strip_suffix(',').filter(|_| list).unwrap_or(piece);
            let end = start + body.len();
            if !body.is_empty() {
                self.list.push(Atom {
                    span: Span::new(start, end),
                    kind: AtomKind::Digits,
                    gap,
                    number: None,
                });
                gap = false;
            }
            if body.len() < piece.len() {
                self.list.push(Atom {
                    span: Span::new(end, end + 1),
                    kind: AtomKind::Mark(','),
                    gap: false,
                    number: None,
                });
            }
            start += piece.len();
        }
        length
    }

    /// Number of atoms.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether the text holds no atom at all.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// One atom.
    pub fn get(&self, i: usize) -> Option<&Atom> {
        self.list.get(i)
    }

    /// What it is made of; `None` past the ends.
    pub fn kind(&self, i: usize) -> Option<AtomKind> {
        self.get(i).map(|a| a.kind)
    }

    /// Its text; empty past the ends.
    pub fn str(&self, i: usize) -> &'t str {
        self.get(i).map_or("", |a| a.span.of(self.text))
    }

    /// Its text in lower case.
    pub fn lower(&self, i: usize) -> Cow<'t, str> {
        let word = self.str(i);
        if word
            .bytes()
            .all(|b| b.is_ascii() && !b.is_ascii_uppercase())
        {
            Cow::Borrowed(word)
        } else {
            Cow::Owned(word.to_lowercase())
        }
    }

    /// Whether it is this word, case aside.
    pub fn is(&self, i: usize, word: &str) -> bool {
        self.str(i).eq_ignore_ascii_case(word)
    }

    /// Whether it is one of these words, case aside.
    pub fn is_any(&self, i: usize, words: &[&str]) -> bool {
        let word = self.str(i);
        words.iter().any(|w| word.eq_ignore_ascii_case(w))
    }

    /// The character of a mark.
    pub fn mark(&self, i: usize) -> Option<char> {
        match self.kind(i) {
            Some(AtomKind::Mark(c)) => Some(c),
            _ => None,
        }
    }

    /// Whether it is a word.
    pub fn is_word(&self, i: usize) -> bool {
        self.kind(i) == Some(AtomKind::Word)
    }

    /// Whether it is digits.
    pub fn is_digits(&self, i: usize) -> bool {
        self.kind(i) == Some(AtomKind::Digits)
    }

    /// Whether a blank stands before it; true past the end.
    pub fn gap(&self, i: usize) -> bool {
        self.get(i).is_none_or(|a| a.gap)
    }

    /// Whether it stands close to the atom before.
    pub fn glued(&self, i: usize) -> bool {
        i > 0 && !self.gap(i)
    }

    /// Its meaning as part of a spelled number.
    pub fn number(&self, i: usize) -> Option<NumberWord> {
        self.get(i).and_then(|a| a.number)
    }

    /// Whether it is a word that begins with a capital.
    pub fn capitalised(&self, i: usize) -> bool {
        self.is_word(i) && self.str(i).starts_with(char::is_uppercase)
    }

    /// Byte range of atoms `from..to`; empty where there are none.
    pub fn span(&self, from: usize, to: usize) -> Span {
        match (
            self.get(from),
            to.checked_sub(1).and_then(|last| self.get(last)),
        ) {
            (Some(a), Some(b)) if from < to => a.span.join(b.span),
            _ => Span::default(),
        }
    }

    /// Index of the first atom that begins at or behind a byte offset.
    pub fn at(&self, offset: usize) -> usize {
        self.list.partition_point(|a| a.span.start < offset)
    }

    /// Index of the first atom behind `i` that is not a hyphen glued on both sides.
    pub fn past_hyphen(&self, i: usize) -> usize {
        if self.hyphen(i) { i + 1 } else { i }
    }

    /// Whether it is a hyphen glued on both sides: "25-year".
    pub fn hyphen(&self, i: usize) -> bool {
        matches!(self.mark(i), Some('-' | '‑' | '‐')) && self.glued(i) && self.glued(i + 1)
    }
}

/// ".25": a decimal point with no digit before it.
fn leading_point(rest: &str, gap: bool) -> bool {
    gap && rest.starts_with('.') && rest.as_bytes().get(1).is_some_and(u8::is_ascii_digit)
}

/// Length of ASCII letters with a blank behind them: most words, and no address.
fn plain_word_length(rest: &[u8]) -> Option<usize> {
    let length = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let ends = matches!(rest.get(length), None | Some(b' ' | b'\n'));
    (length > 0 && ends).then_some(length)
}

/// Letters, with combining marks and inner apostrophes ("o'clock"); a possessive "'s" is left off.
fn word_length(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let inside = c.is_alphabetic()
            || is_combining(c)
            || (matches!(c, '\'' | '’')
                && chars
                    .peek()
                    .is_some_and(|&(next, d)| d.is_alphabetic() && !is_s(&rest[next..])));
        if !inside {
            return i;
        }
    }
    rest.len()
}

fn is_s(rest: &str) -> bool {
    let mut chars = rest.chars();
    matches!(chars.next(), Some('s' | 'S')) && !chars.next().is_some_and(char::is_alphanumeric)
}

/// Length of a page or mail address at the beginning of `rest`.
fn address(rest: &str) -> Option<usize> {
    let first = rest.as_bytes().first()?;
    if !first.is_ascii_alphabetic() {
        return None;
    }
    // Asked of every word: most end at a blank before anything that an address has.
    let head = rest
        .bytes()
        .find(|b| matches!(b, b'.' | b':' | b'@' | b' '))?;
    if head == b' ' {
        return None;
    }
    let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let piece = &rest[..length];
    (piece.contains("://")
        || piece.starts_with("www.")
        || (piece.contains('@') && piece.contains('.')))
    .then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<&str> {
        let atoms = Atoms::of(text);
        (0..atoms.len()).map(|i| atoms.str(i)).collect()
    }

    #[test]
    fn splits_where_a_reader_of_numbers_has_to_look() {
        assert_eq!(
            pieces("a 25-year-old"),
            ["a", "25", "-", "year", "-", "old"]
        );
        assert_eq!(pieces("10k, $2.5m"), ["10", "k", ",", "$", "2.5", "m"]);
        assert_eq!(pieces("MH370's"), ["MH", "370", "'", "s"]);
        assert_eq!(pieces("1,234.5."), ["1,234.5", "."]);
        assert_eq!(
            pieces("nos. 31,33,35."),
            ["nos", ".", "31", ",", "33", ",", "35", "."]
        );
        assert_eq!(pieces("see https://x.org/a?b=20 now"), ["see", "now"]);
        assert_eq!(pieces("12\u{202f}000"), ["12\u{202f}000"]);
    }
}
