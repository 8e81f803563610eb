//! The second pass: a document's facts as a whole, over facts, not over text.

use super::{BlockFacts, Figure, NameKind, NameMention, date, entity, read_block};
use crate::text::{Block, BlockKind, Document, Span};
use jiff::civil::Date;
use std::collections::HashMap;
use std::sync::Arc;

/// Where a fact stands: block and index into that block's list of its kind.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FactId {
    /// Index into [`DocumentFacts::blocks`].
    pub block: usize,
    /// Index into the block's figures, names, quotations, ….
    pub index: usize,
}

/// Somebody or something that a document names, once or often.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entity {
    /// The fullest form used.
    pub canonical: String,
    /// What it is, by the clearest mention.
    pub kind: NameKind,
    /// The mentions, in order.
    pub mentions: Vec<FactId>,
}

/// A document with the facts of its blocks, and what only the whole of it tells.
#[derive(Clone, Debug)]
pub struct DocumentFacts {
    /// The document; its blocks and `blocks` below run side by side.
    pub document: Arc<Document>,
    /// Facts of each block.
    pub blocks: Vec<Arc<BlockFacts>>,
    /// Who is named.
    pub entities: Vec<Entity>,
    /// The day it was written, where it says so: what "last June" counts from.
    pub written: Option<Date>,
    entity_of: HashMap<FactId, usize>,
}

impl DocumentFacts {
    /// Reads all blocks of a document.
    pub fn read(document: Arc<Document>) -> Self {
        let blocks = document
            .blocks
            .iter()
            .map(|b| Arc::new(read_block(b.prose.clone(), b.kind)))
            .collect();
        Self::of_blocks(document, blocks)
    }

    /// Reads a document of which an earlier version was read: a block whose text stands in that version keeps its
    /// facts, so that an edit costs the blocks it touches.
    pub fn reread(document: Arc<Document>, before: &DocumentFacts) -> Self {
        let same = |block: &Block, facts: &BlockFacts| {
            block.kind == facts.kind && block.prose == facts.prose.text
        };
        let (new, old) = (&document.blocks[..], &before.blocks[..]);
        let head = new.iter().zip(old).take_while(|(b, f)| same(b, f)).count();
        let (middle, rest) = (&new[head..], &old[head..]);
        let tail = (middle.iter().rev())
            .zip(rest.iter().rev())
            .take_while(|(b, f)| same(b, f))
            .count();
        let (middle, changed) = (&middle[..middle.len() - tail], &rest[..rest.len() - tail]);
        // Blocks that moved, or that stand between two edits.
        let by_text: HashMap<(BlockKind, &str), &Arc<BlockFacts>> = changed
            .iter()
            .map(|f| ((f.kind, f.prose.text.as_ref()), f))
            .collect();
        let mut blocks = old[..head].to_vec();
        blocks.extend(
            middle
                .iter()
                .map(|b| match by_text.get(&(b.kind, b.prose.as_ref())) {
                    Some(&facts) => facts.clone(),
                    None => Arc::new(read_block(b.prose.clone(), b.kind)),
                }),
        );
        blocks.extend_from_slice(&old[old.len() - tail..]);
        Self::of_blocks(document, blocks)
    }

    /// The second pass over blocks that were read before. `blocks` runs side by side with `document.blocks`.
    pub fn of_blocks(document: Arc<Document>, blocks: Vec<Arc<BlockFacts>>) -> Self {
        let entities = entity::resolve(&blocks);
        let entity_of = entities
            .iter()
            .enumerate()
            .flat_map(|(i, e)| e.mentions.iter().map(move |&m| (m, i)))
            .collect();
        DocumentFacts {
            written: date::written(&document, &blocks),
            document,
            blocks,
            entities,
            entity_of,
        }
    }

    /// A block's span moved to the file's offsets.
    pub fn in_file(&self, block: usize, span: Span) -> Span {
        span.shift(self.document.blocks[block].span.start)
    }

    /// The file's text under a span of a block: as it is on disk, not masked.
    pub fn text(&self, block: usize, span: Span) -> &str {
        self.in_file(block, span).of(&self.document.text)
    }

    /// All figures with where they stand.
    pub fn figures(&self) -> impl Iterator<Item = (FactId, &Figure)> {
        self.blocks.iter().enumerate().flat_map(|(block, b)| {
            b.figures
                .iter()
                .enumerate()
                .map(move |(index, f)| (FactId { block, index }, f))
        })
    }

    /// All names with where they stand.
    pub fn names(&self) -> impl Iterator<Item = (FactId, &NameMention)> {
        self.blocks.iter().enumerate().flat_map(|(block, b)| {
            b.names
                .iter()
                .enumerate()
                .map(move |(index, n)| (FactId { block, index }, n))
        })
    }

    /// The entity a name mention belongs to.
    pub fn entity_of(&self, mention: FactId) -> Option<&Entity> {
        self.entities.get(*self.entity_of.get(&mention)?)
    }
}

/// The text with every run of white space as one blank, ends trimmed.
pub fn fold_blanks(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
