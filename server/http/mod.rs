//! The outside: routes, GraphQL over HTTP and over the socket, forms, health, metrics, and the web client.

pub mod router;
pub mod context;
pub mod cookie;
pub mod graphql;
pub mod socket;
pub mod forms;
pub mod page;
pub mod health;
pub mod limits;
pub mod web;

pub use router::{router, serve};
