//! The dossier: all sources of a draft, immutable, and the one interface through which rules ask for comparable facts.

use super::index::{self, Index, PassageId};
use super::{Names, Region, clean};
use crate::facts::{BlockFacts, DocumentFacts, document::fold_blanks};
use crate::finding::{Evidence, Relation};
use crate::text::Span;
use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Index of a source in its dossier.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SourceId(pub usize);

/// One source, read.
#[derive(Clone, Debug)]
pub struct Source {
    /// What it says.
    pub facts: DocumentFacts,
    /// The region of each block.
    pub regions: Vec<Region>,
    /// Trust, 0 unless configured; greater outranks.
    pub rank: i32,
}

impl Source {
    /// A source of rank 0.
    pub fn new(facts: DocumentFacts) -> Source {
        let regions = clean::regions(&facts.document);
        Source {
            facts,
            regions,
            rank: 0,
        }
    }
}

/// A sentence of a source.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Passage {
    /// Which source.
    pub source: SourceId,
    /// Which of its blocks.
    pub block: usize,
    /// Which sentence of the block.
    pub sentence: usize,
}

/// A passage found for a query.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct PassageHit {
    /// Where.
    pub passage: Passage,
    /// The share of the query's weight that the passage holds, 0 to 1.
    pub coverage: f32,
}

/// All sources of a draft. Immutable; a reload builds the next one.
#[derive(Debug, Default)]
pub struct Dossier {
    sources: Vec<Source>,
    by_path: HashMap<PathBuf, SourceId>,
    passages: Vec<Passage>,
    index: Index,
    names: Names,
}

impl Dossier {
    /// Indexes sources. Furniture is left out of the index.
    pub fn new(sources: Vec<Source>) -> Dossier {
        let by_path = (sources.iter().enumerate())
            .map(|(i, s)| (s.facts.document.path.clone(), SourceId(i)))
            .collect();
        let mut dossier = Dossier {
            sources,
            by_path,
            ..Dossier::default()
        };
        for (s, source) in dossier.sources.iter().enumerate() {
            for (block, facts) in source.facts.blocks.iter().enumerate() {
                if source.regions[block] == Region::Furniture {
                    continue;
                }
                for (sentence, sent) in facts.prose.sentences.iter().enumerate() {
                    dossier
                        .index
                        .push(&index::content_stems(&facts.prose, sent.tokens.clone()));
                    dossier.passages.push(Passage {
                        source: SourceId(s),
                        block,
                        sentence,
                    });
                }
            }
        }
        for (s, source) in dossier.sources.iter().enumerate() {
            dossier.names.push(SourceId(s), &source.facts, |block| {
                source.regions.get(block) == Some(&Region::Furniture)
            });
        }
        dossier.names.finish();
        dossier
    }

    /// The words and names of all sources, by letters and sound.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// The sources, by path.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// Whether there is nothing to check against.
    pub fn is_empty(&self) -> bool {
        self.sources.is_empty()
    }

    /// One source.
    pub fn source(&self, id: SourceId) -> &Source {
        &self.sources[id.0]
    }

    /// The source of a path, as the user named it.
    pub fn source_at(&self, path: &Path) -> Option<&Source> {
        self.by_path.get(path).map(|&id| self.source(id))
    }

    /// The word index over all passages.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// The passage of an id of the index.
    pub fn passage(&self, id: PassageId) -> Passage {
        self.passages[id as usize]
    }

    /// The id of a passage in the index; `None` for furniture, which is not indexed.
    pub fn passage_id(&self, passage: Passage) -> Option<PassageId> {
        let at = self.passages.binary_search(&passage).ok()?;
        PassageId::try_from(at).ok()
    }

    /// The facts of a passage's block and the byte range of its sentence in that block.
    pub fn read(&self, passage: Passage) -> (&Arc<BlockFacts>, Span, Range<usize>) {
        let facts = &self.sources[passage.source.0].facts.blocks[passage.block];
        let sentence = &facts.prose.sentences[passage.sentence];
        (facts, sentence.span, sentence.tokens.clone())
    }

    /// Passages that speak of what some words speak of, best first, at most `limit`.
    pub fn passages_like(&self, stems: &[Box<str>], limit: usize) -> Vec<PassageHit> {
        self.index
            .search(stems, limit)
            .into_iter()
            .map(|(id, coverage)| PassageHit {
                passage: self.passage(id),
                coverage,
            })
            .collect()
    }

    /// Evidence from a span of a source's block: the words themselves, the sentence around them, and who says it.
    pub fn evidence(
        &self,
        source: SourceId,
        block: usize,
        span: Span,
        relation: Relation,
    ) -> Evidence {
        evidence_in(&self.sources[source.0].facts, block, span, relation)
    }
}

/// Evidence from a span of any document's block, the draft's own included.
pub fn evidence_in(
    facts: &DocumentFacts,
    block: usize,
    span: Span,
    relation: Relation,
) -> Evidence {
    let prose = &facts.blocks[block].prose;
    let sentence = prose
        .sentences
        .get(prose.sentence_at(span.start))
        .map_or(span, |s| s.span);
    Evidence {
        path: facts.document.path.clone(),
        span: facts.in_file(block, span),
        relation,
        excerpt: fold_blanks(sentence.join(span).of(&prose.text)),
        holder: facts.holder(block, span),
    }
}
