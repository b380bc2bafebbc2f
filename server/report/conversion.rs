//! Stage conversion rate.

use async_graphql::SimpleObject;

use super::{
    model::{Period, cohort, rate},
    overview::Facts,
    rows::{self, Flaw, Readiness, Rows, before, is_empty, since, within},
    views,
};
use crate::{
    platform::{condition::Op, id::Id, record::RecordType},
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

/// The leads that entered one stage in the period.
#[derive(SimpleObject, Clone)]
pub struct StageCohort {
    /// The stage.
    pub stage_id: Id,
    /// How many entered it.
    pub entered: i64,
    /// How many of them entered the next stage since; in the last stage none.
    pub converted: i64,
    /// The share of the two; null in the last stage.
    pub rate: Option<f64>,
    /// The median of the days between, over leads that skipped neither.
    pub median_days: Option<f64>,
    /// Those who entered.
    pub rows: Rows,
}

const DEFINITION: &str = "Of the leads that entered a stage in the period, the share that entered the next one since, whenever that was, with the median of the days \
    between. Stages that were skipped count as entered, but not in the days. Overall: from new lead to customer.";

/// Follows the leads that entered a stage in the period.
pub fn measure(facts: &Facts) -> (StageConversion, Vec<Flaw>) {
    let mut funnel: Vec<&LeadStage> = facts.directory.workspace.lead_stages.iter().filter(|stage| stage.kind != Lifecycle::Disqualified).collect();
    funnel.sort_by_key(|stage| stage.order);
    let stages: Vec<StageCohort> = funnel
        .iter()
        .enumerate()
        .map(|(i, stage)| {
            let next = funnel.get(i + 1).map(|next| &next.id);
            let found = cohort(facts.histories(), &stage.id, next, &facts.period);
            StageCohort {
                stage_id: stage.id.clone(),
                entered: found.entered,
                converted: found.converted,
                rate: next.and_then(|_| rate(found.converted, found.entered)),
                median_days: found.median_days,
                rows: entered_rows(&funnel, i, &facts.period),
            }
        })
        // Most workspaces take no subscribers in; then the funnel begins with leads.
        .filter(|cohort| cohort.entered > 0 || facts.directory.workspace.lead_stage(&cohort.stage_id).is_none_or(|stage| stage.kind != Lifecycle::Subscriber))
        .collect();
    let first = funnel.iter().find(|stage| stage.kind == Lifecycle::Lead).or_else(|| funnel.first());
    let overall = |period: &Period| {
        let found = cohort(facts.histories(), &first?.id, funnel.last().map(|last| &last.id), period);
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

/// Leads enter the stage of new ones when they are opened. For a later stage no condition can say when it was entered: the
/// rows are those that are there or further and changed since the period began.
fn entered_rows(funnel: &[&LeadStage], at: usize, period: &Period) -> Rows {
    if funnel.get(at).is_some_and(|stage| stage.kind <= Lifecycle::Lead) {
        return rows::rows(RecordType::Lead, vec![within("openedAt", period)]);
    }
    let further: Vec<&Id> = funnel.iter().skip(at).map(|stage| &stage.id).collect();
    rows::rows(RecordType::Lead, vec![before("openedAt", period.end), since("updatedAt", period.start), rows::test("stageId", Op::In, serde_json::json!(further))])
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
