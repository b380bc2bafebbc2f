//! What depends on a person or a team, across all tables: listed before they leave, and then moved.

use surrealdb::types::SurrealValue;

use super::graphql::TeamNode;
use crate::{
    ownership::{graphql::RuleNode, model::Rule},
    platform::{app::App, db::query, error::Result, id::Id},
    territory::{graphql::TerritoryNode, model::Territory},
    workspace::{Directory, model::LeadStage},
};

/// The records that somebody holds, by id. Closed leads and deals are not among a person's: they stay as they ended.
#[derive(Debug, Default)]
pub struct Held {
    pub leads: Vec<Id>,
    pub deals: Vec<Id>,
    pub contacts: Vec<Id>,
    pub companies: Vec<Id>,
    pub campaigns: Vec<Id>,
    /// Planned ones of a person; all of a team's.
    pub activities: Vec<Id>,
    /// Open offers to them.
    pub offers: Vec<Id>,
    /// Open offers by them.
    pub given: Vec<Id>,
}

impl Held {
    pub fn is_empty(&self) -> bool {
        [&self.leads, &self.deals, &self.contacts, &self.companies, &self.campaigns, &self.activities, &self.offers].iter().all(|ids| ids.is_empty())
    }
}

const OF_PERSON: &str = "SELECT VALUE id FROM lead WITH INDEX lead_list_state_openedDesc WHERE keys CONTAINS $key AND state = 'OPEN' AND (responsibleId = $id OR marketingOwnerId = $id OR salesOwnerId = $id OR backupOwnerId = $id);
SELECT VALUE id FROM deal WITH INDEX deal_list_state_createdDesc WHERE keys CONTAINS $key AND state = 'OPEN' AND ownerId = $id;
SELECT VALUE id FROM contact WITH INDEX contact_list_createdDesc WHERE keys CONTAINS $key AND ownerId = $id;
SELECT VALUE id FROM company WITH INDEX company_list_createdDesc WHERE keys CONTAINS $key AND ownerId = $id;
SELECT VALUE id FROM campaign WITH INDEX campaign_list_createdDesc WHERE keys CONTAINS $key AND ownerId = $id;
SELECT VALUE id FROM activity WITH INDEX activity_list_state_ownerId_dueKey WHERE keys CONTAINS $key AND state = 'PLANNED' AND ownerId = $id";

const OF_TEAM: &str = "SELECT VALUE id FROM lead WITH INDEX lead_list_openedDesc WHERE keys CONTAINS $key AND (responsibleId = $id OR teamId = $id);
SELECT VALUE id FROM deal WITH INDEX deal_list_createdDesc WHERE keys CONTAINS $key AND teamId = $id;
SELECT VALUE id FROM contact WITH INDEX contact_list_createdDesc WHERE keys CONTAINS $key AND teamId = $id;
SELECT VALUE id FROM company WITH INDEX company_list_createdDesc WHERE keys CONTAINS $key AND teamId = $id;
SELECT VALUE id FROM campaign WITH INDEX campaign_list_createdDesc WHERE keys CONTAINS $key AND teamId = $id;
SELECT VALUE id FROM activity WITH INDEX activity_list_atDesc WHERE keys CONTAINS $key AND teamId = $id";

const OFFERS: &str = "SELECT VALUE id FROM handoff WITH INDEX handoff_to WHERE state = 'OFFERED' AND toId = $id;
SELECT VALUE id FROM handoff WITH INDEX handoff_from WHERE state = 'OFFERED' AND fromId = $id";

/// What a person or a team holds.
pub async fn held(app: &App, id: &Id) -> Result<Held> {
    let records = if id.table() == "team" { OF_TEAM } else { OF_PERSON };
    let mut rows = app.db.query(query(format!("{records};\n{OFFERS}")).bind("id", id.clone()).bind("key", id.to_string())).await?;
    Ok(Held {
        leads: rows.all(0)?,
        deals: rows.all(1)?,
        contacts: rows.all(2)?,
        companies: rows.all(3)?,
        campaigns: rows.all(4)?,
        activities: rows.all(5)?,
        offers: rows.all(6)?,
        given: rows.all(7)?,
    })
}

/// Whether a team's queue is responsible for an open lead.
async fn queues_leads(app: &App, team: &Id) -> Result<bool> {
    #[derive(SurrealValue)]
    struct Row {
        id: Id,
    }
    let q = query("SELECT id FROM lead WITH INDEX lead_list_state_openedDesc WHERE keys CONTAINS $key AND state = 'OPEN' AND responsibleId = $id LIMIT 1");
    let found: Option<Row> = app.db.query(q.bind("id", team.clone()).bind("key", team.to_string())).await?.first(0)?;
    Ok(found.is_some_and(|row| row.id.table() == "lead"))
}

