//! Lines and columns: byte offsets to line and character, and back, in each of LSP's encodings.

use super::Change;
use serde::Serialize;

/// What a column counts. LSP's default is UTF-16 code units.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units.
    #[default]
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

impl Encoding {
    /// Units that `c` takes.
    pub fn width(self, c: char) -> usize {
        match self {
            Encoding::Utf8 => c.len_utf8(),
            Encoding::Utf16 => c.len_utf16(),
            Encoding::Utf32 => 1,
        }
    }
}

/// A zero-based line and a column in units of some [`Encoding`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize)]
pub struct Position {
    /// Zero-based line.
    pub line: usize,
    /// Zero-based column.
    pub character: usize,
}

/// From this byte on, a character of UTF-8 takes two units of UTF-16.
const ASTRAL: u8 = 0xF0;

/// Whether a byte of UTF-8 is the first of its character.
fn is_first(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

/// Where each line of a text begins. Lines end at `\n`, `\r\n` or `\r` (LSP 3.17, "Text Documents").
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Reads `text` once.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (i, &b) in bytes.iter().enumerate() {
            if b == b'\n' || (b == b'\r' && bytes.get(i + 1) != Some(&b'\n')) {
                starts.push(i + 1);
            }
        }
        LineIndex { starts }
    }

    /// The lines of a text after a change.
    pub fn edited(&self, text: &str, change: Change) -> Self {
        let Change { start, old, new } = change;
        // An ending of two bytes may be made or parted at the edges of the change.
        let bytes = text.as_bytes();
        let from = start.saturating_sub(1);
        let head = self.starts.partition_point(|&s| s <= from);
        let tail = self.starts.partition_point(|&s| s <= old + 1);
        let mut starts = Vec::with_capacity(self.starts.len() + 8);
        starts.extend_from_slice(&self.starts[..head]);
        let until = (new + 1).min(bytes.len());
        for i in from..until {
            let cr = bytes[i] == b'\r' && bytes.get(i + 1) != Some(&b'\n');
            if bytes[i] == b'\n' || cr {
                starts.push(i + 1);
            }
        }
        starts.extend(self.starts[tail..].iter().map(|s| s + new - old));
        LineIndex { starts }
    }

    /// Number of lines; at least one.
    pub fn lines(&self) -> usize {
        self.starts.len()
    }

    /// Byte range of a line with its line ending; `None` past the last line.
    pub fn line(&self, text: &str, line: usize) -> Option<std::ops::Range<usize>> {
        let start = *self.starts.get(line)?;
        Some(start..self.starts.get(line + 1).copied().unwrap_or(text.len()))
    }

    /// The position of a byte offset. An offset past the end is the end; one inside a character is its start.
    pub fn position(&self, text: &str, offset: usize, encoding: Encoding) -> Position {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.starts.partition_point(|&s| s <= offset) - 1;
        let before = &text[self.starts[line]..offset];
        let character = match encoding {
            Encoding::Utf8 => before.len(),
            // Bytes are counted, not characters read: a line may be a whole table.
            Encoding::Utf16 => before
                .bytes()
                .map(|b| usize::from(is_first(b)) + usize::from(b >= ASTRAL))
                .sum(),
            Encoding::Utf32 => before.bytes().filter(|&b| is_first(b)).count(),
        };
        Position { line, character }
    }

    /// The byte offset of a position. A column past the line's text is the line's end (before its
    /// ending), a line past the last is the end of the text, a column inside a character its start.
    pub fn offset(&self, text: &str, position: Position, encoding: Encoding) -> usize {
        let Some(range) = self.line(text, position.line) else {
            return text.len();
        };
        let line = text[range.clone()].trim_end_matches(['\n', '\r']);
        let mut left = position.character;
        for (i, c) in line.char_indices() {
            let width = encoding.width(c);
            if left < width {
                return range.start + i;
            }
            left -= width;
        }
        range.start + line.len()
    }
}
