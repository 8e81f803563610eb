//! World facts about names, compiled in: countries with demonyms and capitals, organisations with acronyms, given names, surnames, titles.

use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// A country, nation or region.
#[derive(Debug)]
pub struct Country {
    /// Its names, the usual one first.
    pub names: Vec<&'static str>,
    /// Its demonyms and adjectives.
    pub demonyms: Vec<&'static str>,
    /// Its capital and other seats that stand for it.
    pub capitals: Vec<&'static str>,
    /// Whether it is a state, and no part of another has its name.
    pub is_state: bool,
}

/// An organisation.
#[derive(Debug)]
pub struct Organization {
    /// Its acronyms; none for some.
    pub acronyms: Vec<&'static str>,
    /// Its full names, the usual one first.
    pub names: Vec<&'static str>,
    kind: &'static str,
}

impl Organization {
    /// Whether it is a news agency, a newspaper or a broadcaster.
    pub fn is_news(&self) -> bool {
        matches!(self.kind, "agency" | "media")
    }
}

/// In what sense a word stands for a country.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sense {
    /// "France".
    Name,
    /// "French".
    Demonym,
    /// "Paris".
    Capital,
}

static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| {
    rows(include_str!("countries.txt"))
        .map(|f| Country {
            names: f.first().cloned().unwrap_or_default(),
            demonyms: f.get(1).cloned().unwrap_or_default(),
            capitals: f.get(2).cloned().unwrap_or_default(),
            is_state: f.get(3).is_some_and(|kind| !kind.is_empty()),
        })
        .collect()
});

static BY_WORDS: LazyLock<FxHashMap<String, Vec<(usize, Sense)>>> = LazyLock::new(|| {
    let mut out: FxHashMap<String, Vec<(usize, Sense)>> = FxHashMap::default();
    for (i, c) in COUNTRIES.iter().enumerate() {
        for (list, sense) in [
            (&c.names, Sense::Name),
            (&c.demonyms, Sense::Demonym),
            (&c.capitals, Sense::Capital),
        ] {
            for form in list {
                out.entry(form.to_lowercase()).or_default().push((i, sense));
                if sense == Sense::Demonym && !form.ends_with(['s', 'h', 'e']) {
                    out.entry(format!("{}s", form.to_lowercase()))
                        .or_default()
                        .push((i, sense));
                }
            }
        }
    }
    out
});

static NICKNAMES: LazyLock<FxHashMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let mut out: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    let rows = include_str!("nicknames.txt").lines();
    for (row, line) in rows.filter(|line| !line.starts_with('#')).enumerate() {
        for name in line.split_whitespace() {
            out.entry(name).or_default().push(row);
        }
    }
    out
});

/// Whether two given names, lower case, are forms of one: "William" and "Bill".
pub fn are_one_given_name(a: &str, b: &str) -> bool {
    let rows = |name| NICKNAMES.get(name).map_or(&[][..], Vec::as_slice);
    a != b && rows(a).iter().any(|row| rows(b).contains(row))
}

static ORGANIZATIONS: LazyLock<Vec<Organization>> = LazyLock::new(|| {
    rows(include_str!("organizations.txt"))
        .map(|f| Organization {
            acronyms: f.first().cloned().unwrap_or_default(),
            names: f.get(1).cloned().unwrap_or_default(),
            kind: f
                .get(2)
                .and_then(|k| k.first())
                .copied()
                .unwrap_or_default(),
        })
        .collect()
});

static BY_ORGANIZATION: LazyLock<FxHashMap<String, Vec<usize>>> = LazyLock::new(|| {
    let mut out: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (i, o) in ORGANIZATIONS.iter().enumerate() {
        for form in o.acronyms.iter().chain(&o.names) {
            out.entry(form.to_lowercase()).or_default().push(i);
        }
    }
    out
});

