//! What waits in a fresh sample: inquiries that came in just now and are offered to somebody, and tasks for today.

use chrono::TimeDelta;
use serde_json::json;

use super::{
    activities,
    calendar::at_work_before,
    cast::Cast,
    channels,
    dice::Dice,
    leads::{self, Mix},
    passing, store,
    words::{LEAD_STEPS, Topic},
};
use crate::{
    activity::model::Activity,
    campaign::model::Touchpoint,
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
pub async fn make(app: &App, actor: &Actor, cast: &Cast, dice: &mut Dice, mix: &mut Mix, contacts: &[Contact]) -> Result<()> {
    let now = app.clock.now();
    let guests = cast.guests.iter().take(GUESTS);
    let mut takers: Vec<Id> = guests.clone().flat_map(|guest| std::iter::repeat_n(guest.clone(), EACH)).collect();
    takers.extend(cast.sellers.iter().take(5).map(|seller| seller.id.clone()));
    takers.extend(cast.sellers.first().and_then(|seller| cast.team_of(&seller.id)));
    for (i, (taker, contact)) in takers.iter().zip(contacts).enumerate() {
        offer(app, actor, cast, dice, mix, Offered { contact, taker, ago: TimeDelta::minutes(4 + 13 * (i as i64 % 4)), now }).await?;
    }
    for (i, (guest, contact)) in guests.flat_map(|guest| std::iter::repeat_n(guest, 2 * EACH)).zip(contacts.iter().cycle()).enumerate() {
        let zone = cast.zone_of(guest);
        // One in three should have been done days ago, the others are for today.
        let due = if i % EACH == 0 {
            let days = dice.between(1, 3);
            at_work_before(dice, zone, cast.day - TimeDelta::days(days))
        } else {
            cast.day + TimeDelta::minutes(9 * 60 + 75 * (i % (2 * EACH)) as i64 + 15 * dice.between(0, 3))
        };
        let step = LEAD_STEPS[i % LEAD_STEPS.len()].0;
        let deed = activities::plan(dice, Topic::Lead, step, due, guest, vec![contact.meta.id.clone()]);
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
async fn offer(app: &App, actor: &Actor, cast: &Cast, dice: &mut Dice, mix: &mut Mix, asked: Offered<'_>) -> Result<()> {
    let opened = asked.now - asked.ago;
    let others: Vec<&Id> = cast.marketers.iter().filter(|marketer| *marketer != asked.taker).collect();
    let holder = if others.is_empty() { cast.default_owner.clone() } else { (*dice.pick(&others)).clone() };
    let mut lead = leads::blank(cast, dice, asked.contact, opened, holder);
    leads::enter(cast, &mut lead, Lifecycle::Lead, opened, None);
    let source = mix.channels.source(cast, dice, opened);
    lead.offer.clone_from(&source.offer);
    lead.source = Some(source);
    lead.message = Some(mix.message(dice).to_owned());
    lead.score = Some(dice.between(45, 90));
    let backup = cast.sellers.iter().map(|seller| &seller.id).find(|id| *id != asked.taker);
    let steps = passing::chain(cast, asked.taker, backup);
    let left = (passing::WITHIN - asked.ago.num_minutes()).max(5);
    let due = business_due(cast.office_of(asked.taker), asked.now, left);
    let handoff = passing::offer(dice, &lead, &steps, 0, opened + TimeDelta::seconds(40), Some(due), None);
    lead.handoff_id = Some(handoff.meta.id.clone());
    lead.offered_to_id = Some(asked.taker.clone());
    let touchpoints = channels::touchpoints(dice, &lead);
    write(app, actor, Waiting { lead, handoff, touchpoints, due }).await
}

#[derive(Clone)]
struct Waiting {
    lead: Lead,
    handoff: Handoff,
    touchpoints: Vec<Touchpoint>,
    due: Instant,
}

async fn write(app: &App, actor: &Actor, waiting: Waiting) -> Result<()> {
    tx::write(app, actor, move |tx| {
        let Waiting { lead, handoff, touchpoints, due } = waiting.clone();
        async move {
            jobs::schedule(&tx, EXPIRE, &handoff.meta.id, due, json!({})).await?;
            tx.create(handoff, "HandoffOffered").await?;
            let lead = tx.create(lead, "LeadCaptured").await?;
            for touchpoint in touchpoints {
                store::touch(&tx, touchpoint).await?;
            }
            // They were entered by hand: this is where they turned to us first.
            let before: Contact = tx.get(&lead.contact_id).await?;
            tx.save(&before, Contact { source: lead.source.clone(), ..before.clone() }, "ContactEnriched").await?;
            lifecycle::follow(&tx, Some(&lead.contact_id), lead.company_id.as_ref(), Lifecycle::Lead).await
        }
    })
    .await
}
