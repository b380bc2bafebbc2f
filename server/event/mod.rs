//! Events: what happened to records, in order, for ever; and the live stream of them.
//!
//! Owns the table `event`. Invariants: no change without its event, no event without its change; one event a record and
//! transaction, with the record's version; events are never changed.

pub mod classes;
pub mod graphql;
pub mod hub;
pub mod live;
pub mod model;
pub mod store;
pub mod tail;

pub use hub::Hub;
pub use model::{Change, Event};
