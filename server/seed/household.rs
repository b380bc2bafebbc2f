//! One company with everybody and everything that belongs to it.

use std::collections::HashMap;

use super::{
    activities::{self, Deed},
    cast::Cast,
    deals,
    dice::Dice,
    leads::{self, Journey},
    people::{self, Home, Taken},
    store::Batch,
};
use crate::{
    activity::model::{Activity, ActivityState},
    contact::model::Contact,
    deal::model::{Deal, DealState},
    lead::{
        lifecycle::further,
        model::{Lead, LeadState},
    },
    platform::{actor::ActorStamp, id::Id, record::Record},
    workspace::model::Lifecycle,
};

/// Activities for each contact, on average.
const ACTIVITIES: usize = 2;

/// A company, its people, their inquiries, its deal, and what was done.
pub struct Household {
    home: Home,
    contacts: Vec<Contact>,
    journeys: Vec<Journey>,
    deal: Option<Deal>,
    activities: Vec<Activity>,
}

impl Household {
    /// Makes number `index` with so many people.
    pub fn make(cast: &Cast, dice: &mut Dice, taken: &mut Taken, index: usize, people: usize) -> Self {
        let home = people::company(cast, dice, taken, index);
        let contacts = people::contacts(cast, dice, &home, people);
        let asking: Vec<&Contact> = contacts.iter().filter(|_| dice.chance(0.3)).collect();
        let converting = if asking.is_empty() || !dice.chance(0.24) { usize::MAX } else { dice.between(0, asking.len() as i64 - 1) as usize };
        let journeys: Vec<Journey> = asking.into_iter().enumerate().map(|(i, contact)| leads::lead(cast, dice, &home, contact, i == converting)).collect();
        let converted = journeys.iter().map(|journey| &journey.lead).find(|lead| lead.state == LeadState::Converted);
        // One deal for five people: a company cut short by the sample's size has its share of one.
        let deal = if converted.is_some() || dice.chance(people as f64 / 5.0) { deals::deal(cast, dice, &home, &contacts, converted) } else { None };
        let mut household = Household { home, contacts, journeys, deal, activities: Vec::new() };
        household.connect(cast);
        household.grow_up(dice);
        household.act(cast, dice);
        household
    }

    /// The converted lead knows its deal, and became a customer when that was won.
    fn connect(&mut self, cast: &Cast) {
        let Some(deal) = &self.deal else { return };
        for lead in self.journeys.iter_mut().map(|journey| &mut journey.lead).filter(|lead| lead.state == LeadState::Converted) {
            lead.deal_id = Some(deal.meta.id.clone());
            if let (DealState::Won, Some(at)) = (deal.state, deal.closed_at) {
                leads::enter(cast, lead, Lifecycle::Customer, at, Some(deal.owner_id.clone()));
                lead.meta.updated_at = lead.meta.updated_at.max(at);
            }
        }
    }

    /// Contacts and the company are as old, as far and as widely seen as their leads and deals make them.
    fn grow_up(&mut self, dice: &mut Dice) {
        let company = &mut self.home.company;
        for contact in &mut self.contacts {
            for lead in self.journeys.iter().map(|journey| &journey.lead).filter(|lead| lead.contact_id == contact.meta.id) {
                contact.meta.created_at = contact.meta.created_at.min(lead.opened_at);
                contact.meta.updated_at = contact.meta.updated_at.max(lead.meta.updated_at);
                contact.lifecycle = Some(further(contact.lifecycle, reached(lead)));
                contact.source.clone_from(&lead.source);
                contact.worked_by = lead.audience();
            }
            if let Some(deal) = &self.deal
                && deal.contacts.iter().any(|member| member.contact_id == contact.meta.id)
            {
                contact.meta.created_at = contact.meta.created_at.min(deal.meta.created_at);
                contact.meta.updated_at = contact.meta.updated_at.max(deal.meta.created_at);
                if !contact.worked_by.contains(&deal.owner_id) {
                    contact.worked_by.push(deal.owner_id.clone());
                }
                if deal.state == DealState::Won {
                    contact.lifecycle = Some(Lifecycle::Customer);
                }
            }
            contact.meta.updated_at = contact.meta.updated_at.max(contact.meta.created_at);
            if contact.lifecycle.is_none() && dice.chance(0.3) {
                contact.lifecycle = Some(Lifecycle::Subscriber);
            }
            company.meta.created_at = company.meta.created_at.min(contact.meta.created_at);
        }
        company.lifecycle = self.journeys.iter().map(|journey| reached(&journey.lead)).max();
        if let Some(deal) = &self.deal {
            let stage = if deal.state == DealState::Won { Lifecycle::Customer } else { Lifecycle::Opportunity };
            company.lifecycle = Some(further(company.lifecycle, stage));
            company.meta.created_at = company.meta.created_at.min(deal.meta.created_at);
        }
        company.meta.updated_at = company.meta.updated_at.max(company.meta.created_at);
    }

