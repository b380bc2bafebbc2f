//! Contacts: the people we know of.
//!
//! Owns the table `contact`. Invariants: an e-mail address belongs to one contact, whatever its case; the first-touch source
//! never changes once it is set; the lifecycle stage is never typed.

pub mod actions;
pub mod graphql;
pub mod model;
pub mod store;
