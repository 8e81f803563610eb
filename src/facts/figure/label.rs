//! Numbers that are part of a name or code and count nothing: "MH370", "Boeing 737", "page 44", "the Group of 20".

use super::digits;
use super::kind::{is_counted, tag_at};
use super::number::{Class, Number};
use crate::facts::atom::Atoms;
use crate::facts::date;
use crate::text::{Prose, Tag};
use rust_decimal::Decimal;

/// Words before a bare number that make it a label.
const LABEL_WORDS: &str = "number no nr page pages pp chapter article articles section paragraph para clause rule route highway \
    interstate motorway junction exit gate flight channel room version resolution figure fig table \
    appendix annex platform terminal runway lane verse volume vol episode season series amendment \
    proposition ward district sector zone group pool heat box suite apartment apt unit model mark type class \
    grade tier category level phase part act scene hole lot cell exercise issue formula ligue radio war \
    mile day week";

/// Whether a number stands in a name or code, so that it counts nothing.
pub fn is_label(a: &Atoms, prose: &Prose, n: &Number) -> bool {
    if n.class == Class::Ordinal || n.class == Class::Vague {
        return false;
    }
    let single = n.end == n.start + 1;
    let before = n.start.checked_sub(1);
    if a.is_digits(n.start) {
        // "MH370", "G20"
        if before.is_some_and(|p| a.is_word(p)) && a.glued(n.start) {
            return true;
        }
        // "Covid-19", "F-16", "KVX-204"; "mid-1990s" and "pre-2000" are none.
        if let Some(p) = before
            && a.hyphen(p)
            && p > 0
            && a.is_word(p - 1)
            && a.number(p - 1).is_none()
            && !a.is_any(
                p - 1,
                &[
                    "mid", "early", "late", "pre", "post", "sub", "under", "over", "non", "minus",
                    "top",
                ],
            )
        {
            return true;
        }
        // "3.2.1", "10.20.0.7"
        if digits::parse(a.str(n.start)).is_none() {
            return true;
        }
    }
    let Some(p) = before else { return false };
    if a.mark(p) == Some('#') {
        return true;
    }
    // "A Thousand Paper Boats", "One Nation Now"
    if a.capitalised(n.start)
        && a.capitalised(n.end)
        && a.gap(n.end)
        && a.is_word(p)
        && !sentence_start(a, prose, n.start)
        && !title_case(a, prose, n.start)
    {
        return true;
    }
    // "14 Mill Lane"
    const STREETS: &str = "street road lane avenue drive square close way terrace boulevard st";
    if single
        && a.is_digits(n.start)
        && a.capitalised(n.end)
        && (n.end + 1..n.end + 4)
            .take_while(|&k| a.capitalised(k))
            .any(|k| is_one_of(a.str(k), STREETS))
    {
        return true;
    }
    if n.value.fract() != Decimal::ZERO || !single {
        return false;
    }
    let word = if a.mark(p) == Some('.') && p > 0 {
        p - 1
    } else {
        p
    };
    // Many of these are verbs and common nouns as well: with a spelled number only the clear ones make a label.
    let clear = a.is_digits(n.start)
        || a.is_any(
            word,
            &[
                "number", "chapter", "part", "phase", "page", "channel", "war", "formula",
                "section", "article",
            ],
        );
    // "Type 9 trams": with a capital of its own the word names a sort, whatever stands behind.
    let named = a.is_digits(n.start)
        && a.is_any(
            word,
            &["type", "class", "mark", "model", "category", "grade"],
        )
        && a.capitalised(word)
        && !sentence_start(a, prose, word);
    if clear
        && is_one_of(a.str(word), LABEL_WORDS)
        && (a.is_digits(n.start) || !a.is(word, "no"))
        && (named || !is_counted(a, prose, n))
    {
        return true;
    }
    if a.is(p, "of")
        && p > 0
        && a.is(p - 1, "group")
        && a.capitalised(p - 1)
        && !is_counted(a, prose, n)
    {
        return true;
    }
    if !a.capitalised(p) || a.gap(n.start) && sentence_start(a, prose, p) && !a.is_digits(n.start) {
        return false;
    }
    // "Boeing 737", "Windows 10"; "Formula One", "Big Four" where the number has its own capital.
    let name = matches!(tag_at(a, prose, p), Tag::ProperNoun) && !date::is_calendar_word(a.str(p));
    let own_capital =
        a.is_digits(n.start) || (a.capitalised(n.start) && !title_case(a, prose, n.start));
    name && own_capital
        && a.gap(n.start)
        && !is_counted(a, prose, n)
        && n.value < Decimal::from(10_000)
        && !a.str(n.start).contains(',')
        && !matches!(a.mark(n.end), Some('-' | '–' | '%' | '/'))
}

fn sentence_start(a: &Atoms, prose: &Prose, i: usize) -> bool {
    a.get(i).is_some_and(|atom| {
        let sentence = prose.sentences.get(prose.sentence_at(atom.span.start));
        sentence.is_some_and(|s| s.span.start == atom.span.start)
    })
}

/// Whether the sentence is a headline in capitals, where a capital proves nothing.
fn title_case(a: &Atoms, prose: &Prose, i: usize) -> bool {
    let Some(atom) = a.get(i) else { return false };
    let Some(sentence) = prose.sentences.get(prose.sentence_at(atom.span.start)) else {
        return false;
    };
    let (mut capitals, mut words) = (0, 0);
    for t in sentence.tokens.clone() {
        let word = prose.word(t);
        if word.starts_with(char::is_alphabetic) && word.len() > 3 {
            words += 1;
            capitals += usize::from(word.starts_with(char::is_uppercase));
        }
    }
    capitals * 3 > words * 2
}

/// Whether a word stands in a list of words with blanks between, case aside.
fn is_one_of(word: &str, list: &str) -> bool {
    list.split_ascii_whitespace()
        .any(|w| w.eq_ignore_ascii_case(word))
}
