//! Activities: what was done with records, and what is to do.
//!
//! Owns the table `activity`. Invariants: an activity is about at least one record and is seen by whoever sees one of them;
//! what is done meets its kind's standard; the first meaningful one stops the lead's response clock.

pub mod actions;
pub mod graphql;
pub mod model;
pub mod sight;
pub mod store;
