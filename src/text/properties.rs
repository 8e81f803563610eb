//! Properties that hold for any text: offsets map both ways, readers stay in bounds, nothing panics.

use super::{Document, Encoding, Format, LineIndex, Position, Prose, Span, sentence, token};
use proptest::prelude::*;

/// Any text, rich in what breaks readers: line ends, marks, wide characters, numbers, capitals, abbreviations.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => "[a-zA-Z]{1,6}",
        2 => "[0-9]{1,4}[.,:-]?",
        2 => Just(" ".to_owned()),
        3 => "[.!?,;:'\"“”‘’()\\[\\]$%&/@#*_`<>|-]",
        1 => prop_oneof![
            Just("\r\n"), Just("\n"), Just("\r"), Just("\n\n"), Just("\u{a0}"), Just("\u{2028}"), Just("\u{feff}"),
            Just("\u{200b}"), Just("e\u{301}"), Just("👩\u{200d}🚀"), Just("🇫🇷"), Just("שלום"), Just("終。"), Just("½"),
            Just("U.S. "), Just("Mr. "), Just("J.P. "), Just("No. 5"), Just("a.m. "), Just("’s "), Just("n't "), Just("…"),
            Just("https://a.example/1"), Just("a@b.example"), Just("\u{ad}"), Just("ß"), Just("İ"),
        ].prop_map(str::to_owned),
        1 => any::<char>().prop_map(|c| c.to_string()),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Line starts found the plain way.
fn naive_position(text: &str, offset: usize, encoding: Encoding) -> Position {
    let before = &text[..offset];
    let (mut line, mut character) = (0, 0);
    let mut chars = before.chars().peekable();
    let after = text[offset..].chars().next();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().or(after);
        if c == '\n' || c == '\r' && next != Some('\n') {
            (line, character) = (line + 1, 0);
        } else {
            character += encoding.width(c);
        }
    }
    Position { line, character }
}

fn boundaries(text: &str) -> impl Iterator<Item = usize> + '_ {
    (0..=text.len()).filter(|&i| text.is_char_boundary(i))
}

fn ordered_inside(spans: &[Span], text: &str) -> bool {
    spans
        .iter()
        .all(|s| s.end <= text.len() && !s.is_empty() && text.get(s.start..s.end).is_some())
        && spans.windows(2).all(|w| w[0].end <= w[1].start)
}

proptest! {
    #[test]
    fn offsets_map_both_ways(text in any_text()) {
        let lines = LineIndex::new(&text);
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            for offset in boundaries(&text) {
                // Between "\r" and "\n" no position points: it is the line's end.
                if text[..offset].ends_with('\r') && text[offset..].starts_with('\n') {
                    continue;
                }
                let position = lines.position(&text, offset, encoding);
                prop_assert_eq!(position, naive_position(&text, offset, encoding));
                prop_assert_eq!(lines.offset(&text, position, encoding), offset);
            }
        }
    }

    #[test]
    fn any_position_is_an_offset(text in any_text(), line in 0usize..12, character in 0usize..40) {
        let lines = LineIndex::new(&text);
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            let offset = lines.offset(&text, Position { line, character }, encoding);
            prop_assert!(text.is_char_boundary(offset));
        }
    }

    #[test]
    fn tokens_and_sentences_are_ordered_and_inside(text in any_text()) {
        let tokens: Vec<Span> = token::tokenize(&text).iter().map(|t| t.span).collect();
        prop_assert!(ordered_inside(&tokens, &text), "tokens {tokens:?}");
        let sentences = sentence::sentences(&text);
        prop_assert!(ordered_inside(&sentences, &text), "sentences {sentences:?}");
        // What is not blank lies in a token, and every token in a sentence.
        for (i, c) in text.char_indices().filter(|(_, c)| !token::is_blank(*c)) {
            prop_assert!(tokens.iter().any(|t| t.contains(i)), "{c:?} at {i}");
        }
        let prose = Prose::read(text.as_str());
        let covered: usize = prose.sentences.iter().map(|s| s.tokens.len()).sum();
        prop_assert_eq!(covered, prose.tokens.len());
    }

    #[test]
    fn blocks_are_as_long_as_their_spans(text in any_text()) {
        for format in [Format::Plain, Format::Markdown] {
            let document = Document::new("", text.as_str(), format);
            let spans: Vec<Span> = document.blocks.iter().map(|b| b.span).collect();
            prop_assert!(ordered_inside(&spans, &text), "blocks {spans:?}");
            for (block, prose) in document.blocks.iter().zip(&document.prose) {
                prop_assert_eq!(prose.len(), block.span.len());
                let source = block.span.of(&text);
                for (i, c) in prose.char_indices() {
                    prop_assert!(c == ' ' || source.get(i..).is_some_and(|s| s.starts_with(c)));
                }
            }
        }
    }

    #[test]
    fn anything_at_all_is_read(text in any::<String>()) {
        Prose::read(text.as_str());
        Document::new("", text, Format::Markdown);
    }
}
