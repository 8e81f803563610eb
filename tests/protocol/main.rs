//! The real binary, spoken to as an editor would. Every wait has a deadline; nothing sleeps but the client that
//! reads slowly.

mod client;
mod configuration;
mod decisions;
mod desk;
mod edits;
mod evidence;
mod features;
mod figures;
mod following;
mod lifecycle;
mod pull;
mod recorded;
mod survival;
mod typing;
