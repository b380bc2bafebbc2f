//! Capture: public forms that turn visitors into leads, and what their addresses tell about where they came from.
//!
//! Owns the table `form`. Invariants: a submission becomes contact, lead, touchpoint and offer together, or nothing; a refused
//! one names every field at fault and loses nothing that was typed.

pub mod actions;
pub mod graphql;
pub mod model;
pub mod source;
