//! Drafts in which nothing is wrong, beside their sources: not one warning.

use backread::config::Settings;
use backread::engine::Engine;
use backread::finding::Severity;
use backread::sources::{Dossier, load};
use backread::text::{Document, Format};
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[test]
fn sound_drafts_get_no_warning() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sound");
    let entries = std::fs::read_dir(&folder).unwrap();
    let mut dossiers: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    dossiers.sort();
    assert!(dossiers.len() >= 20, "{dossiers:?}");
    let mut false_warnings = Vec::new();
    for dossier in dossiers {
        let (files, errors) = load::expand(&dossier, &["sources".into()]);
        assert!(errors.is_empty(), "{errors:?}");
        let sources = files
            .iter()
            .map(|file| load::read_source(file, std::fs::read_to_string(file).unwrap()));
        let engine = Engine {
            settings: Arc::new(Settings::default()),
            dossier: Arc::new(Dossier::new(sources.collect())),
        };
        let draft = dossier.join("draft.md");
        let text = std::fs::read_to_string(&draft).unwrap();
        let checked = engine.check(Arc::new(Document::new(
            draft,
            text.clone(),
            Format::Markdown,
        )));
        for finding in checked
            .findings
            .iter()
            .filter(|f| f.severity >= Severity::Warning)
        {
            false_warnings.push(format!(
                "{}: {} on {:?}: {}",
                dossier.file_name().unwrap().display(),
                finding.code,
                finding.span.of(&text),
                finding.message
            ));
        }
    }
    assert!(false_warnings.is_empty(), "{}", false_warnings.join("\n"));
}
