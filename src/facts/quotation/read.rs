//! Finds the quotation marks of a block and pairs them, without being derailed by apostrophes, inches and lost marks.

use super::{Marks, Quotation};
use crate::text::{BlockKind, Prose, Span};

/// One character (or pair of characters) that may open or close a quotation.
#[derive(Clone, Copy, Debug)]
struct Mark {
    span: Span,
    marks: Marks,
    role: Role,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Role {
    Opens,
    Closes,
    /// Neither its form nor its surroundings tell.
    Either,
}

/// Words that begin with an apostrophe, after it.
const ELISIONS: [&str; 14] = [
    "em", "tis", "twas", "til", "till", "cause", "bout", "round", "cuz", "n", "neath", "nuff",
    "fraid", "ere",
];

/// Most words of a signature: a name with an office or a place.
const LONGEST_SIGNATURE: usize = 12;

/// Longest quotation in single marks, in bytes: a lone apostrophe must not swallow a page.
const LONGEST_SINGLE: usize = 700;

/// Reads the quotations of a block, speakers left out.
pub fn read(prose: &Prose, kind: BlockKind) -> Vec<Quotation> {
    let text = &*prose.text;
    let mut out = doubles(text);
    singles(text, &mut out);
    out.retain(|q| !q.inner.is_empty());
    out.sort_by_key(|q| (q.span.start, std::cmp::Reverse(q.span.end)));
    mark_nested(&mut out);
    if kind == BlockKind::BlockQuote && out.is_empty() && !text.trim().is_empty() {
        let signed = signature(text).map_or(0, str::len);
        let words = text.trim_end().len() - signed;
        let body = text[..words].trim_end_matches(|c: char| c.is_whitespace() || is_dash(c));
        let inner = Span::new(0, body.len()).trimmed(text);
        if inner.is_empty() {
            return out;
        }
        out.push(Quotation {
            span: inner,
            inner,
            opened: true,
            closed: true,
            nested: false,
            marks: Marks::Block,
            speaker: None,
        });
    }
    out
}

/// The last line of a block quotation without its dash, where it tells who is quoted: "— Ana Rivera, engineer".
pub fn signature(text: &str) -> Option<&str> {
    let text = text.trim_end();
    let start = text.rfind('\n').map_or(0, |n| n + 1);
    let line = text.get(start..)?.trim_start();
    let name = line.trim_start_matches(|c: char| is_dash(c) || c.is_whitespace());
    let signed = line.starts_with(is_dash)
        && name.starts_with(char::is_uppercase)
        && name.split_whitespace().count() <= LONGEST_SIGNATURE
        && !name.ends_with(['.', '!', '?', '…', '”', '"', ':']);
    signed.then_some(name)
}

fn is_dash(c: char) -> bool {
    matches!(c, '—' | '–' | '-' | '―')
}

fn mark_nested(quotations: &mut [Quotation]) {
    let mut outer: Option<Span> = None;
    for q in quotations {
        match outer {
            Some(o) if o.covers(q.span) => q.nested = true,
            _ => outer = Some(q.span),
        }
    }
}

/// Pairs double marks and guillemets.
fn doubles(text: &str) -> Vec<Quotation> {
    let marks = double_marks(text);
    let mut out = Vec::new();
    let mut open: Option<Mark> = None;
    for (i, &mark) in marks.iter().enumerate() {
        let next_closes = || marks.get(i + 1).is_some_and(|m| m.role == Role::Closes);
        let opens = match (mark.role, open) {
            (Role::Opens, _) => true,
            (Role::Closes, Some(_)) => false,
            // Two closing marks in a row: the first was typed the wrong way round, if words follow it.
            (Role::Closes, None) => next_closes() && i > 0,
            (Role::Either, open) => open.is_none(),
        };
        if opens {
            if let Some(lost) = open {
                out.push(quotation(
                    text,
                    lost.span,
                    None,
                    mark.span.start,
                    lost.marks,
                ));
            }
            open = Some(mark);
        } else if let Some(opening) = open.take() {
            out.push(quotation(
                text,
                opening.span,
                Some(mark.span),
                mark.span.end,
                opening.marks,
            ));
        } else if i == 0 && mark.role == Role::Closes {
            // The quotation began in the block before.
            let inner = Span::new(0, mark.span.start).trimmed(text);
            out.push(Quotation {
                span: Span::new(0, mark.span.end),
                inner,
                opened: false,
                closed: true,
                nested: false,
                marks: mark.marks,
                speaker: None,
            });
        }
    }
    if let Some(lost) = open {
        out.push(quotation(text, lost.span, None, text.len(), lost.marks));
    }
    out
}

fn quotation(
    text: &str,
    opening: Span,
    closing: Option<Span>,
    end: usize,
    marks: Marks,
) -> Quotation {
    let end = closing.map_or(end, |c| c.start).max(opening.end);
    let inner = Span::new(opening.end, end).trimmed(text);
    Quotation {
        span: Span::new(
            opening.start,
            closing.map_or(inner.end.max(opening.end), |c| c.end),
        ),
        inner,
        opened: true,
        closed: closing.is_some(),
        nested: false,
        marks,
        speaker: None,
    }
}

/// The characters from a byte on that may be quotation marks: all but ASCII other than the three marks on a typewriter.
fn next_mark(text: &str, from: usize) -> Option<(usize, char)> {
    let is_one = |b: &u8| !b.is_ascii() || matches!(b, b'"' | b'\'' | b'`');
    let at = from + text.as_bytes().get(from..)?.iter().position(is_one)?;
    Some((at, text.get(at..)?.chars().next()?))
}

fn double_marks(text: &str) -> Vec<Mark> {
    let mut out: Vec<Mark> = Vec::new();
    let mut from = 0;
    while let Some((i, c)) = next_mark(text, from) {
        let before = text[..i].chars().next_back();
        let mut end = i + c.len_utf8();
        // Two single marks side by side stand for a double one, as old wires write it.
        let twin = matches!(c, '\'' | '`' | '’' | '‘') && text[end..].starts_with(c);
        // Of three in a row behind a word the first closes a quotation inside.
        let third = twin && text[end + c.len_utf8()..].starts_with(c);
        let paired = twin && !(third && before.is_some_and(is_inside));
        if paired {
            end += c.len_utf8();
        }
        from = end;
        let after = text[end..].chars().next();
        let form = match c {
            '"' | '＂' => Some((Marks::Double, Role::Either)),
            '“' | '‟' | '„' => Some((Marks::Double, Role::Opens)),
            '”' => Some((Marks::Double, Role::Closes)),
            '«' | '‹' => Some((Marks::Guillemets, Role::Opens)),
            '»' | '›' => Some((Marks::Guillemets, Role::Closes)),
            '`' | '‘' if paired => Some((Marks::Double, Role::Opens)),
            '\'' | '’' if paired => Some((Marks::Double, Role::Either)),
            _ => None,
        };
        if let Some((marks, mut role)) = form {
            let open = out.last().is_some_and(|m| m.role == Role::Opens);
            if role == Role::Either {
                role = by_surroundings(before, after);
            }
            let inch = c == '"' && !open && before.is_some_and(|b: char| b.is_ascii_digit());
            // „…“ closes with the mark that opens elsewhere.
            if c == '“' && before.is_some_and(is_inside) && after.is_none_or(is_outside) && open {
                role = Role::Closes;
            }
            if !inch {
                if role == Role::Either {
                    role = if open { Role::Closes } else { Role::Opens };
                }
                out.push(Mark {
                    span: Span::new(i, end),
                    marks,
                    role,
                });
            }
        }
    }
    out
}

/// What a mark of no direction does, told by what stands beside it.
fn by_surroundings(before: Option<char>, after: Option<char>) -> Role {
    let blank_before = before.is_none_or(|c| c.is_whitespace() || "([{—–/-".contains(c));
    let blank_after = after.is_none_or(is_outside);
    match (blank_before, blank_after) {
        (true, false) => Role::Opens,
        (false, true) => Role::Closes,
        (false, false) if before.is_some_and(|c| ".,!?…".contains(c)) => Role::Closes,
        _ => Role::Either,
    }
}

/// Whether a character may follow a closing mark.
fn is_outside(c: char) -> bool {
    c.is_whitespace() || ".,;:!?)]}—–/…-’'".contains(c)
}

/// Whether a character may stand before a closing mark.
fn is_inside(c: char) -> bool {
    !c.is_whitespace()
}

/// Pairs single marks: only where an opening one has its closing one, for most are apostrophes.
fn singles(text: &str, out: &mut Vec<Quotation>) {
    let double: Vec<Span> = out.iter().map(|q| q.inner).collect();
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((i, c)) = next_mark(text, from) {
        let end = i + c.len_utf8();
        from = end;
        let rest = &text[end..];
        let before = text[..i].chars().next_back();
        let starts = matches!(c, '\'' | '‘' | '‚')
            && before.is_none_or(|b| b.is_whitespace() || "([{—–“\"„/".contains(b))
            && !rest.starts_with(c)
            && !is_elision(rest);
        if starts {
            let spaced = rest.starts_with(char::is_whitespace);
            // A blank inside the mark only where the mark itself says that it opens.
            if !spaced || c != '\'' {
                let limit = double
                    .iter()
                    .filter(|d| d.contains(i))
                    .map(|d| d.end)
                    .min()
                    .unwrap_or(text.len());
                if let Some(close) = closing_single(text, end, limit, c, spaced) {
                    let width = text[close..].chars().next().map_or(1, char::len_utf8);
                    found.push(quotation(
                        text,
                        Span::new(i, end),
                        Some(Span::new(close, close + width)),
                        close,
                        Marks::Single,
                    ));
                    from = close + width;
                }
            }
        }
    }
    out.extend(found);
}

fn is_elision(rest: &str) -> bool {
    let word: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
    word.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with('s')
        || ELISIONS.contains(&word.to_lowercase().as_str())
}

/// The byte offset of the single mark that closes a quotation whose words begin at `start`.
fn closing_single(
    text: &str,
    start: usize,
    limit: usize,
    opening: char,
    spaced: bool,
) -> Option<usize> {
    let closing = if opening == '\'' { '\'' } else { '’' };
    let mut before = None;
    let mut possessive = None;
    for (offset, c) in text.get(start..limit)?.char_indices() {
        if offset > LONGEST_SINGLE || c == '\n' && text[start + offset..].starts_with("\n\n") {
            break;
        }
        let at = start + offset;
        if (c == closing || opening == '‚' && c == '‘')
            && offset > 0
            && text[at + c.len_utf8()..]
                .chars()
                .next()
                .is_none_or(|n| is_outside(n) || matches!(n, '"' | '”'))
        {
            match before {
                Some(b) if char::is_whitespace(b) && !spaced => {}
                // "the workers' plan": the mark may be a plural's; kept in case no better one comes.
                Some('s')
                    if !text[at + c.len_utf8()..].starts_with([',', '.', ';', ':', '?', '!']) =>
                {
                    possessive = possessive.or(Some(at));
                }
                _ => return Some(at),
            }
        }
        // A new opening mark: the first one was an apostrophe, or the plural's mark closed it.
        if c == '‘' && opening == '‘' {
            break;
        }
        before = Some(c);
    }
    possessive
}
