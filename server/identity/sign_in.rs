//! Signing in and out, and what becomes of passwords.

use async_graphql::InputObject;
use serde_json::json;

use super::{
    links::{self, Purpose},
    mails,
    model::User,
    password::check_strength,
    second_factor,
    sessions::{self, Credential},
    store,
    tokens::in_person,
};
use crate::{
    audit::{self, model::Deed},
    contact::model::is_email,
    http::context::Client,
    platform::{
        actor::{Actor, ActorKind},
        app::App,
        error::{Error, Faults, Result},
        id::Id,
        tx,
    },
};

/// E-mail address and password.
#[derive(InputObject)]
pub struct SignInInput {
    /// In any case.
    email: String,
    /// As it was chosen.
    password: String,
    /// From the authenticator app, or a recovery code; for who has a second factor.
    code: Option<String>,
}

/// Whom to send a way to a new password.
#[derive(InputObject)]
pub struct RequestPasswordResetInput {
    /// The address that they sign in with.
    email: String,
}

/// A new password by a link.
#[derive(InputObject)]
pub struct ResetPasswordInput {
    /// From the link.
    token: String,
    /// The new password.
    password: String,
    /// From the authenticator app, or a recovery code; for who has a second factor.
    code: Option<String>,
}

/// A new password in the place of the present one.
#[derive(InputObject)]
pub struct ChangePasswordInput {
    /// The present one.
    current: String,
    /// The new one.
    password: String,
}

/// Away with the second factor.
#[derive(InputObject)]
pub struct RemoveSecondFactorInput {
    /// The password.
    password: String,
    /// A code of it, or a recovery code.
    code: String,
}

/// Checks a password and opens a session. The answer and its time do not tell whether the account exists.
///
/// Errors: `UNAUTHENTICATED`, with the field `code` when the password was right and the second factor is missing or wrong;
/// `RATE_LIMITED` after too many wrong tries.
pub async fn sign_in(app: &App, client: &Client, input: SignInInput) -> Result<(Id, String)> {
    let email = input.email.trim().to_lowercase();
    app.limits.sign_in(app.clock.now(), &email, &client.address)?;
    let found = store::user_by_email(&app.db, &email).await?.filter(|user| user.active && user.has_password());
    let verdict = app.passwords.verify(input.password.clone(), found.as_ref().map(|user| user.password_hash.clone())).await?;
    let Some(user) = found.filter(|_| verdict.right) else {
        note(app, client, &Actor::nobody(), "SignInFailed", None, json!({ "email": email })).await;
        return Err(Error::unauthenticated_because("The e-mail address or the password is wrong."));
    };
    let id = user.meta.id.clone();
    if let Err(error) = second_factor::ask(app, &id, input.code.as_deref()).await {
        if input.code.is_some() {
            note(app, client, &Actor::nobody(), "SignInFailed", Some(&id), json!({ "field": "code" })).await;
        }
        return Err(error);
    }
    app.limits.signed_in(&email, &client.address);
    if verdict.stale {
        let fresh = app.passwords.hash(input.password).await?;
        store::rehash(&app.db, &id, &user.password_hash, &fresh).await?;
    }
    let secret = sessions::open(app, &id, client).await?;
    note(app, client, &myself(&user), "SignedIn", Some(&id), json!({ "device": client.device })).await;
    Ok((id, secret))
}

/// Ends a session.
pub async fn sign_out(app: &App, actor: Option<&Actor>, client: &Client, credential: &Credential) -> Result<()> {
    sessions::end(app, &credential.row()).await?;
    if let Some(actor) = actor {
        note(app, client, actor, "SignedOut", actor.user(), json!({})).await;
    }
    Ok(())
}

/// Wants a way to a new password sent. The same happens whether or not the address is somebody's: a job finds out.
///
/// Errors: `RATE_LIMITED`.
pub async fn request_reset(app: &App, client: &Client, input: RequestPasswordResetInput) -> Result<()> {
    let email = input.email.trim().to_lowercase();
    if !is_email(&email) {
        return Err(Error::invalid("email", "This is not an e-mail address."));
    }
    app.limits.reset(app.clock.now(), &email, &client.address)?;
    if !app.mail.works() {
        return Ok(());
    }
    note(app, client, &Actor::nobody(), "PasswordResetRequested", None, json!({ "email": email })).await;
    tx::write(app, &Actor::system(), move |tx| {
        let email = email.clone();
        async move { mails::want_reset(&tx, &email).await }
    })
    .await
}

