//! Who a cookie or token belongs to, and ending that at once: here by forgetting what is remembered, in other processes of a
//! shared database by a note that each of them looks for.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex},
    time::Duration,
};

use chrono::TimeDelta;
use serde_json::json;
use sha2::{Digest, Sha256};
use surrealdb::types::SurrealValue;

use super::store;
use crate::{
    audit::{self, model::Deed},
    http::context::Client,
    platform::{
        actor::{Acting, Actor, ActorKind, ActorStamp},
        app::App,
        clock::{Instant, lock},
        error::Result,
        id::Id,
    },
};

/// A session ends after two weeks without use, and after 90 days in any case.
pub const IDLE: TimeDelta = TimeDelta::days(14);
pub const LONGEST: TimeDelta = TimeDelta::days(90);
/// How long a row is believed without looking: whoever ends it says so.
const REMEMBERED: Duration = Duration::from_secs(10);
const MOST_REMEMBERED: usize = 10_000;
/// A use is written down at most this often.
const STAMP_EVERY: TimeDelta = TimeDelta::minutes(1);
/// The audit names a token's use once in each hour and at each change of its address.
const NOTED_EVERY: TimeDelta = TimeDelta::hours(1);
/// How often a process looks for what others ended. A socket is looked at twice a second: together less than one.
const LOOK_EVERY: Duration = Duration::from_millis(200);
/// A note is looked for this long after its time: a transaction takes 10 seconds at most, and clocks may be 2 apart.
const NOTED: TimeDelta = TimeDelta::seconds(15);

/// A signed-in browser or an API token; its id is the hash of the secret.
#[derive(Clone, Debug, SurrealValue)]
#[surreal(rename_all = "camelCase")]
pub struct Session {
    pub id: Id,
    pub user_id: Id,
    /// The browser in words, or what its maker calls the token.
    pub name: String,
    /// Where it was used last.
    pub address: Option<String>,
    pub created_at: Instant,
    pub last_used_at: Instant,
    pub expires_at: Instant,
    /// A token's own role, within its person's; or the role as which an admin's session looks at the workspace.
    pub role_id: Option<Id>,
}

impl Session {
    /// Whether it is over by now, used or not.
    pub fn is_over(&self, now: Instant) -> bool {
        self.expires_at <= now || (self.id.table() == "session" && now - self.last_used_at > IDLE)
    }
}

/// Sessions and tokens that were looked up lately.
#[derive(Default)]
pub struct Sessions(Mutex<Known>);

#[derive(Default)]
struct Known {
    rows: HashMap<Id, (tokio::time::Instant, Arc<Session>)>,
    /// Counts what was forgotten: an answer that was asked for before is not remembered any more.
    forgotten: u64,
}

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

/// Where the row of a secret is.
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
    /// Forgets rows that were just changed or deleted.
    pub fn forget<'a>(&self, ids: impl IntoIterator<Item = &'a Id>) {
        let mut known = lock(&self.0);
        for id in ids {
            known.rows.remove(id);
            known.forgotten += 1;
        }
    }

    async fn find(&self, app: &App, id: &Id) -> Result<Option<Arc<Session>>> {
        let forgotten = {
            let known = lock(&self.0);
            if let Some((at, session)) = known.rows.get(id)
                && at.elapsed() < REMEMBERED
            {
                return Ok(Some(session.clone()));
            }
            known.forgotten
        };
        let Some(session) = store::session(&app.db, id).await?.map(Arc::new) else { return Ok(None) };
        let mut known = lock(&self.0);
        if known.forgotten == forgotten {
            if known.rows.len() >= MOST_REMEMBERED {
                known.rows.retain(|_, (at, _)| at.elapsed() < REMEMBERED);
            }
            if known.rows.len() < MOST_REMEMBERED {
                known.rows.insert(id.clone(), (tokio::time::Instant::now(), session.clone()));
            }
        }
        Ok(Some(session))
    }
}

/// The person behind a credential that came from `address`; `None` when it is unknown, over, or the person's who left.
pub async fn actor(app: &App, credential: &Credential, address: &str) -> Result<Option<Actor>> {
    let id = credential.row();
    let Some(session) = app.sessions.find(app, &id).await? else { return Ok(None) };
    let now = app.clock.now();
    if session.is_over(now) {
        return Ok(None);
    }
    let elsewhere = session.address.as_deref().unwrap_or_default() != address;
    let stamped = elsewhere || now - session.last_used_at > STAMP_EVERY;
    if stamped {
        store::stamp(&app.db, &id, now, address).await?;
        app.sessions.forget([&id]);
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
    let stamp = ActorStamp { kind, id: Some(session.user_id.clone()), name };
    let last = session.last_used_at.timestamp() / NOTED_EVERY.num_seconds();
    if kind == ActorKind::Token && stamped && (elsewhere || last != now.timestamp() / NOTED_EVERY.num_seconds()) {
        let deed = Deed {
            actor: stamp.clone(),
            address: Some(address.to_owned()).filter(|address| !address.is_empty()),
            action: "TokenUsed",
            subject: Some(session.user_id.clone()),
            detail: json!({ "name": session.name }),
        };
        audit::actions::record(app, deed).await;
    }
    Ok(Some(Actor { stamp, address: None, access, acting }.at(address)))
}

/// Opens a session for a browser, and ends the one that it had; gives its secret, which is kept nowhere.
pub async fn open(app: &App, user: &Id, client: &Client) -> Result<String> {
    if let Some(credential @ Credential::Cookie(_)) = &client.credential {
        end(app, &credential.row()).await?;
    }
    let now = app.clock.now();
    let secret = new_secret("");
    let session = Session {
        id: row("session", &secret),
        user_id: user.clone(),
        name: client.device.clone(),
        address: Some(client.address.clone()),
        created_at: now,
        last_used_at: now,
        expires_at: now + LONGEST,
        role_id: None,
    };
    store::put_session(&app.db, session).await?;
    Ok(secret)
}

/// Ends a session or token: requests with it are refused from now on, open sockets close within a second.
pub async fn end(app: &App, id: &Id) -> Result<()> {
    store::end(&app.db, id, app.clock.now()).await?;
    app.sessions.forget([id]);
    Ok(())
}

/// On a shared database: forgets what other processes ended, until the process ends.
pub async fn follow(app: App) {
    let mut seen: HashSet<Id> = HashSet::new();
    loop {
        match store::ended_since(&app.db, app.clock.now() - NOTED).await {
            Ok(notes) => {
                app.sessions.forget(notes.iter().filter(|note| !seen.contains(&note.id)).flat_map(|note| &note.rows));
                seen = notes.into_iter().map(|note| note.id).collect();
            }
            Err(error) => tracing::warn!(error.message = %error, "what other processes ended could not be read"),
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

/// Deletes what is over: sessions, tokens, one-time links, and notes that every process has read long ago.
pub async fn sweep(app: &App) -> Result<()> {
    let now = app.clock.now();
    store::sweep(&app.db, now, now - IDLE, now - TimeDelta::hours(1)).await
}
