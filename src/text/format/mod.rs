//! From a file's text to its blocks of prose, a format a file.

mod front_matter;
mod long;
mod markdown;
pub(crate) mod plain;

use super::{Block, Format, Metadata};
use std::ops::Range;

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
    /// Where it can be cut.
    pub cuts: Vec<Cut>,
}

/// The blocks of `text`, and what its front matter says.
pub fn read(text: &str, format: Format) -> (Read, Metadata) {
    let (body, metadata) = match format {
        Format::Plain => (0, Metadata::default()),
        Format::Markdown => markdown::body(text),
    };
    let mut read = part(text, body, format);
    let all = 0..read.blocks.len();
    finish(&mut read.blocks, all, format);
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

/// Tells what some of the blocks of a document are, where that rests on there being others.
pub fn finish(blocks: &mut [Block], some: Range<usize>, format: Format) {
    if format == Format::Plain && blocks.len() > 1 {
        plain::mark_headings(blocks.get_mut(some).unwrap_or_default());
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
