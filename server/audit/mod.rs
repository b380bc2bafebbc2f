//! The audit: who came in or tried to, and who changed who may do what. What happens to records of the business is their own
//! history; see [`crate::event`].
//!
//! Owns the table `audit`. Invariant: entries are added, never changed. One about a change commits with that change.

pub mod actions;
pub mod graphql;
pub mod model;
pub mod store;
