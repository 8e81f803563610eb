//! From the text of `backread.toml` to settings. What is wrong is told with its place; the rest holds.

use super::{Problem, ProblemKind, Settings, nearest};
use crate::finding::Severity;
use crate::text::Span;
use globset::GlobBuilder;
use std::path::Path;
use toml_edit::{Document, Item, TableLike, Value};

pub(super) const KEYS: [&str; 5] = ["sources", "drafts", "rules", "names", "trust"];
pub(super) const NAMES_KEYS: [&str; 2] = ["accept", "style"];
pub(super) const TRUST_KEYS: [&str; 2] = ["path", "rank"];
pub(super) const SEVERITIES: [&str; 5] = ["off", "hint", "information", "warning", "error"];

/// What came of reading.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Read {
    /// All that is right.
    pub settings: Settings,
    /// All that is not, in order of the file.
    pub problems: Vec<Problem>,
}

/// Reads the text of a configuration file. `root` of the settings is the file's folder.
/// `codes` are the codes that `[rules]` may name.
pub fn read(path: &Path, text: &str, codes: &[&str]) -> Read {
    let mut reader = Reader::new(path, text);
    let mut settings = Settings {
        root: path.parent().map(Path::to_path_buf).unwrap_or_default(),
        ..Settings::default()
    };
    if let Some(document) = reader.parse() {
        reader.settings(document.as_table(), codes, &mut settings);
    }
    reader.problems.sort_by_key(|p| p.span);
    Read {
        settings,
        problems: reader.problems,
    }
}

/// Reads settings that an editor sends as JSON, with the names of the configuration file. Positions of problems mean
/// nothing; their messages do.
pub fn read_value(value: &serde_json::Value, codes: &[&str]) -> Read {
    let text = toml_edit::ser::to_string(&without_nulls(value)).unwrap_or_default();
    read(Path::new("settings"), &text, codes)
}

/// TOML has no null: a setting that is null is not set.
fn without_nulls(value: &serde_json::Value) -> serde_json::Value {
    use serde_json::Value::{Array, Object};
    match value {
        Object(map) => Object(
            map.iter()
                .filter(|(_, v)| !v.is_null())
                .map(|(k, v)| (k.clone(), without_nulls(v)))
                .collect(),
        ),
        Array(list) => Array(
            list.iter()
                .filter(|v| !v.is_null())
                .map(without_nulls)
                .collect(),
        ),
        other => other.clone(),
    }
}

