//! Making leads by hand, editing them, moving them through their stages, and closing them without a deal.

use async_graphql::{InputObject, MaybeUndefined};
use serde_json::json;

use super::{
    intake::{self, Inquiry},
    model::{Lead, LeadState, LeadStatus},
};
use crate::{
    company::model::Company,
    contact::model::{Source, check_email},
    deal::model::end_visit,
    ownership,
    platform::{
        actor::Actor,
        app::App,
        clock::Instant,
        error::{Error, Faults, Result},
        id::Id,
        once,
        patch::{check_conflicts, patch, patch_text, tidy},
        record::RecordType,
        scope::Verb,
        tx::Tx,
    },
    workspace::model::Lifecycle,
};

/// Where an inquiry came from, as far as it is known.
#[derive(InputObject, Clone, Debug, Default)]
pub struct SourceInput {
    /// The kind of way, for example `referral` or `offline`.
    pub channel: Option<String>,
    /// Who sent them.
    pub source: Option<String>,
    /// How.
    pub medium: Option<String>,
    /// The campaign.
    pub campaign_id: Option<Id>,
    /// utm_source.
    pub utm_source: Option<String>,
    /// utm_medium.
    pub utm_medium: Option<String>,
    /// utm_campaign.
    pub utm_campaign: Option<String>,
    /// utm_content.
    pub utm_content: Option<String>,
    /// utm_term.
    pub utm_term: Option<String>,
    /// The page that they came to.
    pub landing_page: Option<String>,
    /// The page that led them there.
    pub referrer: Option<String>,
    /// For what did not happen on the web: a fair, a call, a talk.
    pub offline_source: Option<String>,
}

impl SourceInput {
    fn into_source(self, offer: Option<String>) -> Source {
        let channel = tidy(self.channel).or_else(|| self.offline_source.as_ref().map(|_| "offline".to_owned()));
        let mut source = Source {
            channel,
            source: tidy(self.source),
            medium: tidy(self.medium),
            campaign_id: self.campaign_id,
            utm_source: tidy(self.utm_source),
            utm_medium: tidy(self.utm_medium),
            utm_campaign: tidy(self.utm_campaign),
            utm_content: tidy(self.utm_content),
            utm_term: tidy(self.utm_term),
            form_id: None,
            landing_page: tidy(self.landing_page),
            referrer: tidy(self.referrer),
            offer,
            offline_source: tidy(self.offline_source),
        };
        crate::capture::source::name_channel(&mut source);
        source
    }
}

/// A new inquiry. Name a contact, or give enough to find or make one.
#[derive(InputObject, Clone, Debug, Default)]
pub struct CreateLeadInput {
    /// A contact that is known already.
    pub contact_id: Option<Id>,
    /// Finds the contact, or makes it.
    pub email: Option<String>,
    /// Given name.
    pub first_name: Option<String>,
    /// Family name.
    pub last_name: Option<String>,
    /// Finds the company by name, or makes it.
    pub company_name: Option<String>,
    /// Phone number.
    pub phone: Option<String>,
    /// What they ask about.
    pub offer: Option<String>,
    /// What they said.
    pub message: Option<String>,
    /// Where it came from.
    pub source: Option<SourceInput>,
    /// The same key gives the same answer once more, for 24 hours.
    pub idempotency_key: Option<String>,
}

/// Changes of a lead. What is left out stays, null clears.
#[derive(InputObject, Clone, Debug)]
pub struct UpdateLeadInput {
    /// The lead.
    pub id: Id,
    /// The version that the changes were made on; changes of other fields since are merged.
    pub expected_version: i64,
    /// Where the work stands.
    pub status: Option<LeadStatus>,
    /// What they ask about.
    pub offer: MaybeUndefined<String>,
    /// What happens next.
    pub next_step: MaybeUndefined<String>,
    /// By when.
    pub next_step_due: MaybeUndefined<Instant>,
    /// 0 to 100.
    pub score: MaybeUndefined<i64>,
    /// The company that asks.
    pub company_id: MaybeUndefined<Id>,
    /// Who answers for it on the marketing side.
    pub marketing_owner_id: MaybeUndefined<Id>,
    /// Who answers for it on the sales side.
    pub sales_owner_id: MaybeUndefined<Id>,
    /// Who steps in.
    pub backup_owner_id: MaybeUndefined<Id>,
    /// The same key gives the same answer once more, for 24 hours.
    pub idempotency_key: Option<String>,
}

