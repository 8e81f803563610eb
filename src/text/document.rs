//! A file's text and its blocks of prose.

use super::format::{self, Cut};
use super::{LineIndex, Position, SharedList, Span};
use serde::{Deserialize, Serialize};
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
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
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

/// One block of prose: where it stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Block {
    /// Byte range in the file's text.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
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
    /// The text to read of each block, as long in bytes as its span: what is not prose (link targets, code, marks of
    /// emphasis) is replaced by spaces, so that an offset into it plus `span.start` is the offset into the file.
    pub prose: SharedList<Arc<str>>,
    /// Front matter.
    pub metadata: Metadata,
    /// Line starts.
    pub lines: LineIndex,
    /// Where the text can be cut, in order.
    cuts: Vec<Cut>,
    /// Whether something in the text may change how text far from it reads.
    far: bool,
}

/// What differs between two texts: the bytes from `start` to `old` in the one are those from `start` to `new` in the other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Change {
    /// The first byte that differs.
    pub start: usize,
    /// Where the old text is the same again.
    pub old: usize,
    /// Where the new text is the same again.
    pub new: usize,
}

impl Change {
    /// The least change that leads from one text to the other.
    pub fn between(old: &str, new: &str) -> Change {
        let (a, b) = (old.as_bytes(), new.as_bytes());
        let start = same_bytes(a.iter().zip(b), a.chunks_exact(64).zip(b.chunks_exact(64)));
        let (a, b) = (&a[start..], &b[start..]);
        let behind = same_bytes(
            a.iter().rev().zip(b.iter().rev()),
            a.rchunks_exact(64).zip(b.rchunks_exact(64)),
        );
        Change {
            start,
            old: old.len() - behind,
            new: new.len() - behind,
        }
    }
}

/// How many bytes are the same from one end on; whole chunks of 64 are compared first.
fn same_bytes<'b>(
    bytes: impl Iterator<Item = (&'b u8, &'b u8)>,
    mut chunks: impl Iterator<Item = (&'b [u8], &'b [u8])>,
) -> usize {
    let mut whole = 0;
    while chunks.next().is_some_and(|(a, b)| a == b) {
        whole += 64;
    }
    whole + bytes.skip(whole).take_while(|(a, b)| a == b).count()
}

/// The nearest character boundary at or before an offset; the text's end for one behind it.
pub fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

impl Document {
    /// Parses `text`; never fails: what is not understood is left alone.
    pub fn new(path: impl Into<PathBuf>, text: impl Into<Arc<str>>, format: Format) -> Self {
        let text = text.into();
        let (read, metadata) = format::read(&text, format);
        let lines = LineIndex::new(&text);
        Document {
            path: path.into(),
            far: format::reaches_far(&text, format),
            text,
            format,
            blocks: read.blocks,
            prose: read.prose.into(),
            cuts: read.cuts,
            metadata,
            lines,
        }
    }

    /// The document with another text. Only the part that changed is read anew; what comes out is what
    /// [`Document::new`] gives.
    pub fn edited(&self, text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let change = Change::between(&self.text, &text);
        self.changed(text, change)
    }

    /// [`Document::edited`] where it is known what differs between the two texts.
    pub fn changed(&self, text: Arc<str>, change: Change) -> Self {
        let part = self.part_of(&text, change);
        part.unwrap_or_else(|| Document::new(self.path.clone(), text, self.format))
    }

    /// [`Document::edited`] where the change has bounds: a cut before it, and one behind it at which the new text, read from
    /// the cut before, comes to be the old one again.
    fn part_of(&self, text: &Arc<str>, change: Change) -> Option<Self> {
        let Change { start, old, new } = change;
        let around = |text: &str, end: usize| {
            let from = floor(text, start.saturating_sub(2));
            let to = floor(text, (end + 5).min(text.len()));
            format::may_reach_far(text.get(from..to).unwrap_or_default(), self.format)
        };
        // The first element may be told by the front matter before it, or become such.
        let first = self
            .cuts
            .partition_point(|c| c.offset <= start)
            .checked_sub(2)?;
        if first == 0 || self.far || around(text, new) || self.blocks.len() < 3 {
            return None;
        }
        let from = *self.cuts.get(first)?;
        let behind = self.cuts.partition_point(|c| c.offset <= old) + 1;
        let there = |cut: &Cut| (cut.offset + new).checked_sub(old);
        let (end, until) = match self.cuts.get(behind) {
            // One element more is read, so that it shows that the one before it ends where it did.
            Some(end) => (
                Some(*end),
                match self.cuts.get(behind + 1) {
                    Some(cut) => there(cut)?,
                    None => text.len(),
                },
            ),
            None => (None, text.len()),
        };
        let mut read = format::part(text.get(..until)?, from.offset, self.format);
        if let Some(end) = end {
            let offset = there(&end)?;
            let again = read.cuts.iter().position(|c| c.offset == offset)?;
            read.truncate(again);
        }
        let head = self.blocks.get(..from.blocks)?;
        let (tail, cuts_behind) = match end {
            Some(end) => (self.blocks.get(end.blocks..)?, self.cuts.get(behind..)?),
            None => (&[][..], &[][..]),
        };
        let count = head.len() + read.blocks.len() + tail.len();
        if count < 2 {
            return None;
        }
        format::finish(&mut read, false, self.format);
        let mut blocks = Vec::with_capacity(count);
        let mut cuts = Vec::with_capacity(first + read.cuts.len() + cuts_behind.len());
        blocks.extend_from_slice(head);
        blocks.append(&mut read.blocks);
        let read_until = blocks.len();
        blocks.extend(tail.iter().map(|b| Block {
            span: b.span.moved(old, new),
            ..*b
        }));
        cuts.extend_from_slice(&self.cuts[..first]);
        cuts.extend(read.cuts.iter().map(|c| Cut {
            offset: c.offset,
            blocks: c.blocks + head.len(),
        }));
        for cut in cuts_behind {
            cuts.push(Cut {
                offset: there(cut)?,
                blocks: (cut.blocks + read_until + tail.len()).checked_sub(self.blocks.len())?,
            });
        }
        let replaced = head.len()..self.blocks.len() - tail.len();
        Some(Document {
            path: self.path.clone(),
            lines: self.lines.edited(text, change),
            text: text.clone(),
            format: self.format,
            blocks,
            prose: self.prose.replaced(replaced, read.prose),
            cuts,
            metadata: self.metadata.clone(),
            far: false,
        })
    }

