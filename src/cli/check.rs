//! `backread check`: drafts against sources.

use super::{Failure, read_text};
use crate::config::Settings;
use crate::engine::Engine;
use crate::finding::Severity;
use crate::report;
use crate::sources::load;
use crate::text::{Document, Format};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// Arguments of `backread check`.
#[derive(clap::Args)]
pub struct Arguments {
    /// Drafts to check.
    drafts: Vec<PathBuf>,
    /// Files, folders and globs to check against.
    #[arg(long)]
    sources: Vec<String>,
    /// How to print findings.
    #[arg(long, default_value = "text", value_parser = ["text", "json"])]
    format: String,
    /// Least severity that makes the command fail.
    #[arg(long, default_value = "warning")]
    fail_on: Severity,
}

/// Runs the command.
pub fn run(arguments: Arguments) -> Result<ExitCode, Failure> {
    let (files, mut errors) = load::expand(Path::new(""), &arguments.sources);
    let loaded = load::load(&files);
    errors.extend(loaded.errors);
    for error in &errors {
        anstream::eprintln!("backread: {error}");
    }
    let engine = Engine {
        settings: Arc::new(Settings::default()),
        dossier: Arc::new(loaded.dossier),
    };
    let mut checked = Vec::new();
    for path in &arguments.drafts {
        let draft = Document::new(path.clone(), read_text(path)?, Format::of_path(path));
        checked.push(engine.check(Arc::new(draft)));
    }
    let worst = checked
        .iter()
        .flat_map(|c| &c.findings)
        .map(|f| f.severity)
        .max();
    println!("{}", report::json::findings(&checked, &engine.dossier));
    Ok(if worst.is_some_and(|w| w >= arguments.fail_on) {
        ExitCode::from(1)
    } else {
        ExitCode::SUCCESS
    })
}
