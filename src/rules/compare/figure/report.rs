//! The words of messages and fixes that the figure rules share.

use super::item::Item;
use super::{Comparison, Counterpart, NEAR_COPY, style};
use crate::facts::Figure;
use crate::facts::document::fold_blanks;
use crate::facts::figure::{FigureKind, has_scale_of_another};
use crate::finding::{Finding, Fix};
use crate::rules::{Context, Rule};
use crate::text::{Span, Tag, lexicon};

/// What a figure or date counts, with its number: "about 13,000 workers".
pub fn subject(item: &Item) -> String {
    let span = item
        .figure()
        .map(|f| f.measure.span)
        .filter(|m| !m.is_empty() && m.start >= item.span().start)
        .map_or(item.span(), |m| item.span().join(m));
    fold_blanks(span.of(&item.block().prose.text))
}

/// The words of a figure or date as they stand inside a sentence: what begins one loses its capital, unless it is a name.
fn value_of(item: &Item) -> String {
    let prose = &item.block().prose;
    let span = item.span();
    let first = prose.token_at(span.start);
    let begins = prose.sentences.iter().any(|s| s.tokens.start == first);
    let words = fold_blanks(item.text());
    if begins && item.figure().is_some() && prose.tag(first) != Tag::ProperNoun {
        style::like_case(&words, "a")
    } else {
        words
    }
}

/// Which sources give what: "2 of 3 sources give 13,000 (Marlovian farmers)".
pub fn who_gives<'a>(
    context: &Context,
    counterparts: impl Iterator<Item = &'a Counterpart>,
) -> String {
    let mut values: Vec<(String, usize, Vec<String>)> = Vec::new();
    for c in counterparts {
        let value = value_of(&c.item(context));
        let at = values
            .iter()
            .position(|(v, ..)| *v == value)
            .unwrap_or_else(|| {
                values.push((value, 0, Vec::new()));
                values.len() - 1
            });
        if let Some((_, count, holders)) = values.get_mut(at) {
            *count += 1;
            if let Some(holder) = &c.holder
                && !holders.contains(holder)
            {
                holders.push(holder.clone());
            }
        }
    }
    let all = context.dossier.sources().len();
    values
        .into_iter()
        .map(|(value, count, holders)| {
            let who = if all == 1 {
                "the source gives".to_owned()
            } else if count == 1 {
                format!("1 of {all} sources gives")
            } else {
                format!("{count} of {all} sources give")
            };
            if holders.is_empty() {
                format!("{who} {value}")
            } else {
                format!("{who} {value} ({})", holders.join("; "))
            }
        })
        .collect::<Vec<_>>()
        .join(", ")
}

/// What the sources have otherwise than the draft, as a finding of a rule: what is compared, who gives what, why it counts
/// as the same. `note` says what kind of difference it is, where the values do not show it.
pub fn differs(
    context: &Context,
    rule: &Rule,
    comparison: &Comparison,
    differing: &[usize],
    note: &str,
    mut fixes: Vec<Fix>,
) -> Finding {
    // Where only a sign or a word beside the number differs, the number alone mends nothing.
    let text = &context.draft.document.text;
    fixes.retain(|fix| fix.edits.iter().any(|e| e.span.of(text) != e.text));
    let item = comparison.item(context);
    let ground = comparison.of(differing).next();
    let ground = ground.and_then(|c| ground_of(&item, c));
    Finding {
        code: rule.code,
        severity: rule.severity,
        message: format!(
            "{}: {note}{}{}",
            subject(&item),
            who_gives(context, comparison.of(differing)),
            ground.map_or(String::new(), |g| format!("; {g}"))
        ),
        span: item.facts.in_file(item.id.block, item.number()),
        also: Vec::new(),
        evidence: comparison
            .of(differing)
            .map(|c| c.evidence(context))
            .collect(),
        fixes,
    }
}

