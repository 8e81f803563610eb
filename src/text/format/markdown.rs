//! Markdown: blocks from pulldown-cmark; what is not prose is masked.
//!
//! Prose is what the parser reports as text, at the place it reports it: code, link and image targets, marks of
//! emphasis, HTML and its comments, footnote marks, addresses in angle brackets and the backslashes of escapes all fall
//! away by being none. HTML entities stay as they are written.

use super::{Cut, Read, front_matter};
use crate::text::{BlockKind, Metadata, Span};
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Where the text begins behind its front matter, and what that says.
pub fn body(text: &str) -> (usize, Metadata) {
    let (metadata, body) = front_matter::read(text);
    let mark = body == 0 && text.starts_with('\u{feff}');
    (if mark { 3 } else { body }, metadata)
}

/// Whether front matter begins and does not end: text that is added far below may end it.
pub fn is_open(text: &str) -> bool {
    let begins = text.trim_start_matches('\u{feff}').starts_with("---");
    begins && front_matter::read(text).1 == 0
}

/// Blocks of a Markdown text from an offset on.
pub fn blocks(text: &str, from: usize) -> Read {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let mut reader = Reader {
        text,
        kinds: Vec::new(),
        masked: 0,
        depth: 0,
        pieces: Vec::new(),
        out: Read::default(),
    };
    for (event, range) in Parser::new_ext(&text[from..], options).into_offset_iter() {
        reader.read(event, range.start + from..range.end + from);
    }
    reader.flush();
    reader.out
}

struct Reader<'a> {
    text: &'a str,
    /// Kinds of the blocks that are open, outermost first.
    kinds: Vec<BlockKind>,
    /// How many open elements hide their text: code blocks, addresses.
    masked: usize,
    /// How many elements are open.
    depth: usize,
    /// Prose of the block being read.
    pieces: Vec<Range<usize>>,
    out: Read,
}

impl Reader<'_> {
    fn read(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Text(_) if self.masked == 0 => self.pieces.push(range),
            Event::Start(tag) => {
                self.start(&tag);
                if self.depth == 0 {
                    self.cut(range.start);
                }
                self.depth += 1;
            }
            Event::End(tag) => {
                self.depth = self.depth.saturating_sub(1);
                self.end(tag);
            }
            Event::Rule => self.flush(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Image { .. } => return,
            Tag::Link { link_type, .. } => {
                self.masked += usize::from(is_address(*link_type));
                return;
            }
            _ => self.flush(),
        }
        match tag {
            Tag::Heading { .. } => self.kinds.push(BlockKind::Heading),
            Tag::Item => self.kinds.push(BlockKind::ListItem),
            Tag::BlockQuote(_) => self.kinds.push(BlockKind::BlockQuote),
            Tag::TableCell => self.kinds.push(BlockKind::TableCell),
            Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_) => self.masked += 1,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Image => {}
            // Addresses hold one piece of text and nothing nested: the mask ends with the first link that ends.
            TagEnd::Link => self.masked = self.masked.saturating_sub(1),
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {
                self.flush();
                self.masked = self.masked.saturating_sub(1);
            }
            TagEnd::Heading(_) | TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::TableCell => {
                self.flush();
                self.kinds.pop();
            }
            _ => self.flush(),
        }
    }

    /// Notes that an element of the outermost level begins here, where it stands behind an empty line.
    fn cut(&mut self, at: usize) {
        let line = self.text[..at].rfind('\n').map_or(0, |i| i + 1);
        let before = self.text[..line].strip_suffix('\n');
        let before = before.map(|b| b.strip_suffix('\r').unwrap_or(b));
        let known = self.out.cuts.last().is_some_and(|c| c.offset == line);
        if !known && before.is_some_and(|b| b.ends_with('\n')) {
            self.out.cuts.push(Cut {
                offset: line,
                blocks: self.out.blocks.len(),
            });
        }
    }

    /// Ends the block being read.
    fn flush(&mut self) {
        let pieces = std::mem::take(&mut self.pieces);
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else {
            return;
        };
        let (start, end) = (first.start, last.end);
        let mut prose = Vec::with_capacity(end - start);
        for piece in &pieces {
            let at = start + prose.len();
            mask(
                self.text.get(at..piece.start).unwrap_or_default(),
                &mut prose,
            );
            let rest = piece.start.max(start + prose.len())..piece.end;
            prose.extend_from_slice(self.text.get(rest).unwrap_or_default().as_bytes());
        }
        let Ok(prose) = String::from_utf8(prose) else {
            return;
        };
        let body = prose.trim_end();
        let lead = body.len() - body.trim_start().len();
        if lead == body.len() || prose.len() != end - start {
            return;
        }
        let span = Span::new(start + lead, start + body.len());
        let kind = self.kinds.last().copied();
        (self.out).push(span, kind.unwrap_or(BlockKind::Paragraph), &body[lead..]);
    }
}

/// Blanks of the same length in bytes; line ends stay.
fn mask(hidden: &str, prose: &mut Vec<u8>) {
    prose.extend(
        hidden
            .bytes()
            .map(|b| if matches!(b, b'\n' | b'\r') { b } else { b' ' }),
    );
}

fn is_address(link: LinkType) -> bool {
    matches!(link, LinkType::Autolink | LinkType::Email)
}

#[cfg(test)]
mod tests;
