//! Tokens: words, numbers, marks.

use super::Span;

/// What a token is made of.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TokenKind {
    /// Letters, with inner apostrophes, hyphens and full stops ("don't", "U.S.", "build-up").
    Word,
    /// Digits with their separators ("14,000", "2.5", "7-10" is three tokens).
    Number,
    /// Everything else, one character a token.
    Mark,
}

/// Part of speech, coarse: the universal tag set (Petrov, Das, McDonald 2012), with auxiliaries apart.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Tag {
    /// Common noun.
    Noun,
    /// Proper noun.
    ProperNoun,
    /// Full verb, any form.
    Verb,
    /// "be", "have", "do" and modals.
    Auxiliary,
    /// Adjective.
    Adjective,
    /// Adverb.
    Adverb,
    /// Determiner or possessive pronoun before a noun.
    Determiner,
    /// Pronoun.
    Pronoun,
    /// Preposition or subordinating conjunction.
    Preposition,
    /// Coordinating conjunction.
    Conjunction,
    /// Number, in digits or words.
    Numeral,
    /// "to" before a verb, "not", possessive "'s".
    Particle,
    /// Punctuation and symbols.
    Mark,
}

/// One token of a block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Token {
    /// Byte range in the block's text.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// Part of speech.
    pub tag: Tag,
}

/// Splits `text` into tokens, in order, none of them blank. All tags are [`Tag::Mark`] until the tagger has run.
///
/// A possessive "'s" or "’s" is a token of its own; "n't" stays with its verb.
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let number = c.is_ascii_digit();
        let kind = if number {
            TokenKind::Number
        } else if c.is_alphabetic() {
            TokenKind::Word
        } else {
            out.push(Token {
                span: Span::new(start, start + c.len_utf8()),
                kind: TokenKind::Mark,
                tag: Tag::Mark,
            });
            continue;
        };
        let mut end = start + c.len_utf8();
        while let Some(&(i, c)) = chars.peek() {
            let mut next = text[i + c.len_utf8()..].chars();
            let after = next.next();
            let inside = if number {
                c.is_ascii_digit()
                    || (matches!(c, ',' | '.') && after.is_some_and(|d| d.is_ascii_digit()))
            } else {
                c.is_alphanumeric()
                    || crate::text::token::is_combining(c)
                    || (matches!(c, '\'' | '’' | '-' | '.' | '&')
                        && after.is_some_and(|d| d.is_alphanumeric())
                        && !(matches!(c, '\'' | '’')
                            && matches!(after, Some('s' | 'S'))
                            && !next.next().is_some_and(char::is_alphanumeric))
                        && (c != '.'
                            || text[start..i].chars().count() == 1
                            || text[start..i].contains('.')))
            };
            if !inside {
                break;
            }
            end = i + c.len_utf8();
            chars.next();
        }
        // "U.S." keeps its last stop: a word of single letters with stops between.
        if !number && text[start..end].contains('.') && text[end..].starts_with('.') {
            end += 1;
            chars.next();
        }
        out.push(Token {
            span: Span::new(start, end),
            kind,
            tag: Tag::Mark,
        });
    }
    out
}

/// Whether `c` combines with the character before it (Unicode general category M).
pub fn is_combining(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c) || c == '\u{200d}'
}
