//! Whether a name of the draft is somebody else's than the like one of the sources: another place, another occupation, or both
//! in one sentence.

use super::part::shares_start;
use super::role::is_one_body;
use crate::facts::name::gazetteer;
use crate::facts::name::office::Office;
use crate::facts::name::vocabulary::is_calendar;
use crate::facts::{BlockFacts, NameKind, NameMention};
use crate::rules::Context;
use crate::sources::index::content_stems;
use crate::sources::names::{Place, Word, plain};
use crate::text::{Prose, Tag, TokenKind, lexicon};

/// So many places of a word are looked at.
const PLACES: usize = 40;

/// The most words of a joint between two names: "and", "and from".
const JOINT: usize = 2;

/// The most words between an article and the end of an occupation: "a retired bridge engineer".
const OCCUPATION: usize = 4;

/// Whether a token is a day of the week or a month by itself, and no part of a longer name.
pub fn is_date_alone(facts: &BlockFacts, token: usize) -> bool {
    let lower = facts.prose.lower(token);
    let in_full = lexicon::is_weekday(&lower) || lexicon::is_month(&lower);
    (in_full || lower.strip_suffix('s').is_some_and(lexicon::is_weekday))
        && is_calendar(&lower)
        && mention_at(facts, token).is_none_or(|m| m.tokens.len() == 1)
}

/// Whether the sentence of a token tells it from another word, in plain letters, by writing both alike: behind like first
/// names, behind one preposition, or with no more than a joint between them.
pub fn is_told_apart(prose: &Prose, token: usize, other: &str) -> bool {
    let at = prose.tokens.get(token).map_or(0, |t| t.span.start);
    let sentence = prose.sentences.get(prose.sentence_at(at));
    let tokens = sentence.map_or(0..0, |s| s.tokens.clone());
    let before = |i: usize| Some(prose.lower(i.checked_sub(1).filter(|i| tokens.contains(i))?));
    let alike = |i: usize| {
        let (Some(one), Some(other)) = (before(token), before(i)) else {
            return false;
        };
        match lexicon::closed_class(&one) {
            Some(class) => class == Tag::Preposition && one == other,
            None => is_like_first_name(&plain(&one), &plain(&other)),
        }
    };
    let joined = |i: usize| {
        let mut between = token.min(i) + 1..token.max(i);
        between.len() <= JOINT
            && between.all(|k| {
                let class = lexicon::closed_class(&prose.lower(k));
                class.is_some_and(|c| matches!(c, Tag::Conjunction | Tag::Preposition))
            })
    };
    (tokens.clone())
        .filter(|&i| {
            i != token && prose.kind(i) == TokenKind::Word && plain(prose.word(i)) == other
        })
        .any(|i| alike(i) || joined(i))
}

/// "Jan" and "Jana", "Marta" and "Marta".
fn is_like_first_name(one: &str, other: &str) -> bool {
    let alphabetic = |word: &str| word.chars().all(char::is_alphabetic) && !word.is_empty();
    alphabetic(one) && alphabetic(other) && shares_start(one, other)
}

/// The share of the draft's sentence that a source's sentence about the person holds, where no role tells who he is.
const SAME_MATTER: f64 = 0.6;

/// The fewest content words of a sentence that tell what it is about, the name among them.
const MATTER: usize = 6;

/// Whether the person whose surname a token is has the first name of a bearer of another surname, and his office, or does
/// what the sources say of him.
pub fn is_same_person(
    context: &Context,
    facts: &BlockFacts,
    token: usize,
    other: &Word,
    company: f64,
) -> bool {
    let Some(own) = mention_at(facts, token).filter(|m| is_full_name(m, token)) else {
        return false;
    };
    let given = plain(facts.prose.word(own.tokens.start));
    let roles = |m: &NameMention| m.role.as_ref().map_or(Vec::new(), |r| offices(&r.text));
    let ours = roles(own);
    let mut known = false;
    for place in other.places.iter().take(PLACES) {
        let source = &context.dossier.source(place.source).facts;
        let Some(facts) = source.blocks.get(place.block()) else {
            continue;
        };
        let Some(bearer) =
            mention_at(facts, place.token()).filter(|m| is_full_name(m, place.token()))
        else {
            continue;
        };
        if plain(facts.prose.word(bearer.tokens.start)) == given {
            known = true;
            let shares = |o: &Office| ours.iter().any(|own| own.title == o.title);
            if roles(bearer).iter().any(shares) {
                return true;
            }
        }
    }
    let prose = &facts.prose;
    let sentence = prose.sentences.get(prose.sentence_at(own.span.start));
    let told = sentence.map_or(0, |s| content_stems(prose, s.tokens.clone()).len());
    known && company >= SAME_MATTER && told >= MATTER
}

/// Whether the person whose surname a token is comes from elsewhere, or does something else, than everybody of the sources
/// with the surname that it may stand for.
pub fn is_somebody_else(context: &Context, facts: &BlockFacts, token: usize, other: &Word) -> bool {
    let prose = &facts.prose;
    let Some(own) = mention_at(facts, token).filter(|m| is_full_name(m, token)) else {
        return false;
    };
    let given = plain(prose.word(own.tokens.start));
    let bearers = other.places.iter().take(PLACES).filter_map(|place| {
        let source = &context.dossier.source(place.source).facts;
        let facts: &BlockFacts = source.blocks.get(place.block())?;
        let mention = mention_at(facts, place.token())?;
        let same =
            mention.tokens.len() < 2 || plain(facts.prose.word(mention.tokens.start)) == given;
        same.then_some((facts, mention))
    });
    let bearers: Vec<(&BlockFacts, &NameMention)> = bearers.collect();
    let home = home(prose, own.tokens.end);
    let homes: Vec<_> = (bearers.iter())
        .map(|(facts, m)| self::home(&facts.prose, m.tokens.end))
        .filter(|home| !home.is_empty())
        .collect();
    let elsewhere =
        !home.is_empty() && !homes.is_empty() && !homes.iter().any(|h| is_one_body(&home, h));
    elsewhere || has_other_occupation(context, prose, own, &bearers)
}

