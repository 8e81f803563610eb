//! Whole names of the draft beside those of the sources: acronyms, parts cut off, roles, somebody else's first name, names no source has.

use super::garble::{is_accepted, is_attested, is_known};
use super::similarity::{self, is_spelling_variant};
use super::{Comparison, Verdict, quoted};
use crate::facts::name::vocabulary::{is_calendar, is_connector, is_everyday, is_particle};
use crate::facts::name::{acronym, gazetteer};
use crate::facts::{BlockFacts, NameKind, NameMention};
use crate::finding::{Evidence, Relation};
use crate::rules::Context;
use crate::sources::names::{MentionId, plain};
use crate::text::{Span, TokenKind, lexicon};
use std::collections::{BTreeSet, HashSet};

/// Adds what is remarkable about the names of one block. `out` holds what was found garbled there.
pub fn compare(context: &Context, block: usize, out: &mut Vec<Comparison>) {
    let Some(facts) = context.draft.blocks.get(block) else {
        return;
    };
    for (index, mention) in facts.names.iter().enumerate() {
        if mention.kind == NameKind::Demonym {
            continue;
        }
        let own = Own {
            context,
            facts,
            block,
            index,
            mention,
            words: words(facts, mention),
        };
        let garbled = out.iter().any(|c| {
            c.block == block && c.span.overlaps(mention.span) && c.verdict == Verdict::Garbled
        });
        let found = own
            .acronym_beside()
            .or_else(|| own.acronym_case())
            .or_else(|| own.role())
            .or_else(|| if garbled { None } else { own.truncated() })
            .or_else(|| if garbled { None } else { own.first_name() });
        match found {
            Some(found) => out.push(found),
            None if !garbled => own.unsupported(out),
            None => {}
        }
    }
}

/// The words of a mention, plain, hyphens opened, marks left out.
fn words(facts: &BlockFacts, mention: &NameMention) -> Vec<String> {
    mention
        .tokens
        .clone()
        .filter(|&i| facts.prose.kind(i) != TokenKind::Mark)
        .flat_map(|i| {
            facts
                .prose
                .word(i)
                .split('-')
                .map(|w| plain(w).into_owned())
                .collect::<Vec<_>>()
        })
        .filter(|w| !w.is_empty())
        .collect()
}

/// A mention of a source, opened.
struct Theirs<'a> {
    id: MentionId,
    facts: &'a BlockFacts,
    mention: &'a NameMention,
    words: Vec<String>,
}

impl Theirs<'_> {
    fn evidence(&self, context: &Context, span: Span, relation: Relation) -> Evidence {
        context
            .dossier
            .evidence(self.id.source, self.id.fact.block, span, relation)
    }

    fn kind(&self, context: &Context) -> NameKind {
        if self.mention.kind != NameKind::Unknown {
            return self.mention.kind;
        }
        context
            .dossier
            .source(self.id.source)
            .facts
            .entity_of(self.id.fact)
            .map_or(NameKind::Unknown, |e| e.kind)
    }
}

/// A mention of the draft, opened.
struct Own<'a> {
    context: &'a Context<'a>,
    facts: &'a BlockFacts,
    block: usize,
    index: usize,
    mention: &'a NameMention,
    words: Vec<String>,
}

/// How many mentions of a word in the sources are looked at.
const MENTIONS: usize = 200;

impl<'a> Own<'a> {
    fn theirs(&self, word: &str) -> impl Iterator<Item = Theirs<'a>> + use<'a> {
        let dossier = self.context.dossier;
        dossier
            .names()
            .mentions_with(word)
            .iter()
            .take(MENTIONS)
            .filter_map(move |&id| {
                let facts = dossier.source(id.source).facts.blocks.get(id.fact.block)?;
                let mention = facts.names.get(id.fact.index)?;
                Some(Theirs {
                    id,
                    facts,
                    mention,
                    words: words(facts, mention),
                })
            })
    }

    fn found(
        &self,
        verdict: Verdict,
        span: Span,
        right: Option<String>,
        evidence: Vec<Evidence>,
        note: Option<String>,
    ) -> Comparison {
        Comparison {
            block: self.block,
            span,
            verdict,
            right,
            evidence,
            quoted: quoted(self.facts, span),
            note,
        }
    }

