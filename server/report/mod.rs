//! Reports: numbers over everybody's records, each with its definition, its trust and the way to its rows.
//!
//! Owns no table and changes nothing: it reads the tables of other slices and keeps in memory what it counts of them (the
//! ledger), never older than the last commit. Invariants: a number obeys the asker's scope for that kind of record; it comes
//! from records and their history; the list under the condition beside it holds the rows that were counted; money is summed
//! in the base currency alone.

pub mod conversion;
pub mod graphql;
pub mod handoffs;
pub mod ledger;
pub mod lost;
pub mod model;
pub mod overview;
pub mod response;
pub mod rows;
pub mod store;
pub mod today;
pub mod unowned;
pub mod views;

#[cfg(test)]
mod tests;
