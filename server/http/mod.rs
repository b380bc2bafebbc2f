//! The outside: routes, GraphQL over HTTP and over the socket, sign-in at providers, forms, health, metrics, and the web client.

pub mod admission;
pub mod auth;
pub mod body;
pub mod context;
pub mod conversation;
pub mod cookie;
pub mod document;
pub mod forms;
pub mod graphql;
pub mod headers;
pub mod health;
pub mod inputs;
pub mod limits;
pub mod listener;
pub mod metrics;
pub mod operations;
pub mod origin;
pub mod page;
pub mod peer;
pub mod router;
pub mod socket;
pub mod subscribe;
pub mod tokens;
pub mod variables;
pub mod web;
pub mod weight;

pub use router::{serve, serve_listed};
