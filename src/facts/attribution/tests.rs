//! Attributions with their spans, row by row.
