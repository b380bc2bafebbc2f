//! Records that follow: to a successor, to a person's new team, or to the team that takes another's place. Many at a time, in
//! transactions that fit the store; each leaves what it moved, so that a second run goes on where the first one ended.

use super::{dependents::Held, model::User};
use crate::{
    activity::model::Activity,
    campaign::model::Campaign,
    company::model::Company,
    contact::model::Contact,
    deal::model::{Deal, DealState},
    lead::model::{Lead, LeadState},
    ownership::{
        actions as handoffs,
        model::{Assignment, Handoff, HandoffState, Rule},
        subject::Subject,
    },
    platform::{
        actor::Actor,
        app::App,
        error::{Error, Result},
        id::Id,
        record::Record,
        tx::{self, Tx},
    },
    territory::model::Territory,
    workspace::{Directory, Workspace},
};

/// Records changed in one transaction.
const BATCH: usize = 100;

/// Who follows whom.
#[derive(Clone, Debug)]
pub enum Move {
    /// From one person, or one team, to another.
    Over { from: Id, to: Id },
    /// What a person holds, to another team.
    Along { of: Id, team: Option<Id> },
}

impl Move {
    /// The one that takes this one's place.
    fn replaced(&self, id: &Id) -> Id {
        match self {
            Move::Over { from, to } if from == id => to.clone(),
            _ => id.clone(),
        }
    }

    fn replaced_maybe(&self, id: Option<&Id>) -> Option<Id> {
        id.map(|id| self.replaced(id))
    }

    /// The team of what `before` held and `after` holds.
    fn team(&self, directory: &Directory, before: Option<&Id>, after: Option<&Id>, team: Option<&Id>) -> Option<Id> {
        match self {
            Move::Along { of, team } if after == Some(of) => team.clone(),
            Move::Over { from, to } if before == Some(from) => {
                if to.table() == "team" {
                    Some(to.clone())
                } else {
                    directory.team_of(to).cloned()
                }
            }
            _ => self.replaced_maybe(team),
        }
    }
}

/// Moves everything that somebody holds. Offers come first: while they are open they say who sees a record.
pub async fn records(app: &App, actor: &Actor, held: Held, go: &Move) -> Result<()> {
    if let Move::Over { from, to } = go {
        offers(app, actor, held.offers, from).await?;
        givers(app, actor, held.given, from, to).await?;
    }
    each::<Lead>(app, actor, held.leads, go, lead).await?;
    each::<Deal>(app, actor, held.deals, go, deal).await?;
    each::<Contact>(app, actor, held.contacts, go, |go, directory, before| {
        let owner_id = go.replaced_maybe(before.owner_id.as_ref());
        let team_id = go.team(directory, before.owner_id.as_ref(), owner_id.as_ref(), before.team_id.as_ref());
        (Contact { owner_id, team_id, ..before.clone() }, "ContactUpdated")
    })
    .await?;
    each::<Company>(app, actor, held.companies, go, |go, directory, before| {
        let owner_id = go.replaced_maybe(before.owner_id.as_ref());
        let team_id = go.team(directory, before.owner_id.as_ref(), owner_id.as_ref(), before.team_id.as_ref());
        (Company { owner_id, team_id, ..before.clone() }, "CompanyUpdated")
    })
    .await?;
    each::<Campaign>(app, actor, held.campaigns, go, |go, directory, before| {
        let owner_id = go.replaced_maybe(before.owner_id.as_ref());
        let team_id = go.team(directory, before.owner_id.as_ref(), owner_id.as_ref(), before.team_id.as_ref());
        (Campaign { owner_id, team_id, ..before.clone() }, "CampaignUpdated")
    })
    .await?;
    each::<Activity>(app, actor, held.activities, go, |go, directory, before| {
        let owner_id = go.replaced(&before.owner_id);
        let team_id = go.team(directory, Some(&before.owner_id), Some(&owner_id), before.team_id.as_ref());
        (Activity { owner_id, team_id, ..before.clone() }, "ActivityReassigned")
    })
    .await
}

fn lead(go: &Move, directory: &Directory, before: &Lead) -> (Lead, &'static str) {
    if matches!(go, Move::Along { of, .. } if before.responsible_id != *of) {
        // They stand behind it; whose it is, is another's.
        return (before.clone(), "LeadUpdated");
    }
    let responsible_id = go.replaced(&before.responsible_id);
    let team_id = go.team(directory, Some(&before.responsible_id), Some(&responsible_id), before.team_id.as_ref());
    let open = before.state == LeadState::Open;
    let after = Lead {
        marketing_owner_id: go.replaced_maybe(before.marketing_owner_id.as_ref()).filter(|_| open).or_else(|| before.marketing_owner_id.clone()),
        sales_owner_id: go.replaced_maybe(before.sales_owner_id.as_ref()).filter(|_| open).or_else(|| before.sales_owner_id.clone()),
        backup_owner_id: go.replaced_maybe(before.backup_owner_id.as_ref()).filter(|_| open).or_else(|| before.backup_owner_id.clone()),
        responsible_id,
        team_id,
        ..before.clone()
    };
    let kind = if after.responsible_id == before.responsible_id { "LeadUpdated" } else { "LeadHandedOff" };
    (after, kind)
}

fn deal(go: &Move, directory: &Directory, before: &Deal) -> (Deal, &'static str) {
    let owner_id = if before.state == DealState::Open { go.replaced(&before.owner_id) } else { before.owner_id.clone() };
    let team_id = go.team(directory, Some(&before.owner_id), Some(&owner_id), before.team_id.as_ref());
    let kind = if owner_id == before.owner_id { "DealUpdated" } else { "DealHandedOff" };
    (Deal { owner_id, team_id, ..before.clone() }, kind)
}

