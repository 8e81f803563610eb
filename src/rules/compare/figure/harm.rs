//! What became of the people a figure counts: the dead are not the injured, and neither are all casualties.

use crate::facts::Figure;

/// Whom a figure of an accident, an attack or a war counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Harm {
    /// "killed", "deaths".
    Dead,
    /// "injured", "wounded".
    Hurt,
    /// "missing".
    Missing,
    /// "casualties": the dead and the injured together.
    All,
}

impl Harm {
    /// Whom a figure counts, where its words say so: the noun before what is said of it.
    pub fn of(figure: &Figure) -> Option<Harm> {
        let measure = &figure.measure;
        let words = std::iter::once(&measure.head).chain(&measure.modifiers);
        let mut words = words.chain(&measure.predicate);
        words.find_map(|word| Harm::named(word))
    }

    fn named(word: &str) -> Option<Harm> {
        Some(match word {
            "dead" | "death" | "deaths" | "fatality" | "fatalities" | "kill" | "killed" | "die"
            | "perish" => Harm::Dead,
            "injured" | "injury" | "injuries" | "injure" | "wounded" | "wound" | "hurt" => {
                Harm::Hurt
            }
            "missing" => Harm::Missing,
            "casualty" | "casualties" => Harm::All,
            _ => return None,
        })
    }

    /// In a few words, for a reader.
    pub fn as_str(self) -> &'static str {
        match self {
            Harm::Dead => "the dead",
            Harm::Hurt => "the injured",
            Harm::Missing => "the missing",
            Harm::All => "dead and injured together",
        }
    }
}

/// Of two figures, whom the second counts where the first counts others.
pub fn of_others(mine: &Figure, theirs: &Figure) -> Option<Harm> {
    let (mine, theirs) = (Harm::of(mine)?, Harm::of(theirs)?);
    (mine != theirs).then_some(theirs)
}
