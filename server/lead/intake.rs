//! A new inquiry: contact, company, lead, touchpoint, routing and offer in one transaction, or none of them.

use chrono::TimeDelta;
use serde_json::Value as Json;

use super::{
    lifecycle,
    model::{Lead, LeadState, LeadStatus, Reached, ResponseClock},
    store,
};
use crate::{
    campaign::{self, model::Touchpoint},
    company,
    contact::{
        model::{Consent, Contact, Source},
        store as contacts,
    },
    ownership::{self, model::business_due, routing, subject::Subject},
    platform::{
        condition::Terms,
        db::query,
        error::{Error, Faults, Result},
        id::Id,
        patch::tidy,
        record::{Meta, Record, RecordType},
        scope::{Reach, Verb},
        tx::Tx,
    },
    workspace::model::Lifecycle,
};

/// Numbers that strangers may leave with one contact.
const MOST_PHONES: usize = 20;

/// What somebody asked, from a form, a person or an import.
#[derive(Clone, Debug, Default)]
pub struct Inquiry {
    /// A contact that is known already; else one is found by the address, or made.
    pub contact_id: Option<Id>,
    pub email: Option<String>,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub company_name: Option<String>,
    pub phone: Option<String>,
    pub offer: Option<String>,
    pub message: Option<String>,
    pub source: Source,
    pub consent: Option<Consent>,
    /// For example `form submission`.
    pub touch: &'static str,
    /// What was sent, field by field.
    pub payload: Json,
    /// Whose turn it is in each team, read once: the transaction may run again.
    pub turn: u64,
}

/// Takes an inquiry in. An open lead of the same contact and offer gets a touchpoint instead of a second lead.
pub async fn take_in(tx: &Tx, inquiry: Inquiry) -> Result<Lead> {
    let mut source = inquiry.source.clone();
    if source.campaign_id.is_none()
        && let Some(name) = &source.utm_campaign
    {
        source.campaign_id = campaign::store::by_utm(tx, name).await?;
    }
    let directory = tx.app().directory();
    let Some(default_owner) = directory.workspace.default_owner_id.clone() else {
        return Err(Error::invalid("workspace", "The workspace has nobody in it yet."));
    };
    let contact = contact_for(tx, &inquiry, &source).await?;
    let open = store::of_contact(tx, &contact.meta.id).await?.into_iter().find(|lead| {
        let same_offer = inquiry.offer.is_none() || lead.offer.is_none() || lead.offer == inquiry.offer;
        lead.state == LeadState::Open && !lead.meta.is_deleted() && same_offer
    });
    let lead = match open {
        Some(before) => {
            let after = Lead { message: inquiry.message.clone().or_else(|| before.message.clone()), ..before.clone() };
            let kind = "LeadAskedAgain";
            // A second inquiry always shows: the responsible is alerted even when it says nothing new.
            tx.touch(&before, after, kind).await?
        }
        None => open_lead(tx, &inquiry, &contact, source.clone(), default_owner).await?,
    };
    let touchpoint = Touchpoint {
        id: tx.id("touchpoint"),
        kind: inquiry.touch.to_owned(),
        at: tx.now(),
        contact_id: contact.meta.id.clone(),
        company_id: contact.company_id.clone(),
        lead_id: Some(lead.meta.id.clone()),
        source,
        payload: inquiry.payload,
    };
    tx.query(query("CREATE ONLY $row.id CONTENT $row RETURN NONE").bind("row", touchpoint)).await?;
    Ok(lead)
}

/// The contact who asks: named, found by address (out of the trash if need be), or made.
async fn contact_for(tx: &Tx, inquiry: &Inquiry, source: &Source) -> Result<Contact> {
    if let Some(id) = &inquiry.contact_id {
        let mut faults = Faults::default();
        let found = tx.refer::<Contact>(&mut faults, "contactId", Some(id)).await?;
        faults.check()?;
        return found.ok_or_else(|| Error::not_found("contact"));
    }
    let email = inquiry.email.clone();
    let known = match &email {
        Some(email) => contacts::by_email(tx, email).await?,
        None => None,
    };
    let company = company::actions::find_or_create(tx, inquiry.company_name.as_deref(), email.as_deref(), None).await?;
    // Who is new here gets a lead in a moment.
    let mut after = known.clone().unwrap_or_else(|| Contact { lifecycle: Some(Lifecycle::Lead), ..Contact::new(tx.id("contact"), tx.now()) });
    // What is known is never overwritten by what a stranger types; gaps are filled.
    fill(&mut after.first_name, &inquiry.first_name);
    fill(&mut after.last_name, &inquiry.last_name);
    if let Some(phone) = tidy(inquiry.phone.clone())
        && !after.phones.contains(&phone)
        && after.phones.len() < MOST_PHONES
    {
        after.phones.push(phone);
    }
    if let Some(email) = email
        && !after.emails.contains(&email)
    {
        after.emails.push(email);
    }
    after.company_id = after.company_id.or_else(|| company.map(|company| company.meta.id));
    if let Some(consent) = &inquiry.consent
        && !after.consents.iter().rev().find(|known| known.channel == consent.channel).is_some_and(|known| known.says_the_same(consent))
    {
        after.consents.push(consent.clone());
    }
    after.source = after.source.or_else(|| Some(source.clone()));
    after.meta.deleted_at = None;
    match known {
        Some(before) => tx.save(&before, after, if before.meta.is_deleted() { "ContactRestored" } else { "ContactEnriched" }).await,
        None => tx.create(after, "ContactCreated").await.map_err(Error::again_if_taken),
    }
}