/// Why a number of a source counts as one of the same measure: "both count pilots", "in the same words".
pub fn ground_of(item: &Item, counterpart: &Counterpart) -> Option<String> {
    let likeness = &counterpart.likeness;
    if let Some(figure) = item.figure()
        && likeness.head == Some(true)
        && figure.unit.is_none()
        && figure.measure.span.start >= figure.number.end
    {
        return Some(format!("both count {}", figure.measure.head));
    }
    (likeness.local >= NEAR_COPY).then(|| "in the same words".to_owned())
}

/// Whether the number of one can stand before the unit of the other.
fn same_unit(a: &Figure, b: &Figure) -> bool {
    let money = |f: &Figure| f.kind == FigureKind::Money;
    let share = |f: &Figure| f.kind == FigureKind::Fraction;
    let unit = |f: &Figure| f.unit.as_ref().map(|u| u.name.clone());
    share(a) == share(b) && (money(a) && money(b) || unit(a) == unit(b))
}

/// A number with the unit behind it; `None` where a sign before it or a hedge behind it would be lost.
fn with_unit(figure: &Figure) -> Option<Span> {
    let before = figure.span.start;
    let hedge = figure.hedge.as_ref().map(|h| h.span);
    let clean = match hedge {
        Some(hedge) => hedge.end <= figure.number.start && figure.kind != FigureKind::Money,
        None => before == figure.number.start,
    };
    clean.then(|| {
        figure
            .number
            .join(Span::new(figure.number.start, figure.span.end))
    })
}

/// The fix that puts a source's number in the place of the draft's, written as the draft writes its own. Where only one
/// end of a range differs, the other end stays.
pub fn replace(draft: &Item, source: &Item) -> Option<Fix> {
    let (mine, theirs) = (draft.figure()?, source.figure()?);
    if let Some(fix) = replace_end(draft, source) {
        return Some(fix);
    }
    let (from, to) = if same_unit(mine, theirs) {
        (theirs.number, mine.number)
    } else {
        (with_unit(theirs)?, with_unit(mine)?)
    };
    let (old, new) = (
        draft.facts.text(draft.id.block, to),
        source.facts.text(source.id.block, from),
    );
    // The digits of "from 40 to 50 million" alone would be another number in the draft.
    if has_scale_of_another(theirs, new) && !has_scale_of_another(mine, old) {
        return None;
    }
    let text = if to == mine.number && from == theirs.number {
        style::rewrite(old, mine, new, theirs)
    } else {
        style::like_case(&fold_blanks(new), old)
    };
    let span = draft.facts.in_file(draft.id.block, to);
    Some(Fix::replace(format!("Replace with {text}"), span, text))
}

/// The source's number with its hedge, for a draft's that has none: "Replace with about 140".
pub fn replace_hedged(draft: &Item, source: &Item) -> Option<Fix> {
    let (mine, theirs) = (draft.figure()?, source.figure()?);
    let hedge = theirs.hedge.as_ref()?;
    if mine.hedge.is_some()
        || hedge.span.start >= theirs.number.start
        || mine.number.start != mine.span.start
    {
        return None;
    }
    let hedge = fold_blanks(source.facts.text(source.id.block, hedge.span));
    let mut fix = replace(draft, source)?;
    fix.preferred = false;
    let edit = fix.edits.first_mut()?;
    let old = edit.span.of(&draft.facts.document.text);
    edit.text = style::like_case(&format!("{} {}", hedge.to_lowercase(), edit.text), old);
    fix.title = format!("Replace with {}", edit.text);
    Some(fix)
}

