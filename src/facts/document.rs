//! The second pass: a document's facts as a whole, over facts, not over text.

use super::titled::{self, Titled};
use super::transcript::{self, Turn};
use super::{BlockFacts, Figure, NameKind, NameMention, date, entity, quotation, read_block};
use crate::text::{BlockKind, Document, SharedList, Span};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// Where a fact stands: block and index into that block's list of its kind.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
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
    pub blocks: SharedList<Arc<BlockFacts>>,
    /// The day it was written, where it says so: what "last June" counts from.
    pub written: Option<Date>,
    /// How many names stand in the blocks before each block.
    names_before: Vec<usize>,
    /// Who is named, worked out when it is asked for. Versions of a text that name the same share it.
    named: Arc<OnceLock<entity::Named>>,
    entities: OnceLock<Vec<Entity>>,
    titled: OnceLock<Vec<Titled>>,
    /// What is said without quotation marks. Versions of a text share it where they say the same.
    turns: Arc<OnceLock<Vec<Turn>>>,
    /// Blocks in the middle of a quotation, in order.
    spoken: Vec<usize>,
    /// How the quotations of each block begin and end.
    edges: Vec<quotation::Edges>,
}

impl DocumentFacts {
    /// Reads all blocks of a document.
    pub fn read(document: Arc<Document>) -> Self {
        let blocks = document.blocks.iter().zip(&document.prose);
        let blocks = blocks.map(|(b, prose)| Arc::new(read_block(prose.clone(), b.kind)));
        Self::of_blocks(document.clone(), blocks.collect())
    }

    /// Reads a document of which an earlier version was read: a block whose text stands in that version keeps its
    /// facts, so that an edit costs the blocks it touches.
    pub fn reread(document: Arc<Document>, before: &DocumentFacts) -> Self {
        let (new, known) = (&document, &before.document);
        let (head, tail) = new.common(known);
        let old = &before.blocks;
        let (middle, changed) = (head..new.blocks.len() - tail, head..old.len() - tail);
        // Blocks that moved, or that stand between two edits.
        let by_text: HashMap<(BlockKind, &str), &Arc<BlockFacts>> = (old.range(changed.clone()))
            .map(|f| ((f.kind, f.prose.text.as_ref()), f))
            .collect();
        let now: Vec<Arc<BlockFacts>> = (new.blocks.get(middle.clone()).unwrap_or_default().iter())
            .zip(new.prose.range(middle))
            .map(|(b, prose)| match by_text.get(&(b.kind, prose.as_ref())) {
                Some(&facts) => facts.clone(),
                None => Arc::new(read_block(prose.clone(), b.kind)),
            })
            .collect();
        let counted = |names: usize| before.names_before.get(names).copied();
        let mut names_before = before.names_before[..head].to_vec();
        let mut count = counted(head).unwrap_or_else(|| before.count_names());
        for block in &now {
            names_before.push(count);
            count += block.names.len();
        }
        let then = counted(changed.end).unwrap_or_else(|| before.count_names());
        let shifted = before.names_before[changed.end..].iter();
        names_before.extend(shifted.map(|names| names + count - then));
        let mut edges = before.edges[..head].to_vec();
        edges.extend(now.iter().map(|b| quotation::Edges::of(b)));
        edges.extend_from_slice(&before.edges[changed.end..]);
        let same_turns = transcript::stay(before, &changed, &now);
        let same_names = namings(now.iter()).eq(namings(old.range(changed.clone())));
        let blocks = old.replaced(changed, now);
        let mut out = Self::with(document, blocks, names_before, edges);
        if same_names {
            out.named = before.named.clone();
        }
        if same_turns {
            out.turns = before.turns.clone();
        }
        out
    }

    /// How many names stand in all blocks.
    fn count_names(&self) -> usize {
        let last = self.names_before.last().zip(self.blocks.last());
        last.map_or(0, |(before, block)| before + block.names.len())
    }

    /// The second pass over blocks that were read before. `blocks` runs side by side with `document.blocks`.
    pub fn of_blocks(document: Arc<Document>, blocks: SharedList<Arc<BlockFacts>>) -> Self {
        let names_before = (blocks.iter())
            .scan(0, |sum, block| {
                let before = *sum;
                *sum += block.names.len();
                Some(before)
            })
            .collect();
        let edges = blocks.iter().map(|b| quotation::Edges::of(b)).collect();
        Self::with(document, blocks, names_before, edges)
    }

    fn with(
        document: Arc<Document>,
        blocks: SharedList<Arc<BlockFacts>>,
        names_before: Vec<usize>,
        edges: Vec<quotation::Edges>,
    ) -> Self {
        DocumentFacts {
            written: date::written(&document, &blocks),
            spoken: quotation::joined(&edges),
            edges,
            document,
            blocks,
            names_before,
            named: Arc::default(),
            entities: OnceLock::new(),
            titled: OnceLock::new(),
            turns: Arc::default(),
        }
    }

