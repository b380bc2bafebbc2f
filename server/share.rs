//! Sharing a record with people and teams beside its own: to see it, or to work on it as on their own.

use async_graphql::{Context, InputObject, Object, Result};

use crate::{
    campaign::model::Campaign,
    company::model::Company,
    contact::model::Contact,
    deal::model::Deal,
    http::context::{actor, app},
    lead::model::Lead,
    node::{self, Node},
    platform::{
        actor::Actor,
        app::App,
        error::{self, Error},
        id::Id,
        record::{Record, Share, ShareLevel},
        scope::Verb,
        tx::{self, Tx},
    },
};

/// People and teams that one record can be shared with: each is a key in every list of its kind.
const MOST: usize = 10;

/// With whom a record is shared.
#[derive(InputObject, Clone, Debug)]
pub struct ShareRecordInput {
    /// A company, contact, lead, deal or campaign that you may change.
    pub id: Id,
    /// A person or a team.
    pub with_id: Id,
    /// What they may do; given anew, it replaces what they might do before.
    pub level: ShareLevel,
}

/// With whom a record is shared no longer.
#[derive(InputObject, Clone, Debug)]
pub struct UnshareRecordInput {
    /// The record.
    pub id: Id,
    /// The person or team.
    pub with_id: Id,
}

#[derive(Default)]
pub struct ShareMutation;

#[Object]
impl ShareMutation {
    /// Shares a record; those it is shared with see it from then on, whatever their role's reach.
    async fn share_record(&self, ctx: &Context<'_>, input: ShareRecordInput) -> Result<Option<Node>> {
        change(app(ctx), actor(ctx)?, &input.id, Share { with_id: input.with_id, level: input.level }, true).await?;
        Ok(node::load(ctx, &input.id).await?)
    }

    /// Ends that.
    async fn unshare_record(&self, ctx: &Context<'_>, input: UnshareRecordInput) -> Result<Option<Node>> {
        change(app(ctx), actor(ctx)?, &input.id, Share { with_id: input.with_id, level: ShareLevel::Read }, false).await?;
        Ok(node::load(ctx, &input.id).await?)
    }
}

/// Shares a record, or ends that. Errors: `NOT_FOUND`, `FORBIDDEN`, `INVALID` when nobody can be shared with by this id.
pub async fn change(app: &App, actor: &Actor, id: &Id, share: Share, add: bool) -> error::Result<()> {
    let id = id.clone();
    tx::write(app, actor, move |tx| {
        let (id, share) = (id.clone(), share.clone());
        async move {
            match id.table() {
                "company" => one::<Company>(&tx, &id, share, add, ["CompanyShared", "CompanyUnshared"]).await,
                "contact" => one::<Contact>(&tx, &id, share, add, ["ContactShared", "ContactUnshared"]).await,
                "lead" => one::<Lead>(&tx, &id, share, add, ["LeadShared", "LeadUnshared"]).await,
                "deal" => one::<Deal>(&tx, &id, share, add, ["DealShared", "DealUnshared"]).await,
                "campaign" => one::<Campaign>(&tx, &id, share, add, ["CampaignShared", "CampaignUnshared"]).await,
                _ => Err(Error::not_found("record")),
            }
        }
    })
    .await
}

async fn one<R: Record>(tx: &Tx, id: &Id, share: Share, add: bool, kinds: [&'static str; 2]) -> error::Result<()> {
    let before: R = tx.get_to(Verb::Edit, id).await?;
    let mut after = before.clone();
    let shares = &mut after.meta_mut().shares;
    shares.retain(|known| known.with_id != share.with_id);
    if add {
        let directory = tx.app().directory();
        if !directory.user(&share.with_id).is_some_and(|user| user.active) && directory.team(&share.with_id).is_none() {
            return Err(Error::invalid("withId", "This is nobody who works here, and no team."));
        }
        if shares.len() >= MOST {
            return Err(Error::invalid("withId", format!("A record is shared with at most {MOST} people and teams.")));
        }
        shares.push(share);
    }
    tx.save(&before, after, if add { kinds[0] } else { kinds[1] }).await.map(drop)
}
