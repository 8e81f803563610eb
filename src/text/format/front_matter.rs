//! The YAML head of a Markdown file: the three keys that matter here, and where it ends.

use crate::text::Metadata;

/// Reads front matter at the beginning of `text` (behind a byte order mark): what it says, and the offset behind it.
/// `(default, 0)` where there is none.
pub fn read(text: &str) -> (Metadata, usize) {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut lines = lines(text, start);
    let Some((_, first)) = lines.next() else {
        return (Metadata::default(), 0);
    };
    if first.trim_end() != "---" {
        return (Metadata::default(), 0);
    }
    let mut body = Vec::new();
    for (end, line) in lines {
        let line = line.trim_end();
        if line == "---" || line == "..." {
            return (metadata(&body), end);
        }
        body.push(line);
    }
    (Metadata::default(), 0)
}

/// Lines with the offset behind each.
fn lines(text: &str, start: usize) -> impl Iterator<Item = (usize, &str)> {
    text[start..]
        .split_inclusive('\n')
        .scan(start, |end, line| {
            *end += line.len();
            Some((*end, line))
        })
}

fn metadata(lines: &[&str]) -> Metadata {
    let mut out = Metadata::default();
    let mut i = 0;
    while let Some(line) = lines.get(i) {
        i += 1;
        // Keys of other maps are indented.
        let Some((key, value)) = line
            .split_once(':')
            .filter(|_| !line.starts_with([' ', '\t', '#', '-']))
        else {
            continue;
        };
        let value = value.trim();
        match key.trim_matches(['"', '\'', ' ']) {
            "title" => out.title = scalar(value).filter(|t| !t.is_empty()),
            "date" => out.date = scalar(value).and_then(|d| iso_date(&d)),
            "sources" => {
                let mut all = value.to_owned();
                let flow = value.starts_with('[');
                while let Some(next) = lines.get(i).filter(|next| {
                    flow && !all.contains(']')
                        || !flow && (next.trim_start().starts_with("- ") || next.trim().is_empty())
                }) {
                    all.push('\n');
                    all.push_str(next);
                    i += 1;
                }
                out.sources = if flow {
                    let inner = all.split(']').next().unwrap_or_default();
                    inner
                        .trim_start_matches('[')
                        .split([',', '\n'])
                        .filter_map(scalar)
                        .collect()
                } else {
                    all.lines()
                        .map(|item| item.trim().trim_start_matches("- "))
                        .filter_map(scalar)
                        .collect()
                };
                out.sources.retain(|s| !s.is_empty());
            }
            _ => {}
        }
    }
    out
}

/// A plain or quoted scalar, comment left out.
fn scalar(value: &str) -> Option<String> {
    let value = value.trim();
    for quote in ['"', '\''] {
        if let Some(rest) = value.strip_prefix(quote) {
            return rest.split(quote).next().map(str::to_owned);
        }
    }
    let plain = if value.starts_with('#') {
        ""
    } else {
        value.split(" #").next().unwrap_or_default()
    };
    Some(plain.trim().to_owned())
}

/// The date of "2024-06-19" or "2024-06-19T08:00:00Z".
fn iso_date(value: &str) -> Option<String> {
    let date = value.get(..10)?;
    let shape = date.bytes().enumerate().all(|(i, b)| {
        if matches!(i, 4 | 7) {
            b == b'-'
        } else {
            b.is_ascii_digit()
        }
    });
    shape.then(|| date.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_keys() {
        let text = "---\ntitle: \"A mill: burnt\"\ndate: 2024-06-19T08:00 # later\nother:\n  title: No\nsources: [a.txt, '../wire/', b.md]\n---\nText";
        let (metadata, end) = read(text);
        assert_eq!(metadata.title.as_deref(), Some("A mill: burnt"));
        assert_eq!(metadata.date.as_deref(), Some("2024-06-19"));
        assert_eq!(metadata.sources, ["a.txt", "../wire/", "b.md"]);
        assert_eq!(&text[end..], "Text");
    }

    #[test]
    fn sources_in_every_form() {
        let cases: [(&str, &[&str]); 6] = [
            ("sources: a.txt", &["a.txt"]),
            (
                "sources:\n  - a.txt\n  - \"b c.txt\"\ntitle: T",
                &["a.txt", "b c.txt"],
            ),
            ("sources:\n- a.txt", &["a.txt"]),
            ("sources: [\n  a.txt,\n  b.txt\n]", &["a.txt", "b.txt"]),
            ("sources: []", &[]),
            ("sources:", &[]),
        ];
        for (yaml, expected) in cases {
            let (metadata, _) = read(&format!("\u{feff}---\r\n{yaml}\r\n---\r\n"));
            assert_eq!(metadata.sources, expected, "{yaml}");
        }
    }

    #[test]
    fn no_front_matter() {
        for text in [
            "",
            "Text",
            "---\nnever closed",
            "\n---\ntitle: T\n---\n",
            "----\na: b\n---",
        ] {
            assert_eq!(read(text), (Metadata::default(), 0), "{text}");
        }
        assert_eq!(read("---\ndate: June\n---\n").0, Metadata::default());
    }
}
