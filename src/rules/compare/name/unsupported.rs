//! Words of names that no source has.

use super::beside::{Own, Theirs};
use super::garble::{is_accepted, is_attested};
use super::{Comparison, Verdict, similarity};
use crate::facts::NameKind;
use crate::facts::document::FactId;
use crate::facts::name::vocabulary::{is_calendar, is_connector, is_everyday, is_particle};
use crate::facts::name::{acronym, gazetteer};
use crate::sources::names::plain;
use crate::text::{Tag, TokenKind, lexicon};

/// The most letters of a syllable that is a word of a name.
const SYLLABLE: usize = 5;

impl Own<'_> {
    /// Words of the name that no source has, each run of them once.
    pub fn unsupported(&self, out: &mut Vec<Comparison>) {
        let text = &self.mention.text;
        let lower = text.to_lowercase();
        let names = self.context.dossier.names();
        let tokens = self.mention.tokens.clone();
        let mut known = gazetteer::organizations_of(&lower).peekable();
        if known.peek().is_some() && !known.any(|o| o.is_news())
            || acronym::is_everyday(text)
            || names.has_initials(&acronym::letters(text)) && acronym::is_acronym(text)
            || (self.words.len() > 2 && names.has(&acronym::initials(text).to_lowercase()))
            || self
                .mention
                .acronym
                .is_some_and(|a| names.has(&plain(a.of(&self.facts.prose.text))))
            || self.country_is_known(&lower)
            || self.is_accepted()
            || acronym::is_acronym(text) && self.is_short_for_another()
        {
            return;
        }
        let prose = &self.facts.prose;
        let absent: Vec<bool> = tokens
            .clone()
            .map(|i| {
                let word = prose.word(i);
                let own = plain(word);
                let low = prose.lower(i);
                prose.kind(i) == TokenKind::Word
                    && own.chars().count() > 1
                    && !is_attested(self.context, &own, word)
                    && !is_accepted(self.context, word)
                    && !is_roman(word)
                    && !names
                        .near(&own, 8)
                        .iter()
                        .filter_map(|&id| names.word(id))
                        .any(|w| similarity::is_inflection(&own, &w.plain))
                    && !(word.chars().all(char::is_lowercase)
                        && (is_connector(&low) || is_particle(&low))
                        || is_everyday(&low) && !is_country_in_letters(word, &low)
                        || is_calendar(&low))
                    && !(out.iter().any(|c| {
                        c.block == self.block
                            && prose.tokens.get(i).is_some_and(|t| c.span.overlaps(t.span))
                    }))
            })
            .collect();
        let missing = absent.iter().filter(|&&a| a).count();
        if missing == 0 {
            return;
        }
        let single = self.words.len() == 1;
        let common = lexicon::is_common_word(&lower)
            || gazetteer::is_title(&lower)
            || gazetteer::is_country(&lower, gazetteer::Sense::Demonym);
        let country = !gazetteer::countries_of(&lower).is_empty();
        if single
            && common
            && !country
            && (self.mention.sentence_initial || acronym::is_acronym(text))
        {
            return;
        }
        // An event is named by all its words: one that no source has makes it another. So does another head make another
        // town, club or body of what the sources name.
        let last_only = missing == 1 && absent.last() == Some(&true) && !single;
        let sibling = last_only.then(|| self.sibling()).flatten();
        if let Some(sibling) = sibling {
            let note = format!(
                "no source mentions \"{text}\"; they have {}",
                sibling.mention.text
            );
            out.push(self.found(
                Verdict::Unsupported,
                self.mention.span,
                None,
                self.evidence(&[sibling]),
                Some(note),
            ));
            return;
        }
        if self.kind() == NameKind::Event && !single && !self.is_part_known() {
            out.push(self.found(
                Verdict::Unsupported,
                self.mention.span,
                None,
                Vec::new(),
                None,
            ));
            return;
        }
        let first_only = missing == 1 && absent.first() == Some(&true) && !single;
        if first_only {
            let first = self.words.first().map_or("", |w| &**w);
            let person = self.may_be_person();
            // The full name of somebody whom the sources call by surname; a title or demonym before a known name.
            if person && let Some(found) = self.given_name_unsourced() {
                out.push(found);
                return;
            }
            if person
                || gazetteer::is_title(first)
                || gazetteer::is_country(first, gazetteer::Sense::Demonym)
                || lexicon::is_common_word(first)
            {
                return;
            }
        }
        let mut i = 0;
        while i < absent.len() {
            if !absent[i] {
                i += 1;
                continue;
            }
            let from = i;
            while i < absent.len() && absent[i] {
                i += 1;
            }
            // Everyday words make no name: "Super" before a league that the sources have.
            let run = tokens.start + from..tokens.start + i;
            let before_noun = |k: usize| matches!(prose.tag(k + 1), Tag::Noun | Tag::Adjective);
            let everyday = |k: usize| {
                let low = prose.lower(k);
                if is_country_in_letters(prose.word(k), &low) {
                    return before_noun(k);
                }
                gazetteer::is_country(&low, gazetteer::Sense::Demonym)
                    || lexicon::is_common_word(&low) && !lexicon::is_known_name(&low)
                    || low.split('-').all(|p| {
                        p.is_empty()
                            || lexicon::is_common_word(p)
                            || p.bytes().all(|b| b.is_ascii_digit())
                    })
            };
            if run.clone().all(everyday) {
                continue;
            }
            let span = prose.span_of(run);
            out.push(self.found(Verdict::Unsupported, span, None, Vec::new(), None));
        }
    }

    /// A name of the sources that begins as this one and ends otherwise: another town's, another club's, another person's where
    /// the surname comes first.
    fn sibling(&self) -> Option<Theirs<'_>> {
        let (_, before) = self.words.split_last()?;
        let first = before.first()?;
        if self.is_in_syllables() {
            let mut all = self.theirs(first).filter(|t| t.words().starts_with(before));
            return all.find(|t| t.words().len() == self.words.len());
        }
        if self.kind() == NameKind::Person || lexicon::is_common_word(first) {
            return None;
        }
        let mut all = self.theirs(first).filter(|t| t.words().starts_with(before));
        let alone = self.theirs(first).any(|t| t.words() == before);
        let other = all.find(|t| t.words().len() == self.words.len())?;
        (!alone && other.kind(self.context) != NameKind::Person).then_some(other)
    }

    /// Whether the name is written in three syllables, the surname first, where no part by itself tells who it is.
    fn is_in_syllables(&self) -> bool {
        let short = |w: &str| w.chars().count() <= SYLLABLE && !w.ends_with('.');
        let three = self.words.len() == 3 && self.mention.tokens.len() == 3;
        self.may_be_person() && three && self.words.iter().all(|w| short(w))
    }

    /// Whether the draft spells the acronym out: then the full name is looked at.
    fn is_short_for_another(&self) -> bool {
        let id = FactId {
            block: self.block,
            index: self.index,
        };
        (self.context.canonical_of(id)).is_some_and(|full| full.contains(' '))
    }

    /// Whether some last words of the name, two at least, are a name of the sources: what stands before them is more of it.
    fn is_part_known(&self) -> bool {
        let Some(last) = self.words.last() else {
            return false;
        };
        self.theirs(last)
            .any(|t| t.words().len() > 1 && self.words.ends_with(t.words()))
    }

    /// A country whose people, or whose capital, the sources name.
    fn country_is_known(&self, lower: &str) -> bool {
        let names = self.context.dossier.names();
        let one = |w: &str| match plain(w) {
            p if lexicon::closed_class(&p).is_some() => names.has_acronym(&p),
            p => names.has(&p) || names.has(&format!("{p}s")),
        };
        let has = |form: &str| form.split_whitespace().all(one);
        gazetteer::countries_of(lower)
            .iter()
            .filter(|(_, sense)| *sense != gazetteer::Sense::Capital)
            .filter_map(|&(id, _)| gazetteer::country(id))
            .any(|c| {
                c.names
                    .iter()
                    .chain(&c.demonyms)
                    .chain(&c.capitals)
                    .any(|f| has(f))
            })
    }
}

/// Whether a word is a country's name and no pronoun: "US".
fn is_country_in_letters(word: &str, lower: &str) -> bool {
    acronym::is_acronym(word) && gazetteer::is_country(lower, gazetteer::Sense::Name)
}

/// Whether a word is a Roman numeral: "II", "XIV".
fn is_roman(word: &str) -> bool {
    word.len() <= 5 && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}
