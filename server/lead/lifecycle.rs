//! How far a lead, its contact and its company have come, and the clock that the first answer stops.

use super::model::Lead;
use crate::{
    activity::model::Activity,
    company::model::Company,
    contact::model::Contact,
    deal::model::Deal,
    platform::{error::Result, id::Id, tx::Tx},
    workspace::model::Lifecycle,
};

/// Notes a done activity on a lead: its status moves on, and the first meaningful one stops the response clock.
pub fn touched(lead: &mut Lead, activity: &Activity) {
    let meaningful = activity.meaningful == Some(true);
    lead.status = lead.status_after(&activity.kind, meaningful);
    if let Some(clock) = &mut lead.response
        && meaningful
        && clock.responded_at.is_none()
    {
        // A call that is logged later than it was made counts when it was made, but not before the inquiry came.
        clock.responded_at = Some(activity.at().max(clock.started_at));
        clock.activity_id = Some(activity.meta.id.clone());
    }
}

/// The further of two lifecycle stages; who was disqualified starts again with a new inquiry.
pub fn further(now: Option<Lifecycle>, reached: Lifecycle) -> Lifecycle {
    match now {
        Some(Lifecycle::Disqualified) | None => reached,
        Some(now) => now.max(reached),
    }
}

/// Lets a contact and its company follow what their lead or deal reached.
pub async fn follow(tx: &Tx, contact: Option<&Id>, company: Option<&Id>, reached: Lifecycle) -> Result<()> {
    if let Some(before) = find::<Contact>(tx, contact).await? {
        let after = Contact { lifecycle: Some(further(before.lifecycle, reached)), ..before.clone() };
        tx.save(&before, after, tx.part_of(&before.meta.id, "ContactAdvanced")).await?;
    }
    if let Some(before) = find::<Company>(tx, company).await? {
        let after = Company { lifecycle: Some(further(before.lifecycle, reached)), ..before.clone() };
        tx.save(&before, after, tx.part_of(&before.meta.id, "CompanyAdvanced")).await?;
    }
    Ok(())
}

async fn find<R: crate::platform::record::Record>(tx: &Tx, id: Option<&Id>) -> Result<Option<R>> {
    match id {
        Some(id) => tx.find(id).await,
        None => Ok(None),
    }
}

/// The first won deal makes customers of the company, of the committee, and of the lead that it came from.
pub async fn deal_won(tx: &Tx, deal: &Deal) -> Result<()> {
    follow(tx, None, deal.company_id.as_ref(), Lifecycle::Customer).await?;
    for member in &deal.contacts {
        follow(tx, Some(&member.contact_id), None, Lifecycle::Customer).await?;
    }
    let Some(before) = find::<Lead>(tx, deal.lead_id.as_ref()).await? else { return Ok(()) };
    let directory = tx.app().directory();
    if let Some(stage) = directory.workspace.lead_stage_of(Lifecycle::Customer) {
        let mut after = before.clone();
        after.enter(stage, &directory.workspace, tx.now(), tx.actor().user().cloned());
        tx.save(&before, after, "LeadBecameCustomer").await?;
    }
    Ok(())
}
