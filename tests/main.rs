//! The suite: through the real router and the real sockets, each test with a database of its own.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod support;

mod audit;
mod capture;
mod classes;
mod cluster;
mod conditions;
mod crash;
mod deals;
mod disk;
mod erasure;
mod events;
mod housekeeping;
mod identity;
mod inputs;
mod leads;
mod lists;
mod matrix;
mod metrics;
mod ownership;
mod people;
mod planted;
mod providers;
mod report;
mod roles;
mod schema;
mod sealed;
mod search;
mod second_factor;
mod secrets;
mod seed;
mod sign_in;
mod teams;
mod territories;
mod tidy;
mod tokens;
mod variables;
mod walls;
