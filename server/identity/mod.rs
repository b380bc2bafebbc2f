//! People, teams, roles, sign-in, sessions and API tokens.
//!
//! Owns the tables `user`, `team`, `session`, `token`. Invariants: passwords, sessions and tokens are kept only as hashes; a
//! session or token is good exactly as long as its row says and its person is active.

pub mod model;
pub mod role;
pub mod password;
pub mod sessions;
pub mod store;
pub mod actions;
pub mod graphql;
