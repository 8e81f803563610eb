//! `backread facts`: what is read in a document.

use super::{Failure, read_text};
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
    let document = Document::new(
        arguments.file.clone(),
        text,
        Format::of_path(&arguments.file),
    );
    println!(
        "{}",
        report::json::facts(&DocumentFacts::read(Arc::new(document)))
    );
    Ok(ExitCode::SUCCESS)
}
