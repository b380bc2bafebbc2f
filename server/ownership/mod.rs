//! Ownership: who is responsible, how leads are routed, and how responsibility passes on.
//!
//! Owns the tables `rule` and `handoff`. Invariants: while a handoff is offered the giver stays responsible; of two people who
//! accept, one wins; a chain ends at the workspace's default owner, who cannot decline; every decision keeps its trace.

pub mod actions;
pub mod clock;
pub mod graphql;
pub mod model;
pub mod routing;
pub mod rules;
pub mod sight;
pub mod store;
pub mod subject;
