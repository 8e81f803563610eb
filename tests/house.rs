//! The house stays in order: each floor uses only those below it, and each file says in its first line what it is for.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Each room of `src/` with the rooms it may use.
const MAY_USE: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("finding", &["text"]),
    ("config", &["finding", "text"]),
    ("facts", &["text"]),
    ("sources", &["facts", "text", "config", "finding"]),
    ("rules", &["sources", "facts", "text", "config", "finding"]),
    (
        "engine",
        &["rules", "sources", "facts", "text", "config", "finding"],
    ),
    (
        "report",
        &[
            "engine", "rules", "sources", "facts", "text", "config", "finding",
        ],
    ),
    (
        "server",
        &[
            "engine", "rules", "sources", "facts", "text", "config", "finding",
        ],
    ),
    (
        "cli",
        &[
            "server", "report", "engine", "rules", "sources", "facts", "text", "config", "finding",
        ],
    ),
];

fn files() -> Vec<PathBuf> {
    fn walk(folder: &Path, out: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, out);
            } else if path.extension().is_some_and(|e| e == "rs") {
                out.push(path);
            }
        }
    }
    let mut out = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut out);
    out.sort();
    out
}

/// The room a file belongs to: the folder or file below `src/`.
fn room(file: &Path) -> String {
    let below = file
        .strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
        .unwrap();
    let first = below
        .components()
        .next()
        .unwrap()
        .as_os_str()
        .to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// The rooms a file names: `crate::room`, and those of `use crate::{room, …}`.
fn uses(text: &str) -> Vec<String> {
    let code: String = text
        .lines()
        .filter(|l| !l.trim_start().starts_with("//"))
        .map(|l| format!("{l}\n"))
        .collect();
    let mut out = Vec::new();
    for (at, found) in code.match_indices("crate::") {
        let rest = &code[at + found.len()..];
        let name = |s: &str| {
            s.chars()
                .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
                .collect::<String>()
        };
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut item = String::new();
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => out.push(name(std::mem::take(&mut item).trim())),
                    _ => item.push(c),
                }
            }
            out.push(name(item.trim()));
        } else {
            out.push(name(rest));
        }
    }
    out.retain(|n| !n.is_empty());
    out
}

#[test]
fn each_floor_uses_only_those_below() {
    let may: BTreeMap<&str, &[&str]> = MAY_USE.iter().copied().collect();
    let mut wrong = Vec::new();
    for file in files() {
        let room = room(&file);
        if matches!(room.as_str(), "main" | "lib") {
            continue;
        }
        let allowed = may
            .get(room.as_str())
            .unwrap_or_else(|| panic!("`{room}` is no room of the house"));
        for used in uses(&fs::read_to_string(&file).unwrap()) {
            if used != room && !allowed.contains(&used.as_str()) {
                wrong.push(format!("{} uses {used}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_file_opens_with_what_it_is_for() {
    for file in files() {
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.starts_with("//! "), "{}", file.display());
    }
}

/// Words of code, comments left out.
fn words_of_code(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '_'))
}

/// Below the two translating files all places are bytes: nobody else holds a place as the protocol counts it.
#[test]
fn places_of_the_protocol_stay_in_the_translating_files() {
    let mut wrong = Vec::new();
    for file in files() {
        let translates = ["to_lsp", "from_lsp"]
            .iter()
            .any(|name| file.ends_with(format!("server/{name}.rs")));
        let text = fs::read_to_string(&file).unwrap();
        if translates || !text.contains("lsp_types") {
            continue;
        }
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for word in words_of_code(code).filter(|w| ["Position", "Range"].contains(w)) {
            wrong.push(format!("{} names {word}", file.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_reader_of_imports_sees_through_groups() {
    assert_eq!(
        uses(
            "use crate::{text::{Span, Block}, rules};\nlet x = crate::facts::read();\n// crate::server\n"
        ),
        ["text", "rules", "facts"]
    );
}
