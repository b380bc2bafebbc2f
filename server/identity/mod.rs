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

/// What is done and changes no record, in the log.
pub mod audit {
    use crate::platform::{actor::ActorStamp, app::App, id::Id};

    /// Who did what, from where, to what.
    pub struct Entry {
        pub actor: ActorStamp,
        pub address: String,
        pub action: &'static str,
        pub subject: Option<Id>,
        pub detail: serde_json::Value,
    }

    /// Writes it down.
    pub async fn record(_app: &App, entry: Entry) {
        let (subject, actor) = (entry.subject.map(|id| id.to_string()), entry.actor.id.map(|id| id.to_string()));
        tracing::info!(audit.action = entry.action, actor.id = actor, client.address = entry.address, subject.id = subject, audit.detail = %entry.detail, "{}", entry.action);
    }
}
