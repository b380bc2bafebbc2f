//! People, sign-in and setup in the API.

pub mod account;
pub mod people;
pub mod roles;

use async_graphql::{ComplexObject, Context, Object, Result, SimpleObject};

use self::roles::RoleNode;
use super::{
    actions::{self, SetUpInput},
    model::{Team, User},
    second_factor,
    sessions::{self, Credential},
    sign_in::{self, RequestPasswordResetInput, ResetPasswordInput, SignInInput},
    store,
};
use crate::{
    http::context::{actor, app, client},
    platform::{actor::Acting, clock::Instant, error::Error, id::Id},
    workspace::Workspace,
};

/// A team of people.
pub struct TeamNode(pub Team);

/// A team: people who share records, and a queue that can hold them.
#[Object(name = "Team")]
impl TeamNode {
    /// Its id.
    async fn id(&self) -> &Id {
        &self.0.meta.id
    }

    /// Counts its changes.
    async fn version(&self) -> i64 {
        self.0.meta.version
    }

    /// What it is called.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The team that it is part of.
    async fn parent_id(&self) -> Option<&Id> {
        self.0.parent_id.as_ref()
    }

    /// Its active people.
    async fn member_ids(&self, ctx: &Context<'_>) -> Vec<Id> {
        app(ctx).directory().members(&self.0.meta.id).into_iter().map(|user| user.meta.id.clone()).collect()
    }

    /// IANA name of the zone its business hours are in.
    async fn time_zone(&self) -> &str {
        &self.0.time_zone
    }
}

/// The signed-in person and what they may do.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct Viewer {
    /// The person.
    user: User,
    /// Their teams and all teams below them.
    team_ids: Vec<Id>,
    /// The server's time, for clocks that run in the browser.
    server_time: Instant,
    #[graphql(skip)]
    acting: Acting,
}

#[ComplexObject]
impl Viewer {
    /// What they may do now: their own role, or the one as which they look at the workspace.
    async fn role(&self, ctx: &Context<'_>) -> Result<RoleNode> {
        let role = match &self.acting {
            Acting::Own => &self.user.role_id,
            Acting::Within(role) | Acting::Viewing(role) => role,
        };
        Ok(app(ctx).directory().role(role).cloned().map(RoleNode).ok_or_else(|| Error::not_found("role"))?)
    }

    /// The role as which an admin looks at the workspace; nothing can be changed meanwhile.
    async fn viewing_as(&self, ctx: &Context<'_>) -> Option<RoleNode> {
        match &self.acting {
            Acting::Viewing(role) => app(ctx).directory().role(role).cloned().map(RoleNode),
            _ => None,
        }
    }

    /// Whether they sign in with a second factor.
    async fn has_second_factor(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(second_factor::is_on(app(ctx), &self.user.meta.id).await?)
    }

    /// Whether they can sign in with a password.
    async fn has_password(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(store::user(&app(ctx).db, &self.user.meta.id).await?.is_some_and(|user| user.has_password()))
    }

    /// The workspace: everything small that screens need once.
    async fn workspace(&self, ctx: &Context<'_>) -> Workspace {
        app(ctx).directory().workspace.clone()
    }
}

/// What a page may know before anybody has signed in.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct Welcome {
    /// The workspace's name.
    workspace_name: String,
    /// Nobody is here yet: the one-time setup link is needed.
    needs_setup: bool,
    /// A new password can be had by mail.
    mail: bool,
}

#[derive(Default)]
pub struct IdentityQuery;

#[Object]
impl IdentityQuery {
    /// The signed-in person; null when nobody is.
    async fn me(&self, ctx: &Context<'_>) -> Result<Option<Viewer>> {
        match actor(ctx) {
            Ok(actor) => Ok(actor.user().and_then(|id| viewer(ctx, id, actor.acting.clone()))),
            Err(_) => Ok(None),
        }
    }

    /// What a page may know before anybody has signed in.
    async fn welcome(&self, ctx: &Context<'_>) -> Welcome {
        let directory = app(ctx).directory();
        Welcome { workspace_name: directory.workspace.name.clone(), needs_setup: directory.users().is_empty(), mail: app(ctx).mail.works() }
    }
}

/// A signed-in person, as they act now.
pub fn viewer(ctx: &Context<'_>, id: &Id, acting: Acting) -> Option<Viewer> {
    let directory = app(ctx).directory();
    let user = directory.user(id)?.clone();
    let team_ids = directory.access(id, &Acting::Own)?.teams.clone();
    Some(Viewer { user, team_ids, server_time: app(ctx).clock.now(), acting })
}

#[derive(Default)]
pub struct IdentityMutation;

#[Object]
impl IdentityMutation {
    /// Uses the one-time setup link: names the workspace, makes its first person, and signs them in.
    async fn set_up(&self, ctx: &Context<'_>, input: SetUpInput) -> Result<Viewer> {
        let (app, sample) = (app(ctx), input.sample_data);
        let id = actions::set_up(app, input).await?;
        if sample {
            crate::seed::sample(app).await?;
        }
        let secret = sessions::open(app, &id, client(ctx)).await?;
        welcome_in(ctx, &id, &secret)
    }

    /// Opens a session and sets its cookie; the session that the browser had ends. Errors: `UNAUTHENTICATED`, with the field
    /// `code` when the second factor is missing or wrong; `RATE_LIMITED`.
    async fn sign_in(&self, ctx: &Context<'_>, input: SignInInput) -> Result<Viewer> {
        let (id, secret) = sign_in::sign_in(app(ctx), client(ctx), input).await?;
        welcome_in(ctx, &id, &secret)
    }

    /// Ends this session.
    async fn sign_out(&self, ctx: &Context<'_>) -> Result<bool> {
        if let Some(credential @ Credential::Cookie(_)) = &client(ctx).credential {
            sign_in::sign_out(app(ctx), actor(ctx).ok(), client(ctx), credential).await?;
        }
        ctx.insert_http_header("set-cookie", client(ctx).cookie("", 0));
        Ok(true)
    }

    /// Sends a one-time link for a new password, if the address is somebody's. Always true. Errors: `RATE_LIMITED`.
    async fn request_password_reset(&self, ctx: &Context<'_>, input: RequestPasswordResetInput) -> Result<bool> {
        sign_in::request_reset(app(ctx), client(ctx), input).await?;
        Ok(true)
    }

    /// Uses the link for a new password: ends all sessions of the person, and signs them in. Errors: `INVALID`,
    /// `UNAUTHENTICATED` with the field `code` when the second factor is missing or wrong.
    async fn reset_password(&self, ctx: &Context<'_>, input: ResetPasswordInput) -> Result<Viewer> {
        let (id, secret) = sign_in::reset(app(ctx), client(ctx), input).await?;
        welcome_in(ctx, &id, &secret)
    }
}

/// Sets a new session's cookie, and says who is in.
fn welcome_in(ctx: &Context<'_>, id: &Id, secret: &str) -> Result<Viewer> {
    ctx.insert_http_header("set-cookie", client(ctx).cookie(secret, sessions::LONGEST.num_seconds()));
    viewer(ctx, id, Acting::Own).ok_or_else(|| Error::unauthenticated().into())
}
