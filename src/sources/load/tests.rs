//! Tests of loading: what cannot be read is named, the rest goes on.

use super::*;
use std::fs;

/// A folder with files of these names and bytes.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

/// Names of the files that patterns expand to, and the messages, the folder's own path left out.
fn expanded(base: &Path, patterns: &[&str]) -> (Vec<String>, Vec<String>) {
    let patterns: Vec<String> = patterns.iter().map(|&p| p.to_owned()).collect();
    let (files, errors) = expand(base, &patterns);
    let short = |s: String| s.replace(&format!("{}/", base.display()), "");
    (
        files
            .into_iter()
            .map(|f| short(f.display().to_string()))
            .collect(),
        errors.iter().map(|e| short(e.to_string())).collect(),
    )
}

#[test]
fn files_folders_and_globs() {
    let base = folder(&[
        ("b.txt", b"b"),
        ("a.md", b"a"),
        ("wire/c.TXT", b"c"),
        ("wire/deep/d.txt", b"d"),
        ("wire/picture.png", b"p"),
        ("odd[1]/e.txt", b"e"),
    ]);
    let cases: [(&[&str], &[&str]); 9] = [
        (&["b.txt", "a.md", "b.txt"], &["a.md", "b.txt"]),
        (&["wire"], &["wire/c.TXT", "wire/deep/d.txt"]),
        (&["*.txt"], &["b.txt"]),
        (&["./*.txt"], &["b.txt"]),
        (&["wire/*.*"], &["wire/c.TXT"]),
        (&["wire/**"], &["wire/c.TXT", "wire/deep/d.txt"]),
        (
            &["**/*.{txt,md}"],
            &["a.md", "b.txt", "odd[1]/e.txt", "wire/deep/d.txt"],
        ),
        (&["wire/picture.png"], &["wire/picture.png"]),
        (&["wire/../b.txt"], &["b.txt"]),
    ];
    for (patterns, files) in cases {
        let found = expanded(base.path(), patterns);
        assert_eq!(
            found,
            (files.iter().map(|f| f.to_string()).collect(), vec![]),
            "{patterns:?}"
        );
    }
    let odd = base.path().join("odd[1]");
    assert_eq!(expanded(&odd, &["*.txt"]).0, ["e.txt"]);
}

#[test]
fn what_is_not_there_is_named_once() {
    let base = folder(&[("a.txt", b"a"), ("empty/picture.png", b"p")]);
    let (files, errors) = expanded(
        base.path(),
        &["gone.txt", "a.txt", "empty", "b*.txt", "a{.txt"],
    );
    assert_eq!(files, ["a.txt"]);
    assert_eq!(errors.len(), 4, "{errors:?}");
    assert_eq!(
        errors[0],
        "cannot read source gone.txt: no such file or folder"
    );
    assert!(
        errors[1].starts_with("no text files in `empty`"),
        "{errors:?}"
    );
    assert!(
        errors[2].starts_with("no text files in `b*.txt`"),
        "{errors:?}"
    );
    assert!(
        errors[3].starts_with("`a{.txt` is not a valid pattern"),
        "{errors:?}"
    );
}

#[cfg(unix)]
#[test]
fn links_that_go_round_end() {
    let base = folder(&[("a/b.txt", b"b")]);
    std::os::unix::fs::symlink(base.path().join("a"), base.path().join("a/again")).unwrap();
    std::os::unix::fs::symlink("nowhere", base.path().join("a/gone.txt")).unwrap();
    std::os::unix::fs::symlink(base.path().join("a/b.txt"), base.path().join("a/c.txt")).unwrap();
    let (files, errors) = expanded(base.path(), &["a"]);
    assert_eq!(files, ["a/b.txt", "a/c.txt"]);
    assert!(errors.is_empty(), "{errors:?}");
}

