//! How much a source is trusted: the ranks of `[[trust]]`.

use super::LoadError;
use crate::config::Settings;
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use std::path::{Path, PathBuf};

/// The patterns of `[[trust]]`, compiled.
#[derive(Debug, Default)]
pub struct Trust {
    root: PathBuf,
    patterns: GlobSet,
    ranks: Vec<i32>,
}

impl Trust {
    /// Compiles the patterns of a configuration. A pattern that cannot be parsed is told and left out.
    pub fn new(settings: &Settings) -> (Trust, Vec<LoadError>) {
        let (mut patterns, mut ranks, mut errors) = (GlobSetBuilder::new(), Vec::new(), Vec::new());
        for (pattern, rank) in &settings.trust {
            let pattern = pattern.trim_end_matches('/');
            // A folder or file named outright counts with all below it.
            for glob in [pattern.to_owned(), format!("{pattern}/**")] {
                match GlobBuilder::new(&glob).literal_separator(true).build() {
                    Ok(glob) => {
                        patterns.add(glob);
                        ranks.push(*rank);
                    }
                    Err(e) => {
                        errors.push(LoadError::BadPattern {
                            pattern: pattern.to_owned(),
                            why: e.kind().to_string(),
                        });
                        break;
                    }
                }
            }
        }
        let patterns = patterns.build().unwrap_or_default();
        let root = settings.root.clone();
        (
            Trust {
                root,
                patterns,
                ranks,
            },
            errors,
        )
    }

    /// The rank of a file: the greatest of the patterns that match it, 0 without one.
    pub fn rank(&self, path: &Path) -> i32 {
        let path = path.strip_prefix(&self.root).unwrap_or(path);
        let matches = self.patterns.matches(path);
        matches
            .iter()
            .filter_map(|&i| self.ranks.get(i).copied())
            .max()
            .unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greatest_rank_that_matches_holds() {
        let settings = Settings {
            root: "desk".into(),
            trust: vec![
                ("sources/official/**".into(), 10),
                ("sources/official/old".into(), 12),
                ("sources/b.txt".into(), -1),
                ("sources/[".into(), 3),
            ],
            ..Settings::default()
        };
        let (trust, errors) = Trust::new(&settings);
        assert_eq!(errors.len(), 1);
        for (path, rank) in [
            ("desk/sources/official/a.txt", 10),
            ("desk/sources/official/x/a.txt", 10),
            ("desk/sources/official/old/a.txt", 12),
            ("desk/sources/b.txt", -1),
            ("desk/sources/c.txt", 0),
        ] {
            assert_eq!(trust.rank(Path::new(path)), rank, "{path}");
        }
    }
}
