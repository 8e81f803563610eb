//! What of a source is its story, and what is page furniture or another story below the fold.

use crate::text::Document;

/// What a block of a source belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Region {
    /// The article itself.
    Story,
    /// Menus, bylines, copyright and share lines, lists of headlines: supports and contradicts nothing.
    Furniture,
    /// Another story on the same page, numbered from 1. Its facts hold for that story alone.
    Other(usize),
}

/// The region of each block of a document, side by side with `document.blocks`.
pub fn regions(document: &Document) -> Vec<Region> {
    vec![Region::Story; document.blocks.len()]
}
