//! People, sign-in and setup in the API.

use async_graphql::{ComplexObject, Context, InputObject, Object, Result, SimpleObject};

use super::{
    actions::{self, SetUpInput},
    model::{Team, User},
    role::{self, RoleInfo},
    sessions::Credential,
};
use crate::{
    http::context::{actor, app, client},
    platform::{clock::Instant, id::Id},
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
}

#[ComplexObject]
impl Viewer {
    /// What the person's role may do.
    async fn role(&self) -> RoleInfo {
        role::by_name(&self.user.role).into()
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
}

#[derive(Default)]
pub struct IdentityQuery;

#[Object]
impl IdentityQuery {
    /// The signed-in person; null when nobody is.
    async fn me(&self, ctx: &Context<'_>) -> Result<Option<Viewer>> {
        match actor(ctx) {
            Ok(actor) => Ok(actor.user().and_then(|id| viewer(ctx, id))),
            Err(_) => Ok(None),
        }
    }

    /// What a page may know before anybody has signed in.
    async fn welcome(&self, ctx: &Context<'_>) -> Welcome {
        let directory = app(ctx).directory();
        Welcome { workspace_name: directory.workspace.name.clone(), needs_setup: directory.users().is_empty() }
    }
}

fn viewer(ctx: &Context<'_>, id: &Id) -> Option<Viewer> {
    let directory = app(ctx).directory();
    let user = directory.user(id)?.clone();
    let team_ids = directory.access(id)?.teams.clone();
    Some(Viewer { user, team_ids, server_time: app(ctx).clock.now() })
}

/// E-mail address and password.
#[derive(InputObject)]
pub struct SignInInput {
    /// In any case.
    email: String,
    /// As it was chosen.
    password: String,
}

#[derive(Default)]
pub struct IdentityMutation;

#[Object]
impl IdentityMutation {
    /// Uses the one-time setup link: names the workspace, makes its first person, and signs them in.
    async fn set_up(&self, ctx: &Context<'_>, input: SetUpInput) -> Result<Viewer> {
        let (sample, password, email) = (input.sample_data, input.password.clone(), input.email.clone());
        let app = app(ctx);
        actions::set_up(app, input).await?;
        if sample {
            crate::seed::sample(app).await?;
        }
        signed_in(ctx, email, password).await
    }

    /// Opens a session and sets its cookie. Errors: `UNAUTHENTICATED`, `RATE_LIMITED`.
    async fn sign_in(&self, ctx: &Context<'_>, input: SignInInput) -> Result<Viewer> {
        signed_in(ctx, input.email, input.password).await
    }

    /// Ends this session.
    async fn sign_out(&self, ctx: &Context<'_>) -> Result<bool> {
        if let Some(credential @ Credential::Cookie(_)) = &client(ctx).credential {
            actions::sign_out(app(ctx), credential).await?;
        }
        ctx.insert_http_header("set-cookie", client(ctx).cookie("", 0));
        Ok(true)
    }
}

async fn signed_in(ctx: &Context<'_>, email: String, password: String) -> Result<Viewer> {
    let (id, secret) = actions::sign_in(app(ctx), &email, password, &client(ctx).address).await?;
    ctx.insert_http_header("set-cookie", client(ctx).cookie(&secret, super::sessions::LONGEST.num_seconds()));
    viewer(ctx, &id).ok_or_else(|| crate::platform::error::Error::unauthenticated().into())
}
