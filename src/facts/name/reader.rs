//! Finds names in a block: runs of capitalised words, with particles, initials and the connectors of institutions.

use super::capitals::{Capitals, is_capital, is_initial, is_mostly_cased, is_uncased};
use super::letters::folded;
use super::vocabulary::{
    is_abbreviated, is_calendar, is_connector, is_event_head, is_everyday, is_firm, is_group,
    is_leadless, is_organization_head, is_particle, is_place_head, is_suffix, is_work_head,
};
use super::{NameKind, NameMention, acronym, gazetteer, kind, role};
use crate::text::{Prose, Span, Tag, TokenKind, lexicon, prose::Sentence};
use std::borrow::Cow;
use std::ops::Range;

/// Reads the names of a block.
pub fn read(prose: &Prose) -> Vec<NameMention> {
    let mut out = Vec::new();
    for sentence in &prose.sentences {
        let style = Capitals::of(prose, sentence);
        let mut i = sentence.tokens.start;
        while i < sentence.tokens.end {
            if begins_name(prose, sentence, i, style) {
                let run = run(prose, sentence.tokens.end, i, style);
                i = run.end.max(i + 1);
                // "Minister for Mines Helga Tanner": an office with what it is over, then the name.
                if let Some(name) = behind_office(prose, sentence, &run, style) {
                    let title = run.start..name;
                    let whole = self::run(prose, sentence.tokens.end, name, style);
                    i = whole.end.max(i);
                    push(prose, sentence, whole, Some(title), style, &mut out);
                } else {
                    split(prose, sentence, run, style, &mut out);
                }
            } else {
                i += 1;
            }
        }
    }
    out
}

/// Whether a word is the office of somebody who is over a matter, and the matter follows: "Minister for Mines".
fn leads_matter(prose: &Prose, i: usize) -> bool {
    matches!(&*prose.lower(i), "minister" | "secretary")
        && matches!(&*prose.lower(i + 1), "of" | "for")
}

/// Where a name begins that stands behind an office and the matter it is over, all in capitals; `run` ends with the office.
fn behind_office(
    prose: &Prose,
    sentence: &Sentence,
    run: &Range<usize>,
    style: Capitals,
) -> Option<usize> {
    if !leads_matter(prose, run.end.checked_sub(1)?) {
        return None;
    }
    let mut at = run.end + 1;
    let mut matter = false;
    while at < sentence.tokens.end && prose.kind(at) == TokenKind::Word {
        let lower = prose.lower(at);
        let first = !matter && lexicon::is_common_word(&lower) && !gazetteer::is_given_name(&lower);
        let is_matter =
            is_capital(prose.word(at)) && (gazetteer::portfolio(&lower).is_some() || first);
        if !is_matter && !matches!(&*lower, "the" | "and") {
            break;
        }
        matter |= is_matter;
        at += 1;
    }
    let named = matter
        && at < sentence.tokens.end
        && adjacent(prose, at - 1, at)
        && is_capital(prose.word(at - 1))
        && name_word(prose, at, style);
    named.then_some(at)
}

fn begins_name(prose: &Prose, sentence: &Sentence, i: usize, style: Capitals) -> bool {
    if prose.kind(i) != TokenKind::Word {
        return false;
    }
    let word = prose.word(i);
    if is_uncased(word) {
        return is_mostly_cased(prose, sentence);
    }
    if !is_capital(word) {
        return false;
    }
    let lower = prose.lower(i);
    let plain = style == Capitals::Sentence && !is_initial(prose, sentence, i);
    let may_name = acronym::is_acronym(word) && style != Capitals::Shout
        || plain && is_modal_name(&lower)
        || is_month_name(prose, sentence, i, style);
    if is_everyday(&lower) && !may_name {
        return false;
    }
    if plain {
        return true;
    }
    if leads_matter(prose, i) && is_capital(prose.word(i + 2)) {
        return true;
    }
    // A capital here proves nothing: the word must be no everyday word, or well known, or lead a name.
    !lexicon::is_common_word(&lower)
        || gazetteer::is_country(&lower, gazetteer::Sense::Name)
        || gazetteer::is_country(&lower, gazetteer::Sense::Demonym)
        || acronym::is_acronym(word) && style != Capitals::Shout
        || next_is_name(prose, sentence, i, style)
            && (gazetteer::is_given_name(&lower)
                || gazetteer::is_title(&lower)
                || (style == Capitals::Sentence
                    && may_lead(&lower)
                    && !gazetteer::is_given_name(&prose.lower(i + 1))))
        || style == Capitals::Sentence && leads_particles(prose, sentence, i)
}

