//! Which rule applies to a lead, and whom it is offered to. A pure function: the same for real routing and for a dry run.

use serde_json::{Map, Value as Json};

use super::model::{Assignment, HandoffRole, Rule, Step, TraceStep};
use crate::{
    platform::{
        condition::{Condition, Terms},
        error::Faults,
        field::{Field, FieldKind, field},
        id::Id,
    },
    workspace::Directory,
};

/// What rules may look at: the lead, and its contact and company by dotted name.
pub const FACTS: &[Field] = &[
    field("offer", "Offer", FieldKind::Text),
    field("message", "Message", FieldKind::Text),
    field("channel", "Channel", FieldKind::Text),
    field("score", "Score", FieldKind::Integer),
    field("stageId", "Stage", FieldKind::Reference),
    field("companyId", "Company", FieldKind::Reference),
    field("source.source", "Source", FieldKind::Text),
    field("source.medium", "Medium", FieldKind::Text),
    field("source.campaignId", "Campaign", FieldKind::Reference),
    field("source.utmSource", "UTM source", FieldKind::Text),
    field("source.utmCampaign", "UTM campaign", FieldKind::Text),
    field("source.formId", "Form", FieldKind::Reference),
    field("contact.country", "Contact's country", FieldKind::Text),
    field("contact.language", "Contact's language", FieldKind::Text),
    field("contact.jobTitle", "Contact's job title", FieldKind::Text),
    field("contact.emails", "Contact's e-mail addresses", FieldKind::Tags),
    field("contact.tags", "Contact's tags", FieldKind::Tags),
    field("company.name", "Company's name", FieldKind::Text),
    field("company.country", "Company's country", FieldKind::Text),
    field("company.region", "Company's region", FieldKind::Text),
    field("company.industry", "Company's industry", FieldKind::Text),
    field("company.employees", "Company's employees", FieldKind::Integer),
    field("company.accountTier", "Company's account tier", FieldKind::Integer),
    field("company.ownerId", "Company's owner", FieldKind::Reference),
    field("company.territoryId", "Company's territory", FieldKind::Reference),
];

/// What was decided, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    pub rule_id: Option<Id>,
    pub rule_name: Option<String>,
    /// Whom it is offered to in turn; the last is the default owner.
    pub steps: Vec<Step>,
    pub trace: Vec<TraceStep>,
    pub respond_within_minutes: i64,
}

impl Decision {
    /// Whom it is offered to first; nobody when that is the default owner, or who is responsible already.
    pub fn offered_to(&self, responsible: &Id) -> Option<&Id> {
        let first = self.steps.first().filter(|step| step.role != HandoffRole::Default)?;
        Some(&first.assignee_id).filter(|to| *to != responsible)
    }
}

/// Tries the rules in order; the first that matches and finds somebody decides. `turn` says whose turn it is in a team.
pub fn decide(directory: &Directory, facts: &Map<String, Json>, terms: &Terms, turn: impl Fn(&Id) -> u64) -> Decision {
    let mut trace = Vec::new();
    for rule in &directory.rules {
        let mut note = |matched: bool, why: String| trace.push(TraceStep { rule_id: Some(rule.meta.id.clone()), rule_name: rule.name.clone(), matched, why });
        if !matches(rule, facts, terms) {
            note(false, "Its condition does not hold.".into());
            continue;
        }
        let (assignee, skipped) = assignee(directory, rule, facts, &turn);
        for why in skipped {
            note(false, why);
        }
        let Some(assignee) = assignee else {
            note(false, "Matched, but nobody of it can take a lead now.".into());
            continue;
        };
        note(true, format!("Matched: offered to {}.", directory.name_of(&assignee)));
        let within = Some(rule.accept_within_minutes);
        let mut steps = vec![Step { assignee_id: assignee, role: HandoffRole::Assigned, accept_within_minutes: within }];
        if let Some(backup) = rule.backup_id.clone().filter(|backup| available(directory, backup).is_ok()) {
            steps.push(Step { assignee_id: backup, role: HandoffRole::Backup, accept_within_minutes: within });
        }
        if directory.can_hold(&rule.fallback_id) {
            steps.push(Step { assignee_id: rule.fallback_id.clone(), role: HandoffRole::Fallback, accept_within_minutes: within });
        }
        return end_with_default(
            directory,
            Decision { rule_id: Some(rule.meta.id.clone()), rule_name: Some(rule.name.clone()), steps, trace, respond_within_minutes: rule.respond_within_minutes },
        );
    }
    trace.push(TraceStep { rule_id: None, rule_name: "Default".into(), matched: true, why: "No rule applied: the workspace's default owner holds it.".into() });
    let respond = directory.workspace.respond_within_minutes;
    end_with_default(directory, Decision { rule_id: None, rule_name: None, steps: Vec::new(), trace, respond_within_minutes: respond })
}