/// Words of the gazetteer's multi-word names ("korea", "guinea", "nations"), lower case.
static WORDS: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let countries = COUNTRIES
        .iter()
        .flat_map(|c| c.names.iter().chain(&c.demonyms).chain(&c.capitals));
    let organizations = ORGANIZATIONS
        .iter()
        .flat_map(|o| o.acronyms.iter().chain(&o.names));
    countries
        .chain(organizations)
        .flat_map(|n| n.split_whitespace())
        .map(str::to_lowercase)
        .collect()
});

static GIVEN: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| words(include_str!("given_names.txt")).collect());
static GIVEN_ELSEWHERE: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| words(include_str!("given_names_world.txt")).collect());
static SURNAMES: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| words(include_str!("surnames.txt")).collect());
static TITLES: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| words(include_str!("titles.txt")).collect());

/// Offices that nobody holds together, each in all its words.
struct Family {
    offices: Vec<Vec<&'static str>>,
    /// Whether not even offices of two bodies are held together.
    anywhere: bool,
}

static OFFICES: LazyLock<Vec<Family>> = LazyLock::new(|| {
    let lines = include_str!("offices.txt").lines();
    lines
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let row = line.strip_prefix('*');
            let offices = row.unwrap_or(line).split('|');
            Family {
                offices: offices
                    .map(|office| office.split('=').map(str::trim).collect())
                    .collect(),
                anywhere: row.is_some(),
            }
        })
        .collect()
});

fn rows(data: &'static str) -> impl Iterator<Item = Vec<Vec<&'static str>>> {
    data.lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty())
        .map(|l| {
            l.split('|')
                .map(|f| {
                    f.split(',')
                        .map(str::trim)
                        .filter(|s| !s.is_empty())
                        .collect()
                })
                .collect()
        })
}

fn words(data: &'static str) -> impl Iterator<Item = &'static str> {
    data.lines()
        .filter(|l| !l.starts_with('#'))
        .flat_map(str::split_whitespace)
}

/// A country by its number, as [`countries_of`] gives it.
pub fn country(id: usize) -> Option<&'static Country> {
    COUNTRIES.get(id)
}

/// The countries that some words name, by name, demonym or capital; lower case.
pub fn countries_of(lower: &str) -> &'static [(usize, Sense)] {
    BY_WORDS.get(lower).map_or(&[], Vec::as_slice)
}

/// Whether some words, lower case, name a country in one sense.
pub fn is_country(lower: &str, sense: Sense) -> bool {
    countries_of(lower).iter().any(|&(_, s)| s == sense)
}

/// The organisations that an acronym or a full name, lower case, stands for.
pub fn organizations_of(lower: &str) -> impl Iterator<Item = &'static Organization> {
    BY_ORGANIZATION
        .get(lower)
        .map_or(&[][..], Vec::as_slice)
        .iter()
        .filter_map(|&i| ORGANIZATIONS.get(i))
}

/// Whether a word, lower case, is a well-known acronym of an organisation or a country: "unesco", "uk".
pub fn is_acronym(lower: &str) -> bool {
    let is_of = |o: &Organization| o.acronyms.iter().any(|a| a.eq_ignore_ascii_case(lower));
    let short = |c: &Country| {
        let all_capitals = |name: &&str| name.chars().all(char::is_uppercase);
        (c.names.iter().filter(|n| all_capitals(n))).any(|n| n.eq_ignore_ascii_case(lower))
    };
    organizations_of(lower).any(is_of)
        || (countries_of(lower).iter()).any(|&(id, _)| country(id).is_some_and(short))
}

/// Whether a word, lower case, stands in the name of a country, capital or organisation.
pub fn is_world_word(lower: &str) -> bool {
    WORDS.contains(lower) || BY_WORDS.contains_key(lower)
}

/// Whether a word, lower case, is a common given name.
pub fn is_given_name(lower: &str) -> bool {
    GIVEN.contains(lower) || is_given_name_elsewhere(lower)
}

/// Whether a word, lower case, is a given name of other languages than English, with several spellings perhaps.
pub fn is_given_name_elsewhere(lower: &str) -> bool {
    GIVEN_ELSEWHERE.contains(lower)
}

/// Whether a word, lower case, is a common surname.
pub fn is_surname(lower: &str) -> bool {
    SURNAMES.contains(lower)
}

