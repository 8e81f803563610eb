//! Tokens: words, numbers, marks.

use super::{Span, abbreviation};
use serde::{Deserialize, Serialize};

/// What a token is made of.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum TokenKind {
    /// Letters, with inner apostrophes, hyphens and full stops ("don't", "U.S.", "build-up").
    Word,
    /// Digits with their separators ("13,000", "2.5", "1.000.000", ".5"); also one "½".
    Number,
    /// Everything else, one character as people see it (an emoji with its modifiers) a token; a web or mail address
    /// is one mark too, so that nobody reads figures or names in it.
    Mark,
}

/// Part of speech, coarse: the universal tag set (Petrov, Das, McDonald 2012), with auxiliaries apart.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
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
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
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
/// - A word keeps inner apostrophes, hyphens, underscores, "&" and the stops of single letters: "O'Brien", "don't",
///   "build-up", "al-Assad", "AT&T", "U.S.", "U.S.-led", "Ph.D.", "example.org"; digits too, once it has begun with a
///   letter: "COVID-19", "F-16s", "G20". An initial before a name keeps its stop ("J." in "J. Doe"); other
///   abbreviations do not ("Mr" and "." are two tokens).
/// - A possessive "'s" is a token of its own, and so is the "'s" of "it's"; "n't", "'re", "'ll" stay with their word.
/// - A number ends where its digits and separators end: "$3bn" is `$` `3` `bn`, "5k" `5` `k`, "45%" `45` `%`,
///   "165-5" `165` `-` `5`, "10:30" `10` `:` `30`, "21st" `21` `st`, "1990s" `1990` `s`, "25-year-old" `25` `-`
///   `year-old`.
/// - Blanks are all of Unicode's, and what cannot be seen: zero-width spaces, byte order marks, direction marks.
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    let bytes = text.as_bytes();
    while let Some(&first) = bytes.get(at) {
        if first == b' ' {
            at += 1;
            continue;
        }
        if let Some(end) = plain_word_end(bytes, at) {
            out.push(Token {
                span: Span::new(at, end),
                kind: TokenKind::Word,
                tag: Tag::Mark,
            });
            at = end;
            continue;
        }
        let Some(c) = text[at..].chars().next() else {
            break;
        };
        if is_blank(c) {
            at += c.len_utf8();
            continue;
        }
        let glued = out.last().is_some_and(|t| t.span.end == at);
        let (end, kind) = if c.is_ascii_digit() || is_leading_point(text, at, c) {
            (number_end(text, at), TokenKind::Number)
        } else if c.is_alphabetic() {
            // What goes on behind a mark is no address; not looking keeps "a.a.a.…" linear.
            let address = if glued { None } else { address_end(text, at) };
            match address {
                Some(end) => (end, TokenKind::Mark),
                None => (word_end(text, at), TokenKind::Word),
            }
        } else if glued && is_possessive(text, at, c) {
            (at + c.len_utf8() + 1, TokenKind::Word)
        } else if c.is_numeric() {
            (at + c.len_utf8(), TokenKind::Number)
        } else {
            (mark_end(text, at, c), TokenKind::Mark)
        };
        out.push(Token {
            span: Span::new(at, end),
            kind,
            tag: Tag::Mark,
        });
        at = end;
    }
    out
}

/// The end of a word of ASCII letters and digits behind which stands nothing that could belong to it: most words.
fn plain_word_end(bytes: &[u8], start: usize) -> Option<usize> {
    let (first, rest) = bytes.get(start..)?.split_first()?;
    if !first.is_ascii_alphabetic() {
        return None;
    }
    let more = rest.iter().take_while(|b| b.is_ascii_alphanumeric());
    let end = start + 1 + more.count();
    let ends = matches!(
        bytes.get(end),
        None | Some(b' ' | b'\n' | b',' | b';' | b'!' | b'?' | b'"' | b'(' | b')' | b'[' | b']')
    );
    ends.then_some(end)
}

/// Whether `c` combines with the character before it (Unicode general category M).
pub fn is_combining(c: char) -> bool {
    !c.is_ascii()
        && (unicode_normalization::char::is_combining_mark(c)
            || matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe0e}' | '\u{fe0f}'))
}

/// Whether `c` only parts or steers what is seen: white space, controls, zero-width spaces, direction marks.
pub fn is_blank(c: char) -> bool {
    match c {
        ' ' | '\n' => true,
        '!'..='~' => false,
        _ => {
            c.is_whitespace()
                || c.is_control()
                || matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
                    | '\u{2060}'..='\u{2069}' | '\u{feff}')
        }
    }
}

