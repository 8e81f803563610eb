//! Where sentences end.

use super::abbreviation::{self, Follows};
use super::{Span, lexicon};

/// Byte ranges of the sentences of a block, in order, without the blanks between them.
///
/// A stop ends a sentence where a new one can begin behind it: never after an initial or a title, after "U.S." or
/// "Inc." only before a function word, before a lower-case letter only in a text without capitals. Closing quotation
/// marks and brackets belong to the sentence they close. A blank line always ends one.
pub fn sentences(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let capitals = text.chars().any(char::is_uppercase);
    let mut reader = Reader {
        text,
        capitals,
        start: 0,
        quotes: 0,
    };
    let mut at = 0;
    while let Some((stop, c)) = next_candidate(text, at) {
        let first = stop + c.len_utf8();
        if c == '"' {
            reader.quotes += 1;
            at = first;
            continue;
        }
        at = first;
        let end = if c == '\n' {
            is_blank_line(&text[first..]).then_some(stop)
        } else {
            reader.ends_at(stop, c)
        };
        if let Some(end) = end {
            push(text, reader.start, end, &mut out);
            reader.quotes += text[first..end.max(first)].matches('"').count();
            reader.start = end;
            at = end.max(first);
        }
    }
    push(text, reader.start, text.len(), &mut out);
    out
}

/// The next stop, line end or straight quotation mark.
fn next_candidate(text: &str, from: usize) -> Option<(usize, char)> {
    let mut at = from;
    loop {
        // Most bytes are letters and blanks.
        let plain = |b: &u8| b.is_ascii() && !matches!(b, b'.' | b'!' | b'?' | b'\n' | b'"');
        at += text.as_bytes()[at..]
            .iter()
            .take_while(|b| plain(b))
            .count();
        let c = text[at..].chars().next()?;
        if is_stop(c) || matches!(c, '\n' | '"') {
            return Some((at, c));
        }
        at += c.len_utf8();
    }
}

fn is_stop(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।' | '۔'
    )
}

fn is_closer(c: char) -> bool {
    matches!(c, '”' | '’' | '\'' | ')' | ']' | '»' | '}' | '›')
}

fn is_blank_line(rest: &str) -> bool {
    rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n')
}

fn push(text: &str, start: usize, end: usize, out: &mut Vec<Span>) {
    let body = &text[start..end];
    let lead = body.len() - body.trim_start().len();
    let trimmed = body.trim();
    if !trimmed.is_empty() {
        out.push(Span::new(start + lead, start + lead + trimmed.len()));
    }
}

struct Reader<'a> {
    text: &'a str,
    /// Whether the text has any capital letter.
    capitals: bool,
    /// Where the sentence being read begins.
    start: usize,
    /// Straight double quotation marks so far: after an odd number one is open.
    quotes: usize,
}

