//! What capitals tell: of a sentence, of the word that stands first, of a word written in nothing else.

use super::vocabulary::prefixes;
use super::{acronym, gazetteer};
use crate::facts::document::fold_blanks;
use crate::text::{Prose, Span, TokenKind, lexicon, prose::Sentence};
use std::borrow::Cow;
use std::ops::Range;

/// How a sentence uses capitals.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Capitals {
    /// Names and first words have them.
    Sentence,
    /// Nearly every word has one, and no full stop ends it: a headline.
    Title,
    /// All letters are capitals.
    Shout,
}

impl Capitals {
    /// Looks at the sentence's words; one of three words or fewer is read as ordinary prose.
    pub fn of(prose: &Prose, sentence: &Sentence) -> Capitals {
        let (mut words, mut capital, mut shouted, mut letters) = (0, 0, 0, 0);
        for i in sentence.tokens.clone() {
            let word = prose.word(i);
            if prose.kind(i) != TokenKind::Word || word.len() < 4 || word.chars().nth(3).is_none() {
                continue;
            }
            words += 1;
            letters += word.len();
            capital += usize::from(is_capital(word));
            shouted += usize::from(!word.chars().any(char::is_lowercase));
        }
        if words >= 3 && shouted == words && letters > 15 {
            Capitals::Shout
        } else if words >= 4
            && capital * 5 >= words * 4
            && !sentence.span.of(&prose.text).ends_with('.')
        {
            Capitals::Title
        } else {
            Capitals::Sentence
        }
    }
}

/// Whether a word is written as a name is: its first letter a capital, or one behind a short Arabic or Irish prefix.
pub fn is_capital(word: &str) -> bool {
    // Asked of every word: most are small letters throughout.
    if word
        .bytes()
        .all(|b| b.is_ascii() && !b.is_ascii_uppercase())
    {
        return false;
    }
    word.starts_with(char::is_uppercase)
        || prefixes().any(|prefix| {
            word.strip_prefix(prefix)
                .is_some_and(|rest| rest.starts_with(char::is_uppercase))
        })
}

/// Whether a word behind an opening quotation mark, a colon or nothing carries its capital for standing first.
pub fn is_initial(prose: &Prose, sentence: &Sentence, i: usize) -> bool {
    let before = sentence.tokens.start..i;
    before.clone().all(|k| prose.kind(k) == TokenKind::Mark)
        || (i > sentence.tokens.start
            && matches!(
                prose.word(i - 1),
                "\"" | "“" | "‘" | "'" | ":" | "—" | "–" | "-" | "•" | "|" | "…" | "("
            ))
}

/// Whether a word is written in a script without capitals.
pub fn is_uncased(word: &str) -> bool {
    let first = word.chars().next().filter(|c| !c.is_ascii());
    first.is_some_and(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase())
}

/// Whether most words of a sentence are of a script with capitals: one of another script is a name then, kept whole.
pub fn is_mostly_cased(prose: &Prose, sentence: &Sentence) -> bool {
    let words = sentence
        .tokens
        .clone()
        .filter(|&i| prose.kind(i) == TokenKind::Word);
    let (uncased, cased): (Vec<usize>, Vec<usize>) =
        words.partition(|&i| is_uncased(prose.word(i)));
    cased.len() >= uncased.len()
}

/// How far from a town in capitals the dash of its dateline stands.
const DATELINE: usize = 12;

/// Whether some tokens in capitals stand before the dash of a dateline: "OSTFJORD, Marlovia (Reuters) -".
pub fn is_dateline(prose: &Prose, tokens: &Range<usize>) -> bool {
    let text = prose.span_of(tokens.clone()).of(&prose.text);
    let is_dash = |i: usize| matches!(prose.word(i), "—" | "–" | "-" | "--");
    tokens.start == 0
        && !text.chars().any(char::is_lowercase)
        && (is_dash(tokens.end)
            || matches!(prose.word(tokens.end), "," | "(")
                && (tokens.end..tokens.end + DATELINE).any(is_dash))
}

/// From this length on a word in capitals beside another is no acronym.
const LONG_IN_CAPITALS: usize = 5;

/// Whether a word is all in capitals for where it stands, so that they make no acronym of it: in a headline, before a
/// speaker's colon, in a dateline, a byline or a signature, and as the surname behind a title or a first name.
pub fn is_shouted(prose: &Prose, token: usize) -> bool {
    if !is_in_capitals(prose, token) || prose.word(token).chars().count() < 2 {
        return false;
    }
    let at = prose.tokens.get(token).map_or(0, |t| t.span.start);
    let Some(sentence) = prose.sentences.get(prose.sentence_at(at)) else {
        return false;
    };
    let run = capital_run(prose, token);
    let words = || (run.clone()).filter(|&i| prose.word(i).chars().count() > 1);
    let is_given = |i: usize| gazetteer::is_given_name(&prose.lower(i));
    let before = run.start.checked_sub(1);
    let first = before.is_none_or(|b| !is_on_one_line(prose, b, run.start));
    let last = !is_on_one_line(prose, run.end - 1, run.end);
    let byline = || before.is_some_and(|b| prose.lower(b) == "by");
    let titled = |b: usize| {
        let word = if prose.word(b) == "." {
            b.saturating_sub(1)
        } else {
            b
        };
        let lower = prose.lower(word);
        gazetteer::is_office_word(lower.trim_end_matches('.'), "honorific")
            || is_capital(prose.word(word)) && is_given(word) && !lexicon::is_common_word(&lower)
    };
    first && (last || prose.word(run.end) == ":")
        || last && before.is_some_and(|b| prose.kind(b) == TokenKind::Mark)
        || first && is_dateline(prose, &run)
        || before.is_some_and(titled)
        || words().count() > 1
            && (byline()
                || words()
                    .any(|i| prose.word(i).chars().count() >= LONG_IN_CAPITALS || is_given(i)))
        || Capitals::of(prose, sentence) == Capitals::Shout
}

