//! Acronyms beside a name and by themselves, against their letters and the sources.

use super::beside::{Own, Theirs};
use super::garble::is_accepted;
use super::{Comparison, Verdict, similarity};
use crate::facts::NameKind;
use crate::facts::name::capitals::unshouted;
use crate::facts::name::{acronym, gazetteer};
use crate::sources::names::plain;
use crate::text::Span;
use std::collections::BTreeSet;

impl Own<'_> {
    /// "National Harbour Agency (NHO)": the letters behind the name against its initials and against the sources.
    pub fn acronym_beside(&self) -> Option<Comparison> {
        let letters_span = self.mention.acronym?;
        let prose = &self.facts.prose;
        let short = letters_span.of(&prose.text);
        let spelled = acronym::spells(&self.mention.text, short);
        let all: Vec<Theirs> = self
            .all_theirs(&plain(short))
            .filter(|t| {
                t.mention
                    .acronym
                    .is_some_and(|a| plain(a.of(&t.facts.prose.text)) == plain(short))
            })
            .collect();
        let well_known = gazetteer::organizations_of(&self.mention.text.to_lowercase()).any(|o| {
            o.acronyms
                .iter()
                .any(|a| acronym::letters(a) == acronym::letters(short))
        });
        if well_known
            || all.iter().any(|t| t.words() == self.words)
            || is_accepted(self.context, short)
        {
            return None;
        }
        if !spelled && let Some(found) = self.acronym_turned(short, letters_span) {
            return Some(found);
        }
        // The sources' name with something before it that makes it somebody else's.
        if let Some(theirs) = all.iter().find(|t| {
            self.words.len() > t.words().len()
                && self.words.ends_with(t.words())
                && acronym::spells(&t.mention.text, short)
        }) && !spelled
        {
            let extra = self.words.len() - theirs.words().len();
            let nation = self.nation_changed(extra);
            if nation {
                let evidence = all
                    .iter()
                    .filter(|t| t.words() == theirs.words())
                    .take(4)
                    .map(|t| t.evidence(self.context, t.mention.span))
                    .collect();
                return Some(self.found(
                    Verdict::Role,
                    self.mention.span,
                    Some(theirs.text()),
                    evidence,
                    None,
                ));
            }
            return None;
        }
        let shared = |other: &[Box<str>]| other.iter().filter(|w| self.words.contains(w)).count();
        let off = |other: &[Box<str>]| {
            other.len() == self.words.len()
                && shared(other) * 2 >= other.len()
                && shared(other) + 1 >= other.len().saturating_sub(usize::from(other.len() > 4))
        };
        if let Some(theirs) = all.iter().find(|t| off(t.words())) {
            let near = theirs.words().iter().zip(&self.words).all(|(a, b)| {
                a == b || similarity::letters(a, b) > 0.7 || similarity::is_inflection(a, b)
            });
            if !near {
                let evidence = all
                    .iter()
                    .take(4)
                    .map(|t| t.evidence(self.context, t.mention.span))
                    .collect();
                return Some(self.found(
                    Verdict::Acronym,
                    self.mention.span,
                    Some(theirs.text()),
                    evidence,
                    None,
                ));
            }
            return None;
        }
        // A well-known organisation with the letters of another.
        let others: Vec<&str> = gazetteer::organizations_of(&self.mention.text.to_lowercase())
            .flat_map(|o| o.acronyms.iter().copied())
            .collect();
        if !others.is_empty()
            && others
                .iter()
                .all(|a| acronym::letters(a) != acronym::letters(short))
            && !spelled
        {
            let evidence = self.own_evidence(self.mention.span.join(letters_span));
            let note = format!("it is known as {}, not {short}", others.join(" or "));
            return Some(self.found(
                Verdict::Acronym,
                self.mention.span,
                None,
                vec![evidence],
                Some(note),
            ));
        }
        if spelled || self.any_part_spells(short) {
            return None;
        }
        let known = gazetteer::organizations_of(&short.to_lowercase())
            .flat_map(|o| o.names.iter())
            .find(|n| {
                off(&n
                    .split_whitespace()
                    .map(|w| plain(w).into())
                    .collect::<Vec<_>>())
            });
        let in_sources = || self.theirs_alike().is_some();
        if known.is_none() && (!acronym::one_word_off(&self.mention.text, short) || in_sources()) {
            return None;
        }
        let evidence = self.own_evidence(self.mention.span.join(letters_span));
        let mut found = self.found(
            Verdict::Acronym,
            self.mention.span,
            known.map(|n| (*n).to_string()),
            vec![evidence],
            Some(format!(
                "its initials give {}, not {short}",
                acronym::initials(&self.mention.text)
            )),
        );
        // Where nobody gives another form, the letters may be those of another language.
        found.doubtful = known.is_none();
        Some(found)
    }

    /// Two letters of the acronym turned round: the name's initials, or the sources' letters for it, in another order.
    fn acronym_turned(&self, short: &str, place: Span) -> Option<Comparison> {
        let names = self.context.dossier.names();
        let turned = |right: &str| is_turned(&acronym::letters(short), &acronym::letters(right));
        let theirs = (self.all_theirs(self.words.first()?))
            .filter(|t| t.words() == self.words)
            .filter_map(|t| Some((t, t.mention.acronym?)));
        for (theirs, letters) in theirs {
            let right = letters.of(&theirs.facts.prose.text);
            if turned(right) {
                let evidence = vec![theirs.evidence(self.context, letters)];
                let right = Some(right.to_owned());
                return Some(self.found(Verdict::Acronym, place, right, evidence, None));
            }
        }
        let initials = acronym::initials(&self.mention.text);
        if !turned(&initials) || names.has_acronym(&plain(short)) || self.any_part_spells(short) {
            return None;
        }
        // Where a source has the initials, they are what it is known by; else the letters may be those of another language.
        let attested = names
            .find(&plain(&initials))
            .filter(|_| names.has_acronym(&plain(&initials)));
        let evidence = match attested {
            Some((_, word)) => self.word_evidence(word),
            None => vec![self.own_evidence(self.mention.span.join(place))],
        };
        let note = format!("the initials of {} give {initials}", self.mention.text);
        let right = attested.map(|_| initials);
        let note = right.is_none().then_some(note);
        let mut found = self.found(Verdict::Acronym, place, right, evidence, note);
        found.doubtful = attested.is_none();
        Some(found)
    }

    /// The name of the sources in the same words.
    fn theirs_alike(&self) -> Option<Theirs<'_>> {
        self.theirs(self.words.first()?)
            .find(|t| t.words() == self.words)
    }

    /// Whether the words before a known name turn its nation into another: "South" before "Sudanese Harbour …".
    fn nation_changed(&self, extra: usize) -> bool {
        let lead = self
            .words
            .get(..extra + 1)
            .map(|w| w.join(" "))
            .unwrap_or_default();
        let before = self
            .words
            .get(..extra)
            .map(|w| w.join(" "))
            .unwrap_or_default();
        let first = self.words.get(extra).map_or("", |w| &**w);
        let nations = |s: &str| -> BTreeSet<usize> {
            gazetteer::countries_of(s)
                .iter()
                .map(|&(id, _)| id)
                .collect()
        };
        (!nations(&lead).is_empty()
            && !nations(first).is_empty()
            && nations(&lead) != nations(first))
            || !nations(&before).is_empty()
                && !nations(first).is_empty()
                && nations(&before).is_disjoint(&nations(first))
    }

    /// Whether some words of the name in a row spell the acronym: a longer name with the abbreviated one in it.
    fn any_part_spells(&self, short: &str) -> bool {
        let words: Vec<&str> = self.mention.text.split_whitespace().collect();
        (0..words.len())
            .any(|a| (a + 1..=words.len()).any(|b| acronym::spells(&words[a..b].join(" "), short)))
    }

    /// "Mhpb" where all write MHPB, and nobody could say it as a word.
    pub fn acronym_case(&self) -> Option<Comparison> {
        let text = &self.mention.text;
        let lower = text.chars().skip(1).any(char::is_lowercase);
        if self.mention.tokens.len() != 1
            || self.kind() == NameKind::Person
            || !lower
            || text.chars().count() < 3
            || text.chars().count() > 6
        {
            return None;
        }
        let (_, word) = self.context.dossier.names().find(&plain(text))?;
        if acronym::is_pronounceable(text) || is_accepted(self.context, text) {
            return None;
        }
        // A name in the capitals of a headline is no acronym, and what has small letters elsewhere is none either.
        let mut right = None;
        for place in &word.places {
            let source = &self.context.dossier.source(place.source).facts;
            let prose = &source.blocks.get(place.block())?.prose;
            let written = prose.word(place.token());
            if !acronym::is_acronym(written) {
                return None;
            }
            if right.is_none() && unshouted(prose, place.token()) == written {
                right = Some(written);
            }
        }
        let right = right?.to_owned();
        let evidence = self.word_evidence(word);
        Some(self.found(
            Verdict::Acronym,
            self.mention.span,
            Some(right),
            evidence,
            None,
        ))
    }
}

/// As many letters as an acronym has at most; more are a word in capitals.
const LONGEST: usize = 5;

/// Whether two neighbouring letters turned round make one acronym of the other, where it has three letters at least.
pub fn is_turned(one: &str, other: &str) -> bool {
    (3..=LONGEST).contains(&one.chars().count()) && similarity::is_transposed(one, other)
}
