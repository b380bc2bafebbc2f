//! The outside: routes, GraphQL over HTTP and over the socket, sign-in at providers, forms, health, metrics, and the web client.

pub mod auth;
pub mod context;
pub mod cookie;
pub mod forms;
pub mod graphql;
pub mod health;
pub mod limits;
pub mod page;
pub mod peer;
pub mod router;
pub mod socket;
pub mod web;

pub use router::{router, serve};
