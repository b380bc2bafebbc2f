//! Companies: organisations that we sell to or could.
//!
//! Owns the table `company`. Invariants: a domain belongs to one company; the lifecycle stage and the territory are never typed.

pub mod actions;
pub mod graphql;
pub mod model;
pub mod store;
