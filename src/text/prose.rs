//! A block read as sentences and tagged tokens: what every reader of facts works on.

use super::{Span, Tag, Token, TokenKind, sentence, tagger, token};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// One sentence of a block.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Sentence {
    /// Byte range in the block's text.
    pub span: Span,
    /// Its tokens, as a range of [`Prose::tokens`].
    pub tokens: Range<usize>,
}

/// A block's text with its tokens and sentences. Spans are byte ranges of `text`.
#[derive(Clone, Debug)]
pub struct Prose {
    /// The block's masked text.
    pub text: Arc<str>,
    /// All tokens, in order.
    pub tokens: Vec<Token>,
    /// All sentences, in order; together they cover every token.
    pub sentences: Vec<Sentence>,
    /// Its tokens in lower case, once they were asked for.
    lowered: Lowered,
}

/// The tokens of a text in lower case: they are looked up many times, and most differ by ASCII capitals at the most.
#[derive(Clone, Default)]
struct Lowered(OnceLock<LowerCase>);

/// See [`Lowered`].
#[derive(Clone)]
struct LowerCase {
    /// The text with small letters for its ASCII capitals, byte for byte.
    text: Box<str>,
    /// A bit for each token whose lower case is another one; empty where there is none.
    others: Box<[u64]>,
}

impl LowerCase {
    fn of(text: Box<str>, tokens: &[Token]) -> LowerCase {
        let is_other = |word: &str| !word.is_ascii() || word.contains('`');
        let mut others = Vec::new();
        if is_other(&text) {
            others.resize(tokens.len() / 64 + 1, 0);
            for (i, token) in tokens.iter().enumerate() {
                if let Some(bits) = others.get_mut(i / 64) {
                    *bits |= u64::from(is_other(token.span.of(&text))) << (i % 64);
                }
            }
        }
        LowerCase {
            text,
            others: others.into(),
        }
    }

    fn is_other(&self, token: usize) -> bool {
        self.others
            .get(token / 64)
            .is_some_and(|bits| bits >> (token % 64) & 1 == 1)
    }
}

/// Nothing that is not in the text.
impl std::fmt::Debug for Lowered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("…")
    }
}

impl Prose {
    /// Reads a block's text. Depends on nothing else, so that it can be kept by content.
    pub fn read(text: impl Into<Arc<str>>) -> Prose {
        let text = text.into();
        let mut tokens = token::tokenize(&text);
        let mut sentences = Vec::new();
        let mut next = 0;
        for span in sentence::sentences(&text) {
            let first = next;
            while tokens.get(next).is_some_and(|t| t.span.start < span.end) {
                next += 1;
            }
            sentences.push(Sentence {
                span,
                tokens: first..next,
            });
        }
        let lowered = text.to_ascii_lowercase().into_boxed_str();
        tagger::tag(&text, &lowered, &mut tokens, &sentences);
        let lowered = LowerCase::of(lowered, &tokens);
        Prose {
            lowered: Lowered(OnceLock::from(lowered)),
            ..Prose::of(text, tokens, sentences)
        }
    }

    /// A text with the tokens and sentences that were read in it before.
    pub fn of(text: Arc<str>, tokens: Vec<Token>, sentences: Vec<Sentence>) -> Prose {
        Prose {
            text,
            tokens,
            sentences,
            lowered: Lowered::default(),
        }
    }

    /// A token's text, as written.
    pub fn word(&self, token: usize) -> &str {
        self.tokens.get(token).map_or("", |t| t.span.of(&self.text))
    }

    /// A token's text in lower case, curly apostrophes made straight, soft hyphens left out.
    pub fn lower(&self, token: usize) -> Cow<'_, str> {
        let Some(span) = self.tokens.get(token).map(|t| t.span) else {
            return Cow::Borrowed("");
        };
        let lowered = self
            .lowered
            .0
            .get_or_init(|| LowerCase::of(self.text.to_ascii_lowercase().into(), &self.tokens));
        let lower = span.of(&lowered.text);
        if !lowered.is_other(token) {
            return Cow::Borrowed(lower);
        }
        let word = span.of(&self.text);
        if word.is_ascii() {
            // Where a capital shows that it is meant as a word's apostrophe.
            return match word == lower {
                true => Cow::Borrowed(lower),
                false => Cow::Owned(lower.replace('`', "'")),
            };
        }
        if matches!(word, "’s" | "’S") {
            return Cow::Borrowed("'s");
        }
        let lower = word.to_lowercase().replace(token::is_apostrophe, "'");
        Cow::Owned(match lower.contains('\u{ad}') {
            true => lower.replace('\u{ad}', ""),
            false => lower,
        })
    }

    /// A token's part of speech; a mark where there is no such token.
    pub fn tag(&self, token: usize) -> Tag {
        self.tokens.get(token).map_or(Tag::Mark, |t| t.tag)
    }

    /// A token's kind; a mark where there is no such token.
    pub fn kind(&self, token: usize) -> TokenKind {
        self.tokens.get(token).map_or(TokenKind::Mark, |t| t.kind)
    }

    /// Index of the sentence that covers a byte offset, or the nearest one before it.
    pub fn sentence_at(&self, offset: usize) -> usize {
        self.sentences
            .partition_point(|s| s.span.start <= offset)
            .saturating_sub(1)
    }

    /// Index of the first token that ends after a byte offset; `tokens.len()` past the last.
    pub fn token_at(&self, offset: usize) -> usize {
        self.tokens.partition_point(|t| t.span.end <= offset)
    }

    /// Indices of the tokens that lie in a byte range.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let first = self.tokens.partition_point(|t| t.span.start < span.start);
        first
            ..self
                .tokens
                .partition_point(|t| t.span.start < span.end)
                .max(first)
    }

    /// Byte range from the first to the last of some tokens.
    pub fn span_of(&self, tokens: Range<usize>) -> Span {
        match (
            self.tokens.get(tokens.start),
            tokens.end.checked_sub(1).and_then(|e| self.tokens.get(e)),
        ) {
            (Some(a), Some(b)) if tokens.start < tokens.end => a.span.join(b.span),
            _ => Span::default(),
        }
    }
}
