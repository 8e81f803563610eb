//! What is not to be reported: ignore comments in the draft, and the file of ignored findings.

use crate::config::Settings;
use crate::finding::{Edit, Finding};
use crate::text::{BlockKind, Document, Format, Span};

/// What opens a comment that silences: `<!-- backread-ignore figure-conflict: agreed with desk -->`.
const MARK: &str = "backread-ignore";

/// A comment that silences rules in the block behind it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Comment {
    /// Byte range of the comment in the draft.
    pub span: Span,
    /// The codes it names, with their places; none: all rules.
    pub codes: Vec<(String, Span)>,
    /// What is silenced; empty where no block follows.
    pub silenced: Span,
}

/// Whether anything is ignored in a draft, or may be.
pub fn is_used(document: &Document, settings: &Settings) -> bool {
    let mut marks = document.text.match_indices('<');
    !settings.ignored.is_empty()
        || document.format == Format::Markdown
            && marks.any(|(at, _)| document.text[at..].starts_with("<!--"))
}

/// The findings that stay. Of a finding with several places only those that are not silenced stay, with their edits.
pub fn apply(document: &Document, settings: &Settings, findings: Vec<Finding>) -> Vec<Finding> {
    let comments = comments(document);
    if comments.is_empty() && settings.ignored.is_empty() {
        return findings;
    }
    findings
        .into_iter()
        .filter_map(|finding| {
            let silenced = silenced(document, settings, &comments, finding.code);
            without(finding, &silenced)
        })
        .collect()
}

/// The byte ranges of a draft in which a rule is silent.
fn silenced(
    document: &Document,
    settings: &Settings,
    comments: &[Comment],
    code: &str,
) -> Vec<Span> {
    let by_comment = comments
        .iter()
        .filter(|c| c.codes.is_empty() || c.codes.iter().any(|(named, _)| named == code))
        .map(|c| c.silenced);
    let by_file = settings
        .ignored
        .iter()
        .filter(|i| i.rule == code)
        .flat_map(|i| occurrences(&document.text, &i.words));
    by_comment.chain(by_file).collect()
}

/// The finding without its silenced places; `None` where no place is left.
fn without(mut finding: Finding, silenced: &[Span]) -> Option<Finding> {
    let silent = |span: Span| silenced.iter().any(|s| s.overlaps(span));
    finding.also.retain(|&span| !silent(span));
    if silent(finding.span) {
        if finding.also.is_empty() {
            return None;
        }
        finding.span = finding.also.remove(0);
    }
    for fix in &mut finding.fixes {
        fix.edits.retain(|e| !silent(e.span));
    }
    finding.fixes.retain(|f| !f.edits.is_empty());
    Some(finding)
}

/// The ignore comments of a draft, in order. Plain text has no comments.
pub fn comments(document: &Document) -> Vec<Comment> {
    if document.format != Format::Markdown {
        return Vec::new();
    }
    let text = &*document.text;
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find("<!--").map(|i| from + i) {
        let inner = start + "<!--".len();
        let Some(close) = text[inner..].find("-->").map(|i| inner + i) else {
            break;
        };
        from = close + "-->".len();
        let body = text[inner..close].trim();
        let Some(rest) = body.strip_prefix(MARK) else {
            continue;
        };
        let rest_start = close - text[inner..close].trim_start().len() + MARK.len();
        let named = rest.split(':').next().unwrap_or_default();
        let span = Span::new(start, from);
        out.push(Comment {
            span,
            codes: codes(named, rest_start),
            silenced: block_after(document, span),
        });
    }
    out
}