/// Collects problems while a file is read.
pub(super) struct Reader<'a> {
    path: &'a Path,
    text: &'a str,
    /// What was found wrong so far.
    pub problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(path: &'a Path, text: &'a str) -> Self {
        Reader {
            path,
            text,
            problems: Vec::new(),
        }
    }

    /// The file as TOML; a problem where it is none.
    pub(super) fn parse(&mut self) -> Option<Document<&'a str>> {
        Document::parse(self.text)
            .map_err(|e| {
                let span = e.span().map(Span::from).unwrap_or_default();
                self.add(
                    ProblemKind::Unreadable,
                    span,
                    format!("this is not TOML: {}", e.message()),
                );
            })
            .ok()
    }

    fn add(&mut self, kind: ProblemKind, span: Span, message: String) {
        self.problems.push(Problem::at(
            self.path.to_path_buf(),
            self.text,
            kind,
            span,
            message,
        ));
    }

    fn wrong(&mut self, item: &Item, message: String) {
        let span = item.span().map(Span::from).unwrap_or_default();
        self.add(ProblemKind::Entry, span, message);
    }

    /// An unknown key, with the nearest right one.
    pub(super) fn unknown(&mut self, table: &dyn TableLike, key: &str, what: &str, right: &[&str]) {
        let span = table
            .key(key)
            .and_then(toml_edit::Key::span)
            .map(Span::from)
            .unwrap_or_default();
        let hint = hint(key, right);
        self.add(
            ProblemKind::Entry,
            span,
            format!("unknown {what} `{key}`; {hint}"),
        );
    }

    /// An entry whose value is none of the words it may be.
    pub(super) fn unknown_value(&mut self, item: &Item, what: &str, right: &[&str]) {
        let word = item.as_str().unwrap_or_default();
        let hint = hint(word, right);
        self.wrong(item, format!("unknown {what} `{word}`; {hint}"));
    }

    /// A table that lacks a key it needs.
    pub(super) fn missing(&mut self, table: &dyn TableLike, key: &str) {
        let first = table.iter().find_map(|(k, _)| table.key(k)?.span());
        let span = first.map(Span::from).unwrap_or_default();
        self.add(
            ProblemKind::Entry,
            span,
            format!("this entry needs `{key}`"),
        );
    }

    fn settings(&mut self, table: &dyn TableLike, codes: &[&str], settings: &mut Settings) {
        for (key, item) in table.iter() {
            match key {
                "sources" => settings.sources = self.strings(key, item),
                "drafts" => settings.drafts = self.strings(key, item),
                "rules" => self.rules(item, codes, settings),
                "names" => self.names(item, settings),
                "trust" => self.trust(item, settings),
                _ => self.unknown(table, key, "key", &KEYS),
            }
        }
    }

    fn rules(&mut self, item: &Item, codes: &[&str], settings: &mut Settings) {
        let Some(table) = self.table("rules", item) else {
            return;
        };
        for (code, item) in table.iter() {
            if !codes.contains(&code) {
                self.unknown(table, code, "rule", codes);
                continue;
            }
            match item.as_str() {
                Some("off") => {
                    settings.rules.insert(code.to_owned(), None);
                }
                Some(word) => match word.parse::<Severity>() {
                    Ok(severity) => {
                        settings.rules.insert(code.to_owned(), Some(severity));
                    }
                    Err(_) => self.unknown_value(item, "severity", &SEVERITIES),
                },
                None => {
                    let right = SEVERITIES.join(", ");
                    self.wrong(
                        item,
                        format!("`{code}` takes a severity in quotes: {right}"),
                    );
                }
            }
        }
    }

    fn names(&mut self, item: &Item, settings: &mut Settings) {
        let Some(table) = self.table("names", item) else {
            return;
        };
        for (key, item) in table.iter() {
            match key {
                "accept" => settings.accept = self.strings("names.accept", item),
                "style" => {
                    let Some(style) = self.table("names.style", item) else {
                        continue;
                    };
                    for (house, item) in style.iter() {
                        let replaced = self.strings(&format!("names.style.\"{house}\""), item);
                        settings.style.insert(house.to_owned(), replaced);
                    }
                }
                _ => self.unknown(table, key, "key in [names]", &NAMES_KEYS),
            }
        }
    }

    fn trust(&mut self, item: &Item, settings: &mut Settings) {
        for table in self.tables("trust", item) {
            let (mut path, mut rank) = (None, None);
            for (key, item) in table.iter() {
                match key {
                    "path" => path = self.pattern("path", item),
                    "rank" => {
                        rank = item.as_integer().and_then(|n| i32::try_from(n).ok());
                        if rank.is_none() {
                            self.wrong(
                                item,
                                format!("`rank` takes a whole number, not {}", kind_of(item)),
                            );
                        }
                    }
                    _ => self.unknown(table, key, "key in [[trust]]", &TRUST_KEYS),
                }
            }
            match (path, rank) {
                (Some(path), Some(rank)) => settings.trust.push((path, rank)),
                _ => {
                    for key in TRUST_KEYS.into_iter().filter(|k| !table.contains_key(k)) {
                        self.missing(table, key);
                    }
                }
            }
        }
    }

    /// A list of strings. Entries of another kind are told and left out.
    fn strings(&mut self, key: &str, item: &Item) -> Vec<String> {
        let Some(list) = item.as_array() else {
            self.wrong(
                item,
                format!("`{key}` takes a list of strings, not {}", kind_of(item)),
            );
            return Vec::new();
        };
        let mut out = Vec::new();
        for value in list {
            match value.as_str() {
                Some(s) => out.push(s.to_owned()),
                None => {
                    let span = value.span().map(Span::from).unwrap_or_default();
                    let message = format!("`{key}` takes strings, not {}", kind_of_value(value));
                    self.add(ProblemKind::Entry, span, message);
                }
            }
        }
        out
    }

    /// One string.
    pub(super) fn string(&mut self, key: &str, item: &Item) -> Option<String> {
        if item.as_str().is_none() {
            self.wrong(
                item,
                format!("`{key}` takes a string, not {}", kind_of(item)),
            );
        }
        item.as_str().map(str::to_owned)
    }

    /// A file, folder or glob; a glob that cannot be parsed is told.
    fn pattern(&mut self, key: &str, item: &Item) -> Option<String> {
        let pattern = self.string(key, item)?;
        match GlobBuilder::new(&pattern).literal_separator(true).build() {
            Ok(_) => Some(pattern),
            Err(e) => {
                self.wrong(item, format!("`{pattern}` is not a pattern: {}", e.kind()));
                None
            }
        }
    }

    fn table<'i>(&mut self, key: &str, item: &'i Item) -> Option<&'i dyn TableLike> {
        if item.as_table_like().is_none() {
            self.wrong(item, format!("`{key}` is a table, not {}", kind_of(item)));
        }
        item.as_table_like()
    }

    /// The tables of `[[key]]`, or of a list of inline tables.
    pub(super) fn tables<'i>(&mut self, key: &str, item: &'i Item) -> Vec<&'i dyn TableLike> {
        if let Some(tables) = item.as_array_of_tables() {
            return tables.iter().map(|t| t as &dyn TableLike).collect();
        }
        if let Some(list) = item.as_array() {
            let tables: Vec<_> = list
                .iter()
                .filter_map(|v| v.as_inline_table().map(|t| t as &dyn TableLike))
                .collect();
            if tables.len() == list.len() {
                return tables;
            }
        }
        self.wrong(
            item,
            format!("write `{key}` as tables, each under [[{key}]]"),
        );
        Vec::new()
    }
}

