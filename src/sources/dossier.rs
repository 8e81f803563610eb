//! The dossier: all sources of a draft, immutable, and the one interface through which rules ask for comparable facts.

use super::bytes;
use super::index::{Index, PassageId, SentenceStems};
use super::kept::KeptFacts;
use super::{Names, Region, clean};
use crate::facts::{BlockFacts, DocumentFacts, document::fold_blanks};
use crate::finding::{Evidence, Relation};
use crate::text::Span;
use crate::text::document::floor;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Index of a source in its dossier.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct SourceId(pub usize);

/// One source, read.
#[derive(Clone, Debug)]
pub struct Source {
    /// What it says.
    pub facts: KeptFacts,
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
            facts: facts.into(),
            regions,
            rank: 0,
        }
    }

    /// Its file, as the user named it.
    pub fn path(&self) -> &Path {
        match self.facts.kept() {
            Some(kept) => &kept.path,
            None => &self.facts.document.path,
        }
    }
}

/// A sentence of a source.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
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
    indexed: Indexed,
}

impl Dossier {
    /// Indexes sources. Furniture is left out of the index.
    pub fn new(sources: Vec<Source>) -> Dossier {
        let mut indexed = Indexed::default();
        for source in &sources {
            indexed.push(
                &source.facts,
                &source.regions,
                &stems(&source.facts, &source.regions),
            );
        }
        indexed.finish();
        Dossier::of(sources, indexed)
    }

    /// Sources with the index of all their words and names.
    pub fn of(sources: Vec<Source>, indexed: Indexed) -> Dossier {
        let by_path = (sources.iter().enumerate())
            .map(|(i, s)| (s.path().to_path_buf(), SourceId(i)))
            .collect();
        Dossier {
            sources,
            by_path,
            indexed,
        }
    }

    /// The words and names of all sources, by letters and sound.
    pub fn names(&self) -> &Names {
        &self.indexed.names
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
        &self.indexed.index
    }

    /// The passage of an id of the index.
    pub fn passage(&self, id: PassageId) -> Passage {
        self.indexed.passages[id as usize]
    }

    /// The id of a passage in the index; `None` for furniture, which is not indexed.
    pub fn passage_id(&self, passage: Passage) -> Option<PassageId> {
        let at = self.indexed.passages.binary_search(&passage).ok()?;
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
        self.indexed
            .index
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

/// The index of all sources: their sentences, words and names. Made while they are read, one after the other.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Indexed {
    count: usize,
    passages: Vec<Passage>,
    index: Index,
    names: Names,
}

impl Indexed {
    /// Adds the next source with the stems of its sentences.
    pub fn push(&mut self, facts: &DocumentFacts, regions: &[Region], stems: &SentenceStems) {
        let source = SourceId(self.count);
        for (block, facts) in facts.blocks.iter().enumerate() {
            if regions.get(block) != Some(&Region::Furniture) {
                let sentences = 0..facts.prose.sentences.len();
                self.passages.extend(sentences.map(|sentence| Passage {
                    source,
                    block,
                    sentence,
                }));
            }
        }
        self.index.push(stems);
        let furniture = |block: usize| regions.get(block) == Some(&Region::Furniture);
        self.names.push(source, facts, furniture);
        self.count += 1;
    }

    /// Makes the keys, once all sources are in.
    pub fn finish(&mut self) {
        self.names.finish();
    }
}

impl Indexed {
    /// As bytes, put together from its parts: they are written side by side.
    pub fn encode(&self) -> postcard::Result<Vec<u8>> {
        let Indexed {
            count,
            passages,
            index,
            names,
        } = self;
        let (names, rest) = rayon::join(
            || names.encode(),
            || bytes::encode(&(count, passages, index), passages.len() * 64),
        );
        let mut out = rest?;
        out.extend(names?);
        Ok(out)
    }
}

/// The stems of each sentence of a source that is indexed, in order.
pub fn stems(facts: &DocumentFacts, regions: &[Region]) -> SentenceStems {
    let blocks = facts.blocks.iter().zip(regions);
    let indexed = blocks.filter(|(_, region)| **region != Region::Furniture);
    SentenceStems::of(indexed.flat_map(|(b, _)| {
        let sentences = b.prose.sentences.iter();
        sentences.map(|s| (&b.prose, s.tokens.clone()))
    }))
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
        excerpt: fold_blanks(around(&prose.text, sentence.join(span), span)),
        holder: facts.holder(block, span),
    }
}

/// Bytes of a sentence before and behind the words that count, at most: a table may be read as one sentence.
const EXCERPT: usize = 1000;

/// A sentence, as far as it stands around a span.
fn around(text: &str, sentence: Span, span: Span) -> &str {
    let near = |byte: usize| floor(text, byte);
    let start = near(span.start.saturating_sub(EXCERPT)).max(sentence.start);
    let end = near(span.end.saturating_add(EXCERPT)).min(sentence.end);
    Span::new(start, end.max(start)).of(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::load::read_source;

    #[test]
    fn an_excerpt_is_the_sentence_or_what_is_near() {
        let text = "It rained. Nine boats came. It snowed.";
        let span = |text: &str, words: &str| {
            let start = text.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        let sentence = span(text, "Nine boats came.");
        assert_eq!(
            around(text, sentence, span(text, "Nine")),
            "Nine boats came."
        );
        let table = format!("{}x{}", "é, ".repeat(4000), ", é".repeat(4000));
        let cut = around(&table, Span::new(0, table.len()), span(&table, "x"));
        assert!(
            cut.contains('x') && cut.len() <= 2 * EXCERPT + 4,
            "{}",
            cut.len()
        );
    }

    #[test]
    fn parts_written_side_by_side_are_the_whole() {
        let texts = [
            "Tobias Kellerdahl, the master of the ferry, thanked nine crews of the Harbour Office (HO).",
            "About 12 boats came to the ferry, Ingrid Vasterling said. HO officials thanked her.",
        ];
        let read = texts.iter().enumerate();
        let sources = read.map(|(i, t)| read_source(Path::new(&format!("{i}.txt")), (*t).into()));
        let indexed = Dossier::new(sources.collect()).indexed;
        let bytes = indexed.encode().unwrap();
        assert_eq!(bytes, postcard::to_allocvec(&indexed).unwrap());
        assert!(postcard::from_bytes::<Indexed>(&bytes).is_ok());
    }
}
