//! Changes to the text of `backread.toml`: a spelling accepted, a spelling made the house's. Comments, order and what the
//! file says otherwise stay.

use crate::text::Span;
use toml_edit::{Array, DocumentMut, Item, Table, TableLike, TomlError, Value};

/// Why a file was not changed.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// It is no TOML as it stands.
    #[error("it is no TOML as it stands: {}", .0.message())]
    NotToml(#[from] TomlError),
    /// Something else stands where the change belongs.
    #[error("`{0}` holds something else already")]
    Occupied(&'static str),
}

/// The text of a configuration in which a spelling of a name is accepted.
pub fn accept(text: &str, name: &str) -> Result<String, EditError> {
    let mut document: DocumentMut = text.parse()?;
    let names = table_in(document.as_table_mut(), "names", "names")?;
    add(list_in(names, "accept", "names.accept")?, name);
    finish(document)
}

/// The text of a configuration in which a spelling is the house's, and another one is replaced by it. What the house
/// wrote instead of it before is replaced from now on too.
pub fn house_style(text: &str, house: &str, replaced: &str) -> Result<String, EditError> {
    let mut document: DocumentMut = text.parse()?;
    let names = table_in(document.as_table_mut(), "names", "names")?;
    let style = table_in(names, "style", "names.style")?;
    let mut others: Vec<String> = vec![replaced.to_owned()];
    // A house that changes its mind does not write both.
    let former = style.get(replaced).and_then(Item::as_array);
    others.extend(
        (former.into_iter().flatten())
            .filter_map(Value::as_str)
            .map(str::to_owned),
    );
    style.remove(replaced);
    for (_, item) in style.iter_mut() {
        if let Some(list) = item.as_array_mut() {
            list.retain(|v| v.as_str() != Some(house));
        }
    }
    let list = list_in(style, house, "names.style")?;
    for other in others.iter().filter(|o| *o != house) {
        add(list, other);
    }
    finish(document)
}

/// The text, checked: whatever was written must be read again as it was meant.
fn finish(document: DocumentMut) -> Result<String, EditError> {
    let text = document.to_string();
    text.parse::<DocumentMut>()?;
    Ok(text)
}

/// The table under a key, made where there is none.
fn table_in<'t>(
    parent: &'t mut dyn TableLike,
    key: &str,
    shown: &'static str,
) -> Result<&'t mut dyn TableLike, EditError> {
    if !parent.contains_key(key) {
        let mut table = Table::new();
        if !parent.is_empty() {
            table.decor_mut().set_prefix("\n");
        }
        parent.insert(key, Item::Table(table));
    }
    (parent.get_mut(key))
        .and_then(Item::as_table_like_mut)
        .ok_or(EditError::Occupied(shown))
}

/// The list under a key, made where there is none.
fn list_in<'t>(
    parent: &'t mut dyn TableLike,
    key: &str,
    shown: &'static str,
) -> Result<&'t mut Array, EditError> {
    if !parent.contains_key(key) {
        parent.insert(key, toml_edit::value(Array::new()));
    }
    (parent.get_mut(key))
        .and_then(Item::as_array_mut)
        .ok_or(EditError::Occupied(shown))
}

/// Adds a string to a list that does not have it, on a line of its own where the others have theirs.
fn add(list: &mut Array, word: &str) {
    if list.iter().any(|v| v.as_str() == Some(word)) {
        return;
    }
    // What stands behind the last entry, a comment for one, stays behind it.
    let mut behind = String::new();
    let mut indent = None;
    if let Some(last) = list.len().checked_sub(1).and_then(|i| list.get_mut(i)) {
        let decor = last.decor_mut();
        let before = decor.prefix().and_then(|p| p.as_str()).unwrap_or("");
        indent = before.rsplit_once('\n').map(|(_, i)| i.to_owned());
        behind.push_str(decor.suffix().and_then(|s| s.as_str()).unwrap_or(""));
        decor.set_suffix("");
    }
    behind.push_str(list.trailing().as_str().unwrap_or(""));
    let mut value = Value::from(word);
    if behind.contains('\n') || indent.is_some() {
        let indent = indent.as_deref().unwrap_or("    ");
        let comments = behind.trim_end();
        let end = match behind.contains('\n') {
            true => "\n",
            false => "",
        };
        value
            .decor_mut()
            .set_prefix(format!("{comments}\n{indent}"));
        list.push_formatted(value);
        list.set_trailing(end);
        list.set_trailing_comma(!end.is_empty());
    } else {
        list.push(value);
    }
}

