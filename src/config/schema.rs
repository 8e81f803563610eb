//! The configuration's keys as JSON Schema: what editors show and complete. A test holds it to what the reader knows.

use crate::config::reader::SEVERITIES;
use serde_json::{Map, Value, json};

/// A key of the configuration; "names.accept" stands in the table `[names]`.
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it is for: one or two sentences of Markdown.
    pub description: &'static str,
    /// The values it takes.
    pub schema: Value,
}

/// All keys, in the order in which they are explained. `rules` are codes with their default severity and what they find.
pub fn keys(rules: impl IntoIterator<Item = (&'static str, &'static str, String)>) -> Vec<Key> {
    let strings = || json!({"type": "array", "items": {"type": "string"}, "default": []});
    vec![
        Key {
            name: "sources",
            description: "What drafts are held against: files, folders and globs, relative to the folder that is open. \
                Empty: the folder `sources` beside the draft or above it.",
            schema: strings(),
        },
        Key {
            name: "drafts",
            description: "Files, folders and globs of drafts: what `backread check` checks when none is named.",
            schema: strings(),
        },
        Key {
            name: "rules",
            description: "How much each rule matters. A rule that is not named keeps its default.",
            schema: severities(rules),
        },
        Key {
            name: "names.accept",
            description: "Spellings of names that are never reported.",
            schema: strings(),
        },
        Key {
            name: "names.style",
            description: "The house's spelling of a name, and the spellings it replaces: \
                `{\"Marlow\": [\"Marlowe\"]}`.",
            schema: json!({
                "type": "object",
                "additionalProperties": {"type": "array", "items": {"type": "string"}},
                "default": {},
            }),
        },
        Key {
            name: "trust",
            description: "Sources that outrank the others. Without a rank a source has 0.",
            schema: json!({
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "path": {"type": "string", "description": "A file, folder or glob."},
                        "rank": {"type": "integer", "description": "Higher counts more."},
                    },
                    "required": ["path", "rank"],
                    "additionalProperties": false,
                },
                "default": [],
            }),
        },
    ]
}

/// What an editor alone can set: these keys stand in no file.
pub fn editor_keys() -> Vec<Key> {
    let switch = |default: bool| json!({"type": "boolean", "default": default});
    vec![
        Key {
            name: "codeLens",
            description: "Count the draft's figures at its top, by how they stand.",
            schema: switch(true),
        },
        Key {
            name: "inlayHints",
            description: "Show behind each figure how many sources agree and differ.",
            schema: switch(false),
        },
    ]
}

/// An object with a severity for each code.
fn severities(rules: impl IntoIterator<Item = (&'static str, &'static str, String)>) -> Value {
    let properties: Map<String, Value> = (rules.into_iter())
        .map(|(code, default, finds)| {
            let description = format!("{finds} Default: {default}.");
            (
                code.to_owned(),
                json!({"type": "string", "enum": SEVERITIES, "description": description}),
            )
        })
        .collect();
    json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
        "default": {},
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::reader::{KEYS, NAMES_KEYS, TRUST_KEYS};

    #[test]
    fn the_schema_has_the_keys_that_the_reader_reads() {
        let keys = keys([("figure-conflict", "warning", "Finds it.".to_owned())]);
        let top: Vec<&str> = (KEYS.into_iter()).filter(|k| *k != "names").collect();
        let names: Vec<String> = (NAMES_KEYS.iter()).map(|k| format!("names.{k}")).collect();
        let right = (top.into_iter()).chain(names.iter().map(String::as_str));
        let mut right: Vec<&str> = right.collect();
        let mut given: Vec<&str> = keys.iter().map(|k| k.name).collect();
        right.sort_unstable();
        given.sort_unstable();
        assert_eq!(given, right);
        let trust = &keys.iter().find(|k| k.name == "trust").unwrap().schema["items"];
        assert_eq!(trust["required"], json!(TRUST_KEYS));
        let rules = &keys.iter().find(|k| k.name == "rules").unwrap().schema;
        assert_eq!(
            rules["properties"]["figure-conflict"]["enum"],
            json!(SEVERITIES)
        );
    }
}
