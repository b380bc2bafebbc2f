//! Reports: numbers over everybody's records, each with its definition, its trust and the way to its rows.
//!
//! Owns no table and changes nothing: only queries, over the tables of other slices too. Invariants: a number obeys the
//! asker's scope for that kind of record; it comes from records and their history; the list under the condition beside it
//! holds the rows that were counted; money is summed in the base currency alone.

pub mod conversion;
pub mod graphql;
pub mod handoffs;
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
