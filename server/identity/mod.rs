//! People, teams, roles, sign-in, sessions and API tokens.
//!
//! Owns the tables `user`, `team`, `role`, `session`, `token`, `ended`, `link`, `second_factor`. Invariants: passwords, sessions,
//! tokens, links and recovery codes are kept only as hashes, and the second factor's secret sealed; a session or token is good
//! exactly as long as its row says and its person is active.

pub mod actions;
pub mod dependents;
pub mod device;
pub mod graphql;
pub mod leaving;
pub mod links;
pub mod mails;
pub mod model;
pub mod moving;
pub mod password;
pub mod people;
pub mod role;
pub mod roles;
pub mod second_factor;
pub mod sessions;
pub mod sign_in;
pub mod store;
pub mod teams;
pub mod tokens;
