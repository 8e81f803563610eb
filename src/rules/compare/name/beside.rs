//! A name of the draft, opened, and the names of the sources that share a word with it.

use super::{Comparison, Verdict, quoted};
use crate::facts::document::FactId;
use crate::facts::name::capitals::running_text;
use crate::facts::{BlockFacts, NameKind, NameMention};
use crate::finding::{Evidence, Relation};
use crate::rules::Context;
use crate::sources::names::{MentionId, NameForm, Word, mention_words};
use crate::text::Span;
use std::collections::HashSet;

/// At most so many mentions of one wording are looked at.
const MENTIONS: usize = 40;

/// A mention of a source, opened.
#[derive(Clone, Copy)]
pub struct Theirs<'a> {
    /// Which one.
    pub id: MentionId,
    /// Its block.
    pub facts: &'a BlockFacts,
    /// The mention.
    pub mention: &'a NameMention,
    /// Its wording, with all its mentions.
    pub form: &'a NameForm,
}

impl<'a> Theirs<'a> {
    /// Its words, plain, hyphens opened.
    pub fn words(&self) -> &'a [Box<str>] {
        &self.form.words
    }

    /// As running text writes it: "Ivo Tulm" for the "IVO TULM" of a headline.
    pub fn text(&self) -> String {
        running_text(&self.facts.prose, self.mention.tokens.clone())
    }

    /// Evidence from a span of its block.
    pub fn evidence(&self, context: &Context, span: Span) -> Evidence {
        context
            .dossier
            .evidence(self.id.source, self.id.fact.block, span, Relation::Differs)
    }

    /// What it names, by this mention, by its document, or by another mention in the same words.
    pub fn kind(&self, context: &Context) -> NameKind {
        let known = |id: &MentionId| {
            let facts = &context.dossier.source(id.source).facts;
            let mention = facts.blocks.get(id.fact.block)?.names.get(id.fact.index)?;
            let kind = match mention.kind {
                NameKind::Unknown => facts.kind_of(id.fact).unwrap_or(NameKind::Unknown),
                kind => kind,
            };
            (kind != NameKind::Unknown).then_some(kind)
        };
        known(&self.id)
            .or_else(|| self.form.mentions.iter().take(8).find_map(known))
            .unwrap_or(NameKind::Unknown)
    }
}

/// A mention of the draft, opened.
pub struct Own<'a> {
    /// What is checked against what.
    pub context: &'a Context<'a>,
    /// The mention's block.
    pub facts: &'a BlockFacts,
    /// Index of that block.
    pub block: usize,
    /// Index of the mention in its block.
    pub index: usize,
    /// The mention.
    pub mention: &'a NameMention,
    /// Its words, plain, hyphens opened.
    pub words: Vec<Box<str>>,
}

impl<'a> Own<'a> {
    /// Opens a mention; `None` where there is no such one.
    pub fn new(context: &'a Context<'a>, block: usize, index: usize) -> Option<Own<'a>> {
        let facts = &**context.draft.blocks.get(block)?;
        let mention = facts.names.get(index)?;
        let words = mention_words(&facts.prose, mention);
        (!words.is_empty()).then_some(Own {
            context,
            facts,
            block,
            index,
            mention,
            words,
        })
    }

    /// The wordings of the sources that hold a word, each with its first mention.
    pub fn theirs(&self, word: &str) -> impl Iterator<Item = Theirs<'a>> + use<'a> {
        let context = self.context;
        context
            .dossier
            .names()
            .forms_with(word)
            .filter_map(move |form| open(context, form, form.mentions.first()?))
    }

    /// The mentions of the sources that hold a word.
    pub fn all_theirs(&self, word: &str) -> impl Iterator<Item = Theirs<'a>> + use<'a> {
        let context = self.context;
        context
            .dossier
            .names()
            .forms_with(word)
            .flat_map(move |form| {
                form.mentions
                    .iter()
                    .take(MENTIONS)
                    .filter_map(move |id| open(context, form, id))
            })
    }

    /// The mentions of the sources that have a word in the role beside them.
    pub fn titled(&self, word: &str) -> Vec<Theirs<'a>> {
        let context = self.context;
        let names = context.dossier.names();
        let places = names.find(word).map_or(&[][..], |(_, w)| &w.places);
        let mut out = Vec::new();
        for place in places.iter().take(MENTIONS) {
            let blocks = &context.dossier.source(place.source).facts.blocks;
            let Some(facts) = blocks.get(place.block()) else {
                continue;
            };
            let Some(token) = facts.prose.tokens.get(place.token()) else {
                continue;
            };
            for (index, mention) in facts.names.iter().enumerate() {
                if !(mention.role.as_ref()).is_some_and(|r| r.span.overlaps(token.span)) {
                    continue;
                }
                let words = mention_words(&facts.prose, mention);
                let fact = FactId {
                    block: place.block(),
                    index,
                };
                let id = MentionId {
                    source: place.source,
                    fact,
                };
                let form = words
                    .last()
                    .and_then(|last| names.forms_with(last).find(|form| *form.words == *words));
                out.extend(form.and_then(|form| open(context, form, &id)));
            }
        }
        out
    }

    /// Evidence from some wordings of the sources: the first mention in each source, four at most.
    pub fn evidence(&self, all: &[Theirs<'a>]) -> Vec<Evidence> {
        let mut seen = HashSet::new();
        all.iter()
            .flat_map(|t| t.form.mentions.iter().map(move |id| (t.form, id)))
            .filter(|(_, id)| seen.insert(id.source))
            .take(4)
            .filter_map(|(form, id)| open(self.context, form, id))
            .map(|t| t.evidence(self.context, t.mention.span))
            .collect()
    }

    /// Evidence from the places of a word of the sources, three at most.
    pub fn word_evidence(&self, word: &Word) -> Vec<Evidence> {
        let dossier = self.context.dossier;
        (word.places.iter().take(3))
            .filter_map(|p| {
                let block = dossier.source(p.source).facts.blocks.get(p.block())?;
                let span = block.prose.tokens.get(p.token())?.span;
                Some(dossier.evidence(p.source, p.block(), span, Relation::Differs))
            })
            .collect()
    }

    /// What is remarkable about the mention.
    pub fn found(
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
            doubtful: false,
            several: false,
        }
    }

    /// What it names, by the mention or by the whole draft.
    pub fn kind(&self) -> NameKind {
        if self.mention.kind != NameKind::Unknown {
            return self.mention.kind;
        }
        let id = FactId {
            block: self.block,
            index: self.index,
        };
        (self.context.draft.kind_of(id)).unwrap_or(NameKind::Unknown)
    }

    /// Whether it may be a person: it is one, or nothing speaks against it.
    pub fn may_be_person(&self) -> bool {
        matches!(self.kind(), NameKind::Person | NameKind::Unknown)
    }

    /// Whether the house accepts it as it stands.
    pub fn is_accepted(&self) -> bool {
        self.context.settings.accept.contains(&self.mention.text)
    }

    /// Evidence from the draft itself.
    pub fn own_evidence(&self, span: Span) -> Evidence {
        crate::sources::dossier::evidence_in(
            self.context.draft,
            self.block,
            span,
            Relation::Differs,
        )
    }
}

fn open<'a>(context: &'a Context<'a>, form: &'a NameForm, id: &MentionId) -> Option<Theirs<'a>> {
    let facts = &**context
        .dossier
        .source(id.source)
        .facts
        .blocks
        .get(id.fact.block)?;
    let mention = facts.names.get(id.fact.index)?;
    Some(Theirs {
        id: *id,
        facts,
        mention,
        form,
    })
}
