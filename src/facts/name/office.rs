//! A role taken apart: the office, what it is over, the nations and the body it names.

use super::{gazetteer, plain, vocabulary};
use crate::text::lexicon;
use std::collections::BTreeSet;

/// What a role says of its holder.
#[derive(Clone, Debug)]
pub struct Office {
    /// The last title word, in the singular.
    pub title: String,
    /// The nations beside it, by number.
    pub nations: BTreeSet<usize>,
    /// The usual word for it, where it is a high office or a rank.
    pub usual: Option<&'static str>,
    /// What a minister or secretary is over, in the words used: "foreign", "peat".
    pub portfolio: BTreeSet<String>,
    /// The same, as far as it is surely a portfolio, in the usual words: "finance" for "treasury".
    pub over: BTreeSet<String>,
    /// The town, company or body that it is an office of, plain, in order.
    pub body: Vec<String>,
    /// Whether it is held for somebody else: "vice", "deputy".
    pub deputy: bool,
    /// Whether it is over, still to come, or held for a time only.
    pub apart: bool,
}

/// The most words of an office's name.
const LONGEST: usize = 3;

impl Office {
    /// The offices that a role names: "president and chief executive of Norvalt" names two.
    pub fn all(role: &str) -> Vec<Office> {
        let parts: Vec<&str> = role.split(" and ").collect();
        let each: Option<Vec<Office>> = parts.iter().map(|part| Office::of(part)).collect();
        let mut out = match each {
            Some(each) if each.len() > 1 => each,
            _ => return Office::of(role).into_iter().collect(),
        };
        // What stands behind the last is said of each.
        let body = out.last().map(|o| o.body.clone()).unwrap_or_default();
        // What is over by a word before it ("former") is so for what follows, by a year behind it for all.
        let leads = |part: &&str| {
            let mut first = part.split(' ').take(2);
            first.any(|w| gazetteer::is_office_word(&w.to_lowercase(), "apart"))
        };
        let over = (out.iter().zip(&parts)).position(|(o, part)| o.apart && leads(part));
        let all = (out.iter().zip(&parts)).any(|(o, part)| o.apart && !leads(part));
        for (i, office) in out.iter_mut().enumerate() {
            office.apart |= all || over.is_some_and(|from| i >= from);
            if office.body.is_empty() {
                office.body.clone_from(&body);
            }
        }
        out
    }

    /// Reads a role; `None` where it names no office.
    pub fn of(role: &str) -> Option<Office> {
        let (words, capital) = words(role);
        // "president of the Council of Ministers": what stands behind the office is not the office.
        let behind = (words.iter().enumerate())
            .skip_while(|(_, w)| !is_title(w))
            .find(|(_, w)| gazetteer::is_office_word(w, "over"))
            .map_or(words.len(), |(i, _)| i);
        let head = words.get(..behind)?;
        let named = longest_office(head);
        let at = match named {
            Some((at, _)) => at,
            None => head.iter().rposition(|w| is_title(w))?,
        };
        let title = singular(words.get(at)?);
        let before = at.checked_sub(1).and_then(|i| words.get(i));
        let civil = before.is_some_and(|w| gazetteer::is_office_word(w, "civil"));
        let usual = named
            .map(|(_, usual)| usual)
            .filter(|&usual| !(usual == "general" && civil));
        let has = |class| words.iter().any(|w| gazetteer::is_office_word(w, class));
        let rest = words.get(behind + 1..).unwrap_or_default();
        let mut office = Office {
            nations: nations(&words),
            usual,
            portfolio: BTreeSet::new(),
            over: BTreeSet::new(),
            body: Vec::new(),
            // "Vice Admiral", "Lieutenant General" are ranks, often shortened.
            deputy: has("deputy") && title != "lieutenant" && !usual.is_some_and(is_rank),
            apart: has("apart") || words.iter().any(|w| is_year(w)),
            title,
        };
        if office.has_portfolio() {
            let over = match rest.is_empty() {
                false => rest,
                true => words.get(at.saturating_sub(2)..at).unwrap_or_default(),
            };
            office.portfolio = over.iter().filter(|w| is_portfolio(w)).cloned().collect();
            // Known matters on either side: "water minister of Velmora" names a country behind.
            let before = words.get(at.saturating_sub(2)..at).unwrap_or_default();
            let known = (before.iter().chain(rest)).filter_map(|w| gazetteer::portfolio(w));
            office.over = known.map(str::to_owned).collect();
            if office.over.is_empty() && words.get(behind).is_some_and(|w| w == "for") {
                let common = office
                    .portfolio
                    .iter()
                    .filter(|w| lexicon::is_common_word(w));
                office.over = common.cloned().collect();
            }
            (office.over).retain(|w| !gazetteer::is_office_word(w, "general"));
        }
        let capitals = capital.get(behind + 1..).unwrap_or_default();
        // What an institute or an office is for belongs to its name.
        let institution = rest.iter().any(|w| vocabulary::is_organization_head(w));
        office.body = (rest.iter().zip(capitals))
            .filter(|(word, capital)| **capital && is_body_word(word))
            .filter(|(word, _)| {
                let matter = !institution && gazetteer::portfolio(word).is_some();
                !office.over.contains(*word) && !matter
            })
            .map(|(word, _)| plain(word).into_owned())
            .collect();
        if office.body.is_empty() {
            office.body = owners(role, usual)
                .filter(|word| gazetteer::portfolio(&word.to_lowercase()).is_none())
                .map(|word| plain(word).into_owned())
                .collect();
        }
        Some(office)
    }

