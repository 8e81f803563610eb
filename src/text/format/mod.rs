//! From a file's text to its blocks of prose, a format a file.

mod front_matter;
mod markdown;
pub(crate) mod plain;

use super::{Block, Format, Metadata};

/// The blocks of `text` in order, and what its front matter says.
pub fn blocks(text: &str, format: Format) -> (Vec<Block>, Metadata) {
    match format {
        Format::Plain => (plain::blocks(text), Metadata::default()),
        Format::Markdown => markdown::blocks(text),
    }
}
