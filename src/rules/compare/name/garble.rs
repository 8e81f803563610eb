//! Words of the draft that no source has and that stand for one that a source has: garbles and variants, a word at a time.

use super::acronym::is_turned;
use super::candidates::{Candidate, candidates};
use super::namesake;
use super::similarity::{has_one_spelling, is_inflection, is_spelling_variant};
use super::{Comparison, Verdict, quoted};
use crate::facts::BlockFacts;
use crate::facts::name::capitals::{Capitals, is_capital, is_initial, unshouted};
use crate::facts::name::vocabulary::is_calendar;
use crate::facts::name::{acronym, gazetteer};
use crate::finding::Relation;
use crate::rules::Context;
use crate::rules::compare::quotation::spelling;
use crate::sources::names::plain;
use crate::text::{Prose, TokenKind, lexicon};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// Adds what is garbled or a variant in one block.
pub fn compare(context: &Context, block: usize, out: &mut Vec<Comparison>) {
    let Some(facts) = context.draft.blocks.get(block) else {
        return;
    };
    let prose = &facts.prose;
    let lower_text = is_lower_case(prose);
    let mut mended: HashMap<usize, Box<str>> = HashMap::new();
    for sentence in &prose.sentences {
        let style = Capitals::of(prose, sentence);
        for token in sentence.tokens.clone() {
            if !is_suspect(context, prose, token, lower_text) {
                continue;
            }
            let weak = style != Capitals::Sentence || is_initial(prose, sentence, token);
            if let Some(found) = decide(context, facts, block, token, weak, &mended) {
                if let Some(right) = &found.right {
                    mended.insert(token, plain(right).into_owned().into());
                }
                match out.last_mut() {
                    Some(last) if last.block == block && continues(prose, last, &found) => {
                        join(last, found)
                    }
                    _ => out.push(found),
                }
            }
        }
    }
}

/// Whether one garbled word follows upon another with a blank between: one name, one problem.
fn continues(prose: &Prose, last: &Comparison, next: &Comparison) -> bool {
    last.verdict == next.verdict
        && last.verdict == Verdict::Garbled
        && last.span.end <= next.span.start
        && prose
            .text
            .get(last.span.end..next.span.start)
            .is_some_and(|gap| gap == " " || gap == "\u{a0}")
}

fn join(last: &mut Comparison, next: Comparison) {
    last.span = last.span.join(next.span);
    last.several |= next.several;
    if let (Some(a), Some(b)) = (&mut last.right, next.right) {
        a.push(' ');
        a.push_str(&b);
    }
    last.evidence
        .retain(|e| next.evidence.iter().any(|f| f.path == e.path));
    if last.evidence.is_empty() {
        last.evidence = next.evidence;
    }
}

/// Whether a block is written without capitals, so that they tell nothing.
fn is_lower_case(prose: &Prose) -> bool {
    prose.tokens.len() >= 8 && !prose.text.chars().any(char::is_uppercase)
}

/// Whether a token may be a garble at all: a word that no source has.
fn is_suspect(context: &Context, prose: &Prose, token: usize, lower_text: bool) -> bool {
    let word = prose.word(token);
    if prose.kind(token) != TokenKind::Word || !(lower_text || is_capital(word)) {
        return false;
    }
    let own = plain(word);
    own.chars().count() >= 3
        && lexicon::closed_class(&own).is_none()
        && !is_attested(context, &own, word)
        && !is_accepted(context, word)
}

/// Whether the house accepts a spelling, or uses it in place of others.
pub fn is_accepted(context: &Context, word: &str) -> bool {
    is_allowed(context, word) || context.settings.style.keys().any(|k| has(k, word))
}

/// Whether the house accepts a spelling beside others.
pub fn is_allowed(context: &Context, word: &str) -> bool {
    context.settings.accept.iter().any(|a| has(a, word))
}

/// Whether a word is one of a phrase.
fn has(phrase: &str, word: &str) -> bool {
    phrase.split_whitespace().any(|w| w == word)
}

/// Whether the sources have a word, in plain letters, as it stands or as a form of one they have.
pub fn is_attested(context: &Context, own: &str, word: &str) -> bool {
    let names = context.dossier.names();
    if names.has(own) {
        // "US" is not the pronoun.
        return lexicon::closed_class(own).is_none()
            || !acronym::is_acronym(word)
            || names.has_acronym(own);
    }
    let long = own.chars().count() > 4;
    if long && own.strip_suffix('s').is_some_and(|one| names.has(one))
        || own.strip_suffix("es").is_some_and(|one| names.has(one))
        || names.has(&format!("{own}s"))
    {
        return true;
    }
    let mut parts = word.split('-').filter(|p| !p.is_empty()).peekable();
    word.contains('-')
        && parts.peek().is_some()
        && (parts.all(|p| names.has(&plain(p)) || lexicon::is_common_word(&p.to_lowercase()))
            || names.has(&own.replace('-', "")))
}