/// Whether `c` is used as an apostrophe, rightly or not.
pub fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '’' | '‘' | '`' | '´' | '\u{2bc}' | '\u{ff07}' | '\u{2032}'
    )
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// The "'s" behind a word: an apostrophe, one "s", and no more of the word.
fn is_possessive(text: &str, at: usize, c: char) -> bool {
    if !is_apostrophe(c) {
        return false;
    }
    let mut rest = text[at + c.len_utf8()..].chars();
    matches!(rest.next(), Some('s' | 'S')) && !rest.next().is_some_and(char::is_alphanumeric)
}

/// ".5" where no word or number stands before the point.
fn is_leading_point(text: &str, at: usize, c: char) -> bool {
    c == '.'
        && text[at + 1..].starts_with(|d: char| d.is_ascii_digit())
        && text[..at]
            .chars()
            .next_back()
            .is_none_or(|b| is_blank(b) || matches!(b, '$' | '£' | '€' | '('))
}

fn number_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut end = start;
    while digit(end) || (matches!(bytes.get(end), Some(b',' | b'.')) && digit(end + 1)) {
        end += 1;
    }
    end
}

/// A mark with what modifies it: combining marks, skin tones, joined emoji, the second letter of a flag.
fn mark_end(text: &str, start: usize, first: char) -> usize {
    let mut end = start + first.len_utf8();
    if first.is_ascii() {
        return end;
    }
    let flag = |c: char| matches!(c, '\u{1f1e6}'..='\u{1f1ff}');
    let (mut joined, mut flags) = (false, usize::from(flag(first)));
    for c in text[end..].chars() {
        let pair = flag(c) && flags == 1;
        let modifier = is_combining(c) || matches!(c, '\u{1f3fb}'..='\u{1f3ff}');
        if !(modifier || pair || (joined && !is_blank(c) && !c.is_alphanumeric())) {
            break;
        }
        flags += usize::from(pair);
        joined = c == '\u{200d}';
        end += c.len_utf8();
    }
    end
}

/// Endings of host names that stand in prose ("example.org").
const HOST_ENDINGS: [&str; 12] = [
    "com", "org", "net", "gov", "edu", "co", "io", "ai", "uk", "tv", "info", "eu",
];

fn word_end(text: &str, start: usize) -> usize {
    let mut end = start;
    // Where the piece behind the last hyphen begins: stops stay inside a piece of single letters.
    let mut piece = start;
    let mut before = ' ';
    while let Some(c) = text[end..].chars().next() {
        let next = end + c.len_utf8();
        let after = text[next..].chars().next();
        let letter_after = after.is_some_and(char::is_alphanumeric);
        let inside = if c.is_ascii() {
            c.is_ascii_alphanumeric()
                || match c {
                    '\'' | '`' => letter_after && !is_possessive(text, end, c),
                    '-' | '_' | '&' => letter_after,
                    '.' => is_inner_stop(text, piece, end, before, after),
                    _ => false,
                }
        } else if is_apostrophe(c) && !c.is_alphabetic() {
            letter_after && !is_possessive(text, end, c)
        } else if is_hyphen(c) || c == '\u{ad}' {
            letter_after
        } else {
            c.is_alphanumeric() || is_combining(c)
        };
        if !inside {
            break;
        }
        if is_hyphen(c) {
            piece = next;
        }
        before = c;
        end = next;
    }
    if text[end..].starts_with('.')
        && (text[piece..end].contains('.') && is_acronym(&text[piece..end])
            || abbreviation::is_initial(text, start, end))
    {
        end += 1;
    }
    end
}

