//! `backread init`: a commented configuration to begin with.

use super::{Failure, complain};
use crate::config::FILE_NAME;
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;

/// What is written: every key with what it does, all but the first two commented out.
pub const TEMPLATE: &str = include_str!("init.toml");

/// The folder of sources that the template names.
const SOURCES: &str = "sources";

/// The template; what names a folder that is not there yet stays an example, so that a check of the new file has nothing to
/// complain of.
fn fitting(has_sources: bool) -> String {
    if has_sources {
        TEMPLATE.to_owned()
    } else {
        TEMPLATE.replacen("\nsources = ", "\n#: sources = ", 1)
    }
}

/// Arguments of `backread init`.
#[derive(clap::Args)]
pub struct Arguments {}

/// Runs the command.
pub fn run(_arguments: Arguments) -> Result<ExitCode, Failure> {
    let written = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(FILE_NAME)
        .and_then(|mut file| file.write_all(fitting(Path::new(SOURCES).exists()).as_bytes()));
    match written {
        Ok(()) => {
            complain(&format!("wrote {FILE_NAME}"));
            Ok(ExitCode::SUCCESS)
        }
        Err(e) if e.kind() == ErrorKind::AlreadyExists => Err(Failure(format!(
            "{FILE_NAME} is here already; it stays as it is"
        ))),
        Err(e) => Err(Failure(format!("cannot write {FILE_NAME}: {e}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::{TEMPLATE, fitting};
    use crate::config;
    use std::path::Path;

    /// Uncommenting every example line must give a configuration that is right as a whole.
    #[test]
    fn every_line_of_the_template_is_right() {
        let whole: String = TEMPLATE
            .lines()
            .map(|l| l.strip_prefix("#: ").unwrap_or(l))
            .map(|l| format!("{l}\n"))
            .collect();
        for text in [TEMPLATE, &whole] {
            let read = config::read(Path::new("backread.toml"), text, &crate::rules::codes());
            assert_eq!(read.problems, [], "{text}");
            assert_eq!(read.settings.sources, ["sources"]);
            assert_eq!(read.settings.drafts, ["*.md"]);
        }
        let without = config::read(Path::new("backread.toml"), &fitting(false), &[]);
        assert!(without.problems.is_empty() && without.settings.sources.is_empty());
        assert!(whole.contains("\n[rules]") && whole.contains("\n[[trust]]"));
    }
}
