//! `backread explain`: the rules and their pages.

use super::{Failure, complain, editor_settings, print};
use crate::config::nearest;
use crate::report::text::word;
use crate::rules::{self, RULES};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Arguments of `backread explain`.
#[derive(clap::Args)]
pub struct Arguments {
    /// The rule's code; all rules without one.
    code: Option<String>,
    /// Write the page of every rule to a folder: how docs/rules is made.
    #[arg(long, value_name = "DIR", hide = true, conflicts_with = "code")]
    write_pages: Option<PathBuf>,
    /// Renew the generated settings in the manifest of the VS Code extension.
    #[arg(long, value_name = "FILE", hide = true, conflicts_with = "code")]
    write_settings: Option<PathBuf>,
}

/// Runs the command.
pub fn run(arguments: Arguments) -> Result<ExitCode, Failure> {
    if let Some(folder) = arguments.write_pages {
        write_pages(&folder).map_err(|e| {
            Failure(format!(
                "cannot write the pages to {}: {e}",
                folder.display()
            ))
        })?;
        complain(&format!(
            "wrote {} pages to {}",
            RULES.len(),
            folder.display()
        ));
        return Ok(ExitCode::SUCCESS);
    }
    if let Some(manifest) = arguments.write_settings {
        editor_settings::write(&manifest)
            .map_err(|e| Failure(format!("cannot renew {}: {e}", manifest.display())))?;
        return Ok(ExitCode::SUCCESS);
    }
    print(&match arguments.code {
        None => list(),
        Some(code) => page(&code)?,
    })?;
    Ok(ExitCode::SUCCESS)
}

/// A line a rule: code, severity, what it finds.
fn list() -> String {
    let mut out = String::new();
    for registered in RULES {
        let rule = registered.rule;
        let _ = writeln!(
            out,
            "{:26} {:8} {}",
            rule.code,
            word(rule.severity),
            registered.summary()
        );
    }
    out
}

fn page(code: &str) -> Result<String, Failure> {
    let registered = rules::find(code).ok_or_else(|| {
        let hint = nearest(code, rules::codes()).map_or_else(
            || "`backread explain` lists them".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        Failure(format!("no rule is called `{code}`; {hint}"))
    })?;
    Ok(format!("{}\n", registered.docs().trim_end()))
}

/// The page of each rule and a list of them all.
fn write_pages(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut index = String::from("# The rules\n\n| rule | severity | finds |\n|---|---|---|\n");
    for registered in RULES {
        let rule = registered.rule;
        let docs = registered.docs();
        std::fs::write(
            folder.join(format!("{}.md", rule.code)),
            format!("{}\n", docs.trim_end()),
        )?;
        let summary = registered.summary().replace('|', "\\|");
        let _ = writeln!(
            index,
            "| [`{0}`]({0}.md) | {1} | {summary} |",
            rule.code, rule.severity
        );
    }
    std::fs::write(folder.join("README.md"), index)
}