    /// Line and UTF-16 column of a byte offset, as LSP and the JSON report count.
    pub fn position(&self, offset: usize) -> Position {
        self.lines
            .position(&self.text, offset, super::Encoding::Utf16)
    }

    /// How many blocks two versions have in common at their beginnings, and how many of the others at their ends.
    pub fn common(&self, other: &Document) -> (usize, usize) {
        let same = |a: &Arc<str>, b: &Arc<str>| Arc::ptr_eq(a, b) || a == b;
        let (head, tail) = self.prose.common(&other.prose, same);
        let alike = |(a, b): &(&Block, &Block)| a.kind == b.kind;
        let (ours, theirs) = (&self.blocks[..], &other.blocks[..]);
        let head = ours.iter().zip(theirs).take(head).take_while(alike).count();
        let behind = ours.iter().rev().zip(theirs.iter().rev());
        (head, behind.take(tail).take_while(alike).count())
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

#[cfg(test)]
mod tests {
    use super::*;

    const PIECES: [&str; 30] = [
        "The ferry left at noon.",
        "\n",
        "\n\n",
        "\r\n",
        "\r\n\r\n",
        "# Storm\n",
        "Storm\n===\n",
        "- one\n",
        "  two\n",
        "2. two\n",
        "> said\n",
        "```\n",
        "    code\n",
        "<div>\n",
        "<!-- note",
        "-->",
        "| a | b |\n",
        "|---|---|\n",
        "*",
        "`",
        "[a](b)",
        "[a]: b\n",
        "[a]",
        "---\n",
        "title: T\n",
        "é",
        "🚢",
        "\r",
        "A Long Night at the Harbour\n",
        "[^1]: x\n",
    ];

    /// Whatever is edited, reading the part that changed gives what reading all gives.
    #[test]
    fn an_edited_document_is_the_document_of_its_text() {
        let mut dice: u64 = 7;
        let mut roll = |sides: usize| {
            dice ^= dice << 13;
            dice ^= dice >> 7;
            dice ^= dice << 17;
            (dice % sides.max(1) as u64) as usize
        };
        let (mut edits, mut parts) = (0, 0);
        for format in [Format::Markdown, Format::Plain] {
            for round in 0..60 {
                let mut text: String = (0..40 + roll(60))
                    .map(|_| PIECES[roll(if round % 3 == 0 { 30 } else { 13 })])
                    .collect();
                let mut document = Document::new("t", text.as_str(), format);
                for _ in 0..60 {
                    let (mut at, mut end) = (roll(text.len() + 1), 0);
                    at = floor(&text, at);
                    end += floor(&text, (at + roll(12)).min(text.len())).max(at);
                    text.replace_range(at..end, if roll(3) == 0 { "x" } else { PIECES[roll(30)] });
                    let afresh = Document::new("t", text.as_str(), format);
                    let new: Arc<str> = text.as_str().into();
                    let change = Change::between(&document.text, &new);
                    assert_eq!(
                        document.text[..change.start],
                        text[..0].to_owned() + &text[..change.start]
                    );
                    parts += usize::from(document.part_of(&new, change).is_some());
                    edits += 1;
                    let edited = document.edited(new);
                    let plain = |d: &Document| -> Vec<_> {
                        d.blocks
                            .iter()
                            .zip(&d.prose)
                            .map(|(b, prose)| (*b, prose.clone()))
                            .collect()
                    };
                    assert_eq!(plain(&edited), plain(&afresh), "{text:?} after {change:?}");
                    assert_eq!(edited.lines, afresh.lines, "{text:?} after {change:?}");
                    assert_eq!(edited.metadata, afresh.metadata);
                    assert_eq!(edited.cuts, afresh.cuts, "{text:?} after {change:?}");
                    document = edited;
                }
            }
        }
        assert!(
            parts * 5 > edits,
            "only {parts} of {edits} edits were read in part"
        );
    }
}
