//! Making routing rules.

use super::{
    model::{Assignment, Rule},
    routing::FACTS,
};
use crate::platform::{
    actor::Actor,
    app::App,
    condition::{Condition, ConditionInput},
    error::{Faults, Result},
    id::Id,
    record::{Meta, RecordType},
    scope::Verb,
    tx::{self, Tx},
};

/// What a rule says.
#[derive(Clone, Debug)]
pub struct NewRule {
    pub name: String,
    pub condition: Option<ConditionInput>,
    pub assignment: Assignment,
    pub backup_id: Option<Id>,
    pub fallback_id: Id,
    pub accept_within_minutes: i64,
    pub respond_within_minutes: i64,
}

/// Adds a rule behind the others. Errors: `INVALID` when it names somebody who left or an empty team, or has no working fallback.
pub async fn create(app: &App, actor: &Actor, new: NewRule) -> Result<Rule> {
    actor.may_operate()?;
    actor.may(RecordType::Rule, Verb::Create)?;
    tx::write(app, actor, move |tx| {
        let new = new.clone();
        async move { create_in(&tx, new).await }
    })
    .await
}

/// Adds a rule inside a transaction.
pub async fn create_in(tx: &Tx, new: NewRule) -> Result<Rule> {
    let directory = tx.app().directory();
    let mut faults = Faults::default();
    if new.name.trim().is_empty() {
        faults.add("name", "Give the rule a name.");
    }
    if let Some(condition) = &new.condition {
        Condition::check(condition, FACTS, &|_| true, "condition", &mut faults);
    }
    for (field, id) in [("assignment", new.assignment.names()), ("backupId", new.backup_id.as_ref()), ("fallbackId", Some(&new.fallback_id))] {
        if id.is_some_and(|id| !directory.can_hold(id)) {
            faults.add(field, "This is nobody who works here, or a team with nobody in it.");
        }
    }
    for (field, minutes) in [("acceptWithinMinutes", new.accept_within_minutes), ("respondWithinMinutes", new.respond_within_minutes)] {
        if !(1..=10_080).contains(&minutes) {
            faults.add(field, "A time is 1 minute to 7 days.");
        }
    }
    faults.check()?;
    let order = directory.rules.iter().map(|rule| rule.order + 1).max().unwrap_or(0);
    let rule = Rule {
        meta: Meta::new(tx.id("rule"), tx.now()),
        name: new.name.trim().to_owned(),
        order,
        condition: new.condition,
        assignment: new.assignment,
        backup_id: new.backup_id,
        fallback_id: new.fallback_id,
        accept_within_minutes: new.accept_within_minutes,
        respond_within_minutes: new.respond_within_minutes,
    };
    tx.create(rule, "RuleCreated").await
}
