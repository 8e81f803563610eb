//! `backread sources`: what drafts here are checked against.

use super::{Failure, complain, print};
use crate::config::{self, Discovered, ProblemKind, SourceSet};
use crate::engine::Engine;
use crate::report::text::counted;
use crate::rules;
use crate::sources::{Cache, Region, Source, load};
use std::fmt::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

/// Arguments of `backread sources`.
#[derive(clap::Args)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    action: Option<Action>,
    /// Configuration file.
    #[arg(long, value_name = "FILE", global = true)]
    config: Option<PathBuf>,
}

#[derive(clap::Subcommand)]
enum Action {
    /// List the sources: words, figures, names, trust, file (the default).
    List,
    /// Say where the sources come from and what cannot be read.
    Status,
    /// Read all sources anew and say what came of it.
    Reindex,
}

/// Runs the command.
pub fn run(arguments: Arguments) -> Result<ExitCode, Failure> {
    let codes = rules::codes();
    let found = match &arguments.config {
        Some(file) => config::discover_with(file, &codes),
        None => config::discover_in(Path::new(""), &codes),
    };
    for problem in &found.problems {
        complain(problem);
    }
    if found
        .problems
        .iter()
        .any(|p| p.kind == ProblemKind::Unreadable)
    {
        return Err(Failure("the configuration cannot be used".to_owned()));
    }
    let set = found.sources_of(Path::new(""), &[]);
    let begun = Instant::now();
    if let (Some(Action::Reindex), Some(cache)) = (&arguments.action, Cache::of_user()) {
        cache.forget(&load::expand(&set.base, &set.patterns).0);
    }
    let settings = Arc::new(found.settings.clone());
    let opened = Engine::open(settings, &set, &[], &|_| ControlFlow::Continue(()));
    let (engine, errors) = opened.unwrap_or_default();
    for error in &errors {
        complain(error);
    }
    let sources = engine.dossier.sources();
    let action = arguments.action.unwrap_or(Action::List);
    if set.patterns.is_empty() && !matches!(action, Action::Status) {
        complain(&format!("no sources; {}", found.where_looked()));
    }
    print(&match action {
        Action::List => sources.iter().map(line).collect(),
        Action::Status => status(&found, &set, sources, errors.len()),
        Action::Reindex => format!(
            "read {} in {} ms\n",
            counted(sources.len(), "source"),
            begun.elapsed().as_millis()
        ),
    })?;
    Ok(ExitCode::from(if sources.is_empty() { 2 } else { 0 }))
}

fn line(source: &Source) -> String {
    let story = || {
        source
            .facts
            .blocks
            .iter()
            .zip(&source.regions)
            .filter(|(_, r)| **r != Region::Furniture)
            .map(|(b, _)| b)
    };
    let words: usize = story()
        .map(|b| b.prose.text.split_whitespace().count())
        .sum();
    let figures: usize = story().map(|b| b.figures.len()).sum();
    let names: usize = story().map(|b| b.names.len()).sum();
    let mut out = format!("{words:>7} words {figures:>5} figures {names:>5} names");
    if source.rank != 0 {
        let _ = write!(out, "  rank {}", source.rank);
    }
    let _ = writeln!(out, "  {}", source.path().display());
    out
}

fn status(found: &Discovered, set: &SourceSet, sources: &[Source], unread: usize) -> String {
    let mut out = String::new();
    let file = found
        .file
        .as_deref()
        .map_or_else(|| "none".to_owned(), |f| f.display().to_string());
    let _ = writeln!(out, "configuration: {file}");
    if let Some(file) = &found.ignore_file {
        let _ = writeln!(
            out,
            "ignored:       {} in {}",
            counted(found.settings.ignored.len(), "finding"),
            file.display()
        );
    }
    if set.patterns.is_empty() {
        let _ = writeln!(out, "sources:       none; {}", found.where_looked());
    } else {
        let _ = writeln!(
            out,
            "sources:       {} from {}",
            sources.len(),
            set.patterns.join(", ")
        );
    }
    if unread > 0 {
        let _ = writeln!(out, "not read:      {unread}");
    }
    out
}
