//! What a text is: documents, blocks of prose, sentences, tokens, positions.

pub mod abbreviation;
pub mod document;
pub mod format;
pub mod lexicon;
pub mod position;
pub mod prose;
pub mod sentence;
pub mod shared_list;
pub mod span;
pub mod tagger;
pub mod token;

pub use document::{Block, BlockKind, Change, Document, Format, Metadata};
pub use position::{Encoding, LineIndex, Position};
pub use prose::Prose;
pub use shared_list::SharedList;
pub use span::Span;
pub use token::{Tag, Token, TokenKind};

#[cfg(test)]
mod properties;
