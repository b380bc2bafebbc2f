//! One's own account in the API: password, second factor, sessions, tokens.

use async_graphql::{Context, InputObject, Object, Result, SimpleObject};

use super::roles::RoleNode;
use crate::{
    http::context::{actor, app, client},
    identity::{
        model::User,
        second_factor::{self, RecoveryCodes, SecondFactorSetup},
        sessions::{self, Session},
        sign_in::{self, ChangePasswordInput, RemoveSecondFactorInput, note},
        store,
        tokens::{self, CreateTokenInput, RevokeSessionInput, RevokeTokenInput, in_person},
    },
    platform::{clock::Instant, id::Id, tx},
};

/// A browser that is signed in.
pub struct SessionNode {
    row: Session,
    current: bool,
}

/// A browser that is signed in.
#[Object(name = "Session")]
impl SessionNode {
    /// Its id.
    async fn id(&self) -> &Id {
        &self.row.id
    }

    /// It is the one that asks.
    async fn current(&self) -> bool {
        self.current
    }

    /// The browser in words, for example “Firefox on Linux”.
    async fn device(&self) -> &str {
        &self.row.name
    }

    /// The address that it signed in from.
    async fn address(&self) -> Option<&str> {
        self.row.address.as_deref()
    }

    /// When it signed in.
    async fn created_at(&self) -> Instant {
        self.row.created_at
    }

    /// When it was used last, to the minute.
    async fn last_used_at(&self) -> Instant {
        self.row.last_used_at
    }

    /// When it ends: after 14 days without use, after 90 in any case.
    async fn expires_at(&self) -> Instant {
        self.row.expires_at.min(self.row.last_used_at + sessions::IDLE)
    }
}

/// A key for programs that act for a person. Its secret was told once.
pub struct ApiToken(Session);

/// A key for programs that act for a person. Its secret was told once.
#[Object]
impl ApiToken {
    /// Its id.
    async fn id(&self) -> &Id {
        &self.0.id
    }

    /// What it is for.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Whom it acts for.
    async fn user(&self, ctx: &Context<'_>) -> Option<User> {
        app(ctx).directory().user(&self.0.user_id).cloned()
    }

    /// What it may do, as far as its person may too; null when it may what its person may.
    async fn role(&self, ctx: &Context<'_>) -> Option<RoleNode> {
        app(ctx).directory().role(self.0.role_id.as_ref()?).cloned().map(RoleNode)
    }

    /// When it was made.
    async fn created_at(&self) -> Instant {
        self.0.created_at
    }

    /// When it was used last, to the minute.
    async fn last_used_at(&self) -> Instant {
        self.0.last_used_at
    }

    /// Until when it is good.
    async fn expires_at(&self) -> Instant {
        self.0.expires_at
    }
}

/// A new token with its secret.
#[derive(SimpleObject)]
pub struct CreatedToken {
    /// The token.
    token: ApiToken,
    /// What programs send as `Authorization: Bearer …`; told here and nowhere else.
    secret: String,
}

/// A code of the second factor.
#[derive(InputObject)]
pub struct ConfirmSecondFactorInput {
    /// What the authenticator app shows.
    code: String,
}

#[derive(Default)]
pub struct AccountQuery;

#[Object]
impl AccountQuery {
    /// Where somebody is signed in, the last used first: you, or anybody for who looks after people.
    async fn sessions(&self, ctx: &Context<'_>, user_id: Option<Id>) -> Result<Vec<SessionNode>> {
        let actor = actor(ctx)?;
        let user = match user_id {
            Some(id) if actor.user() != Some(&id) => {
                actor.may_administer()?;
                id
            }
            _ => actor.person()?.clone(),
        };
        let (now, current) = (app(ctx).clock.now(), client(ctx).credential.as_ref().map(|credential| credential.row()));
        let found = store::sessions_of(&app(ctx).db, "session", Some(&user)).await?;
        Ok(found.into_iter().filter(|row| !row.is_over(now)).map(|row| SessionNode { current: current.as_ref() == Some(&row.id), row }).collect())
    }

