//! Units of measurement, currencies, percent.

use rust_decimal::Decimal;

/// What a unit measures. Two units convert only within one dimension; currencies never convert.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Dimension {
    /// Percent of something.
    Percent,
    /// Percentage points.
    PercentagePoint,
    /// Money in one currency, ISO 4217 code or the sign where the country is not said.
    Money(String),
    /// A physical dimension or information, by name: "length", "mass", "area", "duration", …
    Physical(&'static str),
}

/// One unit, as written and what it means.
#[derive(Clone, PartialEq, Debug)]
pub struct Unit {
    /// Canonical name: "percent", "USD", "kilometre".
    pub name: String,
    /// What it measures.
    pub dimension: Dimension,
    /// Factor to the dimension's base unit (metre, kilogram, second, …); 1 for money and percent.
    pub factor: Decimal,
}
