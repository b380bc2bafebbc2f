//! Sign-in with OpenID Connect: the providers of the workspace, and the way through one of them.
//!
//! Owns the tables `provider`, `provider_account` (who somebody is at a provider) and `provider_attempt` (sign-ins that came
//! back). Invariants: a client secret is kept sealed and is in no event; a sign-in ends at most once, in the browser that began
//! it; an account belongs to a person by an address that the provider has verified, and from then on by issuer and subject.

pub mod actions;
pub mod discovery;
pub mod graphql;
pub mod model;
pub mod person;
pub mod sign_in;
pub mod store;
pub mod token;