fn end_with_default(directory: &Directory, mut decision: Decision) -> Decision {
    let mut seen: Vec<Id> = Vec::new();
    decision.steps.retain(|step| {
        let new = !seen.contains(&step.assignee_id);
        seen.push(step.assignee_id.clone());
        new
    });
    if let Some(default) = &directory.workspace.default_owner_id {
        decision.steps.push(Step { assignee_id: default.clone(), role: HandoffRole::Default, accept_within_minutes: None });
    }
    decision
}

fn matches(rule: &Rule, facts: &Map<String, Json>, terms: &Terms) -> bool {
    let Some(input) = &rule.condition else { return true };
    let mut faults = Faults::default();
    // A rule was checked when it was saved; one that cannot be read any more matches nothing.
    Condition::check(input, FACTS, &|_| true, "condition", &mut faults).is_some_and(|condition| condition.holds(facts, terms))
}

/// Whom a rule gives a lead to now, and who was passed over, in words.
fn assignee(directory: &Directory, rule: &Rule, facts: &Map<String, Json>, turn: &impl Fn(&Id) -> u64) -> (Option<Id>, Vec<String>) {
    let one = |id: &Id| match available(directory, id) {
        Ok(()) => (Some(id.clone()), Vec::new()),
        Err(why) => (None, vec![why]),
    };
    match &rule.assignment {
        Assignment::User { id } => one(id),
        Assignment::TerritoryOwner => match territory_owner(directory, facts) {
            Ok(owner) => one(owner),
            Err(why) => (None, vec![why]),
        },
        Assignment::RoundRobin { id } => {
            let members = directory.members(id);
            if members.is_empty() {
                return (None, vec![format!("{} has nobody in it.", directory.name_of(id))]);
            }
            let start = (turn(id) % members.len() as u64) as usize;
            let mut skipped = Vec::new();
            for i in 0..members.len() {
                let member = &members[(start + i) % members.len()].meta.id;
                match available(directory, member) {
                    Ok(()) => return (Some(member.clone()), skipped),
                    Err(why) => skipped.push(why),
                }
            }
            (None, skipped)
        }
    }
}

/// The owner of the territory that the lead's company falls into, else why there is none.
fn territory_owner<'a>(directory: &'a Directory, facts: &Map<String, Json>) -> Result<&'a Id, String> {
    let company = facts.get("company").ok_or("The lead has no company.")?;
    let territory = company["territoryId"].as_str().and_then(|id| directory.territories.iter().find(|territory| territory.meta.id.as_str() == id));
    let territory = territory.ok_or_else(|| format!("{} is in no territory.", company["name"].as_str().unwrap_or("The company")))?;
    territory.owner_id.as_ref().ok_or_else(|| format!("The territory {} has no owner.", territory.name))
}

/// Whether somebody can be offered a lead now, else why not.
fn available(directory: &Directory, id: &Id) -> Result<(), String> {
    let name = directory.name_of(id);
    match directory.user(id) {
        Some(user) if !user.active => Err(format!("{name} does not work here any more.")),
        Some(user) if user.out_of_office => Err(format!("{name} is out of office.")),
        Some(_) => Ok(()),
        None if directory.can_hold(id) => Ok(()),
        None => Err(format!("{name} has nobody in it.")),
    }
}
