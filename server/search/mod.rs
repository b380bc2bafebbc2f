//! Prefix search over names, addresses and numbers: an index of our own, fed from the events.
//!
//! The index can be thrown away: it is made again from the records when it is missing, and follows their events.

pub mod feed;
pub mod graphql;
pub mod index;

pub use index::Search;
