//! The command line: one file a command.

mod check;
mod explain;
mod facts;
mod lsp;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Holds a draft against its sources.
#[derive(Parser)]
#[command(name = "backread", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check drafts against their sources.
    Check(check::Arguments),
    /// Run the language server.
    Lsp(lsp::Arguments),
    /// Show what is read in a document: figures, names, quotations, attributions.
    Facts(facts::Arguments),
    /// Explain a rule, or list them all.
    Explain(explain::Arguments),
}

/// Why a command could not do its work: one clear line for standard error, exit code 2.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Failure(pub String);

/// Parses the arguments and runs one command. Exit: 0 nothing at or above `--fail-on`, 1 findings, 2 failure.
pub fn run() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Check(a) => check::run(a),
        Command::Lsp(a) => lsp::run(a),
        Command::Facts(a) => facts::run(a),
        Command::Explain(a) => explain::run(a),
    };
    result.unwrap_or_else(|failure| {
        anstream::eprintln!("backread: {failure}");
        ExitCode::from(2)
    })
}

/// Reads a file the user named, with a clear failure.
pub(crate) fn read_text(path: &std::path::Path) -> Result<String, Failure> {
    let bytes =
        std::fs::read(path).map_err(|e| Failure(format!("cannot read {}: {e}", path.display())))?;
    crate::sources::load::decode(bytes)
        .ok_or_else(|| Failure(format!("{} is not text", path.display())))
}
