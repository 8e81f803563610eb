//! The role that the draft gives a name, against the roles that the sources give it.

use super::beside::{Own, Theirs};
use super::similarity::is_spelling_variant;
use super::{Comparison, Verdict, namesake, similarity};
use crate::facts::name::gazetteer;
use crate::facts::name::office::{self, Office};
use crate::facts::{BlockFacts, NameMention};
use crate::sources::names::plain;
use crate::text::prose::Sentence;
use crate::text::{Prose, Span, Tag, TokenKind};
use std::collections::{BTreeSet, HashSet};

impl<'a> Own<'a> {
    /// A nation, body or office beside a name that every source contradicts.
    pub fn role_contradicted(&self) -> Option<Comparison> {
        let role = &self.mention.role.as_ref()?.text;
        let mut offices = Office::all(role);
        if offices.len() > 1 {
            offices.retain(|office| !office.apart);
        }
        let own = match &offices[..] {
            [] => {
                let nations = || self.other_nationality(&office::nationality(role));
                return self.other_affiliation().or_else(nations);
            }
            [own] => with_place(own.clone(), self.facts, self.mention),
            // Of several offices any may be the one that sources leave out.
            _ => return None,
        };
        let bearers = self.bearers()?;
        let held: Vec<(Theirs, Office)> = bearers
            .iter()
            .filter_map(|t| Some((*t, &t.mention.role.as_ref()?.text)))
            .flat_map(|(t, role)| Office::all(role).into_iter().map(move |office| (t, office)))
            .map(|(t, office)| (t, with_place(office, t.facts, t.mention)))
            .collect();
        (self.other_nation(&own, &held))
            .or_else(|| self.other_office(&own, &bearers, &held))
            .or_else(|| self.other_body(&own, &held))
            .or_else(|| self.office_of_another(&own, &bearers, &held))
    }

