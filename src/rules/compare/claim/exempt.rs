//! Claims that need no attribution: own acts, public record, times and venues, what the reporter saw, background.

use crate::text::{Prose, Tag, TokenKind, lexicon};
use std::ops::Range;
use std::sync::LazyLock;

static WORDS: LazyLock<lexicon::Table> =
    LazyLock::new(|| lexicon::Table::new(include_str!("exempt.txt")));

/// Whether a sentence tells what anybody can look up or could see, so that no source need be named for it.
pub fn needs_none(prose: &Prose, tokens: Range<usize>) -> bool {
    let (mut record, mut body, mut event, mut time) = (false, false, false, false);
    let (mut scene, mut background, mut number, mut superlative) = (false, false, false, false);
    for t in tokens.clone() {
        let lower = prose.lower(t);
        if prose.kind(t) == TokenKind::Number {
            number = true;
            time |= is_clock(prose, t);
            continue;
        }
        if prose.kind(t) != TokenKind::Word {
            continue;
        }
        time |= lexicon::is_weekday(&lower) || lexicon::is_month(&lower) || is_time(&lower);
        superlative |=
            &*lower == "most" || lower.ends_with("est") && prose.tag(t) == Tag::Adjective;
        let verb = matches!(prose.tag(t), Tag::Verb | Tag::Adjective);
        let lemma = lexicon::lemma(&lower, if verb { Tag::Verb } else { Tag::Noun });
        let Some(class) = WORDS.get(&lemma) else {
            continue;
        };
        record |= verb && class.contains('r');
        body |= !verb && class.contains('b');
        event |= verb && class.contains('e');
        scene |= verb && class.contains('s');
        background |= verb && class.contains('g');
    }
    record && body || event && time || scene && !number || background && !superlative
}

/// "at 9 a.m.", "at 10:30".
fn is_clock(prose: &Prose, t: usize) -> bool {
    matches!(
        &*prose.lower(t + 1),
        "a.m" | "p.m" | "am" | "pm" | "o'clock" | ":"
    ) || t > 0 && &*prose.lower(t - 1) == "at" && prose.word(t).len() <= 2
}

fn is_time(lower: &str) -> bool {
    matches!(
        lower,
        "today" | "tonight" | "tomorrow" | "yesterday" | "noon" | "midnight" | "weekend"
    )
}

/// Whether the subject of a sentence, its first words, is the holder: who tells of an own act needs no other witness.
pub fn is_own_act(prose: &Prose, tokens: Range<usize>, holder: &str) -> bool {
    let first_verb = tokens
        .clone()
        .find(|&t| matches!(prose.tag(t), Tag::Verb | Tag::Auxiliary))
        .unwrap_or(tokens.end);
    let subject = super::holders::words(prose.span_of(tokens.start..first_verb).of(&prose.text));
    let holder = super::holders::words(holder);
    !holder.is_empty() && holder.iter().all(|w| subject.contains(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_needs_no_attribution() {
        let rows = [
            (
                "The court sentenced Peter Oda to three years in prison.",
                true,
            ),
            ("Parliament passed the harbour act by twelve votes.", true),
            (
                "The funeral will be held in the old church on Friday.",
                true,
            ),
            ("The concert begins at 8 p.m. in the town hall.", true),
            ("Crowds lined the quay and waved white flags.", true),
            ("The mill was founded by two brothers from Selm.", true),
            (
                "Rebels poisoned the northern reservoir above the town.",
                false,
            ),
            (
                "The bridge is the longest wooden bridge in the world.",
                false,
            ),
            ("The army lost 300 men in the valley.", false),
            ("The mayor stole the money of the school.", false),
        ];
        for (text, expected) in rows {
            let prose = Prose::read(text);
            assert_eq!(
                needs_none(&prose, 0..prose.tokens.len()),
                expected,
                "{text}"
            );
        }
        let prose = Prose::read("The harbour board will close the mole in May.");
        assert!(is_own_act(&prose, 0..prose.tokens.len(), "the board"));
        assert!(!is_own_act(&prose, 0..prose.tokens.len(), "the army"));
    }
}