/// The rules that name a person or a team.
pub fn rules_of(directory: &Directory, id: &Id) -> Vec<Rule> {
    directory.rules.iter().filter(|rule| names(rule, id)).cloned().collect()
}

/// Whether a rule names a person or a team.
pub fn names(rule: &Rule, id: &Id) -> bool {
    rule.assignment.names() == Some(id) || rule.backup_id.as_ref() == Some(id) || rule.fallback_id == *id
}

/// The teams that something depends on and that nobody else works in.
pub async fn teams_left_empty(app: &App, user: &Id) -> Result<Vec<Id>> {
    let directory = app.directory();
    let mut found = Vec::new();
    for team in directory.user(user).map(|user| user.team_ids.as_slice()).unwrap_or_default() {
        let alone = directory.members(team).iter().all(|member| member.meta.id == *user);
        if alone && (!rules_of(&directory, team).is_empty() || queues_leads(app, team).await?) {
            found.push(team.clone());
        }
    }
    Ok(found)
}

/// What depends on a person.
#[derive(Debug)]
pub struct Dependents {
    pub held: Held,
    pub rules: Vec<Rule>,
    pub territories: Vec<Territory>,
    pub stages: Vec<LeadStage>,
    pub teams: Vec<Id>,
    pub is_default_owner: bool,
}

impl Dependents {
    pub async fn of(app: &App, user: &Id) -> Result<Self> {
        let directory = app.directory();
        Ok(Dependents {
            held: held(app, user).await?,
            rules: rules_of(&directory, user),
            territories: directory.territories.iter().filter(|territory| territory.names(user)).cloned().collect(),
            stages: directory.workspace.lead_stages.iter().filter(|stage| stage.marketing_owner_id.as_ref() == Some(user)).cloned().collect(),
            teams: teams_left_empty(app, user).await?,
            is_default_owner: directory.workspace.default_owner_id.as_ref() == Some(user),
        })
    }

    /// Whether somebody has to take something over: offers go on to the next in their chains by themselves.
    pub fn need_successor(&self) -> bool {
        let held = [&self.held.leads, &self.held.deals, &self.held.contacts, &self.held.companies, &self.held.campaigns, &self.held.activities];
        held.iter().any(|ids| !ids.is_empty())
            || !self.rules.is_empty()
            || !self.territories.is_empty()
            || !self.stages.is_empty()
            || !self.teams.is_empty()
            || self.is_default_owner
    }
}

/// What depends on a person, and would have to be taken over.
#[async_graphql::Object(name = "Dependents")]
impl Dependents {
    /// Open leads that they are responsible for, or stand behind as marketing, sales or backup owner.
    async fn open_leads(&self) -> usize {
        self.held.leads.len()
    }

    /// Open deals.
    async fn open_deals(&self) -> usize {
        self.held.deals.len()
    }

    /// Contacts that they look after.
    async fn contacts(&self) -> usize {
        self.held.contacts.len()
    }

    /// Companies that they look after.
    async fn companies(&self) -> usize {
        self.held.companies.len()
    }

    /// Campaigns that they run.
    async fn campaigns(&self) -> usize {
        self.held.campaigns.len()
    }

    /// What they plan to do.
    async fn planned_activities(&self) -> usize {
        self.held.activities.len()
    }

    /// Offers that wait for their answer; they go on to the next in their chains.
    async fn offers(&self) -> usize {
        self.held.offers.len()
    }

    /// Routing rules that name them.
    async fn rules(&self) -> Vec<RuleNode> {
        self.rules.iter().cloned().map(RuleNode).collect()
    }

    /// Territories whose companies they get.
    async fn territories(&self) -> Vec<TerritoryNode> {
        self.territories.iter().cloned().map(TerritoryNode).collect()
    }

    /// Stages whose leads they answer for on the marketing side.
    async fn stages(&self) -> &[LeadStage] {
        &self.stages
    }

    /// Teams with rules or leads of their own that would have nobody left.
    async fn teams(&self, ctx: &async_graphql::Context<'_>) -> Vec<TeamNode> {
        let directory = crate::http::context::app(ctx).directory();
        self.teams.iter().filter_map(|id| directory.team(id).cloned().map(TeamNode)).collect()
    }

    /// They are responsible when nobody else is.
    async fn is_default_owner(&self) -> bool {
        self.is_default_owner
    }
}