/// Uses a link for a new password: ends all sessions of the person, and signs them in.
///
/// Errors: `INVALID` for a link that is used or over and for a weak password; `UNAUTHENTICATED` with the field `code`.
pub async fn reset(app: &App, client: &Client, input: ResetPasswordInput) -> Result<(Id, String)> {
    let over = || Error::invalid("token", "This link was used already, or is over. Ask for a new one.");
    let link = links::find(app, &input.token, Purpose::Reset).await?.ok_or_else(over)?;
    let user = store::user(&app.db, &link.user_id).await?.filter(|user| user.active).ok_or_else(over)?;
    let mut faults = Faults::default();
    check_strength(&mut faults, "password", &input.password, &[&user.name, &user.email, &app.directory().workspace.name]);
    faults.check()?;
    app.limits.sign_in(app.clock.now(), &user.email, &client.address)?;
    // Whoever reads the mail has one factor, not both.
    second_factor::ask(app, &user.meta.id, input.code.as_deref()).await?;
    let hash = app.passwords.hash(input.password).await?;
    let id = link.user_id.clone();
    let ended = tx::write(app, &myself(&user).at(&client.address), move |tx| {
        let (link, hash) = (link.clone(), hash.clone());
        async move {
            store::take_link(&tx, &link.id).await?.ok_or_else(over)?;
            let before: User = tx.find(&link.user_id).await?.filter(|user: &User| user.active).ok_or_else(over)?;
            tx.put_quietly(&User { password_hash: hash, ..before }).await?;
            store::end_all(&tx, &link.user_id, None, false).await
        }
    })
    .await?;
    app.sessions.forget(&ended);
    app.limits.signed_in(&user.email, &client.address);
    note(app, client, &myself(&user), "PasswordReset", Some(&id), json!({})).await;
    let secret = sessions::open(app, &id, client).await?;
    Ok((id, secret))
}

/// Changes the actor's password: all sessions end, and this one goes on under a new secret, which is given.
///
/// Errors: `FORBIDDEN` for a token, `INVALID` for a wrong present one or a weak new one, `RATE_LIMITED`.
pub async fn change_password(app: &App, actor: &Actor, client: &Client, input: ChangePasswordInput) -> Result<String> {
    in_person(client)?;
    let user = check_present(app, actor, client, input.current, "current").await?;
    let mut faults = Faults::default();
    check_strength(&mut faults, "password", &input.password, &[&user.name, &user.email, &app.directory().workspace.name]);
    faults.check()?;
    let hash = app.passwords.hash(input.password).await?;
    let (id, present) = (user.meta.id.clone(), user.password_hash.clone());
    let ended = tx::write(app, actor, move |tx| {
        let (id, present, hash) = (id.clone(), present.clone(), hash.clone());
        async move {
            let before: User = tx.find(&id).await?.ok_or_else(|| Error::not_found("user"))?;
            if before.password_hash != present {
                return Err(Error::conflict("Your password was changed a moment ago."));
            }
            tx.put_quietly(&User { password_hash: hash, ..before }).await?;
            store::end_all(&tx, &id, None, false).await
        }
    })
    .await?;
    app.sessions.forget(&ended);
    app.limits.signed_in(&user.email, &client.address);
    note(app, client, actor, "PasswordChanged", Some(&user.meta.id), json!({})).await;
    sessions::open(app, &user.meta.id, client).await
}

/// Takes the actor's second factor away. Errors: `FORBIDDEN` for a token, `INVALID` for a wrong password, `UNAUTHENTICATED` for a
/// wrong code.
pub async fn remove_second_factor(app: &App, actor: &Actor, client: &Client, input: RemoveSecondFactorInput) -> Result<()> {
    in_person(client)?;
    let user = check_present(app, actor, client, input.password, "password").await?;
    second_factor::ask(app, &user.meta.id, Some(&input.code)).await?;
    second_factor::remove(app, &user.meta.id).await?;
    app.limits.signed_in(&user.email, &client.address);
    note(app, client, actor, "SecondFactorRemoved", Some(&user.meta.id), json!({})).await;
    Ok(())
}

/// The actor, who typed their password once more. It counts as a try at the door until the caller says that all was right.
async fn check_present(app: &App, actor: &Actor, client: &Client, password: String, field: &str) -> Result<User> {
    let user = store::user(&app.db, actor.person()?).await?.ok_or_else(Error::unauthenticated)?;
    if !user.has_password() {
        return Err(Error::invalid(field, "You have no password yet. Ask for a link to choose one on the sign-in page."));
    }
    app.limits.sign_in(app.clock.now(), &user.email, &client.address)?;
    if !app.passwords.verify(password, Some(user.password_hash.clone())).await?.right {
        return Err(Error::invalid(field, "This is not your password."));
    }
    Ok(user)
}

/// A person who acts before anybody has signed in: by a link, or at the door.
pub fn myself(user: &User) -> Actor {
    Actor::unlimited(ActorKind::User, Some(user.meta.id.clone()), &user.name)
}

/// Notes what happens at the door, which is no change of a record.
pub async fn note(app: &App, client: &Client, actor: &Actor, action: &'static str, subject: Option<&Id>, detail: serde_json::Value) {
    audit::actions::record(app, Deed::of(&actor.clone().at(&client.address), action, subject, detail)).await;
}
