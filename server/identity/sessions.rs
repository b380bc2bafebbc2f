//! Who a cookie or token belongs to. Looked up by hash, remembered for a second, so that revoking takes effect at once enough.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use chrono::TimeDelta;
use sha2::{Digest, Sha256};
use surrealdb::types::SurrealValue;

use super::store;
use crate::platform::{
    actor::{Acting, Actor, ActorKind, ActorStamp},
    app::App,
    clock::{Instant, lock},
    error::Result,
    id::Id,
};

/// A session ends after two weeks without use, and after 90 days in any case.
pub const IDLE: TimeDelta = TimeDelta::days(14);
pub const LONGEST: TimeDelta = TimeDelta::days(90);
/// How long an answer of the table is believed.
const REMEMBERED: Duration = Duration::from_secs(1);
const MOST_REMEMBERED: usize = 10_000;
/// A use is written down at most this often.
const STAMP_EVERY: TimeDelta = TimeDelta::minutes(1);

/// A signed-in browser or an API token; its id is the hash of the secret.
#[derive(Clone, Debug, SurrealValue)]
#[surreal(rename_all = "camelCase")]
pub struct Session {
    pub id: Id,
    pub user_id: Id,
    pub name: String,
    pub created_at: Instant,
    pub last_used_at: Instant,
    pub expires_at: Instant,
    /// A token's own role, within its person's; or the role as which an admin's session looks at the workspace.
    pub role_id: Option<Id>,
}

/// Sessions and tokens that were looked up lately.
#[derive(Default)]
pub struct Sessions(Mutex<HashMap<Id, LookedUp>>);

/// When a row was looked up, and what it was.
type LookedUp = (tokio::time::Instant, Option<Arc<Session>>);

/// How somebody shows who they are.
#[derive(Clone, Debug)]
pub enum Credential {
    Cookie(String),
    Token(String),
}

impl Credential {
    /// Where its row is: the secret's hash, so that the database holds no secret.
    pub fn row(&self) -> Id {
        match self {
            Credential::Cookie(secret) => row("session", secret),
            Credential::Token(secret) => row("token", secret),
        }
    }
}

pub fn row(table: &str, secret: &str) -> Id {
    let hash = Sha256::digest(secret.as_bytes());
    Id::new(table, hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>())
}

/// 256 random bits as text.
pub fn new_secret(prefix: &str) -> String {
    let bytes: [u8; 32] = rand::random();
    format!("{prefix}{}", bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>())
}

impl Sessions {
    /// Forgets a row that was just changed or deleted in this process.
    pub fn forget(&self, id: &Id) {
        lock(&self.0).remove(id);
    }

    async fn find(&self, app: &App, id: &Id) -> Result<Option<Arc<Session>>> {
        let remembered = lock(&self.0).get(id).cloned();
        if let Some((at, session)) = remembered
            && at.elapsed() < REMEMBERED
        {
            return Ok(session);
        }
        let session = store::session(&app.db, id).await?.map(Arc::new);
        let mut known = lock(&self.0);
        if known.len() >= MOST_REMEMBERED {
            known.retain(|_, (at, _)| at.elapsed() < REMEMBERED);
        }
        if known.len() < MOST_REMEMBERED {
            known.insert(id.clone(), (tokio::time::Instant::now(), session.clone()));
        }
        Ok(session)
    }
}

/// The person behind a credential; `None` when it is unknown, over, or the person's who left.
pub async fn actor(app: &App, credential: &Credential) -> Result<Option<Actor>> {
    let id = credential.row();
    let Some(session) = app.sessions.find(app, &id).await? else { return Ok(None) };
    let now = app.clock.now();
    let idle = matches!(credential, Credential::Cookie(_)) && now - session.last_used_at > IDLE;
    if session.expires_at <= now || idle {
        return Ok(None);
    }
    if now - session.last_used_at > STAMP_EVERY {
        store::stamp(&app.db, &id, now).await?;
        app.sessions.forget(&id);
    }
    let directory = app.directory();
    let (kind, acting) = match (credential, &session.role_id) {
        (Credential::Cookie(_), None) => (ActorKind::User, Acting::Own),
        (Credential::Cookie(_), Some(role)) => (ActorKind::User, Acting::Viewing(role.clone())),
        (Credential::Token(_), None) => (ActorKind::Token, Acting::Own),
        (Credential::Token(_), Some(role)) => (ActorKind::Token, Acting::Within(role.clone())),
    };
    let Some(access) = directory.access(&session.user_id, &acting) else { return Ok(None) };
    let name = directory.name_of(&session.user_id);
    Ok(Some(Actor { stamp: ActorStamp { kind, id: Some(session.user_id.clone()), name }, access, acting }))
}
