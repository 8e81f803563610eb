//! The role beside a name: title, nation, body.

use super::letters::folded;
use super::vocabulary::{is_everyday, is_organization_head, is_trade};
use super::{Role, gazetteer};
use crate::text::{Prose, Tag, TokenKind, lexicon, prose::Sentence};
use std::ops::Range;

/// Reads the role of a name: the title before it with its modifiers, or the apposition behind it.
pub fn read(
    prose: &Prose,
    sentence: &Sentence,
    name: Range<usize>,
    title: Option<Range<usize>>,
) -> Option<Role> {
    // "Sheikh Karim al-Durubi, the mayor": an office tells more than a form of address.
    let address = title.as_ref().filter(|title| {
        (*title).clone().all(|i| {
            let lower = prose.lower(i);
            let word = lower.trim_end_matches('.');
            word.is_empty() || gazetteer::is_office_word(word, "honorific")
        })
    });
    let office = address.and_then(|title| {
        before(prose, sentence, &(title.start..name.end), None)
            .or_else(|| behind(prose, sentence, name.end))
    });
    office
        .or_else(|| before(prose, sentence, &name, title))
        .or_else(|| behind(prose, sentence, name.end))
        .or_else(|| age(prose, name.end))
        .or_else(|| body(prose, sentence, name.end))
        .map(|tokens| {
            let span = prose.span_of(tokens);
            Role {
                span,
                text: folded(span.of(&prose.text)),
            }
        })
}

/// Whether a word, lower case, names an office, rank or trade.
fn is_office(lower: &str) -> bool {
    gazetteer::is_title(lower) || is_trade(lower)
}

fn before(
    prose: &Prose,
    sentence: &Sentence,
    name: &Range<usize>,
    title: Option<Range<usize>>,
) -> Option<Range<usize>> {
    let (mut start, end) = match title {
        Some(t) => (t.start, t.end),
        None => {
            let mut head = name.start.checked_sub(1)?;
            // "its leader, Kim": the comma of a close apposition.
            let apposed = prose.word(head) == "," && head > sentence.tokens.start;
            if apposed {
                head -= 1;
            }
            if head < sentence.tokens.start || prose.kind(head) != TokenKind::Word {
                return None;
            }
            match is_office(&prose.lower(head)) {
                true => (head, head + 1),
                false => (office_over(prose, sentence, head, apposed)?, head + 1),
            }
        }
    };
    for _ in 0..4 {
        let Some(previous) = start.checked_sub(1).filter(|&p| p >= sentence.tokens.start) else {
            break;
        };
        let lower = prose.lower(previous);
        // "West Marlow's leader" : the possessor is part of the role.
        if matches!(&*lower, "'s" | "’s") && previous > sentence.tokens.start {
            start = previous - 1;
            continue;
        }
        // "The then president".
        let determined = previous > sentence.tokens.start
            && lexicon::closed_class(&prose.lower(previous - 1)) == Some(Tag::Determiner);
        if gazetteer::is_office_word(&lower, "apart")
            && (determined || lexicon::closed_class(&lower).is_none())
        {
            start = previous;
            continue;
        }
        if prose.kind(previous) != TokenKind::Word
            || lexicon::closed_class(&lower).is_some()
            || is_everyday(&lower)
        {
            break;
        }
        if matches!(prose.tag(previous), Tag::Verb | Tag::Adverb)
            && !gazetteer::is_world_word(&lower)
            && gazetteer::portfolio(&lower).is_none()
        {
            break;
        }
        start = previous;
    }
    Some(start..end)
}

/// How many words may stand between an office and the end of what it is over.
const OVER: usize = 6;

/// "the minister for mines" and, before a comma, "the chief executive of Norvalt": where the office stands whose matter or body
/// ends with a token.
fn office_over(prose: &Prose, sentence: &Sentence, last: usize, apposed: bool) -> Option<usize> {
    let from = last.saturating_sub(OVER).max(sentence.tokens.start);
    let joint = (from..last).rev().find(|&i| {
        matches!(&*prose.lower(i), "of" | "for") && i > from && is_office(&prose.lower(i - 1))
    })?;
    let fits = (joint + 1..last + 1).all(|i| {
        let lower = prose.lower(i);
        let joins = matches!(&*lower, "the" | "and");
        prose.kind(i) == TokenKind::Word
            && (joins
                || gazetteer::portfolio(&lower).is_some()
                || apposed && !matches!(prose.tag(i), Tag::Verb | Tag::Adverb | Tag::Pronoun))
    });
    let ends = lexicon::closed_class(&prose.lower(last)).is_none();
    (fits && ends).then_some(joint - 1)
}

/// Where the name of an office ends that begins with a word: "chief medical officer", "vice president".
fn office_end(prose: &Prose, sentence: &Sentence, office: usize) -> usize {
    // "deputy finance minister".
    let is_matter = |i: usize| {
        let office = (i + 1..i + 3).any(|k| is_office(&prose.lower(k)));
        office && gazetteer::portfolio(&prose.lower(i)).is_some()
    };
    let is_more = |i: usize| {
        let lower = prose.lower(i);
        i < sentence.tokens.end
            && (is_office(&lower)
                || gazetteer::is_office_word(&lower, "beside")
                || gazetteer::is_office_word(&prose.lower(office), "deputy") && is_matter(i))
    };
    let mut end = office + 1;
    while is_more(end) {
        end += 1;
    }
    while end > office + 1 && !is_office(&prose.lower(end - 1)) {
        end -= 1;
    }
    end
}