impl Reader<'_> {
    /// Where the sentence ends whose stop may stand at `stop`; `None` where it goes on.
    fn ends_at(&self, stop: usize, c: char) -> Option<usize> {
        let text = self.text;
        let mut end = stop;
        while let Some(next) = text[end..].chars().next().filter(|&n| is_stop(n)) {
            end += next.len_utf8();
        }
        // Only the last of several stops decides ("…", "?!"); the caller comes here again for none of the others.
        let run = text[stop..end].chars().count();
        let closed = self.closers_end(end);
        let (end, closers) = (closed, &text[end..closed]);
        let rest = &text[end..];
        if rest.trim_start().is_empty() {
            return Some(text.len());
        }
        if matches!(c, '。' | '！' | '？' | '।' | '۔' | '؟') {
            return Some(end);
        }
        if !rest.starts_with(|n: char| n.is_whitespace()) {
            return self.blank_is_missing(stop, end, closers).then_some(end);
        }
        let behind = rest.trim_start();
        if self.is_enumeration(stop) {
            return None;
        }
        let opening = behind.trim_start_matches(|n: char| {
            !n.is_alphanumeric() && !matches!(n, '$' | '£' | '€' | '#' | '@')
        });
        let next = opening.chars().next()?;
        let begins = if self.capitals {
            !next.is_lowercase() || begins_with_inner_capital(opening)
        } else {
            true
        };
        if !begins {
            return None;
        }
        let goes_on = match c {
            '.' if run == 1 && closers.is_empty() => self.stop_goes_on(stop, opening),
            '.' | '…' => run > 1 && !self.capitals && closers.is_empty(),
            // “Really?” Doe asked.
            _ => !closers.is_empty() && is_speech_tag(opening),
        };
        (!goes_on).then_some(end)
    }

    /// The end of the closing marks behind a stop.
    fn closers_end(&self, from: usize) -> usize {
        let mut end = from;
        let mut quotes = self.quotes;
        let mut rest = self.text[from..].chars();
        while let Some(c) = rest.next() {
            let closes = match c {
                // An open mark is closed; none open and glued to the next word, it opens.
                '"' => {
                    let after = rest.clone().next();
                    after.is_none_or(char::is_whitespace)
                        || quotes % 2 == 1
                        || after.is_some_and(is_closer)
                }
                // An opening mark that nothing follows was meant to close.
                '“' | '‘' => rest.clone().next().is_none_or(char::is_whitespace),
                _ => is_closer(c),
            };
            if !closes {
                break;
            }
            quotes += usize::from(c == '"');
            end += c.len_utf8();
        }
        // A closing mark that a blank parts from its stop: "it ended. ” The".
        let behind = self.text[end..].trim_start_matches([' ', '\u{a0}']);
        if behind.len() < self.text.len() - end
            && let Some(after) = behind.strip_prefix('”')
            && after.chars().next().is_none_or(char::is_whitespace)
        {
            return self.text.len() - after.len();
        }
        end
    }

    /// "it ended.The next": a word before, a capitalised word behind, no blank.
    fn blank_is_missing(&self, stop: usize, end: usize, closers: &str) -> bool {
        let before = self.word_before(stop);
        let behind = self.text[end..].trim_start_matches(['"', '“', '‘', '\'']);
        let word = behind
            .split(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default();
        let mut letters = word.chars();
        let capitalised = letters.next().is_some_and(char::is_uppercase)
            && letters.clone().all(char::is_lowercase)
            && (word.chars().count() > 1 || matches!(word, "I" | "A"));
        let lower_before = before
            .chars()
            .rev()
            .take(2)
            .filter(|c| c.is_lowercase() || c.is_ascii_digit())
            .count()
            == 2
            && !before.contains('.');
        capitalised
            && (lower_before || !closers.is_empty())
            && (!closers.is_empty() || abbreviation::follows(before).is_none())
            && !behind[word.len()..].starts_with('.')
            && !is_host_ending(word)
    }

    /// Whether a single stop ends no sentence though a capital or figure stands behind it.
    fn stop_goes_on(&self, stop: usize, opening: &str) -> bool {
        let word = self.word_before(stop);
        let start = stop - word.len();
        let digit_next = opening.starts_with(|c: char| c.is_ascii_digit());
        if abbreviation::is_initial(self.text, start, stop) {
            return true;
        }
        if !self.capitals && word.chars().count() == 1 && word.starts_with(char::is_alphabetic) {
            return true;
        }
        match abbreviation::follows(word) {
            Some(Follows::Name) => true,
            Some(Follows::Number) => digit_next,
            Some(Follows::Anything) => {
                // "Mar" and "Co" are also the ends of words that are no abbreviation; a number before tells nothing.
                digit_next || !self.capitals || !begins_plainly(opening)
            }
            Some(Follows::End) => digit_next || !self.capitals || is_time_word(opening),
            None if word.contains('.') && is_acronym(word) => {
                digit_next || !self.capitals || !begins_plainly(opening)
            }
            None => false,
        }
    }

    /// "1. The first": a number or letter that stands alone before its stop.
    fn is_enumeration(&self, stop: usize) -> bool {
        let body = self.text[self.start..stop].trim();
        body.len() <= 3 && !body.is_empty() && body.bytes().all(|b| b.is_ascii_digit())
    }

    /// The word before a stop: letters, digits, inner stops, apostrophes; of a compound its last piece.
    fn word_before(&self, stop: usize) -> &str {
        let mut start = stop;
        for (i, c) in self.text[..stop].char_indices().rev().take(24) {
            if !(c.is_alphanumeric() || c == '.' || super::token::is_combining(c)) {
                break;
            }
            start = i;
        }
        self.text[start..stop].trim_start_matches('.')
    }
}

/// Short pieces between stops: "U.S", "J.P", "Ph.D".
fn is_acronym(word: &str) -> bool {
    word.split('.')
        .all(|p| (1..=2).contains(&p.chars().count()))
}

fn first_word(opening: &str) -> &str {
    opening
        .split(|c: char| !c.is_alphanumeric() && !super::token::is_apostrophe(c))
        .next()
        .unwrap_or_default()
}

/// Whether a function word or number word with a capital stands here: a new sentence, not the rest of a name.
fn begins_plainly(opening: &str) -> bool {
    let word = first_word(opening);
    word.chars().skip(1).all(|c| !c.is_uppercase())
        && !lexicon::closed_tags(&word.to_lowercase().replace('’', "'")).is_empty()
}

/// Weekdays, months, time zones: what follows "9 a.m." in the same sentence.
fn is_time_word(opening: &str) -> bool {
    let word = first_word(opening);
    let zone = (2..=4).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase());
    let calendar = word.starts_with(char::is_uppercase) && lexicon::is_calendar_word(word);
    zone || calendar
        || matches!(
            word,
            "Eastern" | "Pacific" | "Central" | "Mountain" | "Greenwich"
        )
}

/// "iPhone", "eBay": a lower-case letter and then a capital can begin a sentence.
fn begins_with_inner_capital(opening: &str) -> bool {
    first_word(opening)
        .chars()
        .skip(1)
        .take(2)
        .any(char::is_uppercase)
}

fn is_host_ending(word: &str) -> bool {
    matches!(
        word.to_ascii_lowercase().as_str(),
        "com" | "org" | "net" | "gov" | "edu" | "co" | "io" | "uk" | "js"
    )
}

/// "Doe asked", "the mayor said": what follows a quoted question in the same sentence.
fn is_speech_tag(opening: &str) -> bool {
    opening
        .split_whitespace()
        .take(5)
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
        .any(|w| {
            matches!(
                w,
                "said"
                    | "says"
                    | "asked"
                    | "asks"
                    | "told"
                    | "added"
                    | "wrote"
                    | "writes"
                    | "replied"
                    | "shouted"
                    | "cried"
                    | "exclaimed"
                    | "wondered"
                    | "tweeted"
                    | "joked"
                    | "yelled"
                    | "demanded"
                    | "continued"
            )
        })
}

#[cfg(test)]
mod tests;
