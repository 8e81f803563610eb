//! Plain text: a paragraph a line.

use crate::text::{Block, BlockKind, Span};

/// Every line that is not blank is a paragraph.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let body = line.trim_end();
        let lead = body.len() - body.trim_start().len();
        if lead < body.len() {
            let span = Span::new(start + lead, start + body.len());
            out.push(Block {
                span,
                kind: BlockKind::Paragraph,
                prose: span.of(text).into(),
            });
        }
        start += line.len();
    }
    out
}
