//! What waits in a fresh sample: inquiries that came in just now and are offered to somebody, and tasks for today.

use chrono::TimeDelta;
use serde_json::json;

use super::{
    activities::{self, Deed},
    cast::Cast,
    dice::Dice,
    leads, passing,
};
use crate::{
    activity::model::Activity,
    contact::model::Contact,
    lead::{lifecycle, model::Lead},
    ownership::{
        clock::EXPIRE,
        model::{Handoff, business_due},
    },
    platform::{actor::Actor, app::App, clock::Instant, error::Result, id::Id, jobs, record::Record, tx},
    workspace::model::Lifecycle,
};

/// People who work here in earnest, at most, who find something waiting.
const GUESTS: usize = 3;
/// Inquiries that each of them is offered, and tasks that each of them has.
const EACH: usize = 3;

/// How many contacts without an inquiry this takes.
pub fn newcomers(cast: &Cast) -> usize {
    EACH * cast.guests.len().min(GUESTS) + cast.sellers.len().min(5) + 1
}

/// Makes them, about contacts that have no inquiry yet.
pub async fn make(app: &App, actor: &Actor, cast: &Cast, dice: &mut Dice, contacts: &[Contact]) -> Result<()> {
    let now = app.clock.now();
    let guests = cast.guests.iter().take(GUESTS);
    let mut takers: Vec<Id> = guests.clone().flat_map(|guest| std::iter::repeat_n(guest.clone(), EACH)).collect();
    takers.extend(cast.sellers.iter().take(5).map(|seller| seller.id.clone()));
    takers.extend(cast.sellers.first().and_then(|seller| cast.team_of(&seller.id)));
    for (i, (taker, contact)) in takers.iter().zip(contacts).enumerate() {
        offer(app, actor, cast, dice, Offered { contact, taker, ago: TimeDelta::minutes(4 + 13 * (i as i64 % 4)), now }).await?;
    }
    for (guest, contact) in guests.flat_map(|guest| std::iter::repeat_n(guest, 2 * EACH)).zip(contacts.iter().cycle()) {
        let due = match dice.between(0, 2) {
            0 => cast.day - TimeDelta::days(dice.between(1, 3)) + TimeDelta::hours(15),
            _ => cast.day + TimeDelta::minutes(30 * dice.between(18, 40)),
        };
        let subject = dice.pick(&["Call back about the security review", "Send the revised quote", "Prepare the demo", "Answer the data residency questions"]).to_string();
        let kind = dice.weighted(&[("task", 2), ("call", 2), ("meeting", 1)]);
        let deed = Deed { id: dice.id("activity", now), kind, at: due, planned: true, owner: guest.clone(), subjects: vec![contact.meta.id.clone()], subject: Some(subject) };
        let activity: Activity = activities::activity(cast, dice, deed, contact.audience());
        tx::write(app, actor, move |tx| {
            let activity = activity.clone();
            async move { tx.create(activity, "ActivityPlanned").await.map(drop) }
        })
        .await?;
    }
    Ok(())
}

struct Offered<'a> {
    contact: &'a Contact,
    taker: &'a Id,
    ago: TimeDelta,
    now: Instant,
}

/// An inquiry that came in so long ago and is offered to somebody; its clock runs.
async fn offer(app: &App, actor: &Actor, cast: &Cast, dice: &mut Dice, asked: Offered<'_>) -> Result<()> {
    let opened = asked.now - asked.ago;
    let holder = cast.marketers.first().filter(|marketer| *marketer != asked.taker).unwrap_or(&cast.default_owner).clone();
    let mut lead = leads::blank(cast, dice, asked.contact, opened, holder);
    leads::enter(cast, &mut lead, Lifecycle::Lead, opened, None);
    lead.offer = Some(dice.pick(&["Demo", "Trial", "Consultation"]).to_string());
    lead.message = Some("Can somebody show us how handoffs work? We are 40 people in three teams.".into());
    lead.source = asked.contact.source.clone().or_else(|| Some(crate::contact::model::Source { channel: Some("direct".into()), ..Default::default() }));
    lead.score = Some(dice.between(55, 90));
    let backup = cast.sellers.iter().map(|seller| &seller.id).find(|id| *id != asked.taker);
    let steps = passing::chain(cast, asked.taker, backup);
    let left = (passing::WITHIN - asked.ago.num_minutes()).max(5);
    let due = business_due(passing::team_of(cast, asked.taker), asked.now, left);
    let handoff = passing::offer(dice, &lead, &steps, 0, opened + TimeDelta::seconds(40), Some(due), None);
    lead.handoff_id = Some(handoff.meta.id.clone());
    lead.offered_to_id = Some(asked.taker.clone());
    write(app, actor, lead, handoff, due).await
}

async fn write(app: &App, actor: &Actor, lead: Lead, handoff: Handoff, due: Instant) -> Result<()> {
    tx::write(app, actor, move |tx| {
        let (lead, handoff) = (lead.clone(), handoff.clone());
        async move {
            jobs::schedule(&tx, EXPIRE, &handoff.meta.id, due, json!({})).await?;
            tx.create(handoff, "HandoffOffered").await?;
            let lead = tx.create(lead, "LeadCaptured").await?;
            lifecycle::follow(&tx, Some(&lead.contact_id), lead.company_id.as_ref(), Lifecycle::Lead).await
        }
    })
    .await
}
