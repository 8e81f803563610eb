//! The words numbers are spelled with.

/// What a word means inside a spelled number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NumberWord {
    /// "zero" to "nine".
    Unit(u8),
    /// "ten" to "nineteen".
    Teen(u8),
    /// "twenty" to "ninety".
    Tens(u8),
    /// "hundred", "hundreds".
    Hundred {
        /// "hundreds".
        plural: bool,
    },
    /// "thousand" and above, as a power of ten.
    Scale {
        /// Power of ten.
        exponent: u8,
        /// "thousands".
        plural: bool,
    },
    /// "dozen", "dozens".
    Dozen {
        /// "dozens".
        plural: bool,
    },
    /// "first", "twentieth", "millionth"; in the plural a denominator only.
    Ordinal {
        /// Its rank.
        value: u64,
        /// "fifths".
        plural: bool,
    },
    /// "half", "halves".
    Half,
    /// "quarter", "quarters".
    Quarter {
        /// "quarters".
        plural: bool,
    },
    /// "a", "an".
    A,
    /// "and".
    And,
    /// "point".
    Point,
}

/// The longest word of the list below: "quadrillionths".
const LONGEST: usize = 14;

/// What a word means inside a spelled number, case aside; `None` for all other words.
pub fn classify(word: &str) -> Option<NumberWord> {
    if !may_be_one(word) {
        return None;
    }
    let mut buffer = [0u8; LONGEST];
    let lower = buffer.get_mut(..word.len())?;
    for (to, from) in lower.iter_mut().zip(word.bytes()) {
        *to = from.to_ascii_lowercase();
    }
    let lower: &[u8] = lower;
    let word = std::str::from_utf8(lower).ok()?;
    simple(word).or_else(|| ordinal(word))
}

/// Whether a word begins as some number word does. Asked of every word, most of which do not.
fn may_be_one(word: &str) -> bool {
    let lower = |i: usize| word.as_bytes().get(i).map(u8::to_ascii_lowercase);
    let second = lower(1);
    let among = |letters: &[u8]| second.is_some_and(|b| letters.contains(&b));
    match lower(0) {
        Some(b'a') => second.is_none_or(|b| b == b'n'),
        Some(b'b' | b'm') => among(b"i"),
        Some(b'c') => among(b"r"),
        Some(b'd') => among(b"oz"),
        Some(b'e') => among(b"il"),
        Some(b'f') => among(b"io"),
        Some(b'h') => among(b"au"),
        Some(b'l') => among(b"a"),
        Some(b'n') => among(b"aio"),
        Some(b'o') => among(b"n"),
        Some(b'p') => among(b"o"),
        Some(b'q') => among(b"u"),
        Some(b's') => among(b"ei"),
        Some(b't') => among(b"ehrw"),
        Some(b'z') => among(b"e"),
        _ => false,
    }
}

fn simple(word: &str) -> Option<NumberWord> {
    use NumberWord::*;
    Some(match word {
        "a" | "an" => A,
        "and" => And,
        "point" => Point,
        "zero" | "nought" | "naught" => Unit(0),
        "one" => Unit(1),
        "two" => Unit(2),
        "three" => Unit(3),
        "four" => Unit(4),
        "five" => Unit(5),
        "six" => Unit(6),
        "seven" => Unit(7),
        "eight" => Unit(8),
        "nine" => Unit(9),
        "ten" => Teen(10),
        "eleven" => Teen(11),
        "twelve" => Teen(12),
        "thirteen" => Teen(13),
        "fourteen" => Teen(14),
        "fifteen" => Teen(15),
        "sixteen" => Teen(16),
        "seventeen" => Teen(17),
        "eighteen" => Teen(18),
        "nineteen" => Teen(19),
        "twenty" => Tens(20),
        "thirty" => Tens(30),
        "forty" | "fourty" => Tens(40),
        "fifty" => Tens(50),
        "sixty" => Tens(60),
        "seventy" => Tens(70),
        "eighty" => Tens(80),
        "ninety" => Tens(90),
        "hundred" => Hundred { plural: false },
        "hundreds" => Hundred { plural: true },
        "thousand" => scale(3, false),
        "thousands" => scale(3, true),
        "lakh" => scale(5, false),
        "lakhs" => scale(5, true),
        "million" => scale(6, false),
        "millions" => scale(6, true),
        "crore" => scale(7, false),
        "crores" => scale(7, true),
        "billion" => scale(9, false),
        "billions" => scale(9, true),
        "trillion" => scale(12, false),
        "trillions" => scale(12, true),
        "quadrillion" => scale(15, false),
        "dozen" | "dz" | "doz" => Dozen { plural: false },
        "dozens" | "dzs" | "dozs" => Dozen { plural: true },
        "half" | "halves" => Half,
        "quarter" => Quarter { plural: false },
        "quarters" => Quarter { plural: true },
        _ => return None,
    })
}

fn scale(exponent: u8, plural: bool) -> NumberWord {
    NumberWord::Scale { exponent, plural }
}

fn ordinal(word: &str) -> Option<NumberWord> {
    let singular = |w: &str| {
        Some(match w {
            "first" => 1,
            "second" => 2,
            "third" => 3,
            "fourth" => 4,
            "fifth" => 5,
            "sixth" => 6,
            "seventh" => 7,
            "eighth" => 8,
            "ninth" => 9,
            "tenth" => 10,
            "eleventh" => 11,
            "twelfth" => 12,
            "thirteenth" => 13,
            "fourteenth" => 14,
            "fifteenth" => 15,
            "sixteenth" => 16,
            "seventeenth" => 17,
            "eighteenth" => 18,
            "nineteenth" => 19,
            "twentieth" => 20,
            "thirtieth" => 30,
            "fortieth" => 40,
            "fiftieth" => 50,
            "sixtieth" => 60,
            "seventieth" => 70,
            "eightieth" => 80,
            "ninetieth" => 90,
            "hundredth" => 100,
            "thousandth" => 1_000,
            "millionth" => 1_000_000,
            "billionth" => 1_000_000_000,
            "trillionth" => 1_000_000_000_000,
            _ => return None,
        })
    };
    if let Some(value) = singular(word) {
        return Some(NumberWord::Ordinal {
            value,
            plural: false,
        });
    }
    // "seconds" are a unit of time, never a denominator.
    let value = singular(word.strip_suffix('s')?).filter(|&v| v != 2)?;
    Some(NumberWord::Ordinal {
        value,
        plural: true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_number_words_from_others() {
        assert_eq!(classify("Seven"), Some(NumberWord::Unit(7)));
        assert_eq!(classify("MILLION"), Some(scale(6, false)));
        assert_eq!(
            classify("fifths"),
            Some(NumberWord::Ordinal {
                value: 5,
                plural: true
            })
        );
        for word in ["seconds", "tent", "often", "", "élan", "extraordinarily"] {
            assert_eq!(classify(word), None, "{word}");
        }
    }
}