/// What would be right instead of `word`.
fn hint(word: &str, right: &[&str]) -> String {
    match nearest(word, right.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if right.len() <= 8 => format!("known: {}", right.join(", ")),
        None => "`backread explain` lists them".to_owned(),
    }
}

fn kind_of(item: &Item) -> &'static str {
    match item {
        Item::Value(value) => kind_of_value(value),
        Item::Table(_) => "a table",
        Item::ArrayOfTables(_) => "a list of tables",
        Item::None => "nothing",
    }
}

fn kind_of_value(value: &Value) -> &'static str {
    match value {
        Value::String(_) => "a string",
        Value::Integer(_) | Value::Float(_) => "a number",
        Value::Boolean(_) => "true or false",
        Value::Datetime(_) => "a date",
        Value::Array(_) => "a list",
        Value::InlineTable(_) => "a table",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODES: [&str; 2] = ["figure-conflict", "name-garbled"];

    fn problems(text: &str) -> Vec<String> {
        let read = read(Path::new("desk/backread.toml"), text, &CODES);
        read.problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn everything_the_contract_names_is_read() {
        let text = r#"
sources = ["sources/**"]
drafts  = ["drafts/**/*.md"]
[rules]
figure-conflict = "off"
name-garbled = "error"
[names]
accept = ["Marlowe"]
[names.style]
"Aldhaven" = ["Aldhafen", "Ald Haven"]
[[trust]]
path = "sources/official/**"
rank = 10
"#;
        let read = read(Path::new("desk/backread.toml"), text, &CODES);
        assert_eq!(read.problems, []);
        let s = read.settings;
        assert_eq!(s.root, Path::new("desk"));
        assert_eq!(s.sources, ["sources/**"]);
        assert_eq!(s.drafts, ["drafts/**/*.md"]);
        assert_eq!(s.rules["figure-conflict"], None);
        assert_eq!(s.rules["name-garbled"], Some(Severity::Error));
        assert_eq!(s.accept, ["Marlowe"]);
        assert_eq!(s.style["Aldhaven"], ["Aldhafen", "Ald Haven"]);
        assert_eq!(s.trust, [("sources/official/**".to_owned(), 10)]);
    }

    #[test]
    fn each_problem_has_its_place_and_the_nearest_right_word() {
        for (text, told) in [
            (
                "sorces = ['a']",
                "1:1: unknown key `sorces`; did you mean `sources`?",
            ),
            (
                "\n  colour = 1",
                "2:3: unknown key `colour`; known: sources, drafts, rules, names, trust",
            ),
            (
                "sources = 3",
                "1:11: `sources` takes a list of strings, not a number",
            ),
            (
                "sources = ['é', 3]",
                "1:17: `sources` takes strings, not a number",
            ),
            (
                "[rules]\nfigure-conflit = 'off'",
                "2:1: unknown rule `figure-conflit`; did you mean `figure-conflict`?",
            ),
            (
                "[rules]\nfigure-conflict = 'warn'",
                "2:19: unknown severity `warn`; did you mean `warning`?",
            ),
            (
                "[rules]\nfigure-conflict = true",
                "2:19: `figure-conflict` takes a severity in quotes: off, hint, information, warning, error",
            ),
            ("rules = 1", "1:9: `rules` is a table, not a number"),
            (
                "[names]\nacept = []",
                "2:1: unknown key in [names] `acept`; did you mean `accept`?",
            ),
            (
                "[names]\naccept = 'x'",
                "2:10: `names.accept` takes a list of strings, not a string",
            ),
            (
                "[[trust]]\npath = 'x['\nrank = 1",
                "2:8: `x[` is not a pattern: unclosed character class; missing ']'",
            ),
            ("[[trust]]\npath = 'a'", "2:1: this entry needs `rank`"),
            (
                "[[trust]]\npath = 'a'\nrank = 'high'",
                "3:8: `rank` takes a whole number, not a string",
            ),
            (
                "trust = 'a'",
                "1:9: write `trust` as tables, each under [[trust]]",
            ),
        ] {
            assert_eq!(
                problems(text),
                [format!("desk/backread.toml:{told}")],
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_right_beside_a_problem_holds() {
        let read = read(
            Path::new("backread.toml"),
            "sorces = 1\ndrafts = ['a.md']\n[rules]\nx = 'off'\nname-garbled = 'hint'",
            &CODES,
        );
        assert_eq!(read.problems.len(), 2);
        assert_eq!(read.settings.drafts, ["a.md"]);
        assert_eq!(read.settings.rules["name-garbled"], Some(Severity::Hint));
    }

    #[test]
    fn what_is_no_toml_is_told_once() {
        let read = read(
            Path::new("backread.toml"),
            "drafts = ['a'\nsources = ",
            &CODES,
        );
        assert_eq!(read.problems.len(), 1);
        assert_eq!(read.problems[0].kind, ProblemKind::Unreadable);
        assert!(read.problems[0].line <= 2, "{:?}", read.problems);
    }

    #[test]
    fn an_editors_settings_are_read_the_same_way() {
        let value = serde_json::json!({
            "sources": ["wire"], "drafts": null, "names": {"accept": ["Marlowe"], "style": {}},
            "rules": {"name-garbled": "off"}, "trust": [{"path": "a", "rank": 2}], "colour": 1,
        });
        let read = read_value(&value, &CODES);
        assert_eq!(read.problems.len(), 1);
        assert_eq!(read.settings.sources, ["wire"]);
        assert_eq!(read.settings.accept, ["Marlowe"]);
        assert_eq!(read.settings.rules["name-garbled"], None);
        assert_eq!(read.settings.trust, [("a".to_owned(), 2)]);
    }
}