    /// What was done and is planned, seen by whoever sees one of the records that it is about.
    fn act(&mut self, cast: &Cast, dice: &mut Dice) {
        let mut deeds: Vec<Deed> = Vec::new();
        for journey in &self.journeys {
            deeds.extend(activities::of_lead(cast, dice, &journey.lead, journey.answer.as_ref()));
        }
        deeds.extend(self.deal.iter().flat_map(|deal| activities::of_deal(cast, dice, deal)).collect::<Vec<_>>());
        // A tenth of the contacts nobody has spoken to since they were entered.
        let spoken_to: Vec<&Contact> = self.contacts.iter().filter(|_| !dice.chance(0.1)).collect();
        while deeds.len() < ACTIVITIES * self.contacts.len() && !spoken_to.is_empty() {
            let contact = *dice.pick(&spoken_to);
            let owner = contact.owner_id.as_ref().unwrap_or(&self.home.seller);
            deeds.push(activities::of_contact(cast, dice, &contact.meta.id, contact.company_id.as_ref(), contact.meta.created_at, owner));
        }
        let mut seen_by: HashMap<&Id, Vec<Id>> = HashMap::new();
        seen_by.insert(&self.home.company.meta.id, self.home.company.audience());
        seen_by.extend(self.contacts.iter().map(|contact| (&contact.meta.id, contact.audience())));
        seen_by.extend(self.journeys.iter().map(|journey| (&journey.lead.meta.id, journey.lead.audience())));
        seen_by.extend(self.deal.iter().map(|deal| (&deal.meta.id, deal.audience())));
        let made = deeds.into_iter().map(|deed| {
            let audience = deed.subjects.iter().filter_map(|id| seen_by.get(id)).flatten().cloned().collect();
            activities::activity(cast, dice, deed, audience)
        });
        self.activities = made.collect();
    }

    /// A contact without any inquiry, for one that comes in now.
    pub fn newcomer(&self) -> Option<&Contact> {
        self.contacts.iter().find(|contact| contact.worked_by.is_empty() && !contact.emails.is_empty() && contact.last_name.is_some())
    }

    /// Puts all its records into a batch.
    pub fn pour(self, batch: &mut Batch, by: &ActorStamp) {
        batch.add(self.home.company, "CompanyCreated", by);
        for contact in self.contacts {
            batch.add(contact, "ContactCreated", by);
        }
        for journey in self.journeys {
            batch.add(journey.lead, "LeadCaptured", by);
            for handoff in journey.handoffs {
                batch.add(handoff, "HandoffOffered", by);
            }
            for touchpoint in journey.touchpoints {
                batch.add_touchpoint(touchpoint);
            }
        }
        if let Some(deal) = self.deal {
            batch.add(deal, "DealCreated", by);
        }
        for activity in self.activities {
            let kind = if activity.state == ActivityState::Planned { "ActivityPlanned" } else { "ActivityLogged" };
            batch.add(activity, kind, by);
        }
    }
}

/// How far a lead came before it ended.
fn reached(lead: &Lead) -> Lifecycle {
    match lead.state {
        LeadState::Converted => Lifecycle::Opportunity,
        _ => {
            let entered = |key: &str| lead.stage_history.iter().any(|visit| !visit.passed && visit.stage_id.key() == key);
            if entered("sales-qualified") {
                Lifecycle::SalesQualified
            } else if entered("marketing-qualified") {
                Lifecycle::MarketingQualified
            } else {
                Lifecycle::Lead
            }
        }
    }
}