    fn kind(&self) -> NameKind {
        if self.mention.kind != NameKind::Unknown {
            return self.mention.kind;
        }
        self.context
            .draft
            .entity_of(crate::facts::document::FactId {
                block: self.block,
                index: self.index,
            })
            .map_or(NameKind::Unknown, |e| e.kind)
    }

    /// "National Harbour Agency (NHO)": the letters behind the name against its initials and against the sources.
    fn acronym_beside(&self) -> Option<Comparison> {
        let letters_span = self.mention.acronym?;
        let prose = &self.facts.prose;
        let short = letters_span.of(&prose.text);
        let spelled = acronym::spells(&self.mention.text, short);
        let all: Vec<Theirs> = self
            .theirs(&plain(short))
            .filter(|t| {
                t.mention
                    .acronym
                    .is_some_and(|a| plain(a.of(&t.facts.prose.text)) == plain(short))
            })
            .collect();
        if all.iter().any(|t| t.words == self.words) || is_accepted(self.context, short) {
            return None;
        }
        // The sources' name with something before it that makes it somebody else's.
        if let Some(theirs) = all.iter().find(|t| {
            self.words.len() > t.words.len()
                && self.words.ends_with(&t.words)
                && acronym::spells(&t.mention.text, short)
        }) && !spelled
        {
            let extra = self.words.len() - theirs.words.len();
            let nation = self.nation_changed(extra);
            if nation {
                let evidence = all
                    .iter()
                    .filter(|t| t.words == theirs.words)
                    .take(4)
                    .map(|t| t.evidence(self.context, t.mention.span, Relation::Differs))
                    .collect();
                return Some(self.found(
                    Verdict::Role,
                    self.mention.span,
                    Some(theirs.mention.text.clone()),
                    evidence,
                    None,
                ));
            }
            return None;
        }
        let shared = |other: &[String]| other.iter().filter(|w| self.words.contains(w)).count();
        let off = |other: &[String]| {
            other.len() == self.words.len()
                && shared(other) * 2 >= other.len()
                && shared(other) + 1 >= other.len().saturating_sub(usize::from(other.len() > 4))
        };
        if let Some(theirs) = all.iter().find(|t| off(&t.words)) {
            let near = theirs.words.iter().zip(&self.words).all(|(a, b)| {
                a == b || similarity::letters(a, b) > 0.7 || similarity::is_inflection(a, b)
            });
            if !near {
                let evidence = all
                    .iter()
                    .take(4)
                    .map(|t| t.evidence(self.context, t.mention.span, Relation::Differs))
                    .collect();
                return Some(self.found(
                    Verdict::Acronym,
                    self.mention.span,
                    Some(theirs.mention.text.clone()),
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
        if !others.is_empty() && others.iter().all(|a| acronym::letters(a) != acronym::letters(short)) && !spelled {
            let evidence = crate::sources::dossier::evidence_in(
                self.context.draft,
                self.block,
                self.mention.span.join(letters_span),
                Relation::Differs,
            );
            let note = format!("it is known as {}, not {short}", others.join(" or "));
            return Some(self.found(Verdict::Acronym, self.mention.span, None, vec![evidence], Some(note)));
        }
        if spelled || self.any_part_spells(short) {
            return None;
        }
        let known = gazetteer::organizations_of(&short.to_lowercase())
            .flat_map(|o| o.names.iter())
            .find(|n| {
                off(&n
                    .split_whitespace()
                    .map(|w| plain(w).into_owned())
                    .collect::<Vec<_>>())
            });
        if known.is_none() && !acronym::one_word_off(&self.mention.text, short) {
            return None;
        }
        let evidence = crate::sources::dossier::evidence_in(
            self.context.draft,
            self.block,
            self.mention.span.join(letters_span),
            Relation::Differs,
        );
        Some(self.found(
            Verdict::Acronym,
            self.mention.span,
            known.map(|n| (*n).to_string()),
            vec![evidence],
            Some(format!(
                "its initials give {}, not {short}",
                acronym::initials(&self.mention.text)
            )),
        ))
    }

    /// Whether the words before a known name turn its nation into another: "South" before "Korean Central …".
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
        let first = self.words.get(extra).map_or("", String::as_str);
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

    /// "Kcna" where all write KCNA, and nobody could say it as a word.
    fn acronym_case(&self) -> Option<Comparison> {
        let text = &self.mention.text;
        let lower = text.chars().skip(1).any(char::is_lowercase);
        if self.mention.tokens.len() != 1
            || !lower
            || text.chars().count() < 3
            || text.chars().count() > 6
        {
            return None;
        }
        let (_, word) = self.context.dossier.names().find(&plain(text))?;
        let right = word.form().to_string();
        if !word.forms.iter().all(|(f, _)| acronym::is_acronym(f))
            || acronym::is_pronounceable(text)
            || is_accepted(self.context, text)
        {
            return None;
        }
        let evidence = word
            .places
            .iter()
            .take(3)
            .filter_map(|p| {
                let span = self
                    .context
                    .dossier
                    .source(p.source)
                    .facts
                    .blocks
                    .get(p.block)?
                    .prose
                    .tokens
                    .get(p.token)?
                    .span;
                Some(
                    self.context
                        .dossier
                        .evidence(p.source, p.block, span, Relation::Differs),
                )
            })
            .collect();
        Some(self.found(
            Verdict::Acronym,
            self.mention.span,
            Some(right),
            evidence,
            None,
        ))
    }

    /// A name with its last part cut off, where every source has it whole.
    fn truncated(&self) -> Option<Comparison> {
        let kind = self.kind();
        if self.words.len() < 2 || !matches!(kind, NameKind::Person | NameKind::Unknown) {
            return None;
        }
        let first = self.words.first()?;
        let mut whole: Vec<Theirs> = Vec::new();
        for theirs in self.theirs(first) {
            if theirs.words == self.words || theirs.words.ends_with(&self.words) {
                return None;
            }
            if theirs.words.len() == self.words.len() + 1
                && theirs.words.starts_with(&self.words)
                && theirs.kind(self.context) == NameKind::Person
            {
                whole.push(theirs);
            }
        }
        // The form used most; the first of those used alike.
        let mut forms: Vec<(&str, usize)> = Vec::new();
        for theirs in &whole {
            match forms.iter_mut().find(|(f, _)| *f == theirs.mention.text) {
                Some((_, n)) => *n += 1,
                None => forms.push((&theirs.mention.text, 1)),
            }
        }
        let right = forms.iter().rev().max_by_key(|(_, n)| *n)?.0.to_string();
        // Known by the first part alone once introduced, in the order given name first.
        let surname_first = whole.iter().any(|t| self.stands_alone(&t.words, first));
        let introduced = self.context.draft.names().any(|(id, m)| {
            id.block <= self.block
                && (id.block, m.span.start) < (self.block, self.mention.span.start)
                && m.text == right
        });
        if introduced && !surname_first {
            return None;
        }
        if self.names_all_accepted() {
            return None;
        }
        let evidence = one_a_source(&whole)
            .map(|t| t.evidence(self.context, t.mention.span, Relation::Differs))
            .collect();
        Some(self.found(
            Verdict::Truncated,
            self.mention.span,
            Some(right),
            evidence,
            None,
        ))
    }

    fn names_all_accepted(&self) -> bool {
        self.context.settings.accept.contains(&self.mention.text)
    }

    /// Whether the sources use the first word of a full name alone, as a surname that stands first.
    fn stands_alone(&self, _full: &[String], first: &str) -> bool {
        self.theirs(first).any(|t| t.words.len() == 1)
    }

    /// A nation or body in the role that no source gives, while sources give another for the same office.
    fn role(&self) -> Option<Comparison> {
        let role = self.mention.role.as_ref()?;
        let own = Office::of(&role.text)?;
        if own.nations.is_empty() || own.title.is_empty() {
            return None;
        }
        let last = self.words.last()?;
        let mut same: Vec<Theirs> = self
            .theirs(last)
            .filter(|t| t.words.last() == Some(last))
            .collect();
        if same.iter().all(|t| t.mention.role.is_none()) {
            let names = self.context.dossier.names();
            for id in names.near(last, 12) {
                if let Some(word) = names.word(id)
                    && is_spelling_variant(last, &word.plain)
                {
                    same.extend(
                        self.theirs(&word.plain)
                            .filter(|t| t.words.last().is_some_and(|l| **l == *word.plain)),
                    );
                }
            }
        }
        let mut against: Vec<(Theirs, Office)> = Vec::new();
        for theirs in same {
            let Some(office) = theirs
                .mention
                .role
                .as_ref()
                .and_then(|r| Office::of(&r.text))
            else {
                continue;
            };
            if !office.nations.is_disjoint(&own.nations) {
                return None;
            }
            if office.title == own.title && !office.nations.is_empty() {
                against.push((theirs, office));
            }
        }
        // The same first name, or none on one side.
        against.retain(|(t, _)| {
            t.words.len() < 2 || self.words.len() < 2 || t.words.first() == self.words.first()
        });
        let (theirs, _) = against.first()?;
        let their_role = theirs.mention.role.as_ref()?;
        let before = role.span.end <= self.mention.span.start;
        let comparable = before && their_role.span.end <= theirs.mention.span.start;
        let evidence = against
            .iter()
            .take(4)
            .filter_map(|(t, _)| {
                Some(t.evidence(
                    self.context,
                    t.mention.role.as_ref()?.span.join(t.mention.span),
                    Relation::Differs,
                ))
            })
            .collect();
        Some(self.found(
            Verdict::Role,
            role.span,
            comparable.then(|| their_role.text.clone()),
            evidence,
            Some(format!(
                "{} is {} in the sources",
                theirs.mention.text, their_role.text
            )),
        ))
    }

    /// A surname of the sources with a first name that none of them gives its bearer.
    fn first_name(&self) -> Option<Comparison> {
        let (first, last) = (self.words.first()?, self.words.last()?);
        let prose = &self.facts.prose;
        let token = self.mention.tokens.start;
        let written = prose.word(token);
        if self.words.len() < 2
            || self.words.len() > 3
            || !matches!(self.kind(), NameKind::Person | NameKind::Unknown)
            || first.chars().count() < 2
            || acronym::is_acronym(written)
            || !(gazetteer::is_given_name(first) || lexicon::is_known_name(first))
            || gazetteer::is_title(first)
            || gazetteer::is_world_word(last)
            || self.context.dossier.names().has(first)
            || is_accepted(self.context, written)
        {
            return None;
        }
        let bearers: Vec<Theirs> = self
            .theirs(last)
            .filter(|t| t.words.last() == Some(last) && t.words.len() >= 2 && t.words.len() <= 4)
            .filter(|t| matches!(t.kind(self.context), NameKind::Person | NameKind::Unknown))
            .collect();
        let given: HashSet<&str> = bearers
            .iter()
            .filter_map(|t| t.words.first())
            .map(String::as_str)
            .collect();
        // Two bearers with several first names: anybody may be meant.
        let [other] = given.iter().copied().collect::<Vec<_>>()[..] else {
            return None;
        };
        if !(gazetteer::is_given_name(other)
            || bearers
                .iter()
                .any(|t| t.kind(self.context) == NameKind::Person))
            || shares_start(first, other)
        {
            return None;
        }
        let theirs = bearers.first()?;
        let right = theirs
            .facts
            .prose
            .word(theirs.mention.tokens.start)
            .to_string();
        // The draft may name both: a relative.
        if self
            .context
            .draft
            .names()
            .any(|(_, m)| m.text.split_whitespace().any(|w| w == right))
        {
            return None;
        }
                // The same role makes him the same man; without it he may be a relative whom no source names.
        let role = |m: &NameMention| m.role.as_ref().map(|r| r.text.to_lowercase());
        let same_role = role(self.mention).is_some_and(|own| bearers.iter().any(|t| role(t.mention).is_some_and(|r| r == own)));

        let span = prose.tokens.get(token)?.span;
        let evidence: Vec<Evidence> = one_a_source(&bearers)
            .map(|t| t.evidence(self.context, t.mention.span, Relation::Differs))
            .collect();
        let verdict = if same_role { Verdict::Garbled } else {
            Verdict::Unsupported
        };
        Some(self.found(verdict, span, Some(right), evidence, None))
    }

    /// Words of the name that no source has, each run of them once.
    fn unsupported(&self, out: &mut Vec<Comparison>) {
        let text = &self.mention.text;
        let lower = text.to_lowercase();
        let names = self.context.dossier.names();
        let tokens = self.mention.tokens.clone();
        if gazetteer::organizations_of(&lower).next().is_some()
            || names.has_initials(&acronym::letters(text)) && acronym::is_acronym(text)
            || (self.words.len() > 2 && names.has(&acronym::initials(text).to_lowercase()))
            || self
                .mention
                .acronym
                .is_some_and(|a| names.has(&plain(a.of(&self.facts.prose.text))))
            || self.country_is_known(&lower)
            || self.context.settings.accept.contains(text)
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
                    && !names.near(&own, 8).iter().filter_map(|&id| names.word(id)).any(|w| similarity::is_inflection(&own, &w.plain))
                    && !(word.chars().all(char::is_lowercase) && (is_connector(&low) || is_particle(&low))
                        || is_everyday(&low)
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
        if single && (self.mention.sentence_initial && is_known(&lower) || acronym::is_acronym(text) && lexicon::is_common_word(&lower)) {
            return;
        }
        // An event is named by all its words: one that no source has makes it another.
        if self.kind() == NameKind::Event && !single {
            out.push(self.found(Verdict::Unsupported, self.mention.span, None, Vec::new(), None));
            return;
        }
        let first_only = missing == 1 && absent.first() == Some(&true) && !single;
        if first_only {
            let first = self.words.first().map_or("", String::as_str);
            let person = matches!(self.kind(), NameKind::Person | NameKind::Unknown);
            // The full name of somebody whom the sources call by surname; a title or demonym before a known name.
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
            let everyday = |k: usize| {
                let low = prose.lower(k);
                gazetteer::is_country(&low, gazetteer::Sense::Demonym)
                    || lexicon::is_common_word(&low) && !lexicon::is_known_name(&low)
                    || low.split('-').all(|p| p.is_empty() || lexicon::is_common_word(p) || p.bytes().all(|b| b.is_ascii_digit()))
            };
            if run.clone().all(everyday) {
                continue;
            }
            let span = prose.span_of(run);
            out.push(self.found(Verdict::Unsupported, span, None, Vec::new(), None));
        }
    }

    /// A country whose people, or whose capital, the sources name.
    fn country_is_known(&self, lower: &str) -> bool {
        let names = self.context.dossier.names();
        let has = |form: &str| form.split_whitespace().all(|w| names.has(&plain(w)));
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

/// Whether a word is a Roman numeral: "II", "XIV".
fn is_roman(word: &str) -> bool {
    word.len() <= 5 && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}

/// "Ben" and "Benjamin", "Jo" and "Joanna": one may be short for the other.
fn shares_start(a: &str, b: &str) -> bool {
    let shared = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    shared >= 3 || shared == a.chars().count().min(b.chars().count())
}

fn one_a_source<'t, 'a>(all: &'t [Theirs<'a>]) -> impl Iterator<Item = &'t Theirs<'a>> {
    let mut seen = HashSet::new();
    all.iter().filter(move |t| seen.insert(t.id.source)).take(4)
}

/// A role taken apart: the office and the nations it names.
#[derive(Debug)]
struct Office {
    title: String,
    nations: BTreeSet<usize>,
}

impl Office {
    fn of(role: &str) -> Option<Office> {
        let words: Vec<String> = role
            .split(|c: char| c.is_whitespace() || c == ',' || c == '-')
            .map(|w| {
                let w = w.to_lowercase().replace('’', "'");
                w.trim_end_matches("'s").trim_end_matches('\'').to_string()
            })
            .filter(|w| !w.is_empty())
            .collect();
        let title = words
            .iter()
            .rev()
            .find(|w| gazetteer::is_title(w))
            .map(|w| {
                if w.len() > 4 {
                    w.trim_end_matches('s').to_string()
                } else {
                    w.clone()
                }
            })?;
        let mut nations = BTreeSet::new();
        let mut i = 0;
        while i < words.len() {
            let two = words.get(i..i + 2).map(|w| w.join(" ")).unwrap_or_default();
            let pair = gazetteer::countries_of(&two);
            let (list, step) = if pair.is_empty() {
                (gazetteer::countries_of(&words[i]), 1)
            } else {
                (pair, 2)
            };
            nations.extend(list.iter().map(|&(id, _)| id));
            i += step;
        }
        Some(Office { title, nations })
    }
}
