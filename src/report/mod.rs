//! Findings and facts for people and programs, a format a file.

pub mod json;
