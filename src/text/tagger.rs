//! Parts of speech, good enough to find head nouns, predicates and proper names.

use super::prose::Sentence;
use super::{Tag, Token, TokenKind, lexicon};

/// Tags every token in place.
pub fn tag(text: &str, tokens: &mut [Token], sentences: &[Sentence]) {
    for sentence in sentences {
        let mut first = true;
        for i in sentence.tokens.clone() {
            let word = tokens[i].span.of(text);
            tokens[i].tag = match tokens[i].kind {
                TokenKind::Mark => Tag::Mark,
                TokenKind::Number => Tag::Numeral,
                TokenKind::Word => {
                    let lower = word.to_lowercase();
                    match lexicon::closed_class(&lower) {
                        Some(tag) => tag,
                        None if word.starts_with(char::is_uppercase) && !first => Tag::ProperNoun,
                        None if lower.ends_with("ly") => Tag::Adverb,
                        None if lower.ends_with("ed") || lower.ends_with("ing") => Tag::Verb,
                        None => Tag::Noun,
                    }
                }
            };
            if tokens[i].kind != TokenKind::Mark {
                first = false;
            }
        }
    }
}
