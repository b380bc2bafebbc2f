//! Campaigns: planned marketing efforts, and the touches that they made.
//!
//! Owns the tables `campaign` and `touchpoint`. Invariant: a touchpoint is never changed.

pub mod actions;
pub mod graphql;
pub mod model;
pub mod store;