/// Whether everybody knows a word, lower case: as a word, a name in its English spelling, a country, an organisation.
pub fn is_known(lower: &str) -> bool {
    lexicon::is_common_word(lower)
        || lexicon::is_known_name(lower)
        || is_calendar(lower)
        || gazetteer::is_world_word(lower)
        || gazetteer::is_given_name(lower) && !gazetteer::is_given_name_elsewhere(lower)
        || gazetteer::is_surname(lower)
        || gazetteer::is_title(lower)
}

fn decide(
    context: &Context,
    facts: &BlockFacts,
    block: usize,
    token: usize,
    weak: bool,
    mended: &HashMap<usize, Box<str>>,
) -> Option<Comparison> {
    let prose = &facts.prose;
    if namesake::is_date_alone(facts, token) {
        return None;
    }
    let word = prose.word(token);
    let lower = prose.lower(token).trim_end_matches('.').to_string();
    let own = plain(word).into_owned();
    let known = is_known(&lower)
        || is_known(&own)
        || lower.split('-').filter(|p| p.len() > 1).all(is_known);
    // A name of other languages is no slip, and may have several spellings all the same.
    let elsewhere = gazetteer::is_given_name_elsewhere(&own);
    let found = candidates(context, facts, token, mended);
    let names = context.dossier.names();
    let mut best: Option<(&Candidate, Verdict)> = None;
    for candidate in &found {
        let other = names.word(candidate.word)?;
        if is_inflection(&own, &other.plain) {
            if candidate.letters > LIKE_A_FORM && !(known && candidate.framed) {
                return None;
            }
            continue;
        }
        // "Labour" where the sources write "Labor", "Co-operation": one word in two conventions.
        if spelling::american(&lower) == spelling::american(&other.plain)
            || own.replace('-', "") == other.plain.replace('-', "")
        {
            return None;
        }
        // Who goes by a short form of a given name is not misheard.
        if gazetteer::are_one_given_name(&lower, &other.plain) {
            continue;
        }
        let variant = !known
            && is_spelling_variant(&own, &other.plain)
            && !is_known(&other.plain)
            && !has_one_spelling(&other.plain);
        if variant && candidate.letters >= LIKE_A_FORM {
            best = Some((candidate, Verdict::Variant));
            break;
        }
        if lexicon::closed_class(&other.plain).is_some() && !candidate.framed {
            continue;
        }
        // Who has a first name and a role of the sources' person, or does what they say of him, is that person, whatever
        // surname everybody knows his comes near to.
        let same = || {
            candidate.likeness() >= LIKE_A_NAMESAKE
                && namesake::is_same_person(context, facts, token, other, candidate.company)
        };
        if best.is_none()
            && (is_garble(&own, &other.plain, candidate, known || elsewhere, weak)
                || (known || elsewhere) && same())
            && !namesake::is_told_apart(prose, token, &other.plain)
            && !namesake::is_other_body(context, facts, token, candidate.place)
        {
            best = Some((candidate, Verdict::Garbled));
        }
    }
    let (candidate, verdict) = best?;
    if namesake::is_somebody_else(context, facts, token, names.word(candidate.word)?) {
        return None;
    }
    let form = preferred_spelling(context, &form_at(context, candidate)?);
    let right = written_like(word, &form);
    if right == word {
        return None;
    }
    let span = prose.tokens.get(token)?.span;
    let letters = acronym::is_acronym(word) && acronym::is_acronym(&right);
    let several = is_spelled_otherwise(context, &right)
        || (found.iter()).any(|other| {
            names.word(other.word).is_some_and(|word| {
                *word.plain != *plain(&right)
                    && !is_inflection(&plain(&right), &word.plain)
                    && is_garble(&own, &word.plain, other, known || elsewhere, weak)
            })
        });
    let turned = letters && is_turned(&acronym::letters(word), &acronym::letters(&right));
    Some(Comparison {
        block,
        span,
        verdict: if turned { Verdict::Acronym } else { verdict },
        right: Some(right),
        evidence: evidence(context, candidate),
        quoted: quoted(facts, span),
        note: None,
        doubtful: false,
        several,
    })
}

