//! One company with everybody and everything that belongs to it.

use std::collections::HashMap;

use super::{
    PEOPLE,
    activities::{self, Deed},
    cast::Cast,
    deals,
    dice::{Deck, Dice},
    leads::{self, Journey},
    people::{self, Home, Taken, consent},
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
const ACTIVITIES: i64 = 2;

/// Deals of a company, one on average, and how many of twenty companies have so many.
const PER_COMPANY: [(usize, usize); 4] = [(0, 6), (1, 9), (2, 4), (3, 1)];
/// Throws at the activities that are still owed.
const THROWS: i64 = 3;

/// What is kept count of from household to household, so that the sample as a whole has what it promises.
pub struct Balance {
    pub taken: Taken,
    pub leads: leads::Mix,
    deals: deals::Mix,
    /// How many deals a company has.
    per_company: Deck<usize>,
    /// Deals that companies got beyond that, to be taken off others.
    beyond: usize,
    /// Activities that the households so far have too few, or below 0 too many.
    owed: i64,
}

impl Balance {
    pub fn new(cast: &Cast) -> Self {
        Balance { taken: Taken::by(cast), leads: leads::Mix::new(), deals: deals::Mix::new(), per_company: Deck::new(&PER_COMPANY), beyond: 0, owed: 0 }
    }
}

impl Balance {
    /// How many deals a company of so many people has; at least one when a lead was `converted`.
    fn deals_of(&mut self, dice: &mut Dice, people: usize, converted: bool) -> usize {
        let mut count = self.per_company.draw(dice);
        // A company cut short by the sample's size has its share of them.
        if people < PEOPLE && !dice.chance(people as f64 / PEOPLE as f64) {
            count = 0;
        }
        if converted && count == 0 {
            self.beyond += 1;
            return 1;
        }
        let spared = self.beyond.min(count - usize::from(converted));
        self.beyond -= spared;
        count - spared
    }
}

/// A company, its people, their inquiries, its deals, and what was done.
pub struct Household {
    home: Home,
    contacts: Vec<Contact>,
    journeys: Vec<Journey>,
    deals: Vec<Deal>,
    activities: Vec<Activity>,
}

impl Household {
    /// Makes number `index` with so many people.
    pub fn make(cast: &Cast, dice: &mut Dice, balance: &mut Balance, index: usize, people: usize) -> Self {
        let home = people::company(cast, dice, &mut balance.taken, index);
        let contacts = people::contacts(cast, dice, &mut balance.taken, &home, people);
        let asking: Vec<&Contact> = contacts.iter().filter(|_| dice.chance(0.33)).collect();
        let converting = if asking.is_empty() || !dice.chance(0.32) { usize::MAX } else { dice.between(0, asking.len() as i64 - 1) as usize };
        let journeys: Vec<Journey> = asking.into_iter().enumerate().map(|(i, contact)| leads::lead(cast, dice, &mut balance.leads, &home, contact, i == converting)).collect();
        let converted = journeys.iter().map(|journey| &journey.lead).find(|lead| lead.state == LeadState::Converted);
        let count = balance.deals_of(dice, people, converted.is_some());
        // The first of them is the one that a lead became.
        let leads = converted.into_iter().map(Some).chain(std::iter::repeat(None));
        let deals = leads.take(count).filter_map(|lead| deals::deal(cast, dice, &mut balance.deals, &home, &contacts, lead)).collect();
        let mut household = Household { home, contacts, journeys, deals, activities: Vec::new() };
        household.connect(cast);
        household.grow_up(cast, dice);
        household.act(cast, dice, &mut balance.owed);
        household
    }

    /// The converted lead knows its deal, and became a customer when that was won.
    fn connect(&mut self, cast: &Cast) {
        let Some(deal) = self.deals.iter().find(|deal| deal.lead_id.is_some()) else { return };
        for lead in self.journeys.iter_mut().map(|journey| &mut journey.lead).filter(|lead| lead.state == LeadState::Converted) {
            lead.deal_id = Some(deal.meta.id.clone());
            if let (DealState::Won, Some(at)) = (deal.state, deal.closed_at) {
                leads::enter(cast, lead, Lifecycle::Customer, at, Some(deal.owner_id.clone()));
                lead.meta.updated_at = lead.meta.updated_at.max(at);
            }
        }
    }

    /// Contacts and the company are as old, as far and as widely seen as their leads and deals make them.
    fn grow_up(&mut self, cast: &Cast, dice: &mut Dice) {
        let company = &mut self.home.company;
        for contact in &mut self.contacts {
            for lead in self.journeys.iter().map(|journey| &journey.lead).filter(|lead| lead.contact_id == contact.meta.id) {
                contact.meta.created_at = contact.meta.created_at.min(lead.opened_at);
                contact.meta.updated_at = contact.meta.updated_at.max(lead.meta.updated_at);
                contact.lifecycle = Some(further(contact.lifecycle, reached(lead)));
                contact.source.clone_from(&lead.source);
                contact.worked_by = lead.audience();
                let form = cast.form.as_ref().filter(|_| lead.source.as_ref().is_some_and(|source| source.form_id.is_some()));
                if let Some(form) = form.filter(|_| dice.chance(0.55)) {
                    contact.consents = vec![consent(lead.opened_at, &form.name)];
                }
            }
            for deal in self.deals.iter().filter(|deal| deal.contacts.iter().any(|member| member.contact_id == contact.meta.id)) {
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
        for deal in &self.deals {
            let stage = if deal.state == DealState::Won { Lifecycle::Customer } else { Lifecycle::Opportunity };
            company.lifecycle = Some(further(company.lifecycle, stage));
            company.meta.created_at = company.meta.created_at.min(deal.meta.created_at);
        }
        company.meta.updated_at = company.meta.updated_at.max(company.meta.created_at);
    }

    /// What was done and is planned, seen by whoever sees one of the records that it is about.
    fn act(&mut self, cast: &Cast, dice: &mut Dice, owed: &mut i64) {
        let mut deeds: Vec<Deed> = Vec::new();
        for journey in &self.journeys {
            deeds.extend(activities::of_lead(cast, dice, &journey.lead, journey.answer.as_ref()));
        }
        deeds.extend(self.deals.iter().flat_map(|deal| activities::of_deal(cast, dice, deal)).collect::<Vec<_>>());
        // A tenth of the contacts nobody has spoken to since they were entered.
        let spoken_to: Vec<&Contact> = self.contacts.iter().filter(|_| !dice.chance(0.1)).collect();
        *owed += ACTIVITIES * self.contacts.len() as i64 - deeds.len() as i64;
        for _ in 0..THROWS * *owed {
            if *owed <= 0 || spoken_to.is_empty() {
                break;
            }
            let contact = *dice.pick(&spoken_to);
            let owner = contact.owner_id.as_ref().unwrap_or(&self.home.seller);
            if let Some(deed) = activities::of_contact(cast, dice, &contact.meta.id, contact.company_id.as_ref(), contact.meta.created_at, owner) {
                deeds.push(deed);
                *owed -= 1;
            }
        }
        let mut seen_by: HashMap<&Id, Vec<Id>> = HashMap::new();
        seen_by.insert(&self.home.company.meta.id, self.home.company.audience());
        seen_by.extend(self.contacts.iter().map(|contact| (&contact.meta.id, contact.audience())));
        seen_by.extend(self.journeys.iter().map(|journey| (&journey.lead.meta.id, journey.lead.audience())));
        seen_by.extend(self.deals.iter().map(|deal| (&deal.meta.id, deal.audience())));
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
        for deal in self.deals {
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
