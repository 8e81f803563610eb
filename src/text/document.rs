//! A file's text and its blocks of prose.

use super::{LineIndex, Position, Span, format};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How a file's text is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Format {
    /// Lines of prose.
    #[default]
    Plain,
    /// CommonMark with tables and front matter.
    Markdown,
}

impl Format {
    /// By the file name's ending; plain where it says nothing.
    pub fn of_path(path: &Path) -> Format {
        match path
            .extension()
            .and_then(|e| e.to_str())
            .map(str::to_ascii_lowercase)
            .as_deref()
        {
            Some("md" | "markdown" | "mdx" | "mkd" | "qmd") => Format::Markdown,
            _ => Format::Plain,
        }
    }
}

/// What a block is in its document.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum BlockKind {
    /// A title or section heading.
    Heading,
    /// Running prose.
    Paragraph,
    /// One item of a list.
    ListItem,
    /// A quoted block.
    BlockQuote,
    /// One cell of a table.
    TableCell,
}

/// One block of prose. `prose` has the same length in bytes as `span` covers: what is not prose
/// (link targets, code, marks of emphasis) is replaced by spaces, so that an offset into `prose`
/// plus `span.start` is the offset into the file.
#[derive(Clone, Debug)]
pub struct Block {
    /// Byte range in the file's text.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// The text to read, of `span.len()` bytes.
    pub prose: Arc<str>,
}

/// What a document says about itself outside its prose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Title, from front matter.
    pub title: Option<String>,
    /// Publication date, `YYYY-MM-DD`, from front matter.
    pub date: Option<String>,
    /// Sources named in front matter (`sources: […]`), as written.
    pub sources: Vec<String>,
}

/// A text with its blocks. All spans are byte ranges of `text`, which is the file as it is on disk.
#[derive(Clone, Debug)]
pub struct Document {
    /// Where it came from, as the user named it; empty for an unsaved buffer.
    pub path: PathBuf,
    /// The whole text.
    pub text: Arc<str>,
    /// How it is written.
    pub format: Format,
    /// Its blocks of prose, in order.
    pub blocks: Vec<Block>,
    /// Front matter.
    pub metadata: Metadata,
    /// Line starts.
    pub lines: LineIndex,
}

impl Document {
    /// Parses `text`; never fails: what is not understood is left alone.
    pub fn new(path: impl Into<PathBuf>, text: impl Into<Arc<str>>, format: Format) -> Self {
        let text = text.into();
        let (blocks, metadata) = format::blocks(&text, format);
        let lines = LineIndex::new(&text);
        Document {
            path: path.into(),
            text,
            format,
            blocks,
            metadata,
            lines,
        }
    }

    /// Line and UTF-16 column of a byte offset, as LSP and the JSON report count.
    pub fn position(&self, offset: usize) -> Position {
        self.lines
            .position(&self.text, offset, super::Encoding::Utf16)
    }

    /// Index of the block that covers a byte offset.
    pub fn block_at(&self, offset: usize) -> Option<usize> {
        let i = self.blocks.partition_point(|b| b.span.end <= offset);
        self.blocks
            .get(i)
            .filter(|b| b.span.contains(offset))
            .map(|_| i)
    }
}
