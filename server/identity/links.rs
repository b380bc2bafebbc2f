//! One-time links: an invitation, or a way to a new password. Only the hash of a link's token is kept.

use chrono::TimeDelta;
use surrealdb::types::SurrealValue;

use super::{
    sessions::{new_secret, row},
    store,
};
use crate::platform::{app::App, clock::Instant, error::Result, id::Id};

/// What a link lets do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    Invitation,
    Reset,
}

/// A link that is good until it is used or over; its id is the hash of its token.
#[derive(Clone, Debug, SurrealValue)]
#[surreal(rename_all = "camelCase")]
pub struct Link {
    pub id: Id,
    pub user_id: Id,
    pub purpose: String,
    pub expires_at: Instant,
}

impl Purpose {
    fn name(self) -> &'static str {
        match self {
            Purpose::Invitation => "invitation",
            Purpose::Reset => "reset",
        }
    }

    /// How long such a link is good.
    fn good_for(self) -> TimeDelta {
        match self {
            Purpose::Invitation => TimeDelta::days(7),
            Purpose::Reset => TimeDelta::hours(1),
        }
    }
}

/// A new link: what is kept of it, and its address, which is told once.
pub fn new(app: &App, user: &Id, purpose: Purpose) -> (Link, String) {
    let token = new_secret("");
    let link = Link { id: row("link", &token), user_id: user.clone(), purpose: purpose.name().to_owned(), expires_at: app.clock.now() + purpose.good_for() };
    (link, format!("{}/{}/{token}", app.config.public_url(), purpose.name()))
}

/// The link with this token, if it is good for this.
pub async fn find(app: &App, token: &str, purpose: Purpose) -> Result<Option<Link>> {
    let link = store::link(&app.db, &row("link", token)).await?;
    Ok(link.filter(|link| link.purpose == purpose.name() && link.expires_at > app.clock.now()))
}
