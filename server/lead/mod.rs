//! Leads: inquiries being worked, from capture to outcome.
//!
//! Owns the table `lead`. Invariants: a lead has exactly one responsible person or queue at any moment; stage history has no
//! gaps and no overlaps; first-touch source never changes; converting loses no value.

pub mod actions;
pub mod convert;
pub mod graphql;
pub mod intake;
pub mod lifecycle;
pub mod model;
pub mod store;