/// The edit that silences a rule in the block at an offset of a draft: a comment before the block, or one more code in
/// the comment that stands there. `None` where the format has no comments, or no block stands there.
pub fn silence(document: &Document, offset: usize, code: &str) -> Option<Edit> {
    if document.format != Format::Markdown {
        return None;
    }
    let block = document.block_at(offset)?;
    let known = comments(document).into_iter().rev();
    let mut known = known.filter(|c| c.silenced.contains(offset) && !c.codes.is_empty());
    if let Some((_, last)) = known.next().as_ref().and_then(|c| c.codes.last()) {
        return Some(Edit {
            span: Span::new(last.end, last.end),
            text: format!(", {code}"),
        });
    }
    let first = first_of_group(document, block);
    let start = document.blocks.get(first)?.span.start;
    let line = document
        .text
        .get(..start)?
        .rfind('\n')
        .map_or(0, |at| at + 1);
    Some(Edit {
        span: Span::new(line, line),
        text: format!(
            "<!-- {MARK} {code} -->{newline}{newline}",
            newline = newline(&document.text)
        ),
    })
}

/// The most words by which an ignored finding is recognised.
const WORDS: usize = 12;

/// The words by which a place of a draft is recognised when it is to be silent: its own, and where that is one word alone
/// the next one too, so that "12" does not silence every other 12.
pub fn words(document: &Document, span: Span) -> String {
    let mut words: Vec<&str> = span.of(&document.text).split_whitespace().collect();
    words.truncate(WORDS);
    let block = document.block_at(span.start);
    let end = block.and_then(|b| Some(document.blocks.get(b)?.span.end));
    let behind = end.and_then(|end| document.text.get(span.end..end));
    if let ([_], Some(behind)) = (&words[..], behind)
        && behind.starts_with([' ', '\n', '\r'])
        && let Some(next) = behind.split_whitespace().next()
    {
        let next = next.trim_end_matches(|c: char| !c.is_alphanumeric());
        words.extend(Some(next).filter(|next| !next.is_empty()));
    }
    words.join(" ")
}