/// Whether a particle in a capital begins a name: "Van der Brecht left."
fn leads_particles(prose: &Prose, sentence: &Sentence, i: usize) -> bool {
    let next = (i..sentence.tokens.end.min(i + 3)).find(|&k| !is_particle(&prose.lower(k)));
    next.is_some_and(|k| {
        k > i
            && is_capital(prose.word(k))
            && adjacent(prose, k - 1, k)
            && !lexicon::is_common_word(&prose.lower(k))
    })
}

/// Whether a month is a first name here: "April Jonsdal", "Jan van Marlow", not "in April Marlow agreed".
fn is_month_name(prose: &Prose, sentence: &Sentence, i: usize, style: Capitals) -> bool {
    let lower = prose.lower(i);
    if style != Capitals::Sentence || !is_calendar(&lower) || !gazetteer::is_given_name(&lower) {
        return false;
    }
    let dated = i > sentence.tokens.start && {
        let before = prose.lower(i - 1);
        prose.kind(i - 1) == TokenKind::Number
            || matches!(
                &*before,
                "early" | "late" | "mid" | "last" | "next" | "this" | "every"
            )
            || lexicon::closed_class(&before) == Some(Tag::Preposition)
    };
    let next = prose.lower(i + 1);
    !dated
        && i + 1 < sentence.tokens.end
        && adjacent(prose, i, i + 1)
        && (leads_particles(prose, sentence, i + 1)
            || next_is_name(prose, sentence, i, style)
                && !lexicon::is_common_word(&next)
                && !gazetteer::is_world_word(&next))
}

/// Whether a word of the calendar or a modal verb ends a person's name: "Theresa May", "Kim Tae Jun".
fn ends_person(prose: &Prose, i: usize) -> bool {
    let lower = prose.lower(i);
    let Some(before) = i.checked_sub(1).filter(|&b| adjacent(prose, b, i)) else {
        return false;
    };
    let first = prose.lower(before);
    // "Kim Tae Jun." at the end of a sentence, not "Jun. 3".
    let abbreviated = prose.word(i + 1) == "." && prose.kind(i + 2) == TokenKind::Number;
    prose.kind(i + 1) != TokenKind::Number
        && !abbreviated
        && (matches!(&*lower, "may" | "june" | "april" | "august")
            && (gazetteer::is_given_name(&first)
                || gazetteer::is_title(first.trim_end_matches('.')))
            || matches!(&*lower, "jun" | "jan" | "sun")
                && is_capital(prose.word(before))
                && !is_everyday(&first))
}

/// Whether an everyday word that stands first may belong to the name behind it: "Royal Navy", not "Later Osterwold".
fn may_lead(lower: &str) -> bool {
    !is_leadless(lower)
        && matches!(
            lexicon::tags(lower).first(),
            None | Some(Tag::Noun | Tag::Adjective | Tag::ProperNoun)
        )
}

fn next_is_name(prose: &Prose, sentence: &Sentence, i: usize, style: Capitals) -> bool {
    let next = i + 1;
    next < sentence.tokens.end
        && prose.kind(next) == TokenKind::Word
        && is_capital(prose.word(next))
        && adjacent(prose, i, next)
        && {
            let lower = prose.lower(next);
            !is_everyday(&lower)
                && (style == Capitals::Sentence || !lexicon::is_common_word(&lower))
        }
}

/// Whether only blanks stand between two tokens.
fn adjacent(prose: &Prose, a: usize, b: usize) -> bool {
    match (prose.tokens.get(a), prose.tokens.get(b)) {
        (Some(x), Some(y)) if x.span.end <= y.span.start => Span::new(x.span.end, y.span.start)
            .of(&prose.text)
            .chars()
            .all(|c| c.is_whitespace() && c != '\n'),
        _ => false,
    }
}

fn name_word(prose: &Prose, i: usize, style: Capitals) -> bool {
    let word = prose.word(i);
    if is_uncased(word) && prose.kind(i) == TokenKind::Word {
        return i
            .checked_sub(1)
            .is_some_and(|before| is_uncased(prose.word(before)));
    }
    if prose.kind(i) != TokenKind::Word || !is_capital(word) {
        return false;
    }
    let lower = prose.lower(i);
    if is_everyday(&lower) {
        return style == Capitals::Sentence
            && (acronym::is_acronym(word) || is_modal_name(&lower) || ends_person(prose, i));
    }
    style == Capitals::Sentence
        || !lexicon::is_common_word(&lower)
        || gazetteer::is_given_name(&lower)
        || gazetteer::is_world_word(&lower)
}

/// Whether a capital inside a sentence makes a name of a verb: "Will Tollervey", "the Good Will Fund".
fn is_modal_name(lower: &str) -> bool {
    lower == "will"
}

