//! The directory: people, teams, stages, forms, rules, products, providers and territories in memory, replaced whole when one of them changes.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use super::model::{Product, Workspace};
use crate::{
    capture::model::Form,
    identity::{
        model::{Team, User, access_of},
        role::Role,
    },
    ownership::model::Rule,
    platform::{
        actor::{Access, Acting},
        clock::lock,
        db::Db,
        error::{Error, Result},
        id::Id,
        scope::{Grounds, Narrowing},
    },
    provider::model::Provider,
    territory::model::{self as territory, Territory},
};

/// Everything small, as it stands.
#[derive(Debug)]
pub struct Directory {
    pub workspace: Workspace,
    users: HashMap<Id, User>,
    teams: HashMap<Id, Team>,
    roles: HashMap<Id, Role>,
    /// Resolved when first asked for: it holds for as long as this directory does.
    access: Mutex<HashMap<(Id, Acting), Arc<Access>>>,
    /// What the keys of records follow from.
    pub grounds: Grounds,
    pub products: Vec<Product>,
    pub forms: Vec<Form>,
    /// Live routing rules in their order.
    pub rules: Vec<Rule>,
    /// Where people may sign in, by name.
    pub providers: Vec<Provider>,
    /// Live territories in their order.
    pub territories: Vec<Territory>,
}

impl Directory {
    pub async fn load(db: &Db) -> Result<Self> {
        let loaded = super::store::load(db).await?;
        let workspace = loaded.workspace.ok_or_else(|| Error::internal("the database has no workspace"))?;
        let teams: HashMap<Id, Team> = loaded.teams.into_iter().map(|team| (team.meta.id.clone(), team)).collect();
        let users: HashMap<Id, User> = loaded.users.into_iter().map(|user| (user.meta.id.clone(), user)).collect();
        let mut narrowings: Vec<Narrowing> = loaded.roles.iter().filter_map(Role::narrowing).collect();
        narrowings.sort_by(|a, b| a.prefix.cmp(&b.prefix));
        let roles = loaded.roles.into_iter().map(|role| (role.meta.id.clone(), role)).collect();
        let mut rules = loaded.rules;
        rules.sort_by_key(|rule| rule.order);
        let mut providers = loaded.providers;
        providers.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.meta.id.cmp(&b.meta.id)));
        let mut territories = loaded.territories;
        territories.sort_by(|a, b| a.order.cmp(&b.order).then_with(|| a.meta.id.cmp(&b.meta.id)));
        let grounds = Grounds { narrowings, territories: territory::areas(&territories, &users) };
        Ok(Directory { workspace, users, teams, roles, access: Mutex::default(), grounds, products: loaded.products, forms: loaded.forms, rules, providers, territories })
    }

    pub fn user(&self, id: &Id) -> Option<&User> {
        self.users.get(id)
    }

    /// A team that is still there.
    pub fn team(&self, id: &Id) -> Option<&Team> {
        self.teams.get(id).filter(|team| !team.meta.is_deleted())
    }

    pub fn role(&self, id: &Id) -> Option<&Role> {
        self.roles.get(id)
    }

    /// Roles, those that came with Baton first, then by name.
    pub fn roles(&self) -> Vec<&Role> {
        let mut roles: Vec<&Role> = self.roles.values().collect();
        roles.sort_by(|a, b| b.built_in.cmp(&a.built_in).then_with(|| a.name.cmp(&b.name)).then_with(|| a.meta.id.cmp(&b.meta.id)));
        roles
    }

    /// What a person may do; `None` for people who are gone or deactivated. A role that is gone lets do nothing.
    pub fn access(&self, user: &Id, acting: &Acting) -> Option<Arc<Access>> {
        let person = self.users.get(user).filter(|user| user.active)?;
        let asked = (user.clone(), acting.clone());
        if let Some(known) = lock(&self.access).get(&asked) {
            return Some(known.clone());
        }
        let resolved = Arc::new(self.resolve(person, acting));
        lock(&self.access).insert(asked, resolved.clone());
        Some(resolved)
    }

    fn resolve(&self, person: &User, acting: &Acting) -> Access {
        let with = |role: &Id| match self.roles.get(role) {
            Some(role) => self.with_territories(access_of(person, role, &self.teams)),
            None => Access { user: Some(person.meta.id.clone()), ..Access::default() },
        };
        match acting {
            Acting::Own => with(&person.role_id),
            Acting::Within(role) => with(role).within(&with(&person.role_id)),
            Acting::Viewing(role) => Access { looks_only: true, ..with(role) },
        }
    }

    /// Whose teams work territories hold these beside their teams.
    fn with_territories(&self, mut access: Access) -> Access {
        let worked = self.territories.iter().zip(&self.grounds.territories).filter(|(territory, _)| access.teams.contains(&territory.team_id));
        access.through.extend(worked.map(|(_, area)| area.key.clone()));
        access
    }

    pub fn territory(&self, id: &Id) -> Option<&Territory> {
        self.territories.iter().find(|territory| territory.meta.id == *id)
    }

    /// People by name.
    pub fn users(&self) -> Vec<&User> {
        let mut users: Vec<&User> = self.users.values().collect();
        users.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.meta.id.cmp(&b.meta.id)));
        users
    }

    /// Teams by name.
    pub fn teams(&self) -> Vec<&Team> {
        let mut teams: Vec<&Team> = self.teams.values().filter(|team| !team.meta.is_deleted()).collect();
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

    /// The name of a person or team, for texts; also of a team that was deleted.
    pub fn name_of(&self, id: &Id) -> String {
        self.user(id).map(|user| user.name.clone()).or_else(|| self.teams.get(id).map(|team| team.name.clone())).unwrap_or_else(|| "Somebody".into())
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