/// How a text ends its lines.
fn newline(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if text[..at].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

/// The first item of the list, or cell of the table, to which a block belongs; itself elsewhere.
fn first_of_group(document: &Document, block: usize) -> usize {
    let mut first = block;
    while let Some(before) = first.checked_sub(1)
        && continues(document, before)
    {
        first = before;
    }
    first
}

/// Whether a block and the one behind it belong to one list or table.
fn continues(document: &Document, block: usize) -> bool {
    let (Some(a), Some(b)) = (document.blocks.get(block), document.blocks.get(block + 1)) else {
        return false;
    };
    let gap = document.text.get(a.span.end..b.span.start).unwrap_or("");
    // Between the head of a table and its first row stands a line of dashes.
    let mut between = gap.split('\n').skip(1).peekable();
    let mut apart = false;
    while let Some(line) = between.next() {
        apart |= between.peek().is_some() && line.trim().is_empty();
    }
    matches!(a.kind, BlockKind::ListItem | BlockKind::TableCell) && a.kind == b.kind && !apart
}

/// The codes named in a comment, separated by commas or blanks, with their places; `at` is where the text begins.
fn codes(named: &str, at: usize) -> Vec<(String, Span)> {
    let mut out = Vec::new();
    let mut offset = 0;
    for piece in named.split_inclusive([',', ' ', '\t', '\n', '\r']) {
        let word = piece.trim_end_matches([',', ' ', '\t', '\n', '\r']);
        if !word.is_empty() {
            let start = at + offset;
            out.push((word.to_owned(), Span::new(start, start + word.len())));
        }
        offset += piece.len();
    }
    out
}

/// The block a comment speaks of: the one it stands in, else the next one. A list or a table counts as one block.
fn block_after(document: &Document, comment: Span) -> Span {
    let blocks = &document.blocks;
    let first = blocks.partition_point(|b| b.span.end <= comment.start || comment.covers(b.span));
    let Some(block) = blocks.get(first) else {
        return Span::new(comment.end, comment.end);
    };
    let mut silenced = block.span;
    for (next, at) in blocks.iter().skip(first + 1).zip(first..) {
        if !continues(document, at) {
            break;
        }
        silenced = silenced.join(next.span);
    }
    silenced
}

/// Where some whole words stand in a text, any blanks between them.
fn occurrences(text: &str, words: &str) -> Vec<Span> {
    let mut words = words.split_whitespace();
    let Some(first) = words.next() else {
        return Vec::new();
    };
    let rest: Vec<&str> = words.collect();
    text.match_indices(first)
        .filter_map(|(start, _)| {
            let mut end = start + first.len();
            for word in &rest {
                let behind = text[end..].trim_start();
                if behind.len() == text.len() - end || !behind.starts_with(word) {
                    return None;
                }
                end = text.len() - behind.len() + word.len();
            }
            Some(Span::new(start, end)).filter(|s| s.is_whole(text))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Ignored;
    use crate::finding::{Fix, Severity};

    fn document(text: &str) -> Document {
        Document::new("a.md", text, Format::Markdown)
    }

    fn finding(text: &str, code: &'static str, words: &[&str]) -> Finding {
        let spans: Vec<Span> = words
            .iter()
            .map(|w| text.find(w).map(|i| Span::new(i, i + w.len())).unwrap())
            .collect();
        let mut fix = Fix::replace("mend", spans[0], "x");
        fix.edits
            .extend(spans[1..].iter().map(|&span| crate::finding::Edit {
                span,
                text: "x".into(),
            }));
        Finding {
            code,
            severity: Severity::Warning,
            message: String::new(),
            span: spans[0],
            also: spans[1..].to_vec(),
            evidence: Vec::new(),
            fixes: vec![fix],
        }
    }

    #[test]
    fn a_comment_is_written_where_it_silences_the_block() {
        for (before, at, after) in [
            (
                "Nine boats.\n\nTen boats.\n",
                "Ten",
                "Nine boats.\n\n<!-- backread-ignore figure-conflict -->\n\nTen boats.\n",
            ),
            (
                "Ten boats\r\nleft.\r\n",
                "left",
                "<!-- backread-ignore figure-conflict -->\r\n\r\nTen boats\r\nleft.\r\n",
            ),
            (
                "Text.\n\n- one boat\n- ten boats\n",
                "ten",
                "Text.\n\n<!-- backread-ignore figure-conflict -->\n\n- one boat\n- ten boats\n",
            ),
            (
                "| a | b |\n|---|---|\n| one | ten |\n",
                "ten",
                "<!-- backread-ignore figure-conflict -->\n\n| a | b |\n|---|---|\n| one | ten |\n",
            ),
            (
                "> Ten boats.\n",
                "Ten",
                "<!-- backread-ignore figure-conflict -->\n\n> Ten boats.\n",
            ),
            (
                "<!-- backread-ignore figure-hedge: the desk -->\n\nTen boats.\n",
                "Ten",
                "<!-- backread-ignore figure-hedge, figure-conflict: the desk -->\n\nTen boats.\n",
            ),
        ] {
            let draft = document(before);
            let offset = before.find(at).unwrap();
            let edit = silence(&draft, offset, "figure-conflict").unwrap();
            let mut text = before.to_owned();
            text.replace_range(edit.span.start..edit.span.end, &edit.text);
            assert_eq!(text, after);
            let found = vec![finding(&text, "figure-conflict", &[at])];
            assert_eq!(apply(&document(&text), &Settings::default(), found), []);
        }
        let plain = Document::new("a.txt", "Ten boats.", Format::Plain);
        assert_eq!(silence(&plain, 0, "figure-conflict"), None);
    }

    #[test]
    fn a_place_is_recognised_by_two_words_at_least() {
        for (text, place, expected) in [
            ("Ten boats left.", "Ten", "Ten boats"),
            ("Ten\nboats left.", "Ten", "Ten boats"),
            ("They were ten.", "ten", "ten"),
            ("The ten, they said.", "ten", "ten"),
            ("Ten *boats*, it is said.", "Ten", "Ten *boats"),
            ("Otto Dorn spoke.", "Otto Dorn", "Otto Dorn"),
            ("Ten.\n\nBoats left.", "Ten", "Ten"),
        ] {
            let start = text.find(place).unwrap();
            let span = Span::new(start, start + place.len());
            let words = words(&document(text), span);
            assert_eq!(words, expected, "{text}");
            let spans = occurrences(text, &words);
            assert!(spans.iter().any(|s| s.overlaps(span)), "{text}");
        }
    }

    #[test]
    fn a_comment_silences_the_next_block_and_no_other() {
        let text = "Nine boats.\n\n<!-- backread-ignore figure-conflict: agreed with desk -->\n\nTen boats by Mr Lowe.\n\nTwelve boats.\n";
        let left = apply(
            &document(text),
            &Settings::default(),
            vec![
                finding(text, "figure-conflict", &["Nine"]),
                finding(text, "figure-conflict", &["Ten"]),
                finding(text, "name-garbled", &["Lowe"]),
                finding(text, "figure-conflict", &["Twelve"]),
            ],
        );
        let left: Vec<&str> = left.iter().map(|f| f.span.of(text)).collect();
        assert_eq!(left, ["Nine", "Lowe", "Twelve"]);
    }

    #[test]
    fn several_codes_or_none_may_be_named() {
        for (comment, silent) in [
            (
                "<!-- backread-ignore figure-conflict, name-garbled: both -->",
                true,
            ),
            ("<!--backread-ignore name-garbled-->", true),
            ("<!-- backread-ignore -->", true),
            ("<!-- backread-ignore: checked by hand -->", true),
            ("<!-- backread-ignore figure-conflict -->", false),
            ("<!-- a word on backread-ignore name-garbled -->", false),
            ("<!-- backread-ignore name-garbled", false),
        ] {
            let text = format!("{comment}\n\nSaid Mr Lowe.\n");
            let left = apply(
                &document(&text),
                &Settings::default(),
                vec![finding(&text, "name-garbled", &["Lowe"])],
            );
            assert_eq!(left.is_empty(), silent, "{comment}");
        }
    }

    #[test]
    fn a_code_in_a_comment_has_its_place() {
        let text = "<!--  backread-ignore figure-conflict,nmae-garbled: x -->\n\nA.\n";
        let comments = comments(&document(text));
        let codes: Vec<_> = comments[0]
            .codes
            .iter()
            .map(|(c, s)| (c.as_str(), s.of(text)))
            .collect();
        assert_eq!(
            codes,
            [
                ("figure-conflict", "figure-conflict"),
                ("nmae-garbled", "nmae-garbled")
            ]
        );
    }

    #[test]
    fn a_plain_text_has_no_comments() {
        let text = "<!-- backread-ignore -->\n";
        assert_eq!(comments(&Document::new("a.txt", text, Format::Plain)), []);
    }

    #[test]
    fn ignored_words_are_found_over_line_ends_and_one_place_of_several_can_be_silenced() {
        let text = "Ten\r\nboats sank. Lowe spoke. Lowes left.";
        let settings = Settings {
            ignored: vec![
                Ignored {
                    rule: "figure-conflict".into(),
                    words: "Ten boats".into(),
                    reason: "desk".into(),
                },
                Ignored {
                    rule: "name-garbled".into(),
                    words: "Lowe spoke".into(),
                    reason: "desk".into(),
                },
            ],
            ..Settings::default()
        };
        let left = apply(
            &document(text),
            &settings,
            vec![
                finding(text, "figure-conflict", &["Ten"]),
                finding(text, "name-garbled", &["Lowe ", "Lowes"]),
            ],
        );
        assert_eq!(left.len(), 1);
        assert_eq!(left[0].span.of(text), "Lowes");
        assert_eq!(left[0].fixes[0].edits.len(), 1);
    }
}