/// Whether the token behind "and" closes a firm's name, or the one behind that: "Tolver and Sons", "Tolver and Brack Co.".
fn closes_firm(prose: &Prose, end: usize, k: usize) -> bool {
    (k..end.min(k + 2)).any(|i| {
        is_firm(prose.lower(i).trim_end_matches('.'))
            && is_capital(prose.word(i))
            && (i == k || adjacent(prose, k, i))
    })
}

/// The longest run of tokens from `first` that can be one name with what is written before it.
fn run(prose: &Prose, end: usize, first: usize, style: Capitals) -> Range<usize> {
    let mut last = first;
    let mut institution = false;
    loop {
        let lower = prose.lower(last);
        institution |= is_organization_head(&lower)
            || is_place_head(&lower)
            || is_event_head(&lower)
            || is_work_head(&lower);
        let next = last + 1;
        if next >= end {
            break;
        }
        // An initial and its stop: "J. K. Rowland", "George W. Stone".
        if prose.word(next) == "."
            && (prose.word(last).chars().count() == 1 || is_abbreviated(&lower))
            && next + 1 < end
            && name_word(prose, next + 1, style)
        {
            last = next + 1;
            continue;
        }
        if matches!(prose.word(next), "'s" | "’s" | "'" | "’")
            && is_group(&lower)
            && next + 1 < end
            && name_word(prose, next + 1, style)
        {
            last = next + 1;
            continue;
        }
        if prose.word(next) == "&" && next + 1 < end && name_word(prose, next + 1, style) {
            last = next + 1;
            continue;
        }
        if matches!(&*prose.lower(next), "plc" | "p.l.c.") && adjacent(prose, last, next) {
            last = next;
            continue;
        }
        // A legal form or a generation behind a comma: "Brenning, Inc.", "Otto Dorn, Jr.".
        if prose.word(next) == ","
            && is_suffix(&prose.lower(next + 1))
            && next + 1 < end
            && is_capital(prose.word(next + 1))
        {
            last = next + 1;
            continue;
        }
        if !adjacent(prose, last, next) {
            break;
        }
        if name_word(prose, next, style) {
            last = next;
            continue;
        }
        let joined = prose.lower(next);
        if is_particle(&joined)
            && prose.kind(next) == TokenKind::Word
            && !is_capital_particle_end(prose, next)
        {
            let mut k = next;
            while k < end && k < next + 3 && is_particle(&prose.lower(k)) {
                k += 1;
            }
            if k < end && name_word(prose, k, style) && adjacent(prose, k - 1, k) {
                last = k;
                continue;
            }
        }
        if matches!(&*joined, "of" | "for") && institution
            || (&*joined == "and"
                && (institution && connected(prose, first, last)
                    || style == Capitals::Sentence && closes_firm(prose, end, next + 1)))
        {
            let mut k = next + 1;
            if k < end && prose.lower(k) == "the" {
                k += 1;
            }
            if k < end && name_word(prose, k, style) && !gazetteer::is_title(&prose.lower(k)) {
                last = k;
                continue;
            }
        }
        break;
    }
    first..last + 1
}

fn connected(prose: &Prose, first: usize, last: usize) -> bool {
    (first..last).any(|k| matches!(&*prose.lower(k), "of" | "for"))
}

fn is_capital_particle_end(prose: &Prose, i: usize) -> bool {
    // "and a", "on the": function words that are particles elsewhere.
    matches!(&*prose.lower(i), "do" | "e" | "y" | "den" | "ten")
        && !prose.word(i).chars().all(char::is_lowercase)
}

