//! Parts of a person's name: the last one missing, the first one somebody else's.

use super::beside::{Own, Theirs};
use super::garble::is_accepted;
use super::similarity::is_spelling_variant;
use super::{Comparison, Verdict, candidates};
use crate::facts::name::capitals::unshouted;
use crate::facts::name::office::Office;
use crate::facts::name::vocabulary::is_particle;
use crate::facts::name::{acronym, gazetteer};
use crate::facts::{BlockFacts, NameKind, NameMention};
use crate::finding::Evidence;
use crate::sources::index::content_stems;
use crate::text::lexicon;
use std::collections::{BTreeSet, HashSet};

/// The share of a sentence that a source's sentence has to hold for both to be of one matter.
const COMPANY: f32 = 0.5;

/// The share of a source's sentence that the draft's has to hold, and the fewest stems that make a share.
const HELD: f32 = 0.7;
const FEW: usize = 4;

/// So many letters are more than one syllable of a name with the surname first.
const LONG_SYLLABLE: usize = 6;

impl Own<'_> {
    /// A name with its last part cut off, where every source has it whole.
    pub fn truncated(&self) -> Option<Comparison> {
        if self.words.len() < 2 || !self.may_be_person() || self.is_accepted() {
            return None;
        }
        let (first, last) = (self.words.first()?, self.words.last()?);
        // The second of two surnames is often left out: "Luis Etxeberria Solano", "Luis Etxeberria".
        let surname = last.chars().count() >= LONG_SYLLABLE;
        if gazetteer::is_given_name(first) && surname && !gazetteer::is_given_name(last) {
            return None;
        }
        let mut whole: Vec<Theirs> = Vec::new();
        for theirs in self.theirs(first) {
            if theirs.words() == self.words || theirs.words().ends_with(&self.words) {
                return None;
            }
            if theirs.words().len() == self.words.len() + 1
                && theirs.words().starts_with(&self.words)
                && self.is_persons(theirs)
            {
                whole.push(theirs);
            }
        }
        // The wording used most; the first of those used alike.
        let right = whole
            .iter()
            .rev()
            .max_by_key(|t| t.form.mentions.len())
            .map(Theirs::text)?;
        // Known by the first part alone once introduced, in the order given name first.
        let surname_first = self.theirs(first).any(|t| t.words().len() == 1);
        let at = self.mention.span.start;
        let introduced = self.context.is_named_before(&right, self.block, at);
        if introduced && !surname_first {
            return None;
        }
        let evidence = self.evidence(&whole);
        Some(self.found(
            Verdict::Truncated,
            self.mention.span,
            Some(right),
            evidence,
            None,
        ))
    }

    /// A surname with an "s" too many or too few behind a given name, where no family is meant: "Tomas Vrbas" for Tomas Vrba.
    pub fn numbered(&self) -> Option<Comparison> {
        let (first, last) = (self.words.first()?, self.words.last()?);
        if self.words.len() < 2 || !self.may_be_person() || self.is_accepted() {
            return None;
        }
        let names = self.context.dossier.names();
        let other = match last.strip_suffix('s') {
            Some(one) if names.find(one).is_some() => one.to_owned(),
            _ => format!("{last}s"),
        };
        if names.find(last).is_some() || names.find(&other).is_none() || other.len() < 4 {
            return None;
        }
        let theirs: Vec<Theirs> = (self.theirs(&other))
            .filter(|t| t.words().last().is_some_and(|l| **l == *other) && t.words().len() > 1)
            .filter(|t| {
                (t.words().first()).is_some_and(|f| f == first || is_spelling_variant(f, first))
            })
            .collect();
        let named = theirs.first()?;
        let last = named.mention.tokens.end.checked_sub(1)?;
        let right = unshouted(&named.facts.prose, last).into_owned();
        let end = self.mention.tokens.end;
        let span = self.facts.prose.span_of(end.checked_sub(1)?..end);
        let evidence = self.evidence(&theirs);
        Some(self.found(Verdict::Garbled, span, Some(right), evidence, None))
    }

    /// Whether a name of the sources is a person's: it is known to be, or nothing in it is a word of another meaning.
    fn is_persons(&self, theirs: Theirs) -> bool {
        match theirs.kind(self.context) {
            NameKind::Person => true,
            NameKind::Unknown => {
                let words = theirs.words();
                let common = words.iter().filter(|w| lexicon::is_common_word(w));
                !words.last().is_some_and(|w| lexicon::is_common_word(w))
                    && common.count() < 2
                    && words
                        .iter()
                        .all(|w| !gazetteer::is_world_word(w) && w.chars().all(char::is_alphabetic))
            }
            _ => false,
        }
    }

    /// A surname of the sources with a first name that none of them gives its bearer, or that they give to somebody else.
    pub fn first_name(&self) -> Option<Comparison> {
        let (first, last) = self.first_and_last()?;
        let other_owner = self.is_first_name_of_another(first, last);
        let names = self.context.dossier.names();
        let stands = match names.find(first) {
            Some((_, word)) => word.is_capitalised(),
            None => names.has(first),
        };
        if stands && other_owner.is_none() {
            return None;
        }
        let bearers = self.bearers_of(last);
        // "Al-Durubi" is the surname of Karim al-Durubi whole.
        let given: BTreeSet<&str> = (bearers.iter())
            .filter(|t| t.words().len() > 1 && !self.words.ends_with(t.words()))
            .filter_map(|t| t.words().first())
            .map(|w| &**w)
            .collect();
        // "Van Tolver" may be a surname whole.
        if given.iter().any(|w| is_particle(w)) {
            return None;
        }
        let given: Vec<&str> = given.into_iter().collect();
        match (given.as_slice(), other_owner) {
            (&[other], owner) => self.other_first_name(other, &bearers, owner.is_some()),
            ([], Some(owner)) if !bearers.is_empty() => Some(self.on_first_name(
                Verdict::Unsupported,
                None,
                self.evidence(&[owner]),
                Some(format!(
                    "no source has \"{}\"; they have {}",
                    self.mention.text, owner.mention.text
                )),
            )),
            // Two bearers with several first names: anybody may be meant.
            _ => None,
        }
    }

    /// The bearer of the surname has another first name in the sources.
    fn other_first_name(&self, other: &str, bearers: &[Theirs], mixed: bool) -> Option<Comparison> {
        let (first, _) = self.first_and_last()?;
        let named: Vec<Theirs> = (bearers.iter().copied())
            .filter(|t| t.words().len() > 1 && !self.words.ends_with(t.words()))
            .collect();
        let person = |t: &Theirs| t.kind(self.context) == NameKind::Person;
        if !(gazetteer::is_given_name(other) || named.iter().any(person))
            || shares_start(first, other)
            || gazetteer::are_one_given_name(first, other)
        {
            return None;
        }
        let theirs = named.first()?;
        let right = unshouted(&theirs.facts.prose, theirs.mention.tokens.start).into_owned();
        // The draft may name both: a relative.
        if self.context.is_word_of_name(&right) {
            return None;
        }
        // The same role makes him the same man, and company does where the first name is taken from another of the sources'
        // people; without them he may be a relative whom no source names.
        let own_offices = offices(self.mention);
        let same_role = (bearers.iter())
            .flat_map(|t| offices(t.mention))
            .any(|title| own_offices.contains(&title));
        let verdict = if same_role || mixed && self.keeps_company(bearers) {
            Verdict::Garbled
        } else {
            Verdict::Unsupported
        };
        Some(self.on_first_name(verdict, Some(right), self.evidence(&named), None))
    }

    /// A first name that no source gives to somebody whom they call by a surname that many bear.
    pub fn given_name_unsourced(&self) -> Option<Comparison> {
        let (first, last) = self.first_and_last()?;
        let bearers = self.bearers_of(last);
        if !gazetteer::is_surname(last) || bearers.iter().any(|t| t.words().len() > 1) {
            return None;
        }
        let theirs = bearers.first()?;
        let note = format!(
            "no source gives {} the first name \"{}\"",
            theirs.mention.text,
            self.facts.prose.word(self.mention.tokens.start)
        );
        (first != last).then(|| {
            self.on_first_name(
                Verdict::Unsupported,
                None,
                self.evidence(&[*theirs]),
                Some(note),
            )
        })
    }

    /// The first and the last word of what may be a person's first name and surname.
    fn first_and_last(&self) -> Option<(&str, &str)> {
        let (first, last) = (self.words.first()?, self.words.last()?);
        let written = self.facts.prose.word(self.mention.tokens.start);
        let fits = (2..=3).contains(&self.words.len())
            && self.may_be_person()
            && first.chars().count() > 1
            && !acronym::is_acronym(written)
            && (gazetteer::is_given_name(first) || lexicon::is_known_name(first))
            && !gazetteer::is_title(first)
            && !gazetteer::is_world_word(last)
            && !is_accepted(self.context, written)
            && !self.is_accepted();
        fits.then_some((first, last))
    }

    /// The sources' wordings that end with a surname and are no place's or body's.
    fn bearers_of(&self, last: &str) -> Vec<Theirs<'_>> {
        self.theirs(last)
            .filter(|t| t.words().last().is_some_and(|l| **l == *last) && t.words().len() <= 4)
            .filter(|t| matches!(t.kind(self.context), NameKind::Person | NameKind::Unknown))
            .collect()
    }

    /// A person of the sources with the first name and another surname, where they give it to nobody else and never alone.
    fn is_first_name_of_another(&self, first: &str, last: &str) -> Option<Theirs<'_>> {
        let mut owner = None;
        for theirs in self.theirs(first) {
            let words = theirs.words();
            if words.iter().any(|w| **w == *last) {
                return None;
            }
            let begins = words.first().is_some_and(|w| **w == *first);
            let full = match words.len() {
                1 => {
                    let document = &self.context.dossier.source(theirs.id.source).facts;
                    let full = document.canonical_of(theirs.id.fact)?;
                    full.contains(' ')
                }
                n => n <= 4 && theirs.kind(self.context) == NameKind::Person,
            };
            if !begins || !full {
                return None;
            }
            if words.len() > 1 {
                owner = owner.or(Some(theirs));
            }
        }
        owner
    }

    /// Whether the sources speak of a bearer where they speak of what the sentence speaks of.
    fn keeps_company(&self, bearers: &[Theirs]) -> bool {
        let company = candidates::company(self.context, self.facts, self.mention.tokens.start);
        let ours: HashSet<Box<str>> = (sentence_stems(self.facts, self.mention))
            .into_iter()
            .collect();
        let shared = |t: &Theirs| {
            (t.form.mentions.iter().take(8)).any(|id| {
                let blocks = &self.context.dossier.source(id.source).facts.blocks;
                let place = blocks.get(id.fact.block).and_then(|facts| {
                    let mention = facts.names.get(id.fact.index)?;
                    let sentence = facts.prose.sentence_at(mention.span.start);
                    Some((id.source.0, id.fact.block, sentence))
                });
                let shares = |p| company.get(&p).is_some_and(|&share| share >= COMPANY);
                // A short sentence of theirs may be a part of a long one of the draft.
                let held = || {
                    let facts = blocks.get(id.fact.block)?;
                    let theirs = sentence_stems(facts, facts.names.get(id.fact.index)?);
                    let shared = theirs.iter().filter(|stem| ours.contains(*stem)).count();
                    Some(theirs.len() >= FEW && shared as f32 >= HELD * theirs.len() as f32)
                };
                place.is_some_and(shares) || held() == Some(true)
            })
        };
        bearers.iter().any(shared)
    }

    /// What is remarkable about the first word of the name.
    fn on_first_name(
        &self,
        verdict: Verdict,
        right: Option<String>,
        evidence: Vec<Evidence>,
        note: Option<String>,
    ) -> Comparison {
        let prose = &self.facts.prose;
        let start = self.mention.tokens.start;
        self.found(
            verdict,
            prose.span_of(start..start + 1),
            right,
            evidence,
            note,
        )
    }
}

