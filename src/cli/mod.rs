//! The command line: one file a command.

mod check;
mod completions;
mod editor_settings;
mod explain;
mod facts;
mod fix;
mod init;
mod lsp;
mod sources;

use clap::{CommandFactory, Parser, Subcommand};
use std::io::Write;
use std::path::Path;
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
    /// Show the sources that drafts here are checked against.
    Sources(sources::Arguments),
    /// Explain a rule, or list them all.
    Explain(explain::Arguments),
    /// Write a commented backread.toml.
    Init(init::Arguments),
    /// Print a completion script for a shell.
    Completions(completions::Arguments),
}

/// Why a command could not do its work: one clear line for standard error, exit code 2.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Failure(pub String);

/// Parses the arguments and runs one command. Exit: 0 nothing at or above `--fail-on`, 1 findings, 2 failure.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return usage(&error),
    };
    let result = match arguments.command {
        Command::Check(a) => check::run(a),
        Command::Lsp(a) => lsp::run(a),
        Command::Facts(a) => facts::run(a),
        Command::Sources(a) => sources::run(a),
        Command::Explain(a) => explain::run(a),
        Command::Init(a) => init::run(a),
        Command::Completions(a) => completions::run(a),
    };
    result.unwrap_or_else(|failure| {
        complain(&failure);
        ExitCode::from(2)
    })
}

/// The whole command line, for completions.
fn command() -> clap::Command {
    Arguments::command()
}

/// Help and version as they are; what is wrong in the arguments as one line.
fn usage(error: &clap::Error) -> ExitCode {
    if !error.use_stderr()
        || error.kind() == clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    {
        let _ = error.print();
        return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
    }
    let text = error.to_string();
    let lines = text
        .lines()
        .map(str::trim)
        .take_while(|l| !l.starts_with("Usage:") && !l.starts_with("For more"));
    let line = lines
        .filter(|l| !l.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    complain(&line.trim_start_matches("error: "));
    ExitCode::from(2)
}

/// One line on standard error.
pub(crate) fn complain(what: &dyn std::fmt::Display) {
    let _ = writeln!(anstream::stderr(), "backread: {what}");
}

/// Prints to standard output, colours stripped where they are not wanted.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    write(anstream::stdout().lock(), text)
}

/// Prints to standard output as it is.
pub(crate) fn print_plain(text: &str) -> Result<(), Failure> {
    write(std::io::stdout().lock(), text)
}

/// A reader that left early is no failure.
fn write(mut out: impl Write, text: &str) -> Result<(), Failure> {
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Failure(format!("cannot write to standard output: {e}")))
        }
        _ => Ok(()),
    }
}

/// Columns to write in: the terminal's, or those of a pipe.
pub(crate) fn width() -> usize {
    terminal_size::terminal_size().map_or(crate::report::text::DEFAULT_WIDTH, |(width, _)| {
        usize::from(width.0)
    })
}

/// Reads a draft: UTF-8 only, since findings and fixes count the bytes of the file as it is on disk.
pub(crate) fn read_draft(path: &Path) -> Result<String, Failure> {
    let text = read_text(path)?;
    if text.as_bytes() == read_bytes(path)? {
        return Ok(text);
    }
    let path = path.display();
    Err(Failure(format!(
        "cannot check {path}: it is not UTF-8; save it as UTF-8 text"
    )))
}

/// Reads a file the user named, decoded where it is in an old encoding, with a clear failure.
pub(crate) fn read_text(path: &Path) -> Result<String, Failure> {
    crate::sources::load::decode(read_bytes(path)?)
        .ok_or_else(|| Failure(format!("cannot read {}: it is not text", path.display())))
}

fn read_bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|e| {
        let why = match e.kind() {
            std::io::ErrorKind::NotFound => "no such file".to_owned(),
            _ if path.is_dir() => "it is a folder".to_owned(),
            _ => e.to_string(),
        };
        Failure(format!("cannot read {}: {why}", path.display()))
    })
}
