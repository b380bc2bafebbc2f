//! Unowned record count: 0 by construction, and measured all the same.

use async_graphql::SimpleObject;

use super::{
    overview::Facts,
    rows::{self, Flaw, Readiness, Rows, equals, is_empty_or_one_of, test},
};
use crate::{
    platform::{condition::Op, id::Id, record::RecordType},
    workspace::Directory,
};

/// Records that nobody answers for.
#[derive(SimpleObject, Clone)]
pub struct Unowned {
    /// What is measured, in words.
    pub definition: String,
    /// Open leads and deals that nobody answers for.
    pub count: i64,
    /// Open leads and deals in all.
    pub open: i64,
    /// Companies with open deals that nobody looks after.
    pub companies: i64,
    /// Contacts in a lead stage that nobody looks after.
    pub contacts: i64,
    /// How far it can be trusted.
    pub readiness: Readiness,
    /// The open leads that nobody answers for; the deals, when there are only such.
    pub rows: Rows,
}

const DEFINITION: &str = "Open leads and deals that have neither an active responsible person nor a queue with an active member. Beside it: contacts in a lead stage \
    and companies with open deals that have no active owner.";

/// The lifecycle stages in which a contact should have an owner.
pub const LEAD_STAGES: [&str; 3] = ["LEAD", "MARKETING_QUALIFIED", "SALES_QUALIFIED"];

/// Measures everything that is open now.
pub fn measure(facts: &Facts) -> (Unowned, Vec<Flaw>) {
    let leads = count(&facts.directory, facts.open_leads.iter().map(|lead| lead.responsible_id.as_ref()));
    let deals = count(&facts.directory, facts.open_deals.iter().map(|deal| deal.owner_id.as_ref()));
    let open = (facts.open_leads.len() + facts.open_deals.len()) as i64;
    let loose_deals: Vec<&Id> = facts.open_deals.iter().filter_map(|deal| deal.company_id.as_ref()).filter(|company| facts.loose_companies.contains(*company)).collect();
    let mut companies: Vec<Id> = loose_deals.iter().map(|id| (*id).clone()).collect();
    companies.sort();
    companies.dedup();
    let lead_rows = rows::rows(RecordType::Lead, vec![equals("state", "OPEN"), is_empty_or_one_of("responsibleId", &leads.gone)]);
    let deal_rows = rows::rows(RecordType::Deal, vec![equals("state", "OPEN"), is_empty_or_one_of("ownerId", &deals.gone)]);
    let flaws = vec![
        Flaw { label: "open leads that nobody answers for".into(), count: leads.count, of: facts.open_leads.len() as i64, weight: 100, rows: lead_rows.clone() },
        Flaw { label: "open deals that nobody answers for".into(), count: deals.count, of: facts.open_deals.len() as i64, weight: 100, rows: deal_rows.clone() },
        Flaw {
            label: "contacts in a lead stage without an owner".into(),
            count: facts.loose_contacts,
            of: open,
            weight: 20,
            rows: rows::rows(RecordType::Contact, vec![test("lifecycle", Op::In, serde_json::json!(LEAD_STAGES)), is_empty_or_one_of("ownerId", &facts.left)]),
        },
        Flaw {
            label: "open deals of companies without an owner".into(),
            count: loose_deals.len() as i64,
            of: facts.open_deals.len() as i64,
            weight: 20,
            rows: rows::rows(RecordType::Deal, vec![equals("state", "OPEN"), rows::one_of("companyId", &companies)]),
        },
    ];
    let unowned = Unowned {
        definition: DEFINITION.into(),
        count: leads.count + deals.count,
        open,
        companies: companies.len() as i64,
        contacts: facts.loose_contacts,
        readiness: rows::readiness(&flaws, 1.0),
        rows: if leads.count == 0 && deals.count > 0 { deal_rows } else { lead_rows },
    };
    (unowned, flaws)
}

/// Records that nobody holds, and the people and queues that they are said to be with.
pub struct Dropped {
    pub count: i64,
    pub gone: Vec<Id>,
}

/// Counts those whose holder neither works here nor is a queue with somebody who does.
pub fn count<'a>(directory: &Directory, holders: impl Iterator<Item = Option<&'a Id>>) -> Dropped {
    let mut known: std::collections::HashMap<&Id, bool> = std::collections::HashMap::new();
    let mut count = 0;
    for holder in holders {
        let held = holder.is_some_and(|id| *known.entry(id).or_insert_with(|| directory.can_hold(id)));
        count += i64::from(!held);
    }
    let mut gone: Vec<Id> = known.into_iter().filter(|(_, held)| !held).map(|(id, _)| id.clone()).collect();
    gone.sort();
    Dropped { count, gone }
}
