//! The directory: people, teams, stages, forms, rules, products and providers in memory, replaced whole when one of them changes.

use std::{collections::HashMap, sync::Arc};

use super::model::{Product, Workspace};
use crate::{
    capture::model::Form,
    identity::model::{Team, User, access_of},
    ownership::model::Rule,
    platform::{
        actor::Access,
        db::Db,
        error::{Error, Result},
        id::Id,
    },
    provider::model::Provider,
};

/// Everything small, as it stands.
#[derive(Debug)]
pub struct Directory {
    pub workspace: Workspace,
    users: HashMap<Id, User>,
    teams: HashMap<Id, Team>,
    access: HashMap<Id, Arc<Access>>,
    pub products: Vec<Product>,
    pub forms: Vec<Form>,
    /// Live routing rules in their order.
    pub rules: Vec<Rule>,
    /// Where people may sign in, by name.
    pub providers: Vec<Provider>,
}

impl Directory {
    pub async fn load(db: &Db) -> Result<Self> {
        let loaded = super::store::load(db).await?;
        let workspace = loaded.workspace.ok_or_else(|| Error::internal("the database has no workspace"))?;
        let teams: HashMap<Id, Team> = loaded.teams.into_iter().map(|team| (team.meta.id.clone(), team)).collect();
        let users: HashMap<Id, User> = loaded.users.into_iter().map(|user| (user.meta.id.clone(), user)).collect();
        let access = users.values().map(|user| (user.meta.id.clone(), Arc::new(access_of(user, &teams)))).collect();
        let mut rules = loaded.rules;
        rules.sort_by_key(|rule| rule.order);
        let mut providers = loaded.providers;
        providers.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.meta.id.cmp(&b.meta.id)));
        Ok(Directory { workspace, users, teams, access, products: loaded.products, forms: loaded.forms, rules, providers })
    }

    pub fn user(&self, id: &Id) -> Option<&User> {
        self.users.get(id)
    }

    pub fn team(&self, id: &Id) -> Option<&Team> {
        self.teams.get(id)
    }

    /// What a person may do; `None` for people who are gone or deactivated.
    pub fn access(&self, user: &Id) -> Option<Arc<Access>> {
        self.users.get(user).filter(|user| user.active)?;
        self.access.get(user).cloned()
    }

    /// People by name.
    pub fn users(&self) -> Vec<&User> {
        let mut users: Vec<&User> = self.users.values().collect();
        users.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.meta.id.cmp(&b.meta.id)));
        users
    }

    /// Teams by name.
    pub fn teams(&self) -> Vec<&Team> {
        let mut teams: Vec<&Team> = self.teams.values().collect();
        teams.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.meta.id.cmp(&b.meta.id)));
        teams
    }

    /// A team's active people, by id: the order that round robin follows.
    pub fn members(&self, team: &Id) -> Vec<&User> {
        let mut members: Vec<&User> = self.users.values().filter(|user| user.active && user.team_ids.contains(team)).collect();
        members.sort_by(|a, b| a.meta.id.cmp(&b.meta.id));
        members
    }

    /// The first team of a person: the one that their records belong to.
    pub fn team_of(&self, user: &Id) -> Option<&Id> {
        self.user(user)?.team_ids.first()
    }

    pub fn user_by_email(&self, email: &str) -> Option<&User> {
        let email = email.trim().to_lowercase();
        self.users.values().find(|user| user.email == email)
    }

    /// The name of a person or team, for texts.
    pub fn name_of(&self, id: &Id) -> String {
        self.user(id).map(|user| user.name.clone()).or_else(|| self.team(id).map(|team| team.name.clone())).unwrap_or_else(|| "Somebody".into())
    }

    /// Whether a person or queue can hold responsibility: active, or a team with an active person.
    pub fn can_hold(&self, id: &Id) -> bool {
        match id.table() {
            "user" => self.user(id).is_some_and(|user| user.active),
            "team" => !self.members(id).is_empty(),
            _ => false,
        }
    }
}