/// A lead to another stage. Values that the stage requires may come along.
#[derive(InputObject, Clone, Debug)]
pub struct MoveLeadInput {
    /// The lead.
    pub id: Id,
    /// The stage; stages in between count as passed.
    pub stage_id: Id,
    /// What they ask about.
    pub offer: Option<String>,
    /// The company that asks.
    pub company_id: Option<Id>,
    /// What happens next.
    pub next_step: Option<String>,
    /// By when.
    pub next_step_due: Option<Instant>,
    /// 0 to 100.
    pub score: Option<i64>,
    /// Who answers for it on the marketing side.
    pub marketing_owner_id: Option<Id>,
    /// Who answers for it on the sales side.
    pub sales_owner_id: Option<Id>,
    /// Who steps in.
    pub backup_owner_id: Option<Id>,
    /// The same key gives the same answer once more, for 24 hours.
    pub idempotency_key: Option<String>,
}

/// A lead that will not become a deal.
#[derive(InputObject, Clone, Debug)]
pub struct DisqualifyLeadInput {
    /// The lead.
    pub id: Id,
    /// Why, from the workspace's reasons.
    pub reason_id: Id,
    /// Why, in words.
    pub note: Option<String>,
    /// The same key gives the same answer once more, for 24 hours.
    pub idempotency_key: Option<String>,
}

/// Takes in an inquiry that somebody here heard of, and routes it as if it had come by a form.
///
/// Errors: `CONFLICT` when it belongs to an open lead that the actor does not see; it has been noted there all the same.
pub async fn create(app: &App, actor: &Actor, input: CreateLeadInput) -> Result<Lead> {
    actor.may(RecordType::Lead, Verb::Create)?;
    let mut faults = Faults::default();
    let email = tidy(input.email.clone()).and_then(|text| check_email(&mut faults, "email", &text));
    if input.contact_id.is_none() && tidy(input.email.clone()).is_none() && tidy(input.last_name.clone()).is_none() && tidy(input.first_name.clone()).is_none() {
        faults.add("email", "Name a contact, or give an e-mail address or a name.");
    }
    for (field, text, most) in [("offer", &input.offer, 200), ("message", &input.message, 10_000), ("companyName", &input.company_name, 200)] {
        if text.as_ref().is_some_and(|text| text.chars().count() > most) {
            faults.add(field, format!("This has at most {most} characters."));
        }
    }
    faults.check()?;
    let key = input.idempotency_key.clone();
    let turn = app.next_turn();
    let _turn = match &email {
        Some(email) => Some(app.queue(&format!("inquiry {email}")).await),
        None => None,
    };
    let lead = once::write_once(app, actor, key.as_deref(), &format!("createLead {input:?}"), move |tx| {
        let (input, email) = (input.clone(), email.clone());
        async move {
            let offer = tidy(input.offer);
            let inquiry = Inquiry {
                contact_id: input.contact_id,
                email,
                first_name: input.first_name,
                last_name: input.last_name,
                company_name: input.company_name,
                phone: input.phone,
                message: input.message,
                source: input.source.unwrap_or_default().into_source(offer.clone()),
                offer,
                consent: None,
                touch: "inquiry",
                payload: json!({}),
                turn,
            };
            intake::take_in(&tx, inquiry).await
        }
    })
    .await?;
    if actor.scope(RecordType::Lead, Verb::Read).sees(&lead.meta.keys) {
        Ok(lead)
    } else {
        Err(Error::conflict("They have asked about this before. It has been noted, and whoever is responsible for them sees it."))
    }
}

/// Edits a lead. Errors: `INVALID`, `CONFLICT` with both values, `NOT_FOUND`, `FORBIDDEN`.
pub async fn update(app: &App, actor: &Actor, input: UpdateLeadInput) -> Result<Lead> {
    let key = input.idempotency_key.clone();
    once::write_once(app, actor, key.as_deref(), &format!("updateLead {input:?}"), move |tx| {
        let input = input.clone();
        async move {
            let before: Lead = tx.get_to(Verb::Edit, &input.id).await?;
            let mut faults = Faults::default();
            let mut after = before.clone();
            after.status = input.status.unwrap_or(after.status);
            patch_text(&mut after.offer, input.offer);
            patch_text(&mut after.next_step, input.next_step);
            patch(&mut after.next_step_due, input.next_step_due);
            patch(&mut after.score, input.score);
            patch(&mut after.company_id, input.company_id);
            patch(&mut after.marketing_owner_id, input.marketing_owner_id);
            patch(&mut after.sales_owner_id, input.sales_owner_id);
            patch(&mut after.backup_owner_id, input.backup_owner_id);
            check_conflicts(&tx, &before, &after, input.expected_version, &[]).await?;
            check_references(&tx, &before, &after, &mut faults).await?;
            after.check(&mut faults);
            faults.check()?;
            tx.save(&before, after, "LeadUpdated").await
        }
    })
    .await
}

