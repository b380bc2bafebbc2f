//! The letters of sign-in, each a job. The token of a link is made when its letter is sent, so that it never waits anywhere.

use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};

use super::{
    links::{self, Purpose},
    model::User,
    store,
};
use crate::platform::{
    actor::Actor,
    app::App,
    error::Result,
    id::Id,
    jobs,
    mail::Letter,
    tx::{self, Tx},
};

/// The job that invites a person by mail.
pub const INVITATION: &str = "mail.invitation";
/// The job that sends a way to a new password.
pub const RESET: &str = "mail.reset";

/// Wants a person invited by mail once this transaction is committed.
pub async fn want_invitation(tx: &Tx, user: &Id) -> Result<()> {
    jobs::schedule(tx, INVITATION, user, tx.now(), json!({ "by": tx.actor().stamp.name })).await
}

/// Wants a way to a new password sent to this address, if it is somebody's: the job finds out, not the request.
pub async fn want_reset(tx: &Tx, email: &str) -> Result<()> {
    let hash: String = Sha256::digest(email.as_bytes()).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    jobs::schedule(tx, RESET, &Id::new("address", hash), tx.now(), json!({ "email": email })).await
}

/// Sends an invitation, unless it was accepted or taken back meanwhile.
pub async fn invitation(app: &App, user: &Id, payload: &Json) -> Result<()> {
    let Some(user) = store::user(&app.db, user).await?.filter(|user| user.invited) else { return Ok(()) };
    let workspace = app.directory().workspace.name.clone();
    let by = payload["by"].as_str().unwrap_or("Somebody").to_owned();
    send(app, &user, Purpose::Invitation, |link| Letter {
        to_name: user.name.clone(),
        to_address: user.email.clone(),
        subject: format!("{by} invites you to {workspace}"),
        text: format!("{by} invites you to work in {workspace}. Choose a password, and you are in."),
        link: ("Accept the invitation".into(), link),
        note: "The link works once, within seven days.".into(),
    })
    .await
}

/// Sends a way to a new password, if the address is that of somebody who works here.
pub async fn reset(app: &App, payload: &Json) -> Result<()> {
    let email = payload["email"].as_str().unwrap_or_default();
    let Some(user) = store::user_by_email(&app.db, email).await?.filter(|user| user.active) else { return Ok(()) };
    let workspace = app.directory().workspace.name.clone();
    send(app, &user, Purpose::Reset, |link| Letter {
        to_name: user.name.clone(),
        to_address: user.email.clone(),
        subject: format!("A new password for {workspace}"),
        text: format!("Somebody, probably you, asked for a new password for your account in {workspace}."),
        link: ("Choose a new password".into(), link),
        note: "The link works once, within an hour. If it was not you, do nothing: your password stays as it is.".into(),
    })
    .await
}

async fn send(app: &App, user: &User, purpose: Purpose, letter: impl FnOnce(String) -> Letter) -> Result<()> {
    let (link, address) = links::new(app, &user.meta.id, purpose);
    let id = link.id.clone();
    // An invitation that was told on the screen stays good beside the one in the mail.
    let others_stay = purpose == Purpose::Invitation;
    tx::write(app, &Actor::system(), move |tx| {
        let link = link.clone();
        async move { store::put_link(&tx, &link, others_stay).await }
    })
    .await?;
    let sent = app.mail.send(letter(address)).await;
    if sent.is_err() {
        store::drop_link(&app.db, &id).await?;
    }
    sent
}