    /// The sources' mentions of the person: the same last name, the same first name or none.
    fn bearers(&self) -> Option<Vec<Theirs<'a>>> {
        let last = self.words.last()?;
        let mut same: Vec<Theirs> = self
            .all_theirs(last)
            .filter(|t| t.words().last() == Some(last))
            .collect();
        if same.iter().all(|t| t.mention.role.is_none()) {
            let names = self.context.dossier.names();
            for id in names.near(last, 12) {
                if let Some(word) = names.word(id)
                    && is_spelling_variant(last, &word.plain)
                {
                    same.extend(
                        self.all_theirs(&word.plain)
                            .filter(|t| t.words().last().is_some_and(|l| **l == *word.plain)),
                    );
                }
            }
        }
        same.retain(|t| {
            t.words().len() < 2 || self.words.len() < 2 || t.words().first() == self.words.first()
        });
        Some(same)
    }

    /// The same office of another nation.
    fn other_nation(&self, own: &Office, held: &[(Theirs<'a>, Office)]) -> Option<Comparison> {
        let agrees = |(_, office): &(Theirs, Office)| !office.nations.is_disjoint(&own.nations);
        if own.nations.is_empty() || held.iter().any(agrees) {
            return None;
        }
        let against = (held.iter())
            .filter(|(_, office)| office.title == own.title && !office.nations.is_empty());
        self.contradicted_by(&against.map(|(t, _)| *t).collect::<Vec<_>>())
    }

    /// Another nationality than every source gives the person, with or without a trade.
    fn other_nationality(&self, own: &BTreeSet<usize>) -> Option<Comparison> {
        // Who is Scottish is British too.
        let is_state = |id: &usize| gazetteer::country(*id).is_some_and(|c| c.is_state);
        let bearers = self.bearers()?;
        // "The novelist Oda Relling of Norway".
        let home = |t: &Theirs| {
            let words = namesake::home(&t.facts.prose, t.mention.tokens.end).join(" ");
            let nations = gazetteer::countries_of(&words).iter();
            let named = nations.filter(|(_, sense)| *sense == gazetteer::Sense::Name);
            named.map(|&(id, _)| id).collect::<BTreeSet<usize>>()
        };
        let held: Vec<(&Theirs, BTreeSet<usize>)> = (bearers.iter())
            .filter_map(|t| {
                let mut nations = office::nationality(&t.mention.role.as_ref()?.text);
                nations.extend(home(t));
                Some((t, nations))
            })
            .filter(|(_, nations)| !nations.is_empty())
            .collect();
        // "Born in Velmora, the Norwegian …": whoever is spoken of with both may be of both.
        let is_named = |t: &Theirs| names_nation(t.facts, t.mention, own);
        if own.is_empty()
            || !(held.iter().flat_map(|(_, nations)| nations))
                .chain(own)
                .all(is_state)
            || held.iter().any(|(_, nations)| !nations.is_disjoint(own))
            || bearers.iter().any(is_named)
        {
            return None;
        }
        self.contradicted_by(&held.iter().map(|(t, _)| **t).collect::<Vec<_>>())
    }

    /// An office that nobody holds together with the one that each source gives.
    fn other_office(
        &self,
        own: &Office,
        bearers: &[Theirs<'a>],
        held: &[(Theirs<'a>, Office)],
    ) -> Option<Comparison> {
        // An office that is over tells of the one held now only where it is the same.
        let compatible = |(_, office): &(Theirs, Office)| {
            let told = office.title == own.title || office.is_telling() && !office.apart;
            told && !own.excludes(office)
        };
        // A bare surname may be borne by two of the sources' people.
        let firsts: HashSet<_> = (held.iter())
            .filter(|(t, _)| t.words().len() > 1)
            .map(|(t, _)| t.words().first())
            .collect();
        if own.apart || held.iter().any(compatible) || self.words.len() < 2 && firsts.len() > 1 {
            return None;
        }
        let against: Vec<Theirs> = (held.iter())
            .filter(|(_, office)| own.excludes(office) && !office.apart)
            .map(|(t, _)| *t)
            .collect();
        // The draft may tell of both offices itself: "Defence Minister Berg, who became president".
        let both_told =
            |(_, office): &(Theirs, Office)| is_called(office, self.facts, self.mention);
        if against.is_empty()
            || bearers.iter().any(|t| is_called(own, t.facts, t.mention))
            || held.iter().any(both_told)
        {
            return None;
        }
        self.contradicted_by(&against)
    }

    /// The same office of another town, company or body.
    fn other_body(&self, own: &Office, held: &[(Theirs<'a>, Office)]) -> Option<Comparison> {
        if own.body.is_empty() || own.usual.is_none() || own.apart {
            return None;
        }
        let other = |(_, office): &(Theirs, Office)| {
            office.usual == own.usual
                && !office.apart
                && !office.body.is_empty()
                && !is_one_body(&own.body, &office.body)
        };
        if !held.iter().all(other) {
            return None;
        }
        self.contradicted_by(&held.iter().map(|(t, _)| *t).collect::<Vec<_>>())
    }

    /// "Hong Min of the Peat Museum", whom every source has at another body. A hint, unless they have somebody else at the
    /// draft's: people belong to several bodies.
    fn other_affiliation(&self) -> Option<Comparison> {
        let role = self.mention.role.as_ref()?;
        let own = affiliation(&role.text)?;
        let held: Vec<(Theirs, Vec<String>)> = (self.bearers()?.into_iter())
            .filter_map(|t| Some((t, affiliation(&t.mention.role.as_ref()?.text)?)))
            .collect();
        if held.iter().any(|(_, other)| is_one_body(&own, other)) {
            return None;
        }
        let against: Vec<Theirs> = held.iter().map(|(t, _)| *t).collect();
        let mut found = self.contradicted_by(&against)?;
        let last = self.words.last();
        let of_another = (own.iter().flat_map(|word| self.titled(word))).any(|t| {
            let other = t.mention.role.as_ref().and_then(|r| affiliation(&r.text));
            t.words().last() != last && other.is_some_and(|other| other == own)
        });
        found.doubtful = !of_another;
        Some(found)
    }

    fn contradicted_by(&self, against: &[Theirs<'a>]) -> Option<Comparison> {
        let role = self.mention.role.as_ref()?;
        let theirs = against.first()?;
        let their_role = theirs.mention.role.as_ref()?;
        let is_before = |mention: &NameMention, role: Span| role.end <= mention.span.start;
        let comparable =
            is_before(self.mention, role.span) == is_before(theirs.mention, their_role.span);
        Some(self.found(
            Verdict::Role,
            role.span,
            comparable.then(|| self.at_its_place(role.span, &their_role.text)),
            self.roles(against),
            Some(format!(
                "{} is {} in the sources",
                theirs.mention.text, their_role.text
            )),
        ))
    }

    /// A role as it is written at a place of the draft: with a capital where it begins a sentence.
    fn at_its_place(&self, place: Span, role: &str) -> String {
        let prose = &self.facts.prose;
        let first = (prose.sentences.get(prose.sentence_at(place.start)))
            .is_some_and(|sentence| sentence.span.start == place.start);
        let mut letters = role.chars();
        match letters.next() {
            Some(letter) if first => letter.to_uppercase().chain(letters).collect(),
            _ => role.to_owned(),
        }
    }

    /// An office that the sources give to somebody else, and to this person never, though they name the person.
    fn office_of_another(
        &self,
        own: &Office,
        bearers: &[Theirs<'a>],
        held: &[(Theirs<'a>, Office)],
    ) -> Option<Comparison> {
        if !own.has_one_holder()
            || bearers.is_empty()
            || held.iter().any(|(_, o)| o.title == own.title)
        {
            return None;
        }
        let last = self.words.last()?;
        let is_other = |t: &Theirs| {
            let role = t.mention.role.as_ref().and_then(|r| Office::of(&r.text));
            role.is_some_and(|office| own.is_same_post(&office))
                && (t.words().last())
                    .is_some_and(|l| !is_spelling_variant(l, last) && !self.words.contains(l))
        };
        let others: Vec<Theirs> = self
            .titled(&own.title)
            .into_iter()
            .filter(is_other)
            .collect();
        let theirs = others.first()?;
        let role = self.mention.role.as_ref()?;
        let mut found = self.found(
            Verdict::Role,
            role.span,
            None,
            self.roles(&others),
            Some(format!(
                "in the sources {} has this office, and {} has none",
                theirs.mention.text, self.mention.text
            )),
        );
        found.doubtful = true;
        Some(found)
    }

    /// The passages with name and role, four at most.
    fn roles(&self, all: &[Theirs<'a>]) -> Vec<crate::finding::Evidence> {
        all.iter()
            .take(4)
            .filter_map(|t| {
                let role = t.mention.role.as_ref()?;
                Some(t.evidence(self.context, role.span.join(t.mention.span)))
            })
            .collect()
    }
}

/// The words of the body that somebody without an office is of, plain.
fn affiliation(role: &str) -> Option<Vec<String>> {
    let words = office::affiliation(role)?.split_whitespace();
    let words = words.filter(|w| w.starts_with(char::is_uppercase));
    let words: Vec<String> = words.map(|w| plain(w).into_owned()).collect();
    (!words.is_empty()).then_some(words)
}

/// An office with the place behind its holder's name, where it stands before: "Mayor Oda Relling of Ostvik".
fn with_place(office: Office, facts: &BlockFacts, mention: &NameMention) -> Office {
    let after = mention.tokens.end;
    let before = (mention.role.as_ref()).is_some_and(|r| r.span.end <= mention.span.start);
    let placed = before
        && facts.prose.lower(after) == "of"
        && facts.prose.word(after + 1).starts_with(char::is_uppercase);
    match office.body.is_empty() && office.nations.is_empty() && placed {
        true => Office {
            body: namesake::home(&facts.prose, after),
            ..office
        },
        false => office,
    }
}

/// Whether the sentence of a name speaks of a nation.
fn names_nation(facts: &BlockFacts, mention: &NameMention, nations: &BTreeSet<usize>) -> bool {
    let sentence = facts.prose.sentence_at(mention.span.start);
    let beside =
        (facts.names.iter()).filter(|name| facts.prose.sentence_at(name.span.start) == sentence);
    let texts = beside.map(|name| name.text.to_lowercase());
    let mut named = texts.flat_map(|text| gazetteer::countries_of(&text).iter());
    named.any(|(id, _)| nations.contains(id))
}

/// How far before its office a word stands that gives it to somebody: "is also finance minister", "served as mayor".
const GIVING_REACH: usize = 4;

/// So many sentences that begin with a pronoun go on about the person of the one before them.
const PRONOUNS_REACH: usize = 3;

/// Whether what is said of somebody gives him an office elsewhere than beside his name, for whatever time: "She was foreign
/// minister in 2019".
fn is_called(office: &Office, facts: &BlockFacts, mention: &NameMention) -> bool {
    let prose = &facts.prose;
    let sentence = prose.sentence_at(mention.span.start);
    let begins = |s: &Sentence| prose.lower(s.tokens.start);
    // The next sentence may go on about him, and those do that begin with a pronoun.
    let rest = prose.sentences.get(sentence + 1..).unwrap_or_default();
    let pronouns = (rest.iter().take(PRONOUNS_REACH))
        .take_while(|s| matches!(&*begins(s), "she" | "he" | "her" | "his"));
    let further = pronouns.count().max(1);
    let sentences = prose.sentences.iter().skip(sentence).take(1 + further);
    // "King Qadir, the sultan," has one office before the name and one behind.
    let behind = mention.tokens.end;
    let apposed = |i: usize| {
        let near = (behind..behind + GIVING_REACH).contains(&i);
        let far = (behind..behind + 2 * GIVING_REACH).contains(&i);
        matches!(prose.word(behind), "," | "(")
            && (near || far && (behind + 1..i).all(|k| is_of_office(prose, k)))
    };
    let role = mention.role.as_ref().map(|role| role.span);
    sentences.flat_map(|s| s.tokens.clone()).any(|i| {
        // "He moved to trade in May."
        if office.portfolio.contains(&*prose.lower(i)) {
            return i > behind && gazetteer::is_office_word(&prose.lower(i - 1), "taking");
        }
        let beside_name =
            (prose.tokens.get(i)).is_some_and(|t| role.is_some_and(|role| role.overlaps(t.span)));
        let lower = prose.lower(i);
        let (before, title) = lower.rsplit_once('-').unwrap_or(("", &lower));
        let from = i.saturating_sub(GIVING_REACH);
        // "The health minister" is no prime minister.
        let whole = office.usual.and_then(|usual| usual.rsplit_once(' '));
        let whole = whole.is_none_or(|(first, last)| {
            last != title || i > 0 && first.ends_with(&*prose.lower(i - 1))
        });
        let deputy = gazetteer::is_office_word(before, "deputy")
            || i > 0 && gazetteer::is_office_word(&prose.lower(i - 1), "deputy");
        title == office.title.as_str()
            && !beside_name
            && whole
            && deputy == office.deputy
            && (apposed(i)
                || (from..i).any(|k| gazetteer::is_office_word(&prose.lower(k), "giving"))
                || (from..i)
                    .rev()
                    .take_while(|&k| k + 1 == i || is_of_office(prose, k + 1))
                    .any(|k| gazetteer::is_office_word(&prose.lower(k), "held")))
            && (office.over.is_empty()
                || (from..i + GIVING_REACH).any(|k| office.portfolio.contains(&*prose.lower(k))))
    })
}

/// Whether a token may stand between the word that gives an office and its title: "the former Velmoran defence".
fn is_of_office(prose: &Prose, token: usize) -> bool {
    prose.kind(token) == TokenKind::Word
        && (!matches!(
            prose.tag(token),
            Tag::Verb | Tag::Preposition | Tag::Conjunction | Tag::Particle
        ) || gazetteer::is_office_word(&prose.lower(token), "apart"))
}

/// Letters that two words share from which on one may be a slip for the other.
const NEAR: f64 = 0.7;

/// Whether two bodies may be one: a word that is the same or nearly, or the initials of the other.
pub fn is_one_body(one: &[String], other: &[String]) -> bool {
    let initials =
        |words: &[String]| -> String { words.iter().filter_map(|w| w.chars().next()).collect() };
    let near = |a: &String| other.iter().any(|b| similarity::letters(a, b) >= NEAR);
    one.iter().any(near) || other.contains(&initials(one)) || one.contains(&initials(other))
}
