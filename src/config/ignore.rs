//! `backread.ignore.toml`: what the house decided not to see again. Read, and added to with its comments kept.

use super::reader::Reader;
use super::{Ignored, Problem};
use std::path::Path;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, TomlError, value};

const KEYS: [&str; 3] = ["rule", "words", "reason"];

/// Reads the text of a file of ignored findings.
pub fn read(path: &Path, text: &str, codes: &[&str]) -> (Vec<Ignored>, Vec<Problem>) {
    let mut reader = Reader::new(path, text);
    let mut out = Vec::new();
    if let Some(document) = reader.parse() {
        for (key, item) in document.iter() {
            if key == "ignore" {
                for table in reader.tables(key, item) {
                    out.extend(entry(&mut reader, table, codes));
                }
            } else {
                reader.unknown(document.as_table(), key, "key", &["ignore"]);
            }
        }
    }
    (out, reader.problems)
}

fn entry(reader: &mut Reader, table: &dyn toml_edit::TableLike, codes: &[&str]) -> Option<Ignored> {
    let mut out = Ignored::default();
    for (key, item) in table.iter() {
        let field = match key {
            "rule" => &mut out.rule,
            "words" => &mut out.words,
            "reason" => &mut out.reason,
            _ => {
                reader.unknown(table, key, "key in [[ignore]]", &KEYS);
                continue;
            }
        };
        *field = reader.string(key, item)?;
        if key == "rule" && !codes.contains(&out.rule.as_str()) {
            reader.unknown_value(item, "rule", codes);
            return None;
        }
    }
    for key in ["rule", "words"] {
        if !table.contains_key(key) {
            reader.missing(table, key);
            return None;
        }
    }
    Some(out)
}

/// The text of a file of ignored findings with one more; comments and order stay.
pub fn add(text: &str, ignored: &Ignored) -> Result<String, TomlError> {
    let mut table = Table::new();
    table["rule"] = value(&ignored.rule);
    table["words"] = value(&ignored.words);
    table["reason"] = value(&ignored.reason);
    let mut list = ArrayOfTables::new();
    list.push(table);
    let mut entry = DocumentMut::new();
    entry["ignore"] = Item::ArrayOfTables(list);
    let mut out = text.trim_end().to_owned();
    if !out.is_empty() {
        out.push_str("\n\n");
    }
    out.push_str(&entry.to_string());
    // Where the list was written in another way, two kinds of it in one file are no TOML.
    out.parse::<DocumentMut>()?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODES: [&str; 1] = ["figure-conflict"];

    #[test]
    fn what_is_added_is_read_again_and_comments_stay() {
        let one = Ignored {
            rule: "figure-conflict".to_owned(),
            words: "12 \"boats\"".to_owned(),
            reason: "agreed with desk".to_owned(),
        };
        let text = add("# looked at on Monday\n", &one).unwrap();
        let text = add(
            &text,
            &Ignored {
                words: "13".to_owned(),
                ..one.clone()
            },
        )
        .unwrap();
        assert!(text.starts_with("# looked at on Monday\n"), "{text}");
        let (ignored, problems) = read(Path::new("x"), &text, &CODES);
        assert_eq!(problems, []);
        assert_eq!(ignored[0], one);
        assert_eq!(ignored[1].words, "13");
    }

    #[test]
    fn a_wrong_entry_is_told_and_left_out() {
        let text = "[[ignore]]\nrule = 'figure-conflit'\nwords = 'a'\n[[ignore]]\nrule = 'figure-conflict'\n";
        let (ignored, problems) = read(Path::new("x"), text, &CODES);
        assert_eq!(ignored, []);
        let told: Vec<_> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "x:2:8: unknown rule `figure-conflit`; did you mean `figure-conflict`?",
                "x:5:1: this entry needs `words`"
            ]
        );
    }
}