/// Whether the draft gives somebody an office or an occupation that the sources never speak of, or that is not to be had
/// together with those that they give each bearer.
fn has_other_occupation(
    context: &Context,
    prose: &Prose,
    own: &NameMention,
    bearers: &[(&BlockFacts, &NameMention)],
) -> bool {
    let theirs: Vec<Office> = (bearers.iter())
        .filter_map(|(_, m)| Some(offices(&m.role.as_ref()?.text)))
        .flatten()
        .collect();
    if theirs.is_empty() {
        return false;
    }
    let unheard = |word: &str| !context.dossier.names().has(&plain(word));
    if occupation(prose, own.tokens.end).is_some_and(|word| unheard(&word)) {
        return true;
    }
    let ours = own.role.as_ref().map_or(Vec::new(), |r| offices(&r.text));
    let differs = |own: &Office, other: &Office| {
        own.title != other.title
            && (own.excludes(other)
                || !own.is_telling() && other.is_telling() && unheard(&own.title))
    };
    !ours.is_empty()
        && ours
            .iter()
            .all(|own| theirs.iter().all(|other| differs(own, other)))
}

/// Whether the words beside a token make another body or place of its name than of the one at a place of the sources: "the
/// Sunland Peat Museum" is no slip for "the Sundland Rowing Club".
pub fn is_other_body(context: &Context, facts: &BlockFacts, token: usize, place: Place) -> bool {
    let source = &context.dossier.source(place.source).facts;
    let Some(theirs) = source.blocks.get(place.block()) else {
        return false;
    };
    let (Some(own), Some(other)) = (mention_at(facts, token), mention_at(theirs, place.token()))
    else {
        return false;
    };
    let ours = beside(facts, own, token);
    let others = beside(theirs, other, place.token());
    let attested = |w: &String| context.dossier.names().has(w) || lexicon::is_common_word(w);
    own.kind != NameKind::Person
        && other.kind != NameKind::Person
        && !others.is_empty()
        && !ours.is_empty()
        && ours.iter().all(attested)
        && !is_one_body(&ours, &others)
}

/// The content words of a name, plain, a token left out.
fn beside(facts: &BlockFacts, mention: &NameMention, token: usize) -> Vec<String> {
    (mention.tokens.clone())
        .filter(|&i| i != token && facts.prose.kind(i) == TokenKind::Word)
        .map(|i| plain(facts.prose.word(i)).into_owned())
        .filter(|word| lexicon::closed_class(word).is_none())
        .collect()
}

/// The offices of a role, forms of address left out.
fn offices(role: &str) -> Vec<Office> {
    let mut out = Office::all(role);
    out.retain(|office| !gazetteer::is_office_word(&office.title, "honorific"));
    out
}

/// The mention that a token belongs to.
fn mention_at(facts: &BlockFacts, token: usize) -> Option<&NameMention> {
    facts.names.iter().find(|m| m.tokens.contains(&token))
}

/// Whether a token is the last of a name of several words.
fn is_full_name(mention: &NameMention, token: usize) -> bool {
    mention.tokens.len() > 1 && mention.tokens.end == token + 1
}

/// Where somebody is said to be of, plain: "of Halvik", "from the Brenn Valley", an age before it passed over.
pub fn home(prose: &Prose, after: usize) -> Vec<String> {
    let aged = prose.word(after) == "," && prose.kind(after + 1) == TokenKind::Number;
    let mut at = if aged { after + 2 } else { after };
    if prose.word(at) == "," {
        at += 1;
    }
    if !matches!(&*prose.lower(at), "of" | "from") {
        return Vec::new();
    }
    at += 1;
    if prose.lower(at) == "the" {
        at += 1;
    }
    // "of Ostvik's Museum" tells the town and the body.
    let possessive = |i: usize| matches!(prose.word(i), "'s" | "’s");
    (at..at + OCCUPATION)
        .take_while(|&i| {
            possessive(i)
                || prose.kind(i) == TokenKind::Word && prose.word(i).starts_with(char::is_uppercase)
        })
        .filter(|&i| !possessive(i))
        .map(|i| plain(prose.word(i)).into_owned())
        .collect()
}

/// What somebody is said to be, his home passed over: "baker" of ", a baker," and "(a village baker)".
fn occupation(prose: &Prose, after: usize) -> Option<String> {
    let homes = home(prose, after).len();
    let at = if homes > 0 { after + 1 + homes } else { after };
    let opens = matches!(prose.word(at), "," | "(") && matches!(&*prose.lower(at + 1), "a" | "an");
    let end = (at + 2..at + 3 + OCCUPATION).find(|&i| prose.kind(i) != TokenKind::Word)?;
    let closes = matches!(prose.word(end), "," | ")" | ".");
    (opens && closes && end > at + 2).then(|| prose.lower(end - 1).to_string())
}