fn fill(field: &mut Option<String>, value: &Option<String>) {
    if field.is_none() {
        *field = tidy(value.clone());
    }
}

async fn open_lead(tx: &Tx, inquiry: &Inquiry, contact: &Contact, source: Source, default_owner: Id) -> Result<Lead> {
    let directory = tx.app().directory();
    let workspace = &directory.workspace;
    let stage = workspace.lead_stage_of(Lifecycle::Lead).or_else(|| workspace.lead_stages.first()).ok_or_else(|| Error::internal("the workspace has no lead stage"))?;
    let owner = stage.marketing_owner_id.clone().filter(|owner| directory.can_hold(owner)).unwrap_or(default_owner);
    let mut lead = Lead {
        meta: Meta::new(tx.id("lead"), tx.now()),
        name: contact.name.clone(),
        contact_id: contact.meta.id.clone(),
        company_id: contact.company_id.clone(),
        stage_id: stage.id.clone(),
        status: LeadStatus::New,
        state: LeadState::Open,
        source: Some(source),
        channel: None,
        offer: tidy(inquiry.offer.clone()),
        message: tidy(inquiry.message.clone()),
        marketing_owner_id: Some(owner.clone()),
        // Who takes in an inquiry and sees only their own leads answers for it until somebody takes it over.
        sales_owner_id: tx.actor().user().filter(|_| tx.actor().reach(RecordType::Lead, Verb::Read) != Reach::All).cloned(),
        backup_owner_id: None,
        team_id: directory.team_of(&owner).cloned(),
        responsible_id: owner,
        handoff_id: None,
        offered_to_id: None,
        territory_key: None,
        next_step: None,
        next_step_due: None,
        score: None,
        response: None,
        deal_id: None,
        disqualified_reason_id: None,
        disqualified_note: None,
        stage_entered_at: tx.now(),
        stage_history: Vec::new(),
        reached: Reached::default(),
        opened_at: tx.now(),
        closed_at: None,
        opened_desc: 0,
        score_desc: 0,
        due_key: String::new(),
        touched: false,
    };
    if lead.name.is_empty() {
        lead.name = crate::contact::model::display_name(contact.first_name.as_deref(), contact.last_name.as_deref(), &contact.emails);
    }
    lead.enter(stage, workspace, tx.now(), tx.actor().user().cloned());
    let decision =
        routing::decide(&directory, &facts(tx, &lead, contact).await?, &Terms { me: None, now: tx.now(), today: tx.now().with_timezone(&workspace.zone()).date_naive() }, |_| {
            inquiry.turn
        });
    let team = decision.steps.first().and_then(|step| if step.assignee_id.table() == "team" { Some(&step.assignee_id) } else { directory.team_of(&step.assignee_id) });
    let due_at = business_due(team.and_then(|id| directory.team(id)), tx.now(), decision.respond_within_minutes.max(1));
    lead.response = Some(ResponseClock { started_at: tx.now(), due_at: Some(due_at.max(tx.now() + TimeDelta::minutes(1))), responded_at: None, activity_id: None });
    // Captured and offered at once: one record written, not two.
    let handoff = tx.id("handoff");
    if let Some(to) = decision.offered_to(&lead.responsible_id) {
        (lead.handoff_id, lead.offered_to_id) = (Some(handoff.clone()), Some(to.clone()));
    }
    let lead = tx.create(lead, "LeadCaptured").await?;
    lifecycle::follow(tx, Some(&lead.contact_id), lead.company_id.as_ref(), Lifecycle::Lead).await?;
    ownership::actions::offer_routed(tx, &Subject::Lead(Box::new(lead.clone())), handoff, decision).await?;
    tx.find::<Lead>(&lead.meta.id).await?.ok_or_else(|| Error::internal("a lead that was just made is not there"))
}

/// What routing rules look at: the lead's own fields, its contact's and its company's.
pub async fn facts(tx: &Tx, lead: &Lead, contact: &Contact) -> Result<serde_json::Map<String, Json>> {
    let mut facts = lead.snapshot();
    facts.insert("channel".into(), lead.source.as_ref().and_then(|source| source.channel.clone()).into());
    facts.insert("contact".into(), Json::Object(contact.snapshot()));
    if let Some(company) = &lead.company_id
        && let Some(company) = tx.find::<crate::company::model::Company>(company).await?
    {
        facts.insert("company".into(), Json::Object(company.snapshot()));
    }
    Ok(facts)
}
