//! # figure-arithmetic
//!
//! Finds sums that do not come out inside one sentence: a part greater than its whole, a list with more or fewer items
//! than announced, shares of one whole that do not make 100 percent, a change that is not the one its two values give,
//! a range turned round.
//!
//! ## Why it matters
//!
//! Readers do these sums in passing, and no source is needed for them.
//!
//! ## Example
//!
//! > Eleven of the nine trustees resigned. Prices rose 50 percent, from 40 to 50 crowns. The pass crosses three valleys:
//! > Arn, Bero, Cald and Dun.
//!
//! ## How to fix or silence it
//!
//! Look up which operand is wrong. Hedged operands ("about a third", "nearly 40") are only told where no value that the
//! hedge allows comes out right.

use super::compare::figure::{self, Item, What, style};
use super::{Context, Rule};
use crate::facts::document::FactId;
use crate::facts::figure::{Figure, FigureKind};
use crate::finding::{Edit, Evidence, Finding, Fix, Relation, Severity};
use crate::sources::dossier::evidence_in;
use crate::text::Span;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::ops::Range;

/// The rule.
pub static RULE: Rule = Rule {
    code: "figure-arithmetic",
    severity: Severity::Warning,
    check,
};

fn check(context: &Context, out: &mut Vec<Finding>) {
    for block in 0..context.draft.blocks.len() {
        for sentence in 0..context.draft.blocks[block].prose.sentences.len() {
            let sum = Sum::of(context, block, sentence);
            let found = [
                sum.part_exceeds_whole(),
                sum.list_of_another_length(),
                sum.shares_of_one_whole(),
                sum.change(),
                sum.range_turned_round(),
            ];
            out.extend(
                found
                    .into_iter()
                    .flatten()
                    .filter(|f| !figure::differs_at(context, f.span)),
            );
        }
    }
}

/// One sentence with its figures.
struct Sum<'a> {
    context: &'a Context<'a>,
    block: usize,
    sentence: Range<usize>,
    figures: Vec<(usize, &'a Figure)>,
}

impl<'a> Sum<'a> {
    fn of(context: &'a Context<'a>, block: usize, sentence: usize) -> Self {
        let facts = &context.draft.blocks[block];
        let sent = &facts.prose.sentences[sentence];
        let figures = facts
            .figures
            .iter()
            .enumerate()
            .filter(|(_, f)| sent.span.covers(f.span))
            .filter(|(_, f)| facts.quotation_of(f.number).is_none())
            .collect();
        Sum {
            context,
            block,
            sentence: sent.tokens.clone(),
            figures,
        }
    }

    /// The words between two spans of the block, lower case, marks counted in.
    fn between(&self, from: usize, to: usize) -> Vec<String> {
        if from > to {
            return Vec::new();
        }
        let prose = &self.context.draft.blocks[self.block].prose;
        prose
            .tokens_in(Span::new(from, to))
            .map(|i| prose.lower(i).into_owned())
            .collect()
    }

    /// "Eleven of the nine", "12 people, including 15 children", "12 people, 15 of them children".
    fn part_exceeds_whole(&self) -> Option<Finding> {
        for pair in self.figures.windows(2) {
            let [(i, a), (j, b)] = pair else { continue };
            let gap = self.between(a.span.end, b.span.start);
            let words: Vec<&str> = gap.iter().map(String::as_str).collect();
            let determined = |rest: &[&str]| {
                matches!(rest, [] | ["the" | "its" | "his" | "her" | "their" | "these" | "those" | "all"])
            };
            let out_of = match words.as_slice() {
                ["out", "of", rest @ ..] => determined(rest),
                ["of", rest @ ..] => !rest.is_empty() && determined(rest),
                _ => false,
            };
            if out_of && self.counts(a) && self.counts(b) && exceeds(a, b) {
                return Some(self.exceeding(*i, a, *j, b));
            }
            let behind: Vec<String> = self.between(b.span.end, self.end());
            let of_them = matches!(
                behind.iter().map(String::as_str).collect::<Vec<_>>().as_slice(),
                ["of", "them" | "whom" | "which" | "these" | "those", ..]
            );
            let including = words.len() <= 8
                && words
                    .iter()
                    .rposition(|w| *w == "including")
                    .is_some_and(|at| words.len() - at <= 3);
            let close = words.len() <= 8 && !words.iter().any(|w| matches!(*w, ";" | "while" | "but"));
            if ((of_them && close) || including)
                && self.counts(a)
                && self.counts(b)
                && !a.measure.head.is_empty()
                && exceeds(b, a)
            {
                return Some(self.exceeding(*j, b, *i, a));
            }
        }
        // "eleven out of 10", read as one share.
        let (_, share) = self.figures.iter().find(|(_, f)| {
            f.kind == FigureKind::Fraction
                && f.low.is_some_and(|low| low > Decimal::ONE)
                && f.number
                    .of(&self.context.draft.blocks[self.block].prose.text)
                    .contains(" of ")
        })?;
        Some(self.finding(
            format!("{}: the part is greater than the whole", self.text(share)),
            share,
            Vec::new(),
            Vec::new(),
        ))
    }

