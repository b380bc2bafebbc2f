//! People and teams in the API: inviting, changing, letting go.

use async_graphql::{Context, Object, Result, SimpleObject};

use super::{TeamNode, Viewer, welcome_in};
use crate::{
    http::context::{actor, app, client},
    identity::{
        dependents::Dependents,
        leaving::{self, DeactivateUserInput},
        model::User,
        people::{self, AcceptInvitationInput, InviteUserInput, ReactivateUserInput, UpdateUserInput},
        teams::{self, CreateTeamInput, DeleteTeamInput, UpdateTeamInput},
    },
    platform::{error::Error, id::Id},
};

/// An invitation that was made.
#[derive(SimpleObject)]
pub struct InvitationSent {
    /// The person, who is active once they accept.
    user: User,
    /// The one-time link, good for seven days; told here and nowhere else.
    link: String,
    /// It goes to them by mail too.
    mailed: bool,
}

/// What the page behind an invitation may know.
#[derive(SimpleObject)]
pub struct Invitation {
    /// Who is invited.
    email: String,
    /// What the inviter calls them.
    name: String,
    /// What they are invited to.
    workspace_name: String,
}

#[derive(Default)]
pub struct PeopleQuery;

#[Object]
impl PeopleQuery {
    /// The invitation behind a link; null when it was used or is over.
    async fn invitation(&self, ctx: &Context<'_>, token: String) -> Result<Option<Invitation>> {
        let app = app(ctx);
        let workspace_name = app.directory().workspace.name.clone();
        Ok(people::invited(app, &token).await?.map(|(_, user)| Invitation { email: user.email, name: user.name, workspace_name }))
    }

    /// What depends on a person: what a successor would take over.
    async fn dependents(&self, ctx: &Context<'_>, user_id: Id) -> Result<Dependents> {
        actor(ctx)?.may_administer()?;
        let app = app(ctx);
        if app.directory().user(&user_id).is_none() {
            return Err(Error::not_found("user").into());
        }
        Ok(Dependents::of(app, &user_id).await?)
    }
}

#[derive(Default)]
pub struct PeopleMutation;

#[Object]
impl PeopleMutation {
    /// Invites somebody; who has not accepted yet is invited anew, and the links before are over.
    async fn invite_user(&self, ctx: &Context<'_>, input: InviteUserInput) -> Result<InvitationSent> {
        let (user, link) = people::invite(app(ctx), actor(ctx)?, input).await?;
        Ok(InvitationSent { user, link, mailed: app(ctx).mail.works() })
    }

    /// Accepts an invitation with a name and a password, and signs in.
    async fn accept_invitation(&self, ctx: &Context<'_>, input: AcceptInvitationInput) -> Result<Viewer> {
        let (id, secret) = people::accept(app(ctx), client(ctx), input).await?;
        welcome_in(ctx, &id, &secret)
    }

    /// Changes a person: their own name and office hours everybody, the rest who looks after people.
    async fn update_user(&self, ctx: &Context<'_>, input: UpdateUserInput) -> Result<User> {
        Ok(people::update(app(ctx), actor(ctx)?, input).await?)
    }

    /// Lets somebody go: what depends on them goes over to the successor, and all their sessions and tokens end. `INVALID`
    /// with the field `successorId` when something depends on them and nobody is named. It may be called again after it was cut short.
    async fn deactivate_user(&self, ctx: &Context<'_>, input: DeactivateUserInput) -> Result<User> {
        Ok(leaving::deactivate(app(ctx), actor(ctx)?, client(ctx), input).await?)
    }

    /// Lets somebody who left work here again.
    async fn reactivate_user(&self, ctx: &Context<'_>, input: ReactivateUserInput) -> Result<User> {
        Ok(people::reactivate(app(ctx), actor(ctx)?, input).await?)
    }

    /// Makes a team.
    async fn create_team(&self, ctx: &Context<'_>, input: CreateTeamInput) -> Result<TeamNode> {
        Ok(TeamNode(teams::create(app(ctx), actor(ctx)?, input).await?))
    }

    /// Changes a team.
    async fn update_team(&self, ctx: &Context<'_>, input: UpdateTeamInput) -> Result<TeamNode> {
        Ok(TeamNode(teams::update(app(ctx), actor(ctx)?, input).await?))
    }

    /// Deletes a team: its people, records, rules and territories go to another one, the teams below it to the one above it. `INVALID`
    /// with the field `moveToId` when something depends on it and no team is named.
    async fn delete_team(&self, ctx: &Context<'_>, input: DeleteTeamInput) -> Result<bool> {
        teams::delete(app(ctx), actor(ctx)?, input).await?;
        Ok(true)
    }
}