#[test]
fn unreadable_files_are_named_and_the_rest_is_read() {
    let base = folder(&[
        ("a.txt", b"The mill burnt."),
        ("b.txt", b"\x00\x01\x02\x89PNG"),
        ("c.txt", b" \n\n"),
        ("d.txt", b""),
        (
            "e.txt",
            b"Caf\xe9 burnt down \x96 again, said the caf\xe9's owner.",
        ),
        ("f.txt", b"\xff\xfeM\x00i\x00l\x00l\x00"),
        ("g.txt", b"\x01\x02\x03\x04\x05\xfe\xed\xfa\xce\x07\x00"),
    ]);
    let huge = fs::File::create(base.path().join("h.txt")).unwrap();
    huge.set_len(LARGEST + 1).unwrap();
    let names = ["a", "b", "c", "d", "e", "f", "g", "h", "gone"];
    let files: Vec<PathBuf> = names
        .iter()
        .map(|n| base.path().join(format!("{n}.txt")))
        .collect();
    let loaded = load(&files);
    let texts: Vec<&str> = loaded
        .dossier
        .sources()
        .iter()
        .map(|s| &*s.facts.document.text)
        .collect();
    assert_eq!(
        texts,
        [
            "The mill burnt.",
            "Café burnt down – again, said the café's owner.",
            "Mill"
        ]
    );
    let errors: Vec<String> = loaded
        .errors
        .iter()
        .map(|e| {
            e.to_string()
                .replace(&format!("{}/", base.path().display()), "")
        })
        .collect();
    assert_eq!(
        errors,
        [
            "source b.txt is not text; leave it out, or save it as UTF-8 text",
            "source c.txt is empty",
            "source d.txt is empty",
            "source g.txt is not text; leave it out, or save it as UTF-8 text",
            "source h.txt is larger than 64 MB; leave it out, or split it",
            "cannot read source gone.txt: no such file or folder",
        ]
    );
}

/// What a dossier says, as far as drafts notice.
fn says(dossier: &Dossier) -> String {
    let sources = dossier
        .sources()
        .iter()
        .map(|s| (s.path(), &s.facts.blocks, &s.regions));
    let words = ["ferry", "boat", "kellerdahl"].map(|w| {
        let stems = [crate::sources::index::stem(w)];
        (dossier.passages_like(&stems, 9), dossier.names().near(w, 9))
    });
    format!("{:?} {words:?}", sources.collect::<Vec<_>>())
}

#[test]
fn a_cache_gives_what_reading_gives_whatever_became_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::at(folder.path().join("cache")).of_all();
    let articles = [
        "Officials said that 340 passengers left the ferry. The master, Tobias Kellerdahl, thanked nine crews.\n",
        "“We heard a long grinding noise,” said Ingrid Vasterling. About 12 boats of 8.5 metres came.\n",
        "Share this article\nThe ferry sank.\nRelated stories\nBoats for Sale in the Harbour Town\n",
    ];
    let files: Vec<PathBuf> = (0..articles.len())
        .map(|i| folder.path().join(format!("{i}.txt")))
        .collect();
    for (file, text) in files.iter().zip(articles) {
        std::fs::write(file, text).unwrap();
    }
    let read = |cache: Option<&Cache>| {
        let loaded = load_with(&files, &Trust::default(), cache, &|_| Continue(())).unwrap();
        assert!(loaded.errors.is_empty());
        says(&loaded.dossier)
    };
    let afresh = read(None);
    assert_eq!(read(Some(&cache)), afresh, "written");
    let kept = cache.file(&files);
    let whole = std::fs::read(&kept).unwrap();
    assert_eq!(read(Some(&cache)), afresh, "opened");
    assert_eq!(
        std::fs::read(&kept).unwrap(),
        whole,
        "what is right is not written again"
    );
    let mut other_build = whole.clone();
    other_build[16] ^= 1;
    let mut damaged = whole.clone();
    *damaged.last_mut().unwrap() ^= 1;
    let spoilt = [
        &whole[..0],
        &whole[..20],
        &whole[..whole.len() / 2],
        &whole[..whole.len() - 1],
        &other_build,
        &damaged,
        b"{}",
    ];
    for bytes in spoilt {
        std::fs::write(&kept, bytes).unwrap();
        assert_eq!(read(Some(&cache)), afresh, "{} bytes", bytes.len());
        assert!(
            std::fs::read(&kept).unwrap().len() > 40,
            "it is written anew"
        );
    }
    std::fs::remove_dir_all(folder.path().join("cache")).unwrap();
    assert_eq!(read(Some(&cache)), afresh, "deleted");
    // One source is another: the rest is taken from the cache.
    std::fs::write(&files[1], "About 13 boats came to the ferry.\n").unwrap();
    let changed = read(Some(&cache));
    assert_ne!(changed, afresh);
    assert_eq!(changed, read(None));
    assert_eq!(read(Some(&cache)), changed);
}

#[test]
fn a_cache_that_cannot_be_written_costs_nothing_but_time() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.txt");
    std::fs::write(&file, "The ferry sank.\n").unwrap();
    let cache = Cache::at(file.join("no folder")).of_all();
    let loaded = load_with(&[file], &Trust::default(), Some(&cache), &|_| Continue(())).unwrap();
    assert_eq!(loaded.dossier.sources().len(), 1);
}