/// Whether the evidence suffices: the further the letters are, the more company is required.
fn is_garble(own: &str, other: &str, candidate: &Candidate, known: bool, weak: bool) -> bool {
    let first = own.chars().next() == other.chars().next();
    let likeness = candidate.likeness() + if first { 0.0 } else { OTHER_FIRST };
    let length = own.chars().count().min(other.chars().count());
    if known {
        // A word of its own standing: only where both its neighbours say that another was meant.
        return candidate.framed
            && candidate.beside >= if weak { 4.0 } else { 3.0 }
            && likeness >= LIKE_A_KNOWN_WORD
            && length >= 3;
    }
    if is_calendar(other) && candidate.context() >= 2.0 {
        return likeness >= LIKE_A_DAY;
    }
    let needed = (LIKE_IN_COMPANY.iter())
        .find(|(company, _)| candidate.context() >= *company)
        .map_or(LIKE_ALONE, |(_, likeness)| *likeness);
    likeness >= needed
}

/// The likeness asked for from a company on (neighbours and sentence, see [`Candidate::context`]), most company first.
const LIKE_IN_COMPANY: [(f64, f64); 5] = [
    (4.0, 0.59),
    (3.0, 0.61),
    (2.0, 0.64),
    (1.2, 0.69),
    (0.6, 0.74),
];
/// The likeness asked for where a name keeps no company of the sources'.
const LIKE_ALONE: f64 = 0.8;
/// The likeness asked for where the draft's word is a word of its own.
const LIKE_A_KNOWN_WORD: f64 = 0.6;
/// The likeness of a known surname asked for behind the first name of the sources' person.
const LIKE_A_NAMESAKE: f64 = 0.7;
/// The likeness to a day or month asked for, of which there are few.
const LIKE_A_DAY: f64 = 0.5;
/// From this likeness on, forms of one word are no garble, and spellings of one sound are variants.
const LIKE_A_FORM: f64 = 0.6;
/// What another first letter takes from the likeness.
const OTHER_FIRST: f64 = -0.06;

/// The spelling of a candidate where it stands.
fn form_at<'c>(context: &'c Context, candidate: &Candidate) -> Option<Cow<'c, str>> {
    let place = candidate.place;
    let source = &context.dossier.source(place.source).facts;
    let prose = &source.blocks.get(place.block())?.prose;
    Some(unshouted(prose, place.token()))
}

/// The spelling to write: the house's where it has one, else that of its variants which the sources use most.
fn preferred_spelling(context: &Context, form: &str) -> String {
    for (house, replaced) in &context.settings.style {
        let one_word = |s: &str| !s.contains(char::is_whitespace);
        if one_word(house) && replaced.iter().any(|r| r == form) {
            return house.clone();
        }
    }
    let names = context.dossier.names();
    let own = plain(form).into_owned();
    let Some((_, word)) = names.find(&own) else {
        return form.to_string();
    };
    if is_known(&own) {
        return form.to_string();
    }
    let mut best = (word.places.len(), form.to_string());
    for id in names.near(&own, 12) {
        if let Some(other) = names.word(id)
            && other.places.len() > best.0
            && !is_known(&other.plain)
            && is_spelling_variant(&own, &other.plain)
        {
            best = (other.places.len(), other.form().to_string());
        }
    }
    best.1
}

/// Whether the sources have another spelling of a name.
fn is_spelled_otherwise(context: &Context, right: &str) -> bool {
    let names = context.dossier.names();
    let own = plain(right);
    !is_known(&own)
        && (names.near(&own, 12).into_iter())
            .filter_map(|id| names.word(id))
            .any(|other| *other.plain != *own && is_spelling_variant(&own, &other.plain))
}

/// A form in the capitals of the word it replaces.
fn written_like(word: &str, form: &str) -> String {
    if acronym::is_acronym(word) && word.chars().count() > 1 {
        return form.to_uppercase();
    }
    if word.starts_with(char::is_uppercase) && acronym::is_acronym(form) && form.chars().count() > 4
    {
        let mut chars = form.chars();
        return chars
            .next()
            .into_iter()
            .chain(chars.flat_map(char::to_lowercase))
            .collect();
    }
    if !word.starts_with(char::is_uppercase) && word.chars().all(|c| !c.is_uppercase()) {
        return form.to_lowercase();
    }
    form.to_string()
}

/// The passages that have the word: the one whose company is best, then one of each other source.
fn evidence(context: &Context, candidate: &Candidate) -> Vec<crate::finding::Evidence> {
    let Some(word) = context.dossier.names().word(candidate.word) else {
        return Vec::new();
    };
    let mut seen = HashSet::new();
    std::iter::once(&candidate.place)
        .chain(&word.places)
        .filter(|p| seen.insert(p.source))
        .take(4)
        .filter_map(|p| {
            let block = context
                .dossier
                .source(p.source)
                .facts
                .blocks
                .get(p.block())?;
            let span = block.prose.tokens.get(p.token())?.span;
            Some(
                context
                    .dossier
                    .evidence(p.source, p.block(), span, Relation::Differs),
            )
        })
        .collect()
}
