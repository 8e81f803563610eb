//! Plain data as bytes, in postcard's form.

use postcard::ser_flavors::Flavor;
use serde::Serialize;

/// A buffer that is written to: numbers are a byte or two each, and millions of them make a cache.
struct Buffer(Vec<u8>);

impl Flavor for Buffer {
    type Output = Vec<u8>;

    #[inline]
    fn try_push(&mut self, byte: u8) -> postcard::Result<()> {
        self.0.push(byte);
        Ok(())
    }

    #[inline]
    fn try_extend(&mut self, bytes: &[u8]) -> postcard::Result<()> {
        match bytes {
            // Cheaper than a call that copies them.
            [a] => self.0.push(*a),
            [a, b] => self.0.extend([*a, *b]),
            _ => self.0.extend_from_slice(bytes),
        }
        Ok(())
    }

    fn finalize(self) -> postcard::Result<Vec<u8>> {
        Ok(self.0)
    }
}

/// Writes a value behind some bytes.
pub fn append<T: Serialize + ?Sized>(value: &T, bytes: Vec<u8>) -> postcard::Result<Vec<u8>> {
    postcard::serialize_with_flavor(value, Buffer(bytes))
}

/// Writes a value of about so many bytes.
pub fn encode<T: Serialize + ?Sized>(value: &T, about: usize) -> postcard::Result<Vec<u8>> {
    append(value, Vec::with_capacity(about))
}