/// ", 43," behind a name: the token of the number.
fn age(prose: &Prose, after: usize) -> Option<Range<usize>> {
    let number = after + 1;
    let aged = prose.word(after) == ","
        && prose.kind(number) == TokenKind::Number
        && prose.word(number).len() <= 3
        && prose.word(number).bytes().all(|b| b.is_ascii_digit())
        && matches!(prose.word(number + 1), "," | ".");
    aged.then_some(number..number + 1)
}

/// "of the Harbour Institute" behind a name.
fn body(prose: &Prose, sentence: &Sentence, after: usize) -> Option<Range<usize>> {
    if !matches!(&*prose.lower(after), "of" | "from" | "at" | "with") {
        return None;
    }
    let mut end = after + 1;
    if prose.lower(end) == "the" {
        end += 1;
    }
    let first = end;
    while end < sentence.tokens.end
        && end < first + 8
        && prose.kind(end) == TokenKind::Word
        && (prose.word(end).starts_with(char::is_uppercase)
            || end > first && matches!(&*prose.lower(end), "of" | "for" | "and"))
    {
        end += 1;
    }
    while end > first && !prose.word(end - 1).starts_with(char::is_uppercase) {
        end -= 1;
    }
    (first..end)
        .any(|i| is_organization_head(&prose.lower(i)))
        .then_some(after..end)
}

/// ", the president of Russia,", an age passed over: ", 43, the president of Russia,".
fn behind(prose: &Prose, sentence: &Sentence, after: usize) -> Option<Range<usize>> {
    let after = age(prose, after).map_or(after, |number| number.end);
    if prose.word(after) != "," {
        return None;
    }
    let mut start = after + 1;
    if matches!(&*prose.lower(start), "the" | "a" | "an" | "its" | "their") {
        start += 1;
    }
    // "who is the mayor": what he is; "whose father was mayor", "who met the mayor" tell of others.
    if prose.lower(start) == "who" && prose.lower(start + 1) == "is" {
        start += 2;
        if lexicon::closed_class(&prose.lower(start)) == Some(Tag::Determiner) {
            start += 1;
        }
    }
    let office = (start..(start + 5).min(sentence.tokens.end))
        .take_while(|&i| prose.kind(i) == TokenKind::Word)
        .take_while(|&i| !matches!(&*prose.lower(i), "who" | "whose" | "whom" | "which"))
        .find(|&i| is_office(&prose.lower(i)) && !matches!(prose.word(i + 1), "'s" | "’s"))?;
    Some(start..whole_office(prose, sentence, office))
}

/// "is the mayor of Ostvik" behind a name: what a sentence says that somebody is now.
pub fn predicated(prose: &Prose, sentence: &Sentence, after: usize) -> Option<Role> {
    if prose.lower(after) != "is" {
        return None;
    }
    let determined = matches!(
        &*prose.lower(after + 1),
        "the" | "a" | "an" | "its" | "their" | "his" | "her"
    );
    let start = after + 1 + usize::from(determined);
    let tells = |i: usize| {
        let lower = prose.lower(i);
        prose.kind(i) == TokenKind::Word
            && lexicon::closed_class(&lower).is_none()
            && (gazetteer::is_world_word(&lower)
                || gazetteer::portfolio(&lower).is_some()
                || !matches!(prose.tag(i), Tag::Verb | Tag::Adverb))
    };
    let office = (start..(start + 5).min(sentence.tokens.end))
        .find(|&i| is_office(&prose.lower(i)) || !tells(i))?;
    let end = whole_office(prose, sentence, office);
    // "is the mayor's sister", "is President Tolver's aide": somebody else's office.
    let anothers = matches!(prose.word(end), "'s" | "’s" | "'" | "’");
    let named = prose.word(office + 1).starts_with(char::is_uppercase)
        && !is_office(&prose.lower(office + 1));
    (is_office(&prose.lower(office)) && !anothers && !named).then(|| {
        let span = prose.span_of(start..end);
        Role {
            span,
            text: folded(span.of(&prose.text)),
        }
    })
}

/// Where an office ends with what it is over, its body and its years: "president of Velmora from 1990".
fn whole_office(prose: &Prose, sentence: &Sentence, office: usize) -> usize {
    let mut end = office_end(prose, sentence, office);
    while end < sentence.tokens.end && end < office + 9 {
        let lower = prose.lower(end);
        let goes_on = prose.kind(end) == TokenKind::Word
            && (matches!(&*lower, "of" | "for" | "at" | "in" | "the" | "and" | "to")
                || prose.word(end).starts_with(char::is_uppercase)
                || gazetteer::portfolio(&lower).is_some()
                || matches!(prose.tag(end), Tag::Noun | Tag::Adjective)
                    && matches!(&*prose.lower(end - 1), "of" | "for" | "at" | "in" | "the"));
        if !goes_on {
            break;
        }
        end += 1;
    }
    while end > office + 1 && lexicon::closed_class(&prose.lower(end - 1)).is_some() {
        end -= 1;
    }
    // "President from 1990 to 1996".
    while gazetteer::is_office_word(&prose.lower(end), "term")
        && prose.kind(end + 1) == TokenKind::Number
        || prose.lower(end) == "to" && prose.kind(end + 1) == TokenKind::Number
    {
        end += 2;
    }
    end
}
