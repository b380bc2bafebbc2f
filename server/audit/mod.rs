//! The audit: what was done, by whom and from where. Changes of records are [`crate::event`]s; this adds what changes no
//! record (sign-ins, uses of tokens), reads both as one, and seals both.
//!
//! Owns the tables `audit` and `seal`. Invariants: entries and events are added, never changed, but that erasing a person
//! takes what they tell ([`digest`] says which part). Seals form a chain over all of them; see [`seal`] and [`verify`].

pub mod actions;
pub mod digest;
pub mod graphql;
pub mod model;
pub mod seal;
pub mod store;
pub mod verify;
