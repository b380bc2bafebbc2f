//! Logging what was done, planning what is to do, and ticking it off.

use async_graphql::InputObject;

use super::model::{Activity, ActivityDirection, ActivityState};
use crate::{
    company::model::Company,
    contact::model::Contact,
    deal::model::{Deal, DealState},
    lead::{
        self,
        model::{Lead, LeadState},
    },
    platform::{
        actor::Actor,
        app::App,
        clock::Instant,
        error::{Error, Faults, Result},
        id::Id,
        once,
        patch::tidy,
        record::{Meta, RecordType},
        scope::{self, Verb},
        tx::Tx,
    },
    workspace::model::ActivityType,
};

/// Records that one activity may be about.
const MOST_SUBJECTS: usize = 20;

/// Something done, or to do.
#[derive(InputObject, Clone, Debug)]
pub struct LogActivityInput {
    /// Its kind: `call`, `email`, `voicemail`, `meeting`, `task`, `note`.
    #[graphql(name = "type")]
    pub kind: String,
    /// Who turned to whom.
    pub direction: Option<ActivityDirection>,
    /// In one line.
    pub subject: Option<String>,
    /// In full, Markdown.
    pub body: Option<String>,
    /// What came of it.
    pub outcome: Option<String>,
    /// When it was done; now when left out and nothing is due.
    pub happened_at: Option<Instant>,
    /// When it should be done: with this and without `happenedAt` it is planned.
    pub due_at: Option<Instant>,
    /// How long it took.
    pub duration_minutes: Option<i64>,
    /// The records that it is about; at least one.
    pub subject_ids: Vec<Id>,
    /// What happens next with the lead or deal.
    pub next_step: Option<String>,
    /// By when.
    pub next_step_due: Option<Instant>,
    /// Who did it or should; you when left out.
    pub owner_id: Option<Id>,
    /// The same key gives the same answer once more, for 24 hours.
    pub idempotency_key: Option<String>,
}

/// Something planned that is done now.
#[derive(InputObject, Clone, Debug)]
pub struct CompleteActivityInput {
    /// The activity.
    pub id: Id,
    /// In full, Markdown; what was planned stays when left out.
    pub body: Option<String>,
    /// What came of it.
    pub outcome: Option<String>,
    /// What happens next with the lead or deal.
    pub next_step: Option<String>,
    /// By when.
    pub next_step_due: Option<Instant>,
    /// The same key gives the same answer once more, for 24 hours.
    pub idempotency_key: Option<String>,
}

/// Logs or plans an activity; a meaningful one stops the response clock of the leads it is about.
///
/// Errors: `INVALID` with every field at fault, among them the kind's required ones and a missing next step.
pub async fn log(app: &App, actor: &Actor, input: LogActivityInput) -> Result<Activity> {
    actor.may(RecordType::Activity, Verb::Create)?;
    let key = input.idempotency_key.clone();
    once::write_once(app, actor, key.as_deref(), &format!("logActivity {input:?}"), move |tx| {
        let input = input.clone();
        async move {
            let mut faults = Faults::default();
            let kind = kind_of(&tx, &input.kind)?;
            let owner_id = input.owner_id.clone().or_else(|| tx.actor().user().cloned()).ok_or_else(|| Error::invalid("ownerId", "Say who did it."))?;
            tx.refer_user(&mut faults, "ownerId", Some(&owner_id));
            let planned = input.due_at.is_some() && input.happened_at.is_none();
            let subjects = Subjects::find(&tx, &input.subject_ids, &mut faults).await?;
            let activity = Activity {
                meta: Meta::new(tx.id("activity"), tx.now()),
                kind: kind.name.clone(),
                direction: input.direction,
                subject: tidy(input.subject),
                body: tidy(input.body),
                outcome: tidy(input.outcome),
                state: if planned { ActivityState::Planned } else { ActivityState::Done },
                happened_at: if planned { None } else { Some(input.happened_at.unwrap_or(tx.now())) },
                due_at: input.due_at,
                completed_at: if planned { None } else { Some(tx.now()) },
                duration_minutes: input.duration_minutes,
                team_id: tx.app().directory().team_of(&owner_id).cloned(),
                owner_id,
                meaningful: Some(!planned && kind.meaningful),
                subject_ids: input.subject_ids.clone(),
                subject_keys: Vec::new(),
                inherited: scope::inherited(subjects.keys(), &tx.app().directory().grounds.narrowings),
                at_desc: 0,
                due_key: 0,
            };
            if activity.happened_at.is_some_and(|at| at > tx.now() + chrono::TimeDelta::minutes(5)) {
                faults.add("happenedAt", "This is in the future; plan it with a due date instead.");
            }
            let next = NextStep { step: tidy(input.next_step), due: input.next_step_due };
            next.check(&mut faults);
            activity.check(&kind, next.step.is_some() || !subjects.lacks_next_step(), subjects.any_open(), &mut faults);
            faults.check()?;
            let activity = tx.create(activity, if planned { "ActivityPlanned" } else { "ActivityLogged" }).await?;
            subjects.follow(&tx, &activity, &next).await?;
            Ok(activity)
        }
    })
    .await
}

