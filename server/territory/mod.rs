//! Territories: rules over companies' fields that give a team the companies that they take, and an owner to those without one.
//!
//! Owns the table `territory`. Invariants: of several that would take a company, the first in order has it; a company's territory
//! is never typed; after a change nobody sees a company through a territory until it was placed anew (`rekey.rs`).

pub mod actions;
pub mod graphql;
pub mod model;
pub mod sight;
pub mod store;
