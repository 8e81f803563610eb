//! The real binary, spoken to as an editor would. Every wait has a deadline; nothing sleeps.

mod client;
mod configuration;
mod desk;
mod edits;
mod evidence;
mod features;
mod recorded;
mod survival;