    /// Whether it is a minister's or a secretary's, who are over something.
    fn has_portfolio(&self) -> bool {
        matches!(self.title.as_str(), "minister" | "secretary")
            && matches!(self.usual, None | Some("minister"))
    }

    /// Whether it tells enough to be held against another: a high office, a rank, or a portfolio.
    pub fn is_telling(&self) -> bool {
        self.usual.is_some() || !self.over.is_empty()
    }

    /// Whether the two cannot be held together: other offices of one family, other portfolios, or the deputy's and his
    /// principal's.
    pub fn excludes(&self, other: &Office) -> bool {
        if self.has_portfolio() && other.has_portfolio() && self.deputy == other.deputy {
            return !self.over.is_empty()
                && !other.over.is_empty()
                && self.over.is_disjoint(&other.over);
        }
        match (self.usual, other.usual) {
            (Some(a), Some(b)) if a == b => self.deputy != other.deputy,
            (Some(a), Some(b)) => {
                !self.deputy
                    && !other.deputy
                    && (gazetteer::are_exclusive_anywhere(a, b)
                        || gazetteer::are_exclusive(a, b) && self.is_of_one_body(other))
            }
            _ => false,
        }
    }

    /// Whether both are of one body, as far as they tell: who is president of a club may be a minister too.
    fn is_of_one_body(&self, other: &Office) -> bool {
        let institution = |office: &Office| {
            let mut words = office.body.iter();
            words.any(|w| vocabulary::is_organization_head(w))
        };
        let shared = self.body.iter().any(|w| other.body.contains(w));
        shared || !institution(self) && !institution(other)
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

/// The words of a role, lower case, and whether each is written with a capital; without whose relative or aide it makes
/// somebody: "the president's brother" is no president.
fn words(role: &str) -> (Vec<String>, Vec<bool>) {
    let mut out: Vec<(String, bool)> = Vec::new();
    for word in role.split(|c: char| c.is_whitespace() || matches!(c, ',' | '-' | '.')) {
        let lower = word.to_lowercase().replace('’', "'");
        let bare = lower.trim_end_matches("'s").trim_end_matches('\'');
        if bare.len() < lower.len() && is_title(bare) {
            out.clear();
        } else if !bare.is_empty() {
            out.push((bare.to_owned(), word.starts_with(char::is_uppercase)));
        }
    }
    out.into_iter().unzip()
}

/// The words before an office that tell whose it is: "Norvalt" of "Norvalt CEO", and, of an office of state, a people that no
/// list knows or an owner: "Velmoran president", "Velmora's president".
fn owners<'r>(role: &'r str, usual: Option<&str>) -> impl Iterator<Item = &'r str> {
    let firm = usual.is_some_and(|usual| gazetteer::are_exclusive(usual, "chief of staff"));
    let words = role.split_whitespace();
    words
        .take_while(|word| {
            let lower = word.to_lowercase();
            !is_title(&lower) && !gazetteer::is_office_word(&lower, "over")
        })
        .filter_map(move |word| {
            let owner = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s"));
            let bare = owner.unwrap_or(word);
            let lower = bare.to_lowercase();
            let people = vocabulary::is_people_ending(&lower);
            (bare.starts_with(char::is_uppercase)
                && (firm || owner.is_some() || people)
                && !lexicon::is_common_word(&lower)
                && is_body_word(&lower))
            .then_some(bare)
        })
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())
}

fn is_rank(usual: &str) -> bool {
    usual == "general" || gazetteer::are_exclusive(usual, "general")
}

fn is_title(lower: &str) -> bool {
    gazetteer::is_title(lower) || gazetteer::office(lower).is_some()
}

/// The longest name of an office among some words: where it ends, and its usual words.
fn longest_office(words: &[String]) -> Option<(usize, &'static str)> {
    (1..=LONGEST).rev().find_map(|n| {
        let mut ends = (n..=words.len()).rev();
        ends.find_map(|end| {
            let name = words.get(end - n..end)?.join(" ");
            let usual = gazetteer::office(&name).or_else(|| gazetteer::office(&singular(&name)))?;
            Some((end - 1, usual))
        })
    })
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
        && !gazetteer::is_office_word(word, "neutral")
        && lexicon::closed_class(word).is_none()
}

fn is_body_word(word: &str) -> bool {
    lexicon::closed_class(word).is_none()
        && gazetteer::countries_of(word).is_empty()
        && !gazetteer::is_title(word)
}