    /// Who is named, in the order of their first mention.
    pub fn entities(&self) -> &[Entity] {
        self.entities.get_or_init(|| {
            let named = self.who();
            let mut out: Vec<Entity> = (named.entities.iter())
                .map(|(canonical, kind)| Entity {
                    canonical: canonical.clone(),
                    kind: *kind,
                    mentions: Vec::new(),
                })
                .collect();
            for ((id, _), &entity) in self.names().zip(&named.of_mention) {
                if let Some(entity) = out.get_mut(entity as usize) {
                    entity.mentions.push(id);
                }
            }
            out
        })
    }

    /// Offices named alone that stand for somebody named before them: "the president", in order.
    pub fn titled(&self) -> &[Titled] {
        self.titled.get_or_init(|| titled::read(self))
    }

    /// What is said without quotation marks, in order: the turns of a transcript, a speech.
    pub fn turns(&self) -> &[Turn] {
        self.turns.get_or_init(|| transcript::read(self))
    }

    /// The turns, where they were asked for already.
    pub(super) fn known_turns(&self) -> Option<&[Turn]> {
        self.turns.get().map(Vec::as_slice)
    }

    /// The one at a byte of a block.
    pub fn titled_at(&self, block: usize, offset: usize) -> Option<&Titled> {
        // Most places have no office, and who has one is read in all of the document.
        titled::is_office(self.blocks.get(block)?, offset).then_some(())?;
        let mut all = self.titled().iter();
        all.find(|t| t.block == block && t.span.contains(offset))
    }

    fn who(&self) -> &entity::Named {
        self.named.get_or_init(|| entity::resolve(&self.blocks))
    }

    /// Whether another version of the text names the same in the same order.
    pub fn names_same_as(&self, other: &DocumentFacts) -> bool {
        Arc::ptr_eq(&self.named, &other.named)
    }

    /// Whether the names of two blocks are of the same kinds, as far as their documents tell.
    pub fn kinds_same_as(&self, block: usize, other: &DocumentFacts, other_block: usize) -> bool {
        self.kinds(block).eq(other.kinds(other_block))
    }

    fn kinds(&self, block: usize) -> impl Iterator<Item = NameKind> {
        let count = self.blocks.get(block).map_or(0, |b| b.names.len());
        (0..count).filter_map(move |index| self.kind_of(FactId { block, index }))
    }

    /// What a name names, by the clearest mention of the document.
    pub fn kind_of(&self, mention: FactId) -> Option<NameKind> {
        let named = self.who();
        let entity = *named.of_mention.get(self.ordinal(mention)?)?;
        named.entities.get(entity as usize).map(|(_, kind)| *kind)
    }

    /// The fullest form of a name in the document.
    pub fn canonical_of(&self, mention: FactId) -> Option<&str> {
        let named = self.who();
        let entity = *named.of_mention.get(self.ordinal(mention)?)?;
        let (canonical, _) = named.entities.get(entity as usize)?;
        Some(canonical)
    }

    /// Which of all names of the document a mention is.
    fn ordinal(&self, mention: FactId) -> Option<usize> {
        let before = self.names_before.get(mention.block)?;
        let names = &self.blocks.get(mention.block)?.names;
        (mention.index < names.len()).then_some(before + mention.index)
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

    /// Whether a block without any quotation mark stands in the middle of a quotation that goes over several.
    pub fn is_spoken(&self, block: usize) -> bool {
        self.spoken.binary_search(&block).is_ok()
    }

    /// The blocks that stand in the middle of a quotation, in order.
    pub fn spoken(&self) -> &[usize] {
        &self.spoken
    }

    /// Whether a quotation of a block is not closed in it.
    pub(super) fn is_open(&self, block: usize) -> bool {
        let edges = self.edges.get(block);
        edges.is_some_and(quotation::Edges::is_open)
    }

    /// Whether somebody says "I" or "we" in a block outside quotation marks.
    pub(super) fn is_personal(&self, block: usize) -> bool {
        self.edges
            .get(block)
            .is_some_and(quotation::Edges::is_personal)
    }

    /// Whether a line of a block looks like a speaker's label.
    pub(super) fn is_labelled(&self, block: usize) -> bool {
        self.edges
            .get(block)
            .is_some_and(quotation::Edges::is_labelled)
    }

    /// The entity a name mention belongs to.
    pub fn entity_of(&self, mention: FactId) -> Option<&Entity> {
        let entity = *self.who().of_mention.get(self.ordinal(mention)?)?;
        self.entities().get(entity as usize)
    }
}

/// All that tells who is named in some blocks, in order.
fn namings<'a>(
    blocks: impl Iterator<Item = &'a Arc<BlockFacts>>,
) -> impl Iterator<Item = entity::Naming<'a>> {
    blocks.flat_map(|b| b.names.iter().map(|n| entity::Naming::new(&b.prose, n)))
}

/// The text with every run of white space as one blank, ends trimmed.
pub fn fold_blanks(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
