//! From a file's text to its blocks of prose, a format a file.

mod front_matter;
mod long;
mod markdown;
pub(crate) mod plain;

use super::{Block, BlockKind, Format, Metadata, Span};
use std::sync::Arc;

/// A place where a text can be cut in two that read alike together and apart: an element of the outermost level begins
/// there, behind an empty line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cut {
    /// Byte offset of the line.
    pub offset: usize,
    /// How many blocks stand before it.
    pub blocks: usize,
}

/// The blocks of a text, in order.
#[derive(Debug, Default)]
pub struct Read {
    /// The blocks.
    pub blocks: Vec<Block>,
    /// The text to read of each block, as long in bytes as its span.
    pub prose: Vec<Arc<str>>,
    /// Where it can be cut.
    pub cuts: Vec<Cut>,
}

impl Read {
    /// Adds a block.
    fn push(&mut self, span: Span, kind: BlockKind, prose: impl Into<Arc<str>>) {
        self.blocks.push(Block { span, kind });
        self.prose.push(prose.into());
    }

    /// Leaves out what stands behind one of its cuts.
    pub fn truncate(&mut self, cut: usize) {
        if let Some(&Cut { blocks, .. }) = self.cuts.get(cut) {
            self.blocks.truncate(blocks);
            self.prose.truncate(blocks);
            self.cuts.truncate(cut);
        }
    }
}

/// The blocks of `text`, and what its front matter says.
pub fn read(text: &str, format: Format) -> (Read, Metadata) {
    let (body, metadata) = match format {
        Format::Plain => (0, Metadata::default()),
        Format::Markdown => markdown::body(text),
    };
    let mut read = part(text, body, format);
    let alone = read.blocks.len() < 2;
    finish(&mut read, alone, format);
    (read, metadata)
}

/// The blocks of a text from an offset on, as far as they tell by themselves: [`finish`] is still to be called for all.
pub fn part(text: &str, from: usize, format: Format) -> Read {
    let read = match format {
        Format::Plain => plain::blocks(text, from),
        Format::Markdown => markdown::blocks(text, from),
    };
    long::split(read)
}

/// Tells what blocks are, where that rests on there being others: `alone` says that there are none in the whole document.
pub fn finish(read: &mut Read, alone: bool, format: Format) {
    if format == Format::Plain && !alone {
        plain::mark_headings(read);
    }
}

/// Whether what stands in a text of a format may change how text far from it reads: definitions of links and footnotes,
/// front matter that is not closed.
pub fn reaches_far(text: &str, format: Format) -> bool {
    format == Format::Markdown && (text.contains("]:") || markdown::is_open(text))
}

/// [`reaches_far`] of a few words within a text.
pub fn may_reach_far(words: &str, format: Format) -> bool {
    format == Format::Markdown && words.contains("]:")
}