/// Whether a stop at `at` belongs to the word whose last piece begins at `piece`.
fn is_inner_stop(text: &str, piece: usize, at: usize, before: char, after: Option<char>) -> bool {
    let Some(after) = after else { return false };
    let body = &text[piece..at];
    let letters = body.rsplit('.').next().unwrap_or_default().chars().count();
    if after.is_alphabetic() {
        let rest = &text[at + 1..];
        let word = rest
            .split(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default();
        let single = word.chars().count() == 1;
        // "U.S", "J.P", "e.g"; "Ph.D"; "example.org"
        letters == 1 && (single || body.contains('.') && is_acronym(body) && word.len() <= 2)
            || letters == 2 && single && after.is_uppercase() && rest[word.len()..].starts_with('.')
            || HOST_ENDINGS.contains(&word)
    } else if after.is_ascii_digit() {
        // "GPT-4.5", "v2.0"
        before.is_ascii_digit()
    } else {
        // "U.S.-led"
        body.contains('.')
            && is_acronym(body)
            && is_hyphen(after)
            && text[at + 1 + after.len_utf8()..].starts_with(char::is_alphabetic)
    }
}

/// Whether a piece is short pieces between stops: "U.S", "p.m", "Ph.D"; not "example.org".
fn is_acronym(piece: &str) -> bool {
    piece.split('.').all(|p| p.chars().count() <= 2)
}

/// The end of a web or mail address that begins here.
fn address_end(text: &str, start: usize) -> Option<usize> {
    let rest = &text.as_bytes()[start..];
    // Cheap first: an address holds "://", "www." or "@" within the same run of characters.
    let web = rest.starts_with(b"http://")
        || rest.starts_with(b"https://")
        || rest.starts_with(b"www.")
        || rest.starts_with(b"ftp://");
    let local = rest
        .iter()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'+'))
        .count();
    let mail = rest.get(local) == Some(&b'@')
        && rest.get(local + 1).is_some_and(u8::is_ascii_alphanumeric);
    if !web && !mail {
        return None;
    }
    let run = text[start..]
        .find(|c: char| is_blank(c) || matches!(c, '<' | '>' | '"' | '“' | '”' | ')' | ']'))
        .unwrap_or(text.len() - start);
    let address = text[start..start + run].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']);
    Some(start + address.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokenize(text).iter().map(|t| t.span.of(text)).collect()
    }

    #[test]
    fn splits() {
        let cases: &[(&str, &str)] = &[
            ("Don't stop.", "Don't|stop|."),
            ("the town’s hall", "the|town|’s|hall"),
            ("the TOWN'S hall", "the|TOWN|'S|hall"),
            ("the workers' hall", "the|workers|'|hall"),
            ("It's late", "It|'s|late"),
            ("They’re here", "They’re|here"),
            ("Ms O'Hara-Lund", "Ms|O'Hara-Lund"),
            ("al-Tamir's build-up", "al-Tamir|'s|build-up"),
            ("the U.S. army", "the|U.S.|army"),
            ("the U.S.-led force", "the|U.S.-led|force"),
            ("the U.S.'s force", "the|U.S.|'s|force"),
            ("at 9 a.m. Monday", "at|9|a.m.|Monday"),
            ("J.P. Quill", "J.P.|Quill"),
            ("Mr. J. Quill", "Mr|.|J.|Quill"),
            ("Ada B. Quill", "Ada|B.|Quill"),
            ("vitamin C. The", "vitamin|C|.|The"),
            ("a Ph.D. student", "a|Ph.D.|student"),
            ("it ended.The next", "it|ended|.|The|next"),
            ("see example.org.", "see|example.org|."),
            ("R&D at A&B", "R&D|at|A&B"),
            ("13,000 or 2.5", "13,000|or|2.5"),
            ("1.000.000.", "1.000.000|."),
            ("at 10:30,", "at|10|:|30|,"),
            ("$3bn, £5k, 45%", "$|3|bn|,|£|5|k|,|45|%"),
            ("won 165-5", "won|165|-|5"),
            ("a 25-year-old", "a|25|-|year-old"),
            ("the 21st and 1990s", "the|21|st|and|1990|s"),
            ("the 1990's", "the|1990|'s"),
            ("a .5 share", "a|.5|share"),
            ("2½ years", "2|½|years"),
            ("4, 000 and 12 000", "4|,|000|and|12|000"),
            ("7–10 days", "7|–|10|days"),
            ("COVID-19 and F-16s", "COVID-19|and|F-16s"),
            ("MH370, v2.0", "MH370|,|v2.0"),
            ("20 km² wide", "20|km²|wide"),
            ("No.5", "No|.|5"),
            ("war--and", "war|-|-|and"),
            ("two- and", "two|-|and"),
            ("and/or", "and|/|or"),
            ("a\u{a0}b\u{2009}c\u{3000}d\u{200b}e", "a|b|c|d|e"),
            ("\u{feff}Begin", "Begin"),
            ("e\u{301}te\u{301} ici", "e\u{301}te\u{301}|ici"),
            ("co\u{ad}operate", "co\u{ad}operate"),
            ("👩\u{200d}🚀👍🏽 ok", "👩\u{200d}🚀|👍🏽|ok"),
            ("🇫🇷🇩🇪", "🇫🇷|🇩🇪"),
            ("שלום, עולם", "שלום|,|עולם"),
            ("“Yes,” she", "“|Yes|,|”|she"),
            ("Wait...", "Wait|.|.|."),
            (
                "see https://a.example/2024/05 now",
                "see|https://a.example/2024/05|now",
            ),
            ("mail a.b@c.example.", "mail|a.b@c.example|."),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(words(text).join("|"), *expected, "{text}");
        }
    }

    #[test]
    fn kinds() {
        let kinds = |text| tokenize(text).iter().map(|t| t.kind).collect::<Vec<_>>();
        use TokenKind::{Mark, Number, Word};
        assert_eq!(kinds("$3bn"), [Mark, Number, Word]);
        assert_eq!(kinds("½"), [Number]);
        assert_eq!(kinds("it's"), [Word, Word]);
        assert_eq!(kinds("www.a.example/7"), [Mark]);
    }
}
