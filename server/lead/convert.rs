//! A lead becomes a deal: company, deal, notes and campaign move over, in one transaction.

use async_graphql::{InputObject, SimpleObject};
use rust_decimal::Decimal;
use surrealdb::types::SurrealValue;

use super::{
    actions::{close, open_lead},
    lifecycle,
    model::{Lead, LeadState},
};
use crate::{
    activity::model::Activity,
    company::{self, model::Company},
    contact::model::Contact,
    deal::{
        self,
        inputs::CreateDealInput,
        model::{BuyingRole, Deal, DealContact},
    },
    platform::{
        actor::Actor,
        app::App,
        clock::{Date, Instant},
        db::query,
        error::{Error, Faults, Result},
        id::Id,
        once,
        patch::tidy,
        record::RecordType,
        scope::{self, Verb},
        tx::Tx,
    },
    workspace::model::Lifecycle,
};

/// Activities of a lead that move over to its deal.
const MOST_ACTIVITIES: usize = 500;

/// How a lead becomes a deal.
#[derive(InputObject, Clone, Debug)]
pub struct ConvertLeadInput {
    /// The lead.
    pub id: Id,
    /// What to call the deal; company and offer when left out.
    pub deal_name: Option<String>,
    /// What it is worth.
    pub amount: Option<Decimal>,
    /// ISO 4217 code.
    pub currency: Option<String>,
    /// When it should be won.
    pub expected_close_date: Option<Date>,
    /// A company that is known; else the lead's, else one is found or made from `companyName`.
    pub company_id: Option<Id>,
    /// Finds the company by name, or makes it.
    pub company_name: Option<String>,
    /// The default pipeline when left out.
    pub pipeline_id: Option<Id>,
    /// The pipeline's first stage when left out.
    pub stage_id: Option<Id>,
    /// The person responsible; the lead's, else you.
    pub owner_id: Option<Id>,
    /// What happens next; the lead's next step when left out.
    pub next_step: Option<String>,
    /// By when.
    pub next_step_due: Option<Instant>,
    /// The same key gives the same answer once more, for 24 hours.
    pub idempotency_key: Option<String>,
}

/// What came of a lead.
#[derive(Clone, Debug, SurrealValue, SimpleObject)]
pub struct ConvertLeadPayload {
    /// The lead, closed as converted.
    pub lead: Lead,
    /// The deal that it became.
    pub deal: Deal,
    /// The person who asked.
    pub contact: Contact,
    /// The company, if there is one.
    pub company: Option<Company>,
}

/// Makes a deal of a lead. Errors: `INVALID` with every field at fault, `CONFLICT` when it was closed already.
pub async fn convert(app: &App, actor: &Actor, input: ConvertLeadInput) -> Result<ConvertLeadPayload> {
    actor.may(RecordType::Deal, Verb::Create)?;
    let key = input.idempotency_key.clone();
    once::write_once(app, actor, key.as_deref(), &format!("convertLead {input:?}"), move |tx| {
        let input = input.clone();
        async move {
            let before = open_lead(&tx, &input.id).await?;
            let contact: Contact = tx.find(&before.contact_id).await?.ok_or_else(|| Error::not_found("contact"))?;
            let company = company_for(&tx, &input, &before, &contact).await?;
            let owner = input.owner_id.clone().or_else(|| Some(before.responsible_id.clone()).filter(|id| id.table() == "user")).or_else(|| tx.actor().user().cloned());
            let name = tidy(input.deal_name).unwrap_or_else(|| {
                let who = company.as_ref().map_or(&before.name, |company| &company.name);
                before.offer.as_ref().map_or_else(|| who.clone(), |offer| format!("{who}, {offer}"))
            });
            let wanted = CreateDealInput {
                name,
                company_id: company.as_ref().map(|company| company.meta.id.clone()),
                contacts: Some(vec![DealContact { contact_id: contact.meta.id.clone(), role: BuyingRole::Other }]),
                pipeline_id: input.pipeline_id,
                stage_id: input.stage_id,
                amount: input.amount,
                currency: input.currency,
                expected_close_date: input.expected_close_date,
                owner_id: owner,
                next_step: tidy(input.next_step).or_else(|| before.next_step.clone()),
                next_step_due: input.next_step_due.or(before.next_step_due),
                campaign_id: before.source.as_ref().and_then(|source| source.campaign_id.clone()),
                ..CreateDealInput::default()
            };
            let deal = deal::actions::create_in(&tx, wanted, Some(before.meta.id.clone())).await?;
            let lead = finish(&tx, &before, &deal, company.as_ref()).await?;
            move_activities(&tx, &lead, &deal).await?;
            lifecycle::follow(&tx, Some(&lead.contact_id), lead.company_id.as_ref(), Lifecycle::Opportunity).await?;
            tx.share_contacts().await?;
            let contact: Contact = tx.find(&lead.contact_id).await?.ok_or_else(|| Error::not_found("contact"))?;
            Ok(ConvertLeadPayload { lead, deal, contact, company })
        }
    })
    .await
}

async fn company_for(tx: &Tx, input: &ConvertLeadInput, lead: &Lead, contact: &Contact) -> Result<Option<Company>> {
    if input.company_id.is_some() {
        let mut faults = Faults::default();
        let company = tx.refer::<Company>(&mut faults, "companyId", input.company_id.as_ref()).await?;
        faults.check()?;
        return Ok(company);
    }
    if let Some(known) = &lead.company_id
        && input.company_name.is_none()
        && let Some(company) = tx.find::<Company>(known).await?.filter(|company| !company.meta.is_deleted())
    {
        return Ok(Some(company));
    }
    let email = contact.emails.first().map(String::as_str).filter(|_| input.company_name.is_none());
    company::actions::find_or_create(tx, input.company_name.as_deref(), email, tx.actor().user()).await
}

/// Closes the lead, and lets the contact work at the company it turned out to be.
async fn finish(tx: &Tx, before: &Lead, deal: &Deal, company: Option<&Company>) -> Result<Lead> {
    let directory = tx.app().directory();
    let mut after = before.clone();
    after.deal_id = Some(deal.meta.id.clone());
    after.company_id = company.map(|company| company.meta.id.clone()).or(after.company_id);
    if let Some(stage) = directory.workspace.lead_stage_of(Lifecycle::Opportunity) {
        after.enter(stage, &directory.workspace, tx.now(), tx.actor().user().cloned());
    }
    close(tx, &mut after, LeadState::Converted).await?;
    let lead = tx.save(before, after, "LeadConverted").await?;
    if let Some(known) = tx.find::<Contact>(&lead.contact_id).await?
        && known.company_id.is_none()
    {
        let after = Contact { company_id: lead.company_id.clone(), ..known.clone() };
        tx.save(&known, after, tx.part_of(&known.meta.id, "ContactUpdated")).await?;
    }
    Ok(lead)
}

/// What was done for the lead stands in the deal's timeline too.
async fn move_activities(tx: &Tx, lead: &Lead, deal: &Deal) -> Result<()> {
    let sql = format!("SELECT * FROM activity WITH INDEX activity_subject WHERE subjectKeys CONTAINS $lead LIMIT {MOST_ACTIVITIES}");
    let activities: Vec<Activity> = tx.query(query(sql).bind("lead", lead.meta.id.to_string())).await?.all(0)?;
    for before in activities {
        let mut after = before.clone();
        after.subject_ids.push(deal.meta.id.clone());
        after.inherited.extend(scope::inherited([(RecordType::Deal, deal.meta.keys.as_slice())], &tx.app().directory().grounds.narrowings));
        tx.save(&before, after, "ActivityLinked").await?;
    }
    Ok(())
}
