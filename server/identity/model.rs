//! People and teams.

use std::collections::HashMap;

use async_graphql::SimpleObject;
use serde::Serialize;
use surrealdb::types::{SurrealValue, Value};

use super::role::Role;
use crate::{
    platform::{
        actor::Access,
        clock::Date,
        id::Id,
        mask::FieldRules,
        record::{Meta, Record, RecordType},
    },
    record_meta,
};

/// Somebody who works in the workspace.
#[derive(Clone, Debug, PartialEq, Serialize, SurrealValue, SimpleObject)]
#[serde(rename_all = "camelCase")]
#[surreal(rename_all = "camelCase")]
#[graphql(complex)]
pub struct User {
    #[serde(flatten)]
    #[surreal(flatten)]
    #[graphql(flatten)]
    pub meta: Meta,
    /// What they are called.
    pub name: String,
    /// What they sign in with; lower case, unique.
    pub email: String,
    /// Their role, for example `role:sales`.
    #[graphql(skip)]
    pub role_id: Id,
    /// Deactivated people cannot sign in and hold nothing new.
    pub active: bool,
    /// Was invited, and has not accepted yet.
    #[surreal(default)]
    pub invited: bool,
    /// Their teams; records that they own belong to the first.
    pub team_ids: Vec<Id>,
    /// Routing skips them for now.
    pub out_of_office: bool,
    /// Argon2id, PHC string; empty for who has no password.
    #[serde(skip)]
    #[graphql(skip)]
    pub password_hash: String,
}

/// When a team works. Without it the team works round the clock.
#[derive(Clone, Debug, PartialEq, Serialize, SurrealValue, SimpleObject)]
#[serde(rename_all = "camelCase")]
#[surreal(rename_all = "camelCase")]
pub struct BusinessHours {
    /// Days of the week that are worked, 1 Monday to 7 Sunday.
    pub weekdays: Vec<i64>,
    /// Minutes after midnight when the day starts.
    pub from_minute: i64,
    /// Minutes after midnight when the day ends.
    pub to_minute: i64,
    /// Days that are not worked.
    pub holidays: Vec<Date>,
}

/// A team: people who share records, and a queue that can hold them.
#[derive(Clone, Debug, PartialEq, Serialize, SurrealValue)]
#[serde(rename_all = "camelCase")]
#[surreal(rename_all = "camelCase")]
pub struct Team {
    #[serde(flatten)]
    #[surreal(flatten)]
    pub meta: Meta,
    pub name: String,
    pub parent_id: Option<Id>,
    /// IANA name of the zone its business hours are in.
    pub time_zone: String,
    pub hours: Option<BusinessHours>,
}

impl User {
    /// Whether they can sign in with a password at all.
    pub fn has_password(&self) -> bool {
        !self.password_hash.is_empty()
    }
}

impl Record for User {
    const TYPE: RecordType = RecordType::User;
    record_meta!();

    fn audience(&self) -> Vec<Id> {
        Vec::new()
    }
}

impl Record for Team {
    const TYPE: RecordType = RecordType::Team;
    record_meta!();

    fn audience(&self) -> Vec<Id> {
        Vec::new()
    }
}

/// What a person may do with this role: its reach, over their teams and all teams below them.
pub fn access_of(user: &User, role: &Role, teams: &HashMap<Id, Team>) -> Access {
    let teams = with_teams_below(&user.team_ids, teams);
    Access {
        user: Some(user.meta.id.clone()),
        role: Some(role.meta.id.clone()),
        through: teams.clone(),
        teams,
        reach: role.reach(),
        operates: role.operates,
        administers: role.administers,
        looks_only: false,
        fields: FieldRules::of(&role.fields),
        narrowing: role.narrowing(),
    }
}

fn with_teams_below(own: &[Id], teams: &HashMap<Id, Team>) -> Vec<Id> {
    let mut reachable = own.to_vec();
    let mut next = 0;
    while let Some(team) = reachable.get(next).cloned() {
        let mut below: Vec<Id> = teams.values().filter(|candidate| candidate.parent_id.as_ref() == Some(&team)).map(|team| team.meta.id.clone()).collect();
        below.sort();
        for id in below {
            if !reachable.contains(&id) {
                reachable.push(id);
            }
        }
        next += 1;
    }
    reachable
}