/// Changes records one by one, as they are in their transaction; what was closed or deleted meanwhile stays.
async fn each<R: Record>(app: &App, actor: &Actor, ids: Vec<Id>, go: &Move, change: fn(&Move, &Directory, &R) -> (R, &'static str)) -> Result<()> {
    for batch in ids.chunks(BATCH) {
        let (batch, go) = (batch.to_vec(), go.clone());
        tx::write(app, actor, move |tx| {
            let (batch, go) = (batch.clone(), go.clone());
            async move {
                let directory = tx.app().directory();
                for id in &batch {
                    if let Some(before) = tx.find::<R>(id).await?.filter(|record: &R| !record.meta().is_deleted()) {
                        let (after, kind) = change(&go, &directory, &before);
                        tx.save(&before, after, kind).await?;
                    }
                }
                Ok(())
            }
        })
        .await?;
    }
    Ok(())
}

/// Takes back what is offered to somebody, and offers it to the next in its chain.
pub async fn offers(app: &App, actor: &Actor, ids: Vec<Id>, to: &Id) -> Result<()> {
    for id in ids {
        let to = to.clone();
        tx::write(app, actor, move |tx| {
            let (id, to) = (id.clone(), to.clone());
            async move {
                let Some(before) = still_open(&tx, &id).await?.filter(|offer| offer.to_id == to) else { return Ok(()) };
                let ended = handoffs::end(&tx, &before, HandoffState::Withdrawn, |_| {}).await?;
                match Subject::find(&tx, &before.subject_id).await?.filter(Subject::is_open) {
                    Some(subject) => handoffs::offer_next(&tx, &subject, &ended).await,
                    None => Ok(()),
                }
            }
        })
        .await?;
    }
    Ok(())
}

/// What somebody offered stays offered; who is responsible until it is accepted is the successor.
async fn givers(app: &App, actor: &Actor, ids: Vec<Id>, from: &Id, to: &Id) -> Result<()> {
    for batch in ids.chunks(BATCH) {
        let (batch, from, to) = (batch.to_vec(), from.clone(), to.clone());
        tx::write(app, actor, move |tx| {
            let (batch, from, to) = (batch.clone(), from.clone(), to.clone());
            async move {
                for id in &batch {
                    if let Some(before) = still_open(&tx, id).await?.filter(|offer| offer.from_id.as_ref() == Some(&from)) {
                        if before.to_id == to {
                            // Nobody is asked to take from themselves.
                            handoffs::withdraw_deleted(&tx, &before.subject_id).await?;
                        } else {
                            tx.save(&before, Handoff { from_id: Some(to.clone()), ..before.clone() }, "HandoffGiverChanged").await?;
                        }
                    }
                }
                Ok(())
            }
        })
        .await?;
    }
    Ok(())
}

async fn still_open(tx: &Tx, id: &Id) -> Result<Option<Handoff>> {
    Ok(tx.find::<Handoff>(id).await?.filter(|offer| offer.state == HandoffState::Offered))
}

/// Puts one in the place of another in rules, in territories and in the operating model.
pub async fn model(tx: &Tx, rules: &[Rule], from: &Id, to: &Id) -> Result<()> {
    let go = Move::Over { from: from.clone(), to: to.clone() };
    for rule in rules {
        let Some(before) = tx.find::<Rule>(&rule.meta.id).await?.filter(|rule| !rule.meta.is_deleted()) else { continue };
        let assignment = match &before.assignment {
            Assignment::User { id } => Assignment::User { id: go.replaced(id) },
            Assignment::RoundRobin { id } => Assignment::RoundRobin { id: go.replaced(id) },
            Assignment::TerritoryOwner => Assignment::TerritoryOwner,
        };
        let after = Rule { assignment, backup_id: go.replaced_maybe(before.backup_id.as_ref()), fallback_id: go.replaced(&before.fallback_id), ..before.clone() };
        tx.save(&before, after, "RuleUpdated").await?;
    }
    for territory in tx.app().directory().territories.iter().filter(|territory| territory.names(from)) {
        let Some(before) = tx.find::<Territory>(&territory.meta.id).await?.filter(|territory| !territory.meta.is_deleted()) else { continue };
        let after = Territory { team_id: go.replaced(&before.team_id), owner_id: go.replaced_maybe(before.owner_id.as_ref()), ..before.clone() };
        tx.save(&before, after, "TerritoryUpdated").await?;
    }
    let before: Workspace = tx.find(&Workspace::only()).await?.ok_or_else(|| Error::internal("the database has no workspace"))?;
    let mut after = Workspace { default_owner_id: go.replaced_maybe(before.default_owner_id.as_ref()), ..before.clone() };
    for stage in &mut after.lead_stages {
        stage.marketing_owner_id = go.replaced_maybe(stage.marketing_owner_id.as_ref());
    }
    tx.save(&before, after, "OwnersReplaced").await.map(drop)
}

/// Lets somebody join teams.
pub async fn join(tx: &Tx, user: &Id, teams: &[Id]) -> Result<()> {
    let Some(before) = tx.find::<User>(user).await? else { return Ok(()) };
    let mut after = before.clone();
    after.team_ids.extend(teams.iter().filter(|team| !before.team_ids.contains(team)).cloned());
    tx.save(&before, after, "UserTeamsChanged").await.map(drop)
}