    /// API tokens, the last used first: yours, or everybody's for who looks after people.
    async fn tokens(&self, ctx: &Context<'_>) -> Result<Vec<ApiToken>> {
        let actor = actor(ctx)?;
        let user = if actor.may_administer().is_ok() { None } else { Some(actor.person()?) };
        let now = app(ctx).clock.now();
        Ok(store::sessions_of(&app(ctx).db, "token", user).await?.into_iter().filter(|row| !row.is_over(now)).map(ApiToken).collect())
    }
}

#[derive(Default)]
pub struct AccountMutation;

#[Object]
impl AccountMutation {
    /// Changes your password; all your other sessions end. Signed in for it: a token cannot.
    async fn change_password(&self, ctx: &Context<'_>, input: ChangePasswordInput) -> Result<bool> {
        let secret = sign_in::change_password(app(ctx), actor(ctx)?, client(ctx), input).await?;
        ctx.insert_http_header("set-cookie", client(ctx).cookie(&secret, sessions::LONGEST.num_seconds()));
        Ok(true)
    }

    /// Makes the secret of a second factor; it counts once a code confirms it.
    async fn begin_second_factor(&self, ctx: &Context<'_>) -> Result<SecondFactorSetup> {
        in_person(client(ctx))?;
        Ok(second_factor::begin(app(ctx), actor(ctx)?).await?)
    }

    /// Turns the second factor on with a code of it, and tells the recovery codes, once.
    async fn confirm_second_factor(&self, ctx: &Context<'_>, input: ConfirmSecondFactorInput) -> Result<RecoveryCodes> {
        in_person(client(ctx))?;
        let (app, actor) = (app(ctx), actor(ctx)?);
        let codes = second_factor::confirm(app, actor, &input.code).await?;
        note(app, client(ctx), actor, "SecondFactorAdded", actor.user(), serde_json::json!({})).await;
        Ok(codes)
    }

    /// Takes your second factor away. Signed in for it: a token cannot. Errors: `INVALID` for a wrong password, `UNAUTHENTICATED` for a
    /// wrong code.
    async fn remove_second_factor(&self, ctx: &Context<'_>, input: RemoveSecondFactorInput) -> Result<bool> {
        sign_in::remove_second_factor(app(ctx), actor(ctx)?, client(ctx), input).await?;
        Ok(true)
    }

    /// Ends a session: one of yours, or anybody's for who looks after people. Its open sockets close within a second.
    async fn revoke_session(&self, ctx: &Context<'_>, input: RevokeSessionInput) -> Result<bool> {
        tokens::revoke(app(ctx), actor(ctx)?, client(ctx), "session", &input.id).await?;
        Ok(true)
    }

    /// Ends all your sessions but this one.
    async fn revoke_other_sessions(&self, ctx: &Context<'_>) -> Result<bool> {
        let (app, actor) = (app(ctx), actor(ctx)?);
        let (user, own) = (actor.person()?.clone(), client(ctx).credential.as_ref().map(|credential| credential.row()));
        let ended = tx::write(app, actor, move |tx| {
            let (user, own) = (user.clone(), own.clone());
            async move { store::end_all(&tx, &user, own.as_ref(), false).await }
        })
        .await?;
        app.sessions.forget(&ended);
        note(app, client(ctx), actor, "SessionsRevoked", actor.user(), serde_json::json!({ "count": ended.len() })).await;
        Ok(true)
    }

    /// Makes an API token for yourself, and tells its secret, once.
    async fn create_token(&self, ctx: &Context<'_>, input: CreateTokenInput) -> Result<CreatedToken> {
        let (token, secret) = tokens::create(app(ctx), actor(ctx)?, client(ctx), input).await?;
        Ok(CreatedToken { token: ApiToken(token), secret })
    }

    /// Ends an API token: yours, or anybody's for who looks after people.
    async fn revoke_token(&self, ctx: &Context<'_>, input: RevokeTokenInput) -> Result<bool> {
        tokens::revoke(app(ctx), actor(ctx)?, client(ctx), "token", &input.id).await?;
        Ok(true)
    }
}
