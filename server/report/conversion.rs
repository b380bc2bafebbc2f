//! Stage conversion rate.

use async_graphql::SimpleObject;

use super::{
    model::{Period, cohort, rate},
    overview::Facts,
    rows::{self, Flaw, Readiness, Rows, is_empty, is_not_empty, within},
    views,
};
use crate::{
    lead::model::Reached,
    platform::{id::Id, record::RecordType},
    workspace::model::{LeadStage, Lifecycle},
};

/// How far leads came.
#[derive(SimpleObject, Clone)]
pub struct StageConversion {
    /// What is measured, in words.
    pub definition: String,
    /// The stages in their order.
    pub stages: Vec<StageCohort>,
    /// The share that came from the stage of new leads to the last one.
    pub overall_rate: Option<f64>,
    /// The same for those who entered in the period before.
    pub previous_overall_rate: Option<f64>,
    /// How far it can be trusted.
    pub readiness: Readiness,
    /// The leads that were opened in the period.
    pub rows: Rows,
}

/// The leads that first reached one stage in the period.
#[derive(SimpleObject, Clone)]
pub struct StageCohort {
    /// The stage.
    pub stage_id: Id,
    /// How many reached it.
    pub entered: i64,
    /// How many of them reached the next stage since; in the last stage none.
    pub converted: i64,
    /// The share of the two; null in the last stage.
    pub rate: Option<f64>,
    /// The median of the days between, over leads that skipped neither.
    pub median_days: Option<f64>,
    /// Those who reached it.
    pub rows: Rows,
    /// Those of them who reached the next stage; null in the last stage.
    pub converted_rows: Option<Rows>,
}

const DEFINITION: &str = "Of the leads that first reached a stage in the period, the share that reached the next one since, whenever that was, with the median of the \
    days between. Stages that were skipped count as reached, but not in the days. Overall: from new lead to customer.";

/// Follows the leads that reached a stage in the period.
pub fn measure(facts: &Facts) -> (StageConversion, Vec<Flaw>) {
    let mut funnel: Vec<&LeadStage> = facts.directory.workspace.lead_stages.iter().filter(|stage| stage.kind != Lifecycle::Disqualified).collect();
    funnel.sort_by_key(|stage| stage.order);
    let ids: Vec<&Id> = funnel.iter().map(|stage| &stage.id).collect();
    let stages: Vec<StageCohort> = funnel
        .iter()
        .enumerate()
        .map(|(i, stage)| {
            let next = funnel.get(i + 1);
            let found = cohort(facts.histories(), &ids, i, next.map(|_| i + 1), &facts.period);
            let entered = within(Reached::field(stage.kind), &facts.period);
            StageCohort {
                stage_id: stage.id.clone(),
                entered: found.entered,
                converted: found.converted,
                rate: next.and_then(|_| rate(found.converted, found.entered)),
                median_days: found.median_days,
                converted_rows: next.map(|next| rows::rows(RecordType::Lead, vec![entered.clone(), is_not_empty(Reached::field(next.kind))])),
                rows: rows::rows(RecordType::Lead, vec![entered]),
            }
        })
        // Most workspaces take no subscribers in; then the funnel begins with leads.
        .filter(|cohort| cohort.entered > 0 || facts.directory.workspace.lead_stage(&cohort.stage_id).is_none_or(|stage| stage.kind != Lifecycle::Subscriber))
        .collect();
    let first = funnel.iter().position(|stage| stage.kind == Lifecycle::Lead).unwrap_or_default();
    let overall = |period: &Period| {
        let found = cohort(facts.histories(), &ids, first, ids.len().checked_sub(1), period);
        rate(found.converted, found.entered)
    };
    let flaws = flaws(facts);
    let conversion = StageConversion {
        definition: DEFINITION.into(),
        overall_rate: overall(&facts.period),
        previous_overall_rate: overall(&facts.period.before()),
        stages,
        readiness: rows::readiness(&flaws, 1.0),
        rows: rows::rows(RecordType::Lead, vec![within("openedAt", &facts.period)]),
    };
    (conversion, flaws)
}

fn flaws(facts: &Facts) -> Vec<Flaw> {
    let unmapped = facts.opened().filter(|lead| lead.channel.as_ref().is_none_or(String::is_empty)).count() as i64;
    let stuck = views::stuck(facts);
    vec![
        Flaw {
            label: "leads without a channel".into(),
            count: unmapped,
            of: facts.opened().count() as i64,
            weight: 40,
            rows: rows::rows(RecordType::Lead, vec![within("openedAt", &facts.period), is_empty("channel")]),
        },
        Flaw { label: "leads stuck in their stage".into(), count: stuck.count, of: facts.open_leads.len() as i64, weight: 40, rows: stuck.rows },
    ]
}
