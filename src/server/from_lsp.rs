//! From LSP's positions to offsets. Positions that lie nowhere are moved to the nearest place, as the protocol says.

use super::snapshot::Snapshot;
use crate::text::{self, Document, Encoding, Span};
use ropey::Rope;
use std::path::PathBuf;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{Position, Range, TextDocumentContentChangeEvent, Url};

/// The byte offset of a position in a document.
fn offset(document: &Document, position: Position, encoding: Encoding) -> usize {
    let position = text::Position {
        line: position.line as usize,
        character: position.character as usize,
    };
    document.lines.offset(&document.text, position, encoding)
}

/// The byte offset that a request asks about. A column behind the end of its line is the end, as the protocol says; a line
/// that the text does not have is a mistake, save the one behind the last.
pub(super) fn asked_at(snapshot: &Snapshot, position: Position) -> Result<usize> {
    let document = snapshot.document();
    let lines = document.lines.lines();
    if position.line as usize > lines {
        let line = position.line;
        let problem = format!("there is no line {line} in a text of {lines}");
        return Err(Error::invalid_params(problem));
    }
    Ok(offset(document, position, snapshot.client.encoding))
}

/// The byte range that a request asks about. One that ends behind the text means the rest of it.
pub(super) fn asked_in(snapshot: &Snapshot, range: Range) -> Result<Span> {
    let start = asked_at(snapshot, range.start)?;
    let end = offset(snapshot.document(), range.end, snapshot.client.encoding);
    if end < start {
        return Err(Error::invalid_params("the range ends before it begins"));
    }
    Ok(Span::new(start, end))
}

/// Makes one change: of a range, or of the whole text where it names none.
pub(super) fn apply(rope: &mut Rope, change: &TextDocumentContentChangeEvent, encoding: Encoding) {
    match change.range {
        None => *rope = Rope::from_str(&change.text),
        Some(range) => {
            let a = character(rope, range.start, encoding);
            let b = character(rope, range.end, encoding);
            let (start, end) = (a.min(b), a.max(b));
            rope.remove(start..end);
            rope.insert(start, &change.text);
        }
    }
}

/// The index of the character at a position.
pub(super) fn character(rope: &Rope, position: Position, encoding: Encoding) -> usize {
    let line = position.line as usize;
    if line >= rope.len_lines() {
        return rope.len_chars();
    }
    let text = rope.line(line);
    let ending = text
        .chars_at(text.len_chars())
        .reversed()
        .take_while(|c| matches!(c, '\n' | '\r'))
        .count();
    let end = text.len_chars() - ending;
    let column = position.character as usize;
    let inside = match encoding {
        Encoding::Utf8 => text.byte_to_char(column.min(text.char_to_byte(end))),
        Encoding::Utf16 => text.utf16_cu_to_char(column.min(text.char_to_utf16_cu(end))),
        Encoding::Utf32 => column.min(end),
    };
    rope.line_to_char(line) + inside
}

/// The path of a document: its file, or for an unsaved buffer what its address calls it.
pub(super) fn path(uri: &Url) -> PathBuf {
    uri.to_file_path()
        .unwrap_or_else(|()| PathBuf::from(uri.path()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Format, LineIndex};
    use proptest::prelude::*;

    fn change(range: Option<Range>, text: &str) -> TextDocumentContentChangeEvent {
        TextDocumentContentChangeEvent {
            range,
            range_length: None,
            text: text.into(),
        }
    }

    fn range(a: (u32, u32), b: (u32, u32)) -> Option<Range> {
        Some(Range::new(Position::new(a.0, a.1), Position::new(b.0, b.1)))
    }

    #[test]
    fn edits_land_where_the_client_means() {
        use Encoding::{Utf8, Utf16, Utf32};
        for (before, encoding, at, with, after) in [
            (
                "one two",
                Utf16,
                range((0, 4), (0, 7)),
                "three",
                "one three",
            ),
            ("a🚢b", Utf16, range((0, 1), (0, 3)), "-", "a-b"),
            ("a🚢b", Utf8, range((0, 1), (0, 5)), "-", "a-b"),
            ("a🚢b", Utf32, range((0, 1), (0, 2)), "-", "a-b"),
            // A column inside a character is that character's start.
            ("a🚢b", Utf16, range((0, 2), (0, 3)), "-", "a-b"),
            // Past the end of a line is its end, past the last line the end of the text.
            ("ab\r\ncd", Utf16, range((0, 99), (0, 99)), "!", "ab!\r\ncd"),
            ("ab\r\ncd", Utf16, range((9, 0), (9, 0)), "!", "ab\r\ncd!"),
            // Every kind of line ending, and none that only Unicode knows.
            (
                "a\rb\nc\r\nd",
                Utf16,
                range((3, 0), (3, 1)),
                "D",
                "a\rb\nc\r\nD",
            ),
            (
                "a\u{2028}b\u{b}c\nd",
                Utf16,
                range((1, 0), (1, 1)),
                "D",
                "a\u{2028}b\u{b}c\nD",
            ),
            ("a\r\nb", Utf16, range((0, 1), (1, 0)), " ", "a b"),
            ("abc", Utf16, range((0, 3), (0, 1)), "", "a"),
            ("", Utf16, range((0, 0), (0, 0)), "x", "x"),
            ("old", Utf16, None, "new", "new"),
        ] {
            let mut rope = Rope::from_str(before);
            apply(&mut rope, &change(at, with), encoding);
            assert_eq!(rope.to_string(), after, "{before:?} {encoding:?} {at:?}");
        }
    }

    proptest! {
        /// The rope and the document's own index agree on every position, the nonsensical ones included.
        #[test]
        fn the_rope_and_the_document_count_alike(
            text in "[a-cé🚢\u{2028}\u{b}\r\n]{0,40}", line in 0u32..8, column in 0u32..20, which in 0usize..3,
        ) {
            let encoding = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32][which];
            let rope = Rope::from_str(&text);
            let position = Position::new(line, column);
            let in_rope = rope.char_to_byte(character(&rope, position, encoding));
            let document = Document::new("", text.as_str(), Format::Plain);
            prop_assert_eq!(in_rope, offset(&document, position, encoding));
            prop_assert_eq!(rope.len_lines(), LineIndex::new(&text).lines());
        }
    }
}