    fn exceeding(&self, i: usize, part: &Figure, whole_at: usize, whole: &Figure) -> Finding {
        self.finding(
            format!(
                "{} is said to be a part of {}",
                self.subject(i),
                self.subject(whole_at)
            ),
            part,
            vec![self.evidence(whole)],
            Vec::new(),
        )
    }

    /// "Three valleys: Arn, Bero, Cald and Dun."
    fn list_of_another_length(&self) -> Option<Finding> {
        let prose = &self.context.draft.blocks[self.block].prose;
        let colon = self
            .sentence
            .clone()
            .find(|&i| prose.word(i) == ":")?;
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
            || noun.len() > 3
        {
            return None;
        }
        let (least, most) = items(&prose.text, Span::new(colon_at.end, self.end()))?;
        if (least..=most).contains(&announced) {
            return None;
        }
        let span = prose.span_of(colon + 1..self.sentence.end);
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
        Some(self.finding(
            format!("{}: the list has {most}", self.subject(*i)),
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

    /// "60 percent sold, 30 percent let and the remaining 20 percent kept."
    fn shares_of_one_whole(&self) -> Option<Finding> {
        let shares: Vec<&(usize, &Figure)> = self
            .figures
            .iter()
            .filter(|(_, f)| f.kind == FigureKind::Percent)
            .collect();
        let (_, last) = **shares.last()?;
        if shares.len() < 2 || shares.len() > 6 || shares.iter().any(|(_, f)| f.hedge.is_some()) {
            return None;
        }
        let prose = &self.context.draft.blocks[self.block].prose;
        let at = prose.token_at(last.span.start);
        let before = at.checked_sub(1).map(|b| prose.lower(b).into_owned());
        if !matches!(before.as_deref(), Some("remaining" | "other")) {
            return None;
        }
        let total = shares
            .iter()
            .try_fold(Decimal::ZERO, |sum, (_, f)| sum.checked_add(f.value))?;
        let off = total.checked_sub(Decimal::ONE_HUNDRED)?.abs();
        // Each share may be rounded by half a percent.
        if off <= Decimal::from(shares.len() as u64).checked_div(Decimal::TWO)? {
            return None;
        }
        let others = &shares[..shares.len() - 1];
        Some(self.finding(
            format!("the shares make {} percent", total.normalize()),
            last,
            others.iter().map(|(_, f)| self.evidence(f)).collect(),
            Vec::new(),
        ))
    }

    /// "Rose 50 percent, from 40 to 50"; "rose from 50 to 40"; "doubled from 40 to 60".
    fn change(&self) -> Option<Finding> {
        let prose = &self.context.draft.blocks[self.block].prose;
        for pair in self.figures.windows(2) {
            let [(i, from), (_, to)] = pair else { continue };
            let gap = self.between(from.span.end, to.span.start);
            let at = prose.token_at(from.span.start);
            let word = |back: usize| {
                at.checked_sub(back)
                    .filter(|t| self.sentence.contains(t))
                    .map(|t| prose.lower(t).into_owned())
                    .unwrap_or_default()
            };
            let joined = gap.last().is_some_and(|w| w == "to") && gap.len() <= 3;
            if !joined || word(1) != "from" || !changes(from) || !changes(to) || !one_unit(from, to) {
                continue;
            }
            let start = exact(from)?;
            let end = exact(to)?;
            let stated = self
                .figures
                .iter()
                .find(|(_, f)| {
                    f.kind == FigureKind::Percent
                        && from.kind != FigureKind::Percent
                        && f.span.end <= from.span.start
                        && self.between(f.span.end, from.span.start).len() <= 3
                })
                .copied();
            let verb = (1..=8).map(word).find_map(|w| Direction::of(&w))?;
            let turned = match verb {
                Direction::Up => start > end,
                Direction::Down => start < end,
                Direction::Times(_) => false,
            };
            if turned {
                return Some(self.finding(
                    format!(
                        "from {} to {} is the other way round",
                        self.text(from),
                        self.text(to)
                    ),
                    to,
                    vec![self.evidence(from)],
                    Vec::new(),
                ));
            }
            if let Direction::Times(times) = verb {
                let wanted = start.checked_mul(times)?;
                let off = wanted.checked_sub(end)?.abs();
                if off > wanted.abs().checked_div(Decimal::from(8))? {
                    return Some(self.finding(
                        format!(
                            "from {} to {} is {} times as much",
                            self.text(from),
                            self.text(to),
                            end.checked_div(start)?.round_dp(2).normalize()
                        ),
                        to,
                        vec![self.evidence(from)],
                        Vec::new(),
                    ));
                }
                continue;
            }
            let Some((_, percent)) = stated else { continue };
            let change = end
                .checked_sub(start)?
                .abs()
                .checked_mul(Decimal::ONE_HUNDRED)?
                .checked_div(start)?;
            let low = percent.low.map_or(Decimal::ZERO, |l| l);
            let slack = change.checked_div(Decimal::TEN)?.max(Decimal::ONE);
            let above = percent
                .high
                .is_none_or(|high| change <= high.checked_add(slack).unwrap_or(high));
            if !(above && change >= low.checked_sub(slack)?) {
                return Some(self.finding(
                    format!(
                        "{}: from {} to {} is {} percent",
                        self.text(percent),
                        self.text(from),
                        self.text(to),
                        change.round_dp(1).normalize()
                    ),
                    percent,
                    vec![self.evidence(self.figures.iter().find(|(n, _)| n == i)?.1), self.evidence(to)],
                    Vec::new(),
                ));
            }
        }
        None
    }

    /// "Between 900 and 700"; "from 2016 to 2011".
    fn range_turned_round(&self) -> Option<Finding> {
        let prose = &self.context.draft.blocks[self.block].prose;
        for (_, figure) in &self.figures {
            if let Some((low, high)) = figure.range
                && low > high
                && !small(low, high, figure)
            {
                return Some(self.finding(
                    format!("{}: the range is turned round", self.text(figure)),
                    figure,
                    Vec::new(),
                    Vec::new(),
                ));
            }
        }
        for pair in self.figures.windows(2) {
            let [(_, a), (_, b)] = pair else { continue };
            let gap = self.between(a.span.end, b.span.start);
            let at = prose.token_at(a.span.start);
            let before = at
                .checked_sub(1)
                .filter(|t| self.sentence.contains(t))
                .map(|t| prose.lower(t).into_owned())
                .unwrap_or_default();
            let years = a.kind == FigureKind::Year && b.kind == FigureKind::Year;
            let joined = match before.as_str() {
                "between" => gap == ["and"],
                "from" => gap == ["to"] && years,
                _ => false,
            };
            if !joined || a.kind != b.kind || a.unit != b.unit {
                continue;
            }
            if !years && (!changes(a) || small(a.value, b.value, a)) {
                continue;
            }
            if exact(a)? > exact(b)? {
                let file = |span: Span| self.context.draft.in_file(self.block, span);
                let fix = Fix {
                    title: "Turn the range round".to_owned(),
                    preferred: true,
                    safe: false,
                    edits: vec![
                        Edit {
                            span: file(a.number),
                            text: self.context.draft.text(self.block, b.number).to_owned(),
                        },
                        Edit {
                            span: file(b.number),
                            text: self.context.draft.text(self.block, a.number).to_owned(),
                        },
                    ],
                };
                return Some(self.finding(
                    format!(
                        "{} to {}: the range is turned round",
                        self.text(a),
                        self.text(b)
                    ),
                    a,
                    vec![self.evidence(b)],
                    vec![fix],
                ));
            }
        }
        None
    }

    /// Whether a figure counts things.
    fn counts(&self, figure: &Figure) -> bool {
        figure.unit.is_none() && matches!(figure.kind, FigureKind::Cardinal)
    }

    fn end(&self) -> usize {
        let prose = &self.context.draft.blocks[self.block].prose;
        prose.span_of(self.sentence.clone()).end
    }

    fn text(&self, figure: &Figure) -> String {
        crate::facts::document::fold_blanks(self.context.draft.text(self.block, figure.span))
    }

    fn subject(&self, index: usize) -> String {
        let id = FactId {
            block: self.block,
            index,
        };
        figure::subject(&Item::new(self.context.draft, What::Figure, id))
    }

    fn evidence(&self, figure: &Figure) -> Evidence {
        evidence_in(
            self.context.draft,
            self.block,
            figure.span,
            Relation::Differs,
        )
    }

    fn finding(
        &self,
        message: String,
        figure: &Figure,
        evidence: Vec<Evidence>,
        fixes: Vec<Fix>,
    ) -> Finding {
        Finding {
            code: RULE.code,
            severity: RULE.severity,
            message,
            span: self.context.draft.in_file(self.block, figure.number),
            also: Vec::new(),
            evidence,
            fixes,
        }
    }
}

/// Where a verb of change leads.
enum Direction {
    Up,
    Down,
    Times(Decimal),
}

impl Direction {
    fn of(word: &str) -> Option<Direction> {
        Some(match word {
            "rose" | "rise" | "rises" | "risen" | "rising" | "grew" | "grow" | "grown" | "grows"
            | "increased" | "increase" | "climbed" | "climb" | "jumped" | "surged" | "soared" => {
                Direction::Up
            }
            "fell" | "fall" | "falls" | "fallen" | "falling" | "dropped" | "drop" | "declined"
            | "decline" | "decreased" | "decrease" | "shrank" | "shrunk" | "plunged" | "slumped" => {
                Direction::Down
            }
            "doubled" | "doubling" => Direction::Times(Decimal::TWO),
            "tripled" | "trebled" => Direction::Times(Decimal::from(3)),
            "quadrupled" => Direction::Times(Decimal::from(4)),
            "halved" => Direction::Times(Decimal::new(5, 1)),
            _ => return None,
        })
    }
}

/// Whether a part is greater than its whole whatever their hedges allow.
fn exceeds(part: &Figure, whole: &Figure) -> bool {
    part.low
        .zip(whole.high)
        .is_some_and(|(part, whole)| part > whole)
}

/// Whether a figure is a quantity that can grow and shrink.
fn changes(figure: &Figure) -> bool {
    matches!(
        figure.kind,
        FigureKind::Cardinal | FigureKind::Money | FigureKind::Percent | FigureKind::Dimension
    )
}

/// Whether two ends of a change have one unit, be it said once ("from 300 to 900 tonnes").
fn one_unit(from: &Figure, to: &Figure) -> bool {
    from.unit.is_none() && from.kind == FigureKind::Cardinal || from.unit == to.unit
}

/// Numbers that may be hours of the day or parts of a name: "between 10 and 2".
fn small(a: Decimal, b: Decimal, figure: &Figure) -> bool {
    let day = Decimal::from(24);
    figure.unit.is_none() && a <= day && b <= day
}

/// The value of a figure that is neither hedged nor a range.
fn exact(figure: &Figure) -> Option<Decimal> {
    (figure.hedge.is_none() && figure.range.is_none()).then_some(figure.value)
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
