//! A role taken apart: the office, what it is over, the nations it names.

use crate::facts::name::gazetteer;
use std::collections::BTreeSet;

/// What a role says of its holder.
#[derive(Debug)]
pub struct Office {
    /// The last title word, in the singular.
    pub title: String,
    /// The nations beside it, by number.
    pub nations: BTreeSet<usize>,
    /// The usual word for it, where it is a high office or a rank.
    pub usual: Option<&'static str>,
    /// What a minister or secretary is over: "foreign", "peat".
    pub portfolio: BTreeSet<String>,
    /// Whether it is held for somebody else: "vice", "deputy".
    pub deputy: bool,
    /// Whether it is over, or still to come.
    pub past: bool,
}

/// Words before "general" that make it no rank.
const CIVIL_GENERALS: [&str; 9] = [
    "attorney",
    "secretary",
    "director",
    "solicitor",
    "surgeon",
    "consul",
    "governor",
    "auditor",
    "inspector",
];

impl Office {
    /// Reads a role; `None` where it names no office.
    pub fn of(role: &str) -> Option<Office> {
        let words: Vec<String> = role
            .split(|c: char| c.is_whitespace() || matches!(c, ',' | '-' | '.'))
            .map(|w| {
                let w = w.to_lowercase().replace('’', "'");
                w.trim_end_matches("'s").trim_end_matches('\'').to_string()
            })
            .filter(|w| !w.is_empty())
            .collect();
        let at = words.iter().rposition(|w| gazetteer::is_title(w))?;
        let title = singular(words.get(at)?);
        let before = |n: usize| {
            at.checked_sub(n)
                .and_then(|i| words.get(i))
                .map_or("", String::as_str)
        };
        let two = format!("{} {title}", before(1));
        let usual = match gazetteer::office(&two) {
            Some(office) => Some(office),
            None if title == "general" && CIVIL_GENERALS.contains(&before(1)) => None,
            None => gazetteer::office(&title),
        };
        let has = |list: &[&str]| words.iter().any(|w| list.contains(&w.as_str()));
        let mut office = Office {
            nations: nations(&words),
            usual,
            portfolio: BTreeSet::new(),
            deputy: has(&[
                "vice",
                "deputy",
                "assistant",
                "under",
                "junior",
                "lieutenant",
            ]) && title != "lieutenant",
            past: has(&[
                "former",
                "ex",
                "late",
                "onetime",
                "then",
                "future",
                "incoming",
                "elect",
                "designate",
                "next",
            ]),
            title,
        };
        if matches!(office.title.as_str(), "minister" | "secretary")
            && usual != Some("prime minister")
        {
            let over = match words.get(at + 1).map(String::as_str) {
                Some("of" | "for") => words.get(at + 2..).unwrap_or_default(),
                _ => words.get(at.saturating_sub(2)..at).unwrap_or_default(),
            };
            office.portfolio = over.iter().filter(|w| is_portfolio(w)).cloned().collect();
        }
        Some(office)
    }

    /// Whether the two cannot be held together: other offices of one family, or the deputy's and his principal's.
    pub fn excludes(&self, other: &Office) -> bool {
        match (self.usual, other.usual) {
            (Some(a), Some(b)) if a == b => self.deputy != other.deputy,
            (Some(a), Some(b)) => !self.deputy && !other.deputy && gazetteer::are_exclusive(a, b),
            _ => false,
        }
    }

    /// Whether both name one post, as far as they tell.
    pub fn is_same_post(&self, other: &Office) -> bool {
        self.usual.is_some()
            && self.usual == other.usual
            && self.deputy == other.deputy
            && self.portfolio == other.portfolio
            && (self.nations.is_empty()
                || other.nations.is_empty()
                || !self.nations.is_disjoint(&other.nations))
    }

    /// Whether one person holds the post at a time: not so ministers, ambassadors and ranks by their title alone.
    pub fn has_one_holder(&self) -> bool {
        match self.usual {
            Some("president" | "prime minister" | "king" | "queen" | "pope" | "chancellor") => true,
            Some("minister") => !self.portfolio.is_empty(),
            _ => false,
        }
    }
}

fn singular(title: &str) -> String {
    match title.strip_suffix('s') {
        Some(one) if title.len() > 4 => one.to_string(),
        _ => title.to_string(),
    }
}

fn is_portfolio(word: &str) -> bool {
    word.len() > 2
        && gazetteer::countries_of(word).is_empty()
        && !gazetteer::is_title(word)
        && !matches!(
            word,
            "the"
                | "and"
                | "for"
                | "former"
                | "late"
                | "then"
                | "senior"
                | "junior"
                | "new"
                | "deputy"
        )
}

fn nations(words: &[String]) -> BTreeSet<usize> {
    let mut nations = BTreeSet::new();
    let mut i = 0;
    while let Some(word) = words.get(i) {
        let two = words.get(i..i + 2).map(|w| w.join(" ")).unwrap_or_default();
        let pair = gazetteer::countries_of(&two);
        let (list, step) = if pair.is_empty() {
            (gazetteer::countries_of(word), 1)
        } else {
            (pair, 2)
        };
        nations.extend(list.iter().map(|&(id, _)| id));
        i += step;
    }
    nations
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_exclude_each_other() {
        for (a, b, yes) in [
            ("Prime Minister", "President", true),
            ("Norwegian Premier", "Prime Minister", false),
            ("Mayor", "harbour minister", true),
            ("Vice President", "President", true),
            ("Deputy Prime Minister", "foreign minister", false),
            ("Colonel", "General", true),
            ("Attorney General", "Colonel", false),
            ("Captain", "striker", false),
            ("Foreign Minister", "minister", false),
        ] {
            let (Some(a), Some(b)) = (Office::of(a), Office::of(b)) else {
                panic!("{a} / {b}")
            };
            assert_eq!(a.excludes(&b), yes, "{a:?} / {b:?}");
        }
    }

    #[test]
    fn a_post_has_its_portfolio_and_its_nation() {
        let same = |a: &str, b: &str| {
            Office::of(a)
                .zip(Office::of(b))
                .is_some_and(|(a, b)| a.is_same_post(&b))
        };
        assert!(same(
            "Former Danish Peat Minister",
            "Denmark's minister for peat"
        ));
        assert!(!same("Danish Peat Minister", "Norwegian Peat Minister"));
        assert!(!same("Peat Minister", "Harbour Minister"));
    }
}
