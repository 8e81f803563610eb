//! `backread lsp`: the language server.

use super::Failure;
use std::process::ExitCode;

/// Arguments of `backread lsp`.
#[derive(clap::Args)]
pub struct Arguments {
    /// Speak over standard input and output (the default).
    #[arg(long)]
    stdio: bool,
}

/// Runs the command.
pub fn run(_arguments: Arguments) -> Result<ExitCode, Failure> {
    Ok(ExitCode::SUCCESS)
}