/// The content stems of the sentence that a name stands in, its first word left out.
fn sentence_stems(facts: &BlockFacts, mention: &NameMention) -> Vec<Box<str>> {
    let prose = &facts.prose;
    let sentence = prose.sentences.get(prose.sentence_at(mention.span.start));
    let tokens = sentence.map_or(0..0, |s| s.tokens.clone());
    let first = mention.tokens.start;
    let mut out = content_stems(prose, tokens.start..first);
    out.extend(content_stems(prose, first + 1..tokens.end.max(first + 1)));
    out
}

/// The title words of a role, forms of address left out; the whole role where it names no office.
fn offices(mention: &NameMention) -> Vec<String> {
    let Some(role) = &mention.role else {
        return Vec::new();
    };
    let titles: Vec<String> = (Office::all(&role.text).into_iter())
        .map(|office| office.usual.map_or(office.title, str::to_owned))
        .collect();
    let mut out = match titles.is_empty() {
        true => vec![role.text.to_lowercase()],
        false => titles,
    };
    out.retain(|title| !gazetteer::is_office_word(title, "honorific"));
    out
}

/// "Ben" and "Benjamin", "Jo" and "Joanna": one may be short for the other.
pub fn shares_start(a: &str, b: &str) -> bool {
    let shared = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    shared >= 3 || shared == a.chars().count().min(b.chars().count())
}