/// The nations of somebody with a trade or none: "Norwegian", "Norwegian novelist". An office is a nation's, not its holder.
pub fn nationality(role: &str) -> BTreeSet<usize> {
    let (words, _) = words(role);
    let own = |word: &&String| !gazetteer::is_office_word(word, "over");
    let words: Vec<String> = words.iter().take_while(own).cloned().collect();
    match Office::of(role) {
        Some(_) => BTreeSet::new(),
        None => nations(&words),
    }
}

/// The body of somebody with a trade or none: "the Peat Institute" of "of the Peat Institute", "a researcher at the Peat
/// Institute".
pub fn affiliation(role: &str) -> Option<&str> {
    let (own, body) = match role.split_once(' ')? {
        (first, body) if gazetteer::is_office_word(first, "of") => ("", body),
        _ => {
            let joint = |(at, _): &(usize, &str)| {
                let rest = role.get(at + 1..).unwrap_or_default();
                let word = rest.split(' ').next().unwrap_or_default();
                gazetteer::is_office_word(word, "of")
            };
            let (at, _) = role.match_indices(' ').find(joint)?;
            (role.get(..at)?, role.get(at + 1..)?.split_once(' ')?.1)
        }
    };
    let trade =
        (own.split(' ').next_back()).is_some_and(|w| vocabulary::is_trade(&w.to_lowercase()));
    let institution =
        (body.split(' ')).any(|w| vocabulary::is_organization_head(&w.to_lowercase()));
    (own.is_empty() || trade && institution && Office::of(role).is_none()).then_some(body)
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
        i += step;
        // "The German-born novelist" may be of any nation.
        if !(words.get(i)).is_some_and(|next| gazetteer::is_office_word(next, "origin")) {
            nations.extend(list.iter().map(|&(id, _)| id));
        }
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
            ("minister for mines", "minister for energy", true),
            ("Minister of Agriculture", "Finance Minister", true),
            ("Treasury Secretary", "finance minister", false),
            ("Finance Minister", "minister of finance and trade", false),
            ("Cabinet minister", "health minister", false),
            ("First Minister", "Prime Minister", false),
            (
                "mayor's sister and sheriff of Brenn County",
                "Sheriff",
                false,
            ),
            ("Vice Admiral", "Admiral", false),
            ("Lieutenant General", "General", false),
            (
                "water minister of South Velmora",
                "Velmoran minister for water",
                false,
            ),
            ("transport minister of today", "Transport Minister", false),
            ("minister for peat", "Lighthouse minister", false),
            ("minister for peat", "minister for turf", true),
            ("chief executive", "chief medical officer", true),
            ("CEO of Norvalt", "chief executive of Norvalt", false),
            ("PM", "Prime Minister", false),
            ("president of the Rowing Club", "prime minister", false),
            ("president of the Rowing Club", "mayor of Ostvik", false),
            (
                "chief executive of the Ostvik Bank",
                "mayor of Ostvik",
                true,
            ),
            ("president of Velmora", "prime minister", true),
        ] {
            let (Some(a), Some(b)) = (Office::of(a), Office::of(b)) else {
                panic!("{a} / {b}")
            };
            assert_eq!(a.excludes(&b), yes, "{a:?} / {b:?}");
        }
    }

    #[test]
    fn a_role_may_name_several_offices() {
        let offices = Office::all("president and chief executive of Norvalt");
        assert_eq!(offices.len(), 2);
        assert!(offices.iter().all(|o| o.body == ["norvalt"]));
        let over = |role| -> Vec<bool> { Office::all(role).iter().map(|o| o.apart).collect() };
        assert_eq!(over("president and a former mayor"), [false, true]);
        assert_eq!(over("former president and mayor"), [true, true]);
        assert_eq!(over("president and mayor until 2019"), [true, true]);
        assert_eq!(Office::all("minister of finance and trade").len(), 1);
    }

    #[test]
    fn an_office_that_is_over_is_told_from_one_held() {
        for (role, apart) in [
            ("former mayor", true),
            ("then president", true),
            ("president from 1990 to 1996", true),
            ("once mayor of Ostvik", true),
            ("acting chief executive", true),
            ("mayor of Ostvik", false),
        ] {
            assert_eq!(Office::of(role).map(|o| o.apart), Some(apart), "{role}");
        }
        let brother = Office::of("president's brother");
        assert!(brother.is_some_and(|o| o.usual.is_none()));
    }

    #[test]
    fn a_trade_has_a_nationality_and_an_affiliation() {
        for (role, nation, body) in [
            ("Norwegian", true, None),
            ("Norwegian novelist", true, None),
            ("Norwegian minister", false, None),
            ("Norwegian-born novelist", false, None),
            (
                "historian of the Norwegian Navy",
                false,
                Some("the Norwegian Navy"),
            ),
            ("of the Peat Institute", false, Some("the Peat Institute")),
            (
                "researcher at the Peat Institute",
                false,
                Some("the Peat Institute"),
            ),
            ("historian of peat", false, None),
            ("president of the Peat Institute", false, None),
        ] {
            assert_eq!(!nationality(role).is_empty(), nation, "{role}");
            assert_eq!(affiliation(role), body, "{role}");
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