/// The place and words of the one change that makes a text another: what differs between their common beginning and end.
pub fn difference<'t>(before: &str, after: &'t str) -> (Span, &'t str) {
    let start = (before.char_indices().zip(after.chars()))
        .find(|((_, a), b)| a != b)
        .map_or(before.len().min(after.len()), |((at, _), _)| at);
    let (old, new) = (&before[start..], &after[start..]);
    let same: usize = (old.chars().rev().zip(new.chars().rev()))
        .take_while(|(a, b)| a == b)
        .map(|(c, _)| c.len_utf8())
        .sum();
    let span = Span::new(start, before.len() - same);
    (span, &new[..new.len() - same])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::read;
    use std::path::Path;

    #[test]
    fn an_accepted_spelling_stands_with_the_others() {
        for (before, after) in [
            ("", "[names]\naccept = [\"Marlo\"]\n"),
            (
                "sources = [\"wire\"] # all\n",
                "sources = [\"wire\"] # all\n\n[names]\naccept = [\"Marlo\"]\n",
            ),
            (
                "[names]\naccept = [ \"Alda\" ] # ours\n[rules]\n",
                "[names]\naccept = [ \"Alda\" , \"Marlo\"] # ours\n[rules]\n",
            ),
            (
                "[names]\naccept = [\n  \"Alda\",   # a ship\n  \"Borg\",   # another\n]\n",
                "[names]\naccept = [\n  \"Alda\",   # a ship\n  \"Borg\",   # another\n  \"Marlo\",\n]\n",
            ),
            (
                "[names]\naccept = [\n  \"Alda\" # a ship\n]\n",
                "[names]\naccept = [\n  \"Alda\", # a ship\n  \"Marlo\",\n]\n",
            ),
            (
                "names.accept = [\"Alda\"]\n",
                "names.accept = [\"Alda\", \"Marlo\"]\n",
            ),
            (
                "names = { style = {} }\n",
                "names = { style = {} , accept = [\"Marlo\"] }\n",
            ),
            (
                "[names]\naccept = [\"Marlo\"]\n",
                "[names]\naccept = [\"Marlo\"]\n",
            ),
        ] {
            let edited = accept(before, "Marlo").unwrap();
            assert_eq!(
                edited.replace(" ,", ","),
                after.replace(" ,", ","),
                "{before}"
            );
            let again = read(Path::new("x"), &edited, &[]);
            assert_eq!(again.problems, [], "{edited}");
            assert!(again.settings.accept.contains(&"Marlo".to_owned()));
        }
    }

    #[test]
    fn a_house_has_one_spelling() {
        for (before, expected) in [
            ("", &[("Marlo", &["Marlow"][..])][..]),
            (
                "# ours\n[names.style]\nAlda = ['Aldo'] # a ship\n",
                &[("Alda", &["Aldo"]), ("Marlo", &["Marlow"])],
            ),
            (
                "[names.style]\nMarlo = ['Marloe']\n",
                &[("Marlo", &["Marloe", "Marlow"])],
            ),
            // It was the other way round.
            (
                "[names.style]\nMarlow = ['Marlo', 'Marloe']\n",
                &[("Marlo", &["Marlow", "Marloe"])],
            ),
            (
                "[names.style]\nMarlow-on-Sea = ['Marlo']\n",
                &[("Marlo", &["Marlow"]), ("Marlow-on-Sea", &[])],
            ),
        ] {
            let edited = house_style(before, "Marlo", "Marlow").unwrap();
            let again = read(Path::new("x"), &edited, &[]);
            assert_eq!(again.problems, [], "{edited}");
            let style: Vec<(&str, Vec<&str>)> = (again.settings.style.iter())
                .map(|(house, replaced)| (&**house, replaced.iter().map(String::as_str).collect()))
                .collect();
            let expected: Vec<(&str, Vec<&str>)> =
                expected.iter().map(|(h, r)| (*h, r.to_vec())).collect();
            assert_eq!(style, expected, "{edited}");
            for comment in ["# ours", "# a ship"] {
                assert_eq!(edited.contains(comment), before.contains(comment));
            }
        }
    }

    #[test]
    fn what_cannot_be_changed_safely_is_refused() {
        for text in [
            "names = 3",
            "[names]\naccept = 'Alda'",
            "accept = [",
            "names = [",
        ] {
            assert!(accept(text, "Marlo").is_err(), "{text}");
        }
        assert!(house_style("[names]\nstyle = []", "a", "b").is_err());
    }

    #[test]
    fn the_difference_is_what_differs() {
        for (before, after, place, words) in [
            ("", "new", (0, 0), "new"),
            ("same", "same", (4, 4), ""),
            ("a = 1\nc = 3\n", "a = 1\nb = 2\nc = 3\n", (6, 6), "b = 2\n"),
            ("é1é", "é2é", (2, 3), "2"),
            ("aa", "aaa", (2, 2), "a"),
            ("aaa", "a", (1, 3), ""),
        ] {
            let (span, new) = difference(before, after);
            assert_eq!(((span.start, span.end), new), (place, words), "{before:?}");
            let mended = format!("{}{new}{}", &before[..span.start], &before[span.end..]);
            assert_eq!(mended, after);
        }
    }
}
