//! Lists and the number of items announced.

use super::{Slip, Sum, exact};
use crate::facts::Figure;
use crate::facts::name::gazetteer::{self, Sense};
use crate::finding::{Fix, Relation};
use crate::rules::compare::figure::style;
use crate::sources::dossier::evidence_in;
use crate::text::{Span, Tag, TokenKind};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Words between a number and the colon before its list: "three valleys were cut off:".
const SUBJECT: usize = 6;

impl Sum<'_> {
    /// "Three valleys: Arn, Bero, Cald and Dun."
    pub fn list_of_another_length(&self) -> Option<Slip> {
        let prose = &self.context.draft.blocks[self.block].prose;
        let colon = self.sentence.clone().find(|&i| prose.word(i) == ":")?;
        let colon_at = prose.tokens[colon].span;
        let (i, figure) = self
            .figures
            .iter()
            .rev()
            .find(|(_, f)| f.span.end <= colon_at.start)?;
        let announced = figure.value.to_usize()?;
        let noun = self.between(figure.span.end, colon_at.start);
        if !self.counts(figure)
            || figure.hedge.is_some()
            || figure.range.is_some()
            || !(2..=12).contains(&announced)
            || noun.is_empty()
            || noun.len() > SUBJECT
        {
            return None;
        }
        let (least, most) = items(&prose.text, Span::new(colon_at.end, self.end()))?;
        if (least..=most).contains(&announced) {
            return None;
        }
        let span = prose.span_of(colon + 1..self.sentence.end);
        self.list_has(*i, figure, span, least, most)
    }

    /// "Two people, Anna Kol, Petr Hul and Ivo Mak, were held"; "the two winners were Anna Kol, Petr Hul and Ivo Mak".
    pub fn apposed_list_of_another_length(&self) -> Option<Slip> {
        let prose = &self.context.draft.blocks[self.block].prose;
        self.figures.iter().find_map(|(i, figure)| {
            let announced = figure.value.to_usize().filter(|n| (2..=12).contains(n))?;
            let noun = figure.measure.span;
            if !self.counts(figure) || exact(figure).is_none() || noun.start < figure.number.end {
                return None;
            }
            let open = prose.tokens_in(noun).end;
            // "After two defeats, Norway, Sweden and Denmark asked …": what follows goes on with the sentence.
            let before = prose.token_at(figure.span.start).checked_sub(1);
            if before.is_some_and(|b| prose.tag(b) == Tag::Preposition) {
                return None;
            }
            let rest = (open + 1..self.sentence.end).collect::<Vec<_>>();
            let close = match prose.word(open) {
                // The comma behind the last item; the list has an "and".
                "," => {
                    let and = rest.iter().copied().find(|&t| prose.lower(t) == "and")?;
                    (and + 1..self.sentence.end).find(|&t| prose.kind(t) == TokenKind::Mark)?
                }
                mark @ ("-" | "–" | "—") => {
                    rest.iter().copied().find(|&t| prose.word(t) == mark)?
                }
                "were" | "are" => self.sentence.end.checked_sub(1)?,
                _ => return None,
            };
            // "and Ivo Mak among them": some of more.
            let behind = prose.lower(close + 1);
            let span = prose.span_of(open + 1..close);
            let names = |item: &str| {
                item.split_whitespace()
                    .all(|w| w.starts_with(char::is_uppercase))
            };
            let listed = span.of(&prose.text);
            let is_country = |item: &str| gazetteer::is_country(&item.to_lowercase(), Sense::Name);
            let mut items_named = listed
                .split(',')
                .flat_map(|p| p.split(" and "))
                .map(|p| p.trim().trim_start_matches("and "));
            if matches!(
                &*behind,
                "among" | "included" | "and" | "who" | "whose" | "all" | "both"
            ) || listed.contains(['-', '–', '—'])
                || !items_named.clone().all(|p| !p.is_empty() && names(p))
                // "Brenn, Norway and Harle, Norway": places with what they lie in.
                || items_named.clone().any(is_country) && !items_named.all(is_country)
                || prose.word(close) == "," && prose.word(close + 1).starts_with(char::is_uppercase)
            {
                return None;
            }
            let (least, most) = items(&prose.text, span)?;
            if least < 2 || (least..=most).contains(&announced) {
                return None;
            }
            self.list_has(*i, figure, span, least, most)
        })
    }

    /// That a list has another length than announced.
    fn list_has(
        &self,
        index: usize,
        figure: &Figure,
        span: Span,
        least: usize,
        most: usize,
    ) -> Option<Slip> {
        let prose = &self.context.draft.blocks[self.block].prose;
        let listed = style::words(Decimal::from(most as u64)).unwrap_or_else(|| most.to_string());
        let own = figure.number.of(&prose.text);
        let text = if own.starts_with(|c: char| c.is_ascii_digit()) {
            most.to_string()
        } else {
            style::like_case(&listed, own)
        };
        let fixes = if least == most {
            vec![Fix::replace(
                format!("Write {text}"),
                self.context.draft.in_file(self.block, figure.number),
                text,
            )]
        } else {
            Vec::new()
        };
        Some(self.slip(
            format!("{}: the list has {most}", self.subject(index)),
            figure,
            vec![evidence_in(
                self.context.draft,
                self.block,
                span,
                Relation::Differs,
            )],
            fixes,
        ))
    }
}

/// How many items a list has, at least and at most; `None` where it is no list of names or short phrases.
fn items(text: &str, span: Span) -> Option<(usize, usize)> {
    let list = span.of(text).trim().trim_end_matches(['.', '!', '?']);
    if list.contains([';', ':', '(', '—', '"', '“', '?']) || !list.contains(" and ") {
        return None;
    }
    let pieces: Vec<&str> = list
        .split(',')
        .map(str::trim)
        .filter(|p| !p.is_empty())
        .collect();
    let short = |item: &str| {
        let words: Vec<&str> = item.split_whitespace().collect();
        !words.is_empty()
            && words.len() <= 4
            && words
                .iter()
                .any(|w| w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
    };
    let (last, before) = pieces.split_last()?;
    let last = last.strip_prefix("and ").unwrap_or(last);
    // "and" inside an item may belong to a name: "Brann and Sons".
    let joints = |piece: &str| piece.matches(" and ").count();
    let most = before.iter().map(|p| 1 + joints(p)).sum::<usize>() + 1 + joints(last);
    let oxford = pieces.last().is_some_and(|p| p.starts_with("and "));
    let least = before.len() + if oxford { 1 } else { 1 + joints(last).min(1) };
    list.split(',')
        .flat_map(|p| p.split(" and "))
        .map(|p| p.trim().trim_start_matches("and ").trim())
        .filter(|p| !p.is_empty())
        .all(short)
        .then_some((least.min(most), most))
}