/// The fix of the one end of a range that differs. The draft's may have come apart into two numbers, if its ends stand
/// the wrong way round ("between 90 and 60").
fn replace_end(draft: &Item, source: &Item) -> Option<Fix> {
    let (mine, theirs) = (draft.figure()?, source.figure()?);
    let range = theirs.range.filter(|_| theirs.kind != FigureKind::Score)?;
    let [low, high] = ends(source.facts.text(source.id.block, theirs.number))?;
    let own = draft.facts.text(draft.id.block, mine.number);
    let (old, new) = match mine.range {
        Some(mine) if mine.0 == range.0 && mine.1 != range.1 => (ends(own)?[1], high),
        Some(mine) if mine.1 == range.1 && mine.0 != range.0 => (ends(own)?[0], low),
        Some(_) => return None,
        None => {
            let figures = &draft.block().figures;
            let text = &draft.block().prose.text;
            let joined = |from: usize, to: usize| {
                let gap = text.get(from..to).map(str::trim);
                gap.is_some_and(|gap| {
                    let gap = gap.trim_end_matches(['£', '$', '€']).trim();
                    matches!(gap, "to" | "and" | "or" | "-" | "–")
                })
            };
            let next = figures.get(draft.id.index + 1);
            let before = draft.id.index.checked_sub(1).and_then(|i| figures.get(i));
            if next.is_some_and(|f| f.value == range.1 && joined(mine.number.end, f.number.start)) {
                (own, low)
            } else if before
                .is_some_and(|f| f.value == range.0 && joined(f.number.end, mine.number.start))
            {
                (own, high)
            } else {
                return None;
            }
        }
    };
    let at = own.find(old)?;
    let at = if old == own || own.matches(old).count() == 1 {
        at
    } else {
        own.rfind(old)?
    };
    let start = draft.facts.in_file(draft.id.block, mine.number).start + at;
    let text = style::like_case(new, old);
    let span = Span::new(start, start + old.len());
    Some(Fix::replace(format!("Replace with {text}"), span, text))
}

/// The two ends of a range as written, without currency signs.
fn ends(range: &str) -> Option<[&str; 2]> {
    let (low, high) = [" to ", " and ", " or ", "–", "-"]
        .iter()
        .find_map(|joint| range.split_once(joint))?;
    let bare = |end: &'_ str| end.trim().trim_start_matches(['£', '$', '€']).len();
    let (low, high) = (low.trim(), high.trim());
    Some([
        low.get(low.len() - bare(low)..)?,
        high.get(high.len() - bare(high)..)?,
    ])
}

/// The fix that says whose number it is, at the end of the draft's sentence; `None` where the sentence says it, or stands in
/// a quotation.
pub fn according_to(draft: &Item, holder: &str) -> Option<Fix> {
    let block = draft.block();
    let (sentence, tokens) = draft.sentence();
    let span = block.prose.sentences.get(sentence)?.span;
    let said = draft.facts.holder(draft.id.block, draft.span()).is_some();
    let attributed = block.attributions.iter().any(|a| a.cue.overlaps(span));
    let quoted = block.quotation_of(draft.number()).is_some();
    let last = tokens.clone().next_back()?;
    if said || attributed || quoted || !matches!(block.prose.word(last), "." | "!") {
        return None;
    }
    let words = holder.split_whitespace().count();
    let first = holder.split_whitespace().next()?.to_lowercase();
    if words > LONGEST_HOLDER || lexicon::closed_class(&first) == Some(Tag::Pronoun) {
        return None;
    }
    // A capital that only began the source's sentence.
    let proper = !lexicon::is_common_word(&first) && lexicon::closed_class(&first).is_none();
    let holder = if proper || words > 1 && !holder_is_plain(holder) {
        holder.to_owned()
    } else {
        style::like_case(holder, "a")
    };
    let end = draft
        .facts
        .in_file(draft.id.block, block.prose.tokens.get(last)?.span)
        .start;
    Some(Fix {
        preferred: false,
        ..Fix::replace(
            format!("Add “according to {holder}”"),
            Span::new(end, end),
            format!(", according to {holder}"),
        )
    })
}

/// Words of a holder that still reads well behind "according to".
const LONGEST_HOLDER: usize = 6;

/// Whether only the first word of a holder has a capital, or it opens with an article.
fn holder_is_plain(holder: &str) -> bool {
    let mut words = holder.split_whitespace();
    let first = words.next().unwrap_or_default().to_lowercase();
    lexicon::closed_class(&first).is_some() || words.all(|w| w.starts_with(char::is_lowercase))
}