/// Ticks off something planned.
pub async fn complete(app: &App, actor: &Actor, input: CompleteActivityInput) -> Result<Activity> {
    let key = input.idempotency_key.clone();
    once::write_once(app, actor, key.as_deref(), &format!("completeActivity {input:?}"), move |tx| {
        let input = input.clone();
        async move {
            let before: Activity = tx.get_to(Verb::Edit, &input.id).await?;
            if before.state == ActivityState::Done {
                return Err(Error::conflict("This has been done already."));
            }
            let kind = kind_of(&tx, &before.kind)?;
            let mut faults = Faults::default();
            let subjects = Subjects::find(&tx, &before.subject_ids, &mut Faults::default()).await?;
            let mut after = before.clone();
            after.state = ActivityState::Done;
            after.happened_at = Some(tx.now());
            after.completed_at = Some(tx.now());
            after.body = tidy(input.body).or(after.body);
            after.outcome = tidy(input.outcome).or(after.outcome);
            after.meaningful = Some(kind.meaningful);
            let next = NextStep { step: tidy(input.next_step), due: input.next_step_due };
            next.check(&mut faults);
            // A task ticked off on a list has no room for notes: only what its kind cannot do without is asked.
            if kind.required_fields.iter().any(|field| field == "outcome") && after.outcome.is_none() {
                faults.add("outcome", "Say what came of it.");
            }
            faults.check()?;
            let done = tx.save(&before, after, "ActivityCompleted").await?;
            subjects.follow(&tx, &done, &next).await?;
            Ok(done)
        }
    })
    .await
}

fn kind_of(tx: &Tx, name: &str) -> Result<ActivityType> {
    let directory = tx.app().directory();
    directory.workspace.activity_type(name).cloned().ok_or_else(|| {
        let known: Vec<&str> = directory.workspace.activity_types.iter().map(|kind| kind.name.as_str()).collect();
        Error::invalid("type", format!("There is no such kind of activity; there are {}.", known.join(", ")))
    })
}

/// What happens next, as it was said with an activity.
struct NextStep {
    step: Option<String>,
    due: Option<Instant>,
}

impl NextStep {
    fn check(&self, faults: &mut Faults) {
        if self.step.is_some() && self.due.is_none() {
            faults.add("nextStepDue", "A next step needs a date.");
        }
        if self.step.is_none() && self.due.is_some() {
            faults.add("nextStep", "Say what happens by then.");
        }
    }
}

/// The records that an activity is about.
#[derive(Default)]
struct Subjects {
    leads: Vec<Lead>,
    deals: Vec<Deal>,
    /// Contacts and companies, by their keys.
    others: Vec<(RecordType, Vec<String>)>,
}

impl Subjects {
    async fn find(tx: &Tx, ids: &[Id], faults: &mut Faults) -> Result<Self> {
        let mut subjects = Subjects::default();
        if ids.is_empty() || ids.len() > MOST_SUBJECTS {
            faults.add("subjectIds", format!("An activity is about 1 to {MOST_SUBJECTS} records."));
            return Ok(subjects);
        }
        for (i, id) in ids.iter().enumerate() {
            let field = format!("subjectIds[{i}]");
            match id.table() {
                "lead" => subjects.leads.extend(tx.refer::<Lead>(faults, &field, Some(id)).await?),
                "deal" => subjects.deals.extend(tx.refer::<Deal>(faults, &field, Some(id)).await?),
                "contact" => subjects.others.extend(tx.refer::<Contact>(faults, &field, Some(id)).await?.map(|contact| (RecordType::Contact, contact.meta.keys))),
                "company" => subjects.others.extend(tx.refer::<Company>(faults, &field, Some(id)).await?.map(|company| (RecordType::Company, company.meta.keys))),
                _ => faults.add(&field, "An activity is about leads, deals, contacts and companies."),
            }
        }
        Ok(subjects)
    }

    /// Who sees them.
    fn keys(&self) -> impl Iterator<Item = (RecordType, &[String])> {
        let leads = self.leads.iter().map(|lead| (RecordType::Lead, lead.meta.keys.as_slice()));
        let deals = self.deals.iter().map(|deal| (RecordType::Deal, deal.meta.keys.as_slice()));
        leads.chain(deals).chain(self.others.iter().map(|(kind, keys)| (*kind, keys.as_slice())))
    }

    fn any_open(&self) -> bool {
        self.leads.iter().any(|lead| lead.state == LeadState::Open) || self.deals.iter().any(|deal| deal.state == DealState::Open)
    }

    /// An open lead or deal among them has nothing planned.
    fn lacks_next_step(&self) -> bool {
        self.leads.iter().any(|lead| lead.state == LeadState::Open && lead.next_step.is_none())
            || self.deals.iter().any(|deal| deal.state == DealState::Open && deal.next_step.is_none())
    }

    /// Leads and deals take the next step; leads stop their clock and note that somebody tried.
    async fn follow(&self, tx: &Tx, activity: &Activity, next: &NextStep) -> Result<()> {
        for before in &self.leads {
            let mut after = before.clone();
            if activity.state == ActivityState::Done && before.state == LeadState::Open {
                lead::lifecycle::touched(&mut after, activity);
            }
            if next.step.is_some() {
                after.next_step = next.step.clone();
                after.next_step_due = next.due;
            }
            tx.save(before, after, "LeadWorked").await?;
        }
        for before in self.deals.iter().filter(|_| next.step.is_some()) {
            let after = Deal { next_step: next.step.clone(), next_step_due: next.due, ..before.clone() };
            tx.save(before, after, "DealNextStepSet").await?;
        }
        Ok(())
    }
}