/// Splits a run into title and name, and leaves out what is only a title or an everyday word.
fn split(
    prose: &Prose,
    sentence: &Sentence,
    run: Range<usize>,
    style: Capitals,
    out: &mut Vec<NameMention>,
) {
    let Range { mut start, end } = run;
    let lower = |i: usize| match prose.lower(i) {
        Cow::Borrowed(lower) => Cow::Borrowed(lower.trim_end_matches('.')),
        Cow::Owned(lower) => Cow::Owned(lower.trim_end_matches('.').to_owned()),
    };
    let institutional = (start..end).any(|i| {
        let l = lower(i);
        is_organization_head(&l)
            || is_place_head(&l) && !kind::leads_syllables(prose, i..end)
            || is_event_head(&l)
            || matches!(&*l, "of" | "for")
    });
    let mut title: Option<Range<usize>> = None;
    if !institutional || gazetteer::is_given_name(&lower(end.saturating_sub(2).max(start))) {
        // The last title word with a name behind it: what stands before it belongs to the title.
        let cut = (start..end).rev().find(|&i| {
            gazetteer::is_title(&lower(i)) && !(i > start && is_surname_here(prose, start, i))
        });
        if let Some(mut i) = cut {
            // "Chief Executive Greta Solbakk".
            while i + 2 < end && gazetteer::is_office_word(&lower(i + 1), "beside") {
                i += 1;
            }
            if i + 1 < end {
                let from = if prose.word(i + 1) == "." {
                    i + 2
                } else {
                    i + 1
                };
                if from < end {
                    title = Some(start..i + 1);
                    start = from;
                }
            } else if i > start {
                // "Danish President", "Prime Minister": the demonym alone is named.
                emit_demonyms(prose, sentence, start..end, style, out);
                return;
            } else {
                return;
            }
        }
    }
    // "Englishman Lee Westford": a demonym before a person's name is beside it, not of it.
    let mut lead = 0;
    if !institutional && title.is_none() && end - start >= 2 {
        for n in [2, 1] {
            let words = folded(prose.span_of(start..start + n).of(&prose.text)).to_lowercase();
            if start + n < end
                && gazetteer::is_country(&words, gazetteer::Sense::Demonym)
                && gazetteer::is_given_name(&lower(start + n))
                && end - start > n + 1
            {
                lead = n;
                break;
            }
        }
    }
    if lead > 0 {
        push(prose, sentence, start..start + lead, None, style, out);
        title = Some(start..start + lead);
        start += lead;
    }
    if start < end {
        push(prose, sentence, start..end, title, style, out);
    }
}

/// Whether a title word is part of the name: "Stephen King", "Gloria Bishop".
fn is_surname_here(prose: &Prose, start: usize, i: usize) -> bool {
    let lower = prose.lower(i);
    gazetteer::is_surname(&lower)
        && i > start
        && gazetteer::is_given_name(&prose.lower(i - 1))
        && !gazetteer::is_title(&prose.lower(i - 1))
        && !gazetteer::is_country(&prose.lower(i - 1), gazetteer::Sense::Demonym)
}

fn emit_demonyms(
    prose: &Prose,
    sentence: &Sentence,
    run: Range<usize>,
    style: Capitals,
    out: &mut Vec<NameMention>,
) {
    for n in [2, 1] {
        if run.len() >= n {
            let words =
                folded(prose.span_of(run.start..run.start + n).of(&prose.text)).to_lowercase();
            if !gazetteer::countries_of(&words).is_empty() {
                push(prose, sentence, run.start..run.start + n, None, style, out);
                return;
            }
        }
    }
}

fn push(
    prose: &Prose,
    sentence: &Sentence,
    tokens: Range<usize>,
    title: Option<Range<usize>>,
    style: Capitals,
    out: &mut Vec<NameMention>,
) {
    let mut tokens = tokens;
    while tokens.len() > 1
        && is_connector(&prose.lower(tokens.end - 1))
        && !is_capital(prose.word(tokens.end - 1))
    {
        tokens.end -= 1;
    }
    let span = prose.span_of(tokens.clone());
    let text = folded(span.of(&prose.text));
    let sentence_initial = style != Capitals::Sentence || is_initial(prose, sentence, tokens.start);
    let lower = text.to_lowercase();
    if tokens.len() == 1
        && sentence_initial
        && lexicon::is_common_word(&lower)
        && gazetteer::countries_of(&lower).is_empty()
        && !acronym::is_acronym(&text)
    {
        return;
    }
    let role = role::read(prose, sentence, tokens.clone(), title.clone());
    let kind = kind::of(
        prose,
        sentence,
        (tokens.clone(), &text, &lower),
        title.is_some(),
        role.is_some(),
    );
    let may_hold = kind == NameKind::Person || kind == NameKind::Unknown;
    let role = role.or_else(|| match may_hold {
        true => role::predicated(prose, sentence, tokens.end),
        false => None,
    });
    // "Hong Min of the Peat Institute, 43": the age is no body's.
    let role = role
        .filter(|role| kind == NameKind::Person || !role.text.bytes().all(|b| b.is_ascii_digit()));
    out.push(NameMention {
        acronym: bracketed(prose, tokens.end, kind),
        span,
        tokens,
        text,
        kind,
        role,
        sentence_initial,
    });
}

/// The acronym in brackets behind a name.
fn bracketed(prose: &Prose, after: usize, kind: NameKind) -> Option<Span> {
    let fits = prose.word(after) == "("
        && prose.word(after + 2) == ")"
        && acronym::is_acronym(prose.word(after + 1))
        && kind != NameKind::Person;
    fits.then(|| prose.tokens.get(after + 1).map(|t| t.span))
        .flatten()
}