/// Whether a word, lower case and without a stop, is a title or office that stands before a name.
pub fn is_title(lower: &str) -> bool {
    TITLES.contains(lower)
}

/// The usual words of an office by each of its words.
static USUAL: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    (OFFICES.iter().flat_map(|family| &family.offices))
        .flat_map(|words| words.iter().filter_map(|&w| Some((w, *words.first()?))))
        .collect()
});

/// The matters that ministers are over, each by its first word, from any of its words.
static PORTFOLIOS: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let lines = include_str!("portfolios.txt").lines();
    (lines.filter(|line| !line.starts_with('#')))
        .flat_map(|line| {
            let first = line.split(' ').next().unwrap_or_default();
            line.split(' ').map(move |word| (word, first))
        })
        .collect()
});

/// The words of `office_words.txt`, each with what it does.
static OFFICE_WORDS: LazyLock<FxHashSet<(&'static str, &'static str)>> = LazyLock::new(|| {
    let lines = include_str!("office_words.txt").lines();
    (lines.filter_map(|line| line.split_once(": ")))
        .flat_map(|(class, words)| words.split(' ').map(move |word| (class, word)))
        .collect()
});

/// The usual word for a high office or a rank, from any of its words, lower case: "prime minister" for "premier".
pub fn office(lower: &str) -> Option<&'static str> {
    USUAL.get(lower).copied()
}

/// The matter that a word beside "minister" means, lower case: "finance" for "treasury".
pub fn portfolio(lower: &str) -> Option<&'static str> {
    PORTFOLIOS.get(lower).copied()
}

/// Whether a word beside an office, lower case, is of a class of `office_words.txt`.
pub fn is_office_word(lower: &str, class: &str) -> bool {
    OFFICE_WORDS.contains(&(class, lower))
}

/// Whether nobody holds two offices of one body, in their usual words, at one time.
pub fn are_exclusive(one: &str, other: &str) -> bool {
    one != other && families_of_both(one, other).next().is_some()
}

/// Whether nobody holds two offices, in their usual words, at one time, of whatever bodies: mayors lead no companies.
pub fn are_exclusive_anywhere(one: &str, other: &str) -> bool {
    one != other && families_of_both(one, other).any(|family| family.anywhere)
}

fn families_of_both<'o>(
    one: &'o str,
    other: &'o str,
) -> impl Iterator<Item = &'static Family> + use<'o> {
    let holds = |family: &Family, office| family.offices.iter().any(|w| w.first() == Some(&office));
    (OFFICES.iter()).filter(move |family| holds(family, one) && holds(family, other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_found_by_name_demonym_and_capital() {
        for (words, sense, country_name) in [
            ("portugal", Sense::Name, "Portugal"),
            ("u.s.", Sense::Name, "United States"),
            ("norwegians", Sense::Demonym, "Norway"),
            ("south sudanese", Sense::Demonym, "South Sudan"),
            ("oslo", Sense::Capital, "Norway"),
        ] {
            assert!(
                countries_of(words).iter().any(|&(id, s)| s == sense
                    && country(id).is_some_and(|c| c.names[0] == country_name)),
                "{words}"
            );
        }
        assert!(countries_of("atlantis").is_empty());
        let is_state = |words| {
            countries_of(words)
                .iter()
                .any(|&(id, _)| COUNTRIES[id].is_state)
        };
        assert!(is_state("norway") && is_state("tuvalu") && !is_state("scotland"));
    }

    #[test]
    fn organizations_are_found_by_acronym_and_name() {
        assert_eq!(
            organizations_of("nis").next().map(|o| o.names[0]),
            Some("National Intelligence Service")
        );
        assert!(organizations_of("associated press").any(|o| o.acronyms.contains(&"AP")));
        assert_eq!(organizations_of("zzz").count(), 0);
    }

    #[test]
    fn lists_hold_names_and_titles_only() {
        assert!(is_given_name("genevieve") && !is_given_name("table"));
        assert!(is_surname("smith") && !is_surname("smithu"));
        assert!(is_title("president") && !is_title("country"));
    }
}
