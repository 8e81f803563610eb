//! Backread reads a draft and holds it against its sources.
//!
//! The way of data is one line: bytes → [`text::Document`] → blocks of prose → sentences and tokens →
//! [`facts::DocumentFacts`] → looked up in the [`sources::Dossier`] → [`finding::Finding`]s → LSP or report.
//! Each module uses those below it in this list, never those above:
//! `cli`, `server`; `report`; `engine`; `rules`; `sources`; `facts`; `text`; and beside them `config`, `finding`.

#![warn(missing_docs)]

pub mod cli;
pub mod config;
pub mod engine;
pub mod facts;
pub mod finding;
pub mod report;
pub mod rules;
pub mod server;
pub mod sources;
pub mod text;
