//! `backread check --fix`: applies what is safe to apply without looking, and writes the draft whole or not at all.

use super::Failure;
use crate::engine::Checked;
use crate::finding::Edit;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// The draft's text with its safe fixes, and how many findings they mend; `None` where there is none.
pub fn fixed(checked: &Checked) -> Option<(String, usize)> {
    let mut edits: Vec<&Edit> = Vec::new();
    let mut mended = 0;
    for finding in &checked.findings {
        let Some(fix) = finding.fixes.iter().find(|f| f.safe) else {
            continue;
        };
        // Two insertions at one place overlap too: which comes first is not for us to say.
        let free = |e: &Edit| {
            edits
                .iter()
                .all(|o| !o.span.overlaps(e.span) && o.span != e.span)
        };
        if !fix.edits.is_empty() && fix.edits.iter().all(free) {
            edits.extend(&fix.edits);
            mended += 1;
        }
    }
    edits.sort_by_key(|e| e.span);
    let text = &checked.facts.document.text;
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        out.push_str(text.get(done..edit.span.start)?);
        out.push_str(&edit.text);
        done = edit.span.end;
    }
    out.push_str(text.get(done..)?);
    (mended > 0).then_some((out, mended))
}

/// Writes a draft: a new file beside it takes its place in one step. A draft that changed since it was read, or is
/// not UTF-8, stays as it is.
pub fn write(path: &Path, before: &str, after: &str) -> Result<(), Failure> {
    let failure = |why: String| Failure(format!("{} stays as it is: {why}", path.display()));
    let on_disk = fs::read(path).map_err(|e| failure(e.to_string()))?;
    if on_disk != before.as_bytes() {
        return Err(failure(
            "it is not UTF-8, or changed while it was checked".to_owned(),
        ));
    }
    replace(path, after).map_err(|e| failure(e.to_string()))
}

fn replace(path: &Path, text: &str) -> io::Result<()> {
    // Through a link, so that the link stays one.
    let path = path.canonicalize()?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let new = path.with_file_name(format!(".{name}.{}.backread", std::process::id()));
    let written = (|| {
        let mut file: File = OpenOptions::new().write(true).create_new(true).open(&new)?;
        file.set_permissions(fs::metadata(&path)?.permissions())?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&new, &path)
    })();
    if written.is_err() {
        let _ = fs::remove_file(&new);
    }
    written
}
