//! `backread facts`: what is read in a document.

use super::{Failure, print, read_text};
use crate::facts::DocumentFacts;
use crate::report;
use crate::text::{Document, Format};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// Arguments of `backread facts`.
#[derive(clap::Args)]
pub struct Arguments {
    /// The document to read.
    file: PathBuf,
    /// How to print it.
    #[arg(long, default_value = "text", value_parser = ["text", "json"])]
    format: String,
}

/// Runs the command.
pub fn run(arguments: Arguments) -> Result<ExitCode, Failure> {
    let text = read_text(&arguments.file)?;
    let format = Format::of_path(&arguments.file);
    let document = Document::new(arguments.file, text, format);
    let facts = DocumentFacts::read(Arc::new(document));
    print(&if arguments.format == "json" {
        report::json::facts(&facts)
    } else {
        report::facts::facts(&facts)
    })?;
    Ok(ExitCode::SUCCESS)
}
