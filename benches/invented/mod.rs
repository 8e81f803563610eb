//! Invented news prose of any length, the same for the same seed: what the benchmarks read.

/// A small linear congruential generator (constants of Knuth's MMIX): repeatable, no dependency.
pub struct Dice(u64);

impl Dice {
    /// Dice that always roll the same for one seed.
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(2).wrapping_add(1))
    }

    /// A number below `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides.max(1)
    }

    /// One of some words.
    pub fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.roll(words.len())]
    }
}

const ONSETS: &[&str] = &[
    "b", "br", "d", "dr", "f", "g", "gr", "h", "k", "kl", "l", "m", "n", "p", "r", "s", "st", "t",
    "tr", "v", "z",
];
const VOWELS: &[&str] = &["a", "e", "i", "o", "u", "ai", "ei", "ou"];
const CODAS: &[&str] = &["", "n", "r", "l", "s", "t", "m", "nd", "rk", "sch"];

/// A name that nobody has: one to three syllables with a capital.
pub fn name(dice: &mut Dice) -> String {
    let mut out = String::new();
    for _ in 0..2 + dice.roll(2) {
        out.push_str(dice.pick(ONSETS));
        out.push_str(dice.pick(VOWELS));
        out.push_str(dice.pick(CODAS));
    }
    out[..1].to_uppercase() + &out[1..]
}

/// An article of about `words` words: paragraphs with figures, names, quotations and attributions.
pub fn article(seed: u64, words: usize) -> String {
    let mut dice = Dice::new(seed);
    let people: Vec<String> = (0..6)
        .map(|_| format!("{} {}", name(&mut dice), name(&mut dice)))
        .collect();
    let places: Vec<String> = (0..4).map(|_| name(&mut dice)).collect();
    let mut out = String::new();
    let mut written = 0;
    while written < words {
        let mut paragraph = String::new();
        for _ in 0..2 + dice.roll(3) {
            let person = &people[dice.roll(people.len())];
            let place = &places[dice.roll(places.len())];
            let many = 100 + dice.roll(20_000);
            let what = dice.pick(&[
                "families", "soldiers", "farmers", "pupils", "barges", "homes",
            ]);
            let did = dice.pick(&[
                "left",
                "reached",
                "returned to",
                "were counted in",
                "waited in",
            ]);
            let office = dice.pick(&[
                "the harbour office",
                "the ministry",
                "local officials",
                "the union",
            ]);
            let cause = dice.pick(&[
                "the flood",
                "the strike",
                "the new treaty",
                "a long drought",
            ]);
            paragraph.push_str(&match dice.roll(4) {
                0 => format!("About {many} {what} {did} {place} after {cause}, {office} said on Monday. "),
                1 => format!("“We counted every one of the {what} and we will not forget {cause},” {person} told reporters in {place}. "),
                2 => format!("{person}, the mayor of {place}, said {cause} had cost {} million crowns. ", 1 + dice.roll(90)),
                _ => format!("More than {} per cent of the {what} near {place} were hurt by {cause}, according to {office}. ", 1 + dice.roll(99)),
            });
        }
        written += paragraph.split_whitespace().count();
        out.push_str(paragraph.trim_end());
        out.push_str("\n\n");
    }
    out
}
