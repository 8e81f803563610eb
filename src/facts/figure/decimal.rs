//! Decimals as their own sixteen bytes, for the cache.

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A decimal that is written as bytes.
#[derive(Serialize, Deserialize)]
struct Bytes([u8; 16]);

impl From<&Decimal> for Bytes {
    fn from(decimal: &Decimal) -> Bytes {
        Bytes(decimal.serialize())
    }
}

impl From<Bytes> for Decimal {
    fn from(bytes: Bytes) -> Decimal {
        Decimal::deserialize(bytes.0)
    }
}

/// Writes one.
pub fn serialize<S: Serializer>(decimal: &Decimal, to: S) -> Result<S::Ok, S::Error> {
    Serialize::serialize(&Bytes::from(decimal), to)
}

/// Reads one.
pub fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Decimal, D::Error> {
    <Bytes as Deserialize>::deserialize(from).map(Into::into)
}

/// The same of a decimal that may be missing.
pub mod option {
    use super::{Bytes, Decimal, Deserialize, Deserializer, Serialize, Serializer};

    /// Writes one.
    pub fn serialize<S: Serializer>(decimal: &Option<Decimal>, to: S) -> Result<S::Ok, S::Error> {
        Serialize::serialize(&decimal.as_ref().map(Bytes::from), to)
    }

    /// Reads one.
    pub fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Option<Decimal>, D::Error> {
        let bytes = <Option<Bytes> as Deserialize>::deserialize(from)?;
        Ok(bytes.map(Into::into))
    }
}

/// The same of two.
pub mod pair {
    use super::{Bytes, Decimal, Deserialize, Deserializer, Serialize, Serializer};

    /// Writes them.
    pub fn serialize<S: Serializer>(
        pair: &Option<(Decimal, Decimal)>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        let bytes = pair.as_ref().map(|(a, b)| (Bytes::from(a), Bytes::from(b)));
        Serialize::serialize(&bytes, to)
    }

    /// Reads them.
    pub fn deserialize<'d, D: Deserializer<'d>>(
        from: D,
    ) -> Result<Option<(Decimal, Decimal)>, D::Error> {
        let bytes = <Option<(Bytes, Bytes)> as Deserialize>::deserialize(from)?;
        Ok(bytes.map(|(a, b)| (a.into(), b.into())))
    }
}
