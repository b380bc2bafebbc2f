//! What a new workspace starts with.

use super::model::{ActivityType, ForecastCategory, LeadStage, Lifecycle, Pipeline, PipelineStage, Reason, Workspace};
use crate::platform::{clock::Instant, id::Id, record::Meta};

/// A workspace before anybody has set it up.
pub fn workspace(now: Instant) -> Workspace {
    Workspace {
        meta: Meta::new(Workspace::only(), now),
        name: "Baton".into(),
        base_currency: "EUR".into(),
        time_zone: "UTC".into(),
        sample_data: false,
        default_owner_id: None,
        lead_stages: lead_stages(),
        pipelines: vec![pipeline()],
        lost_reasons: reasons("lost", &["Price", "Timing", "Competitor", "No budget", "No decision", "Missing feature"]),
        disqualified_reasons: reasons("disqualified", &["No need", "Not a fit", "Unreachable", "Duplicate", "Spam"]),
        decline_reasons: reasons("decline", &["Out of office", "At capacity", "Wrong territory", "Not qualified"]),
        activity_types: activity_types(),
        respond_within_minutes: 60,
        setup_token: None,
    }
}

fn lead_stages() -> Vec<LeadStage> {
    let stages: [(&str, &str, Lifecycle, &str, Option<i64>); 7] = [
        ("subscriber", "Subscriber", Lifecycle::Subscriber, "Asked to hear from us, nothing more.", None),
        ("lead", "Lead", Lifecycle::Lead, "Made an inquiry; nobody has qualified it yet.", Some(7)),
        ("marketing-qualified", "Marketing qualified", Lifecycle::MarketingQualified, "Fits our market and showed interest in a conversation.", Some(7)),
        ("sales-qualified", "Sales qualified", Lifecycle::SalesQualified, "Sales has spoken to them: need, budget and time are known.", Some(14)),
        ("opportunity", "Opportunity", Lifecycle::Opportunity, "There is a deal.", None),
        ("customer", "Customer", Lifecycle::Customer, "A deal was won.", None),
        ("disqualified", "Disqualified", Lifecycle::Disqualified, "Will not become a deal, for a reason.", None),
    ];
    stages
        .into_iter()
        .enumerate()
        .map(|(order, (key, name, kind, definition, stuck))| LeadStage {
            id: Id::new("stage", key),
            name: name.into(),
            kind,
            order: order as i64,
            definition: definition.into(),
            stuck_after_days: stuck,
            required_fields: Vec::new(),
            marketing_owner_id: None,
        })
        .collect()
}

fn pipeline() -> Pipeline {
    type Row = (&'static str, i64, ForecastCategory, &'static [&'static str], &'static str, i64);
    let stages: [Row; 6] = [
        ("Discovery", 10, ForecastCategory::Pipeline, &[], "Find the problem, its cost, and who decides.", 14),
        ("Qualified", 25, ForecastCategory::Pipeline, &["companyId"], "Need, budget and time are confirmed.", 14),
        ("Solution fit", 40, ForecastCategory::Pipeline, &["companyId", "amount"], "Show how it solves their case.", 14),
        ("Proposal", 60, ForecastCategory::BestCase, &["companyId", "amount", "expectedCloseDate"], "Send a proposal and agree on the next date.", 14),
        ("Negotiation", 80, ForecastCategory::Commit, &["companyId", "amount", "expectedCloseDate"], "Agree on terms.", 10),
        ("Contract", 90, ForecastCategory::Commit, &["companyId", "amount", "expectedCloseDate"], "Papers are out; follow up until they are signed.", 7),
    ];
    Pipeline {
        id: Id::new("pipeline", "new-business"),
        name: "New business".into(),
        stages: stages
            .into_iter()
            .enumerate()
            .map(|(order, (name, probability, forecast_category, required, guidance, rotting))| PipelineStage {
                id: Id::new("stage", name.to_lowercase().replace(' ', "-")),
                name: name.into(),
                order: order as i64,
                probability,
                forecast_category,
                required_fields: required.iter().map(|field| (*field).to_owned()).collect(),
                guidance: guidance.into(),
                rotting_days: Some(rotting),
            })
            .collect(),
    }
}

fn reasons(list: &str, labels: &[&str]) -> Vec<Reason> {
    let named = labels.iter().map(|label| Reason { id: Id::new("reason", format!("{list}-{}", label.to_lowercase().replace(' ', "-"))), label: (*label).into(), other: false });
    named.chain([Reason { id: Id::new("reason", format!("{list}-other")), label: "Other".into(), other: true }]).collect()
}

fn activity_types() -> Vec<ActivityType> {
    let kinds: [(&str, &str, &[&str], bool, bool); 6] = [
        ("call", "Call", &["outcome"], true, true),
        ("email", "Email", &[], false, true),
        ("voicemail", "Voicemail", &[], true, false),
        ("meeting", "Meeting", &["body"], true, true),
        ("task", "Task", &["subject"], false, false),
        ("note", "Note", &["body"], false, false),
    ];
    kinds
        .into_iter()
        .map(|(name, label, required, next_step_required, meaningful)| ActivityType {
            name: name.into(),
            label: label.into(),
            required_fields: required.iter().map(|field| (*field).to_owned()).collect(),
            next_step_required,
            meaningful,
        })
        .collect()
}
