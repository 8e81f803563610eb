//! Where sentences end.

use super::Span;

/// Byte ranges of the sentences of a block, in order, without the blanks between them.
pub fn sentences(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = 0;
    let bytes = text.as_bytes();
    for (i, c) in text.char_indices() {
        if !matches!(c, '.' | '!' | '?') {
            continue;
        }
        let mut end = i + 1;
        while let Some(q) = text[end..]
            .chars()
            .next()
            .filter(|q| matches!(q, '"' | '”' | '\'' | '’' | ')'))
        {
            end += q.len_utf8();
        }
        let upper_next = text[end..].trim_start().chars().next().is_none_or(|c| {
            c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '“' | '‘' | '\'')
        });
        let word_start = text[..i]
            .rfind(|c: char| c.is_whitespace())
            .map_or(0, |p| p + 1);
        let abbreviation = c == '.' && text[word_start..i].chars().count() <= 2;
        if bytes.get(end).is_none_or(u8::is_ascii_whitespace) && upper_next && !abbreviation {
            push(text, start, end, &mut out);
            start = end;
        }
    }
    push(text, start, text.len(), &mut out);
    out
}

fn push(text: &str, start: usize, end: usize, out: &mut Vec<Span>) {
    let body = &text[start..end];
    let lead = body.len() - body.trim_start().len();
    let trimmed = body.trim();
    if !trimmed.is_empty() {
        out.push(Span::new(start + lead, start + lead + trimmed.len()));
    }
}
