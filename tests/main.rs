//! The suite: through the real router and the real sockets, each test with a database of its own.

mod support;

mod capture;
mod conditions;
mod crash;
mod deals;
mod events;
mod identity;
mod leads;
mod lists;
mod ownership;
mod schema;
mod tidy;