/// People and the company that an edit names must be there; those that it leaves alone may be gone.
async fn check_references(tx: &Tx, before: &Lead, after: &Lead, faults: &mut Faults) -> Result<()> {
    for (field, was, is) in [
        ("marketingOwnerId", &before.marketing_owner_id, &after.marketing_owner_id),
        ("salesOwnerId", &before.sales_owner_id, &after.sales_owner_id),
        ("backupOwnerId", &before.backup_owner_id, &after.backup_owner_id),
    ] {
        if was != is {
            tx.refer_user(faults, field, is.as_ref());
        }
    }
    if before.company_id != after.company_id {
        tx.refer::<Company>(faults, "companyId", after.company_id.as_ref()).await?;
    }
    Ok(())
}

/// To another stage. Errors: `INVALID` naming every field that the stage requires and the lead lacks.
pub async fn move_to(app: &App, actor: &Actor, input: MoveLeadInput) -> Result<Lead> {
    let key = input.idempotency_key.clone();
    once::write_once(app, actor, key.as_deref(), &format!("moveLead {input:?}"), move |tx| {
        let input = input.clone();
        async move {
            let before: Lead = open_lead(&tx, &input.id).await?;
            let directory = tx.app().directory();
            let Some(stage) = directory.workspace.lead_stage(&input.stage_id) else { return Err(Error::invalid("stageId", "There is no such stage.")) };
            match stage.kind {
                Lifecycle::Opportunity | Lifecycle::Customer => {
                    return Err(Error::invalid("stageId", "A lead becomes an opportunity by converting it, a customer by winning its deal."));
                }
                Lifecycle::Disqualified => return Err(Error::invalid("stageId", "Disqualifying a lead needs a reason.")),
                _ => {}
            }
            let mut faults = Faults::default();
            let mut after = before.clone();
            after.offer = tidy(input.offer).or(after.offer);
            after.company_id = input.company_id.or(after.company_id);
            after.next_step = tidy(input.next_step).or(after.next_step);
            after.next_step_due = input.next_step_due.or(after.next_step_due);
            after.score = input.score.or(after.score);
            after.marketing_owner_id = input.marketing_owner_id.or(after.marketing_owner_id);
            after.sales_owner_id = input.sales_owner_id.or(after.sales_owner_id);
            after.backup_owner_id = input.backup_owner_id.or(after.backup_owner_id);
            check_references(&tx, &before, &after, &mut faults).await?;
            after.check(&mut faults);
            after.enter(stage, &directory.workspace, tx.now(), tx.actor().user().cloned());
            after.check_requirements(stage, &mut faults);
            faults.check()?;
            let moved = tx.save(&before, after, "LeadMoved").await?;
            super::lifecycle::follow(&tx, Some(&moved.contact_id), moved.company_id.as_ref(), stage.kind).await?;
            Ok(moved)
        }
    })
    .await
}

/// Closes a lead without a deal, for a reason.
pub async fn disqualify(app: &App, actor: &Actor, input: DisqualifyLeadInput) -> Result<Lead> {
    let key = input.idempotency_key.clone();
    once::write_once(app, actor, key.as_deref(), &format!("disqualifyLead {input:?}"), move |tx| {
        let input = input.clone();
        async move {
            let before: Lead = open_lead(&tx, &input.id).await?;
            let directory = tx.app().directory();
            if !directory.workspace.disqualified_reasons.iter().any(|reason| reason.id == input.reason_id) {
                return Err(Error::invalid("reasonId", "Choose a reason from the workspace's list."));
            }
            let mut after = before.clone();
            if let Some(stage) = directory.workspace.lead_stage_of(Lifecycle::Disqualified) {
                after.enter(stage, &directory.workspace, tx.now(), tx.actor().user().cloned());
            }
            after.status = LeadStatus::Unqualified;
            after.disqualified_reason_id = Some(input.reason_id);
            after.disqualified_note = tidy(input.note);
            close(&tx, &mut after, LeadState::Disqualified).await?;
            tx.save(&before, after, "LeadDisqualified").await
        }
    })
    .await
}

/// An open lead that the actor may change. Errors: `CONFLICT` when it was closed already.
pub async fn open_lead(tx: &Tx, id: &Id) -> Result<Lead> {
    let lead: Lead = tx.get_to(Verb::Edit, id).await?;
    match lead.state {
        LeadState::Open => Ok(lead),
        LeadState::Converted => Err(Error::conflict("This lead has been converted already.")),
        LeadState::Disqualified => Err(Error::conflict("This lead has been disqualified already.")),
    }
}

/// Ends a lead: its open offer is withdrawn, its last stay in a stage goes on as where it ended.
pub async fn close(tx: &Tx, lead: &mut Lead, state: LeadState) -> Result<()> {
    ownership::actions::withdraw(tx, &lead.meta.id).await?;
    lead.handoff_id = None;
    lead.offered_to_id = None;
    lead.state = state;
    lead.closed_at = Some(tx.now());
    if state == LeadState::Disqualified {
        end_visit(&mut lead.stage_history, tx.now());
    }
    Ok(())
}
