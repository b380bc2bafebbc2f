//! People, teams, roles, sign-in, sessions and API tokens.
//!
//! Owns the tables `user`, `team`, `role`, `session`, `token`. Invariants: passwords, sessions and tokens are kept only as hashes; a
//! session or token is good exactly as long as its row says and its person is active.

pub mod actions;
pub mod graphql;
pub mod model;
pub mod password;
pub mod role;
pub mod roles;
pub mod roles_graphql;
pub mod sessions;
pub mod store;