/// Whether a word has letters, all of them capitals; what has digits or stops in it is an acronym wherever it stands.
fn is_in_capitals(prose: &Prose, token: usize) -> bool {
    prose.kind(token) == TokenKind::Word
        && (prose.word(token).chars()).all(|c| c.is_uppercase() || matches!(c, '-' | '\'' | '’'))
}

/// Whether two tokens, one behind the other, stand on one line.
fn is_on_one_line(prose: &Prose, a: usize, b: usize) -> bool {
    match (prose.tokens.get(a), prose.tokens.get(b)) {
        (Some(x), Some(y)) => Span::new(x.span.end, y.span.start.max(x.span.end))
            .of(&prose.text)
            .bytes()
            .all(|c| c != b'\n'),
        _ => false,
    }
}

/// The words in capitals around a token, with initials and the stops of short forms between them: "DR. J. TULM".
fn capital_run(prose: &Prose, token: usize) -> Range<usize> {
    let is_short = |i: usize| {
        let word = prose.word(i).trim_end_matches('.');
        word.chars().count() < 4 && !word.is_empty() && word.chars().all(char::is_uppercase)
    };
    let is_stop = |i: usize| prose.word(i) == ".";
    let (mut start, mut end) = (token, token + 1);
    while let Some(before) = start.checked_sub(1)
        && is_on_one_line(prose, before, start)
        && (is_in_capitals(prose, before)
            || is_short(before)
            || is_stop(before) && before > 0 && is_short(before - 1))
    {
        start = before;
    }
    while is_on_one_line(prose, end - 1, end)
        && (is_in_capitals(prose, end)
            || is_short(end)
            || is_stop(end) && is_short(end - 1) && is_in_capitals(prose, end + 1))
    {
        end += 1;
    }
    start..end
}

/// A word as running text writes it: "Kral" for the "KRAL" of a headline, an acronym in its capitals.
pub fn unshouted(prose: &Prose, token: usize) -> Cow<'_, str> {
    let word = prose.word(token);
    let begins_small = word.as_bytes().first().is_some_and(u8::is_ascii_lowercase);
    if begins_small || !is_in_capitals(prose, token) {
        return Cow::Borrowed(word);
    }
    let lower = prose.lower(token);
    let is_known_acronym = acronym::is_everyday(word)
        || lexicon::closed_class(&lower).is_some()
        || gazetteer::is_acronym(&lower)
        || word.chars().count() == 2 && !lower.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    if is_known_acronym || !is_shouted(prose, token) {
        return Cow::Borrowed(word);
    }
    let mut out = String::with_capacity(word.len());
    let mut first = true;
    for c in word.chars() {
        match first {
            true => out.push(c),
            false => out.extend(c.to_lowercase()),
        }
        // "O'Dowd" and "McBrack", not "D'orsay's".
        first = !c.is_alphabetic() || out == "Mc" && word.chars().count() > 4;
    }
    Cow::Owned(out)
}

/// Some tokens as running text writes them, blanks folded.
pub fn running_text(prose: &Prose, tokens: Range<usize>) -> String {
    let mut out = String::new();
    let mut end = None;
    for i in tokens {
        let Some(token) = prose.tokens.get(i) else {
            break;
        };
        if let Some(end) = end {
            out.push_str(Span::new(end, token.span.start.max(end)).of(&prose.text));
        }
        out.push_str(&unshouted(prose, i));
        end = Some(token.span.end);
    }
    fold_blanks(&out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_told_from_an_acronym_by_where_they_stand() {
        for (text, running) in [
            (
                "The MHPB closed the harbour.",
                "The MHPB closed the harbour.",
            ),
            ("MHPB closed the harbour.", "MHPB closed the harbour."),
            ("The MHPB: what it wants", "The MHPB: what it wants"),
            ("IVO TULM: I thank you.", "Ivo Tulm: I thank you."),
            ("TULM: I thank you.", "Tulm: I thank you."),
            ("DR. TULM: I thank you.", "DR. Tulm: I thank you."),
            (
                "Ms. O'DOWD of the BBC spoke.",
                "Ms. O'Dowd of the BBC spoke.",
            ),
            ("Marta MCBRACK spoke.", "Marta McBrack spoke."),
            (
                "TULM, Velmora — The ADTR met.",
                "Tulm, Velmora — The ADTR met.",
            ),
            ("The end.\n— J. TULM", "The end.\n— J. Tulm"),
            ("By GREDA TULM\nThe end.", "By Greda Tulm\nThe end."),
            ("TULM QUITS UN POST", "Tulm Quits UN Post"),
            (
                "Engineers of the ADTR HQ met.",
                "Engineers of the ADTR HQ met.",
            ),
        ] {
            let prose = Prose::read(text);
            let all = prose.tokens.len();
            assert_eq!(running_text(&prose, 0..all), fold_blanks(running), "{text}");
        }
    }
}
