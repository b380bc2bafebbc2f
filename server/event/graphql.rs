//! Events in the API: the subscription, and the timeline's entries.

use std::sync::Arc;

use async_graphql::{Context, Json, Object, Result, SimpleObject, Subscription};
use futures::{Stream, stream};

use super::{
    classes::Feed,
    live::{Delivery, Message, Resync},
    model::{Change, Event},
};
use crate::{
    http::context::actor,
    platform::{
        actor::ActorStamp,
        clock::{Instant, lock},
        error::Error,
        id::Id,
        record::RecordType,
    },
};

/// Something that happened to one record.
#[derive(Clone)]
pub struct EventNode(pub Arc<Event>);

/// Something that happened to one record. Events are kept for ever: they are its history.
#[Object(name = "Event")]
impl EventNode {
    /// Its id; drop what you have had by it.
    async fn id(&self) -> &Id {
        &self.0.id
    }

    /// When.
    async fn at(&self) -> Instant {
        self.0.at
    }

    /// Who did it.
    async fn actor(&self) -> &ActorStamp {
        &self.0.actor
    }

    /// What happened, in the past tense, for example `DealMoved`.
    async fn kind(&self) -> &str {
        &self.0.kind
    }

    /// The record that it happened to.
    async fn subject_id(&self) -> &Id {
        &self.0.subject
    }

    /// The record's type name in this schema, for example `Deal`.
    async fn subject_type(&self) -> String {
        crate::platform::field::sentence(self.0.subject.table())
    }

    /// The record's version after it: 1, 2, 3, … without gaps.
    async fn version(&self) -> i64 {
        self.0.version
    }

    /// Which fields changed.
    async fn changes(&self, ctx: &Context<'_>) -> Result<Vec<ChangeNode>> {
        let shown = actor(ctx)?.access.fields.changes(&self.0);
        Ok(shown.iter().map(Into::into).collect())
    }

    /// The record's scalars and ids after it, by API name.
    async fn snapshot(&self, ctx: &Context<'_>) -> Result<Option<Json<serde_json::Value>>> {
        Ok(Some(Json(actor(ctx)?.access.fields.snapshot(&self.0))))
    }

    /// When what it told was erased, with a person; its changes are empty since then.
    async fn erased_at(&self) -> Option<Instant> {
        self.0.erased_at
    }

    /// Shared by all events of one request.
    async fn correlation_id(&self) -> &str {
        &self.0.correlation
    }
}

/// One field's change.
#[derive(SimpleObject)]
#[graphql(name = "Change")]
pub struct ChangeNode {
    /// The field's API name.
    field: String,
    /// What it was.
    from: Option<Json<serde_json::Value>>,
    /// What it is.
    to: Option<Json<serde_json::Value>>,
}

/// A record that left your sight.
#[derive(SimpleObject)]
pub struct RecordHidden {
    /// Its id, and no more.
    id: Id,
}

/// What `events` carries: at most one of event, hidden, resync. None of them: only the cursor moved.
#[derive(SimpleObject)]
pub struct EventMessage {
    /// Resume after this: everything at or below it is settled.
    cursor: String,
    /// Something happened to a record that you see.
    event: Option<EventNode>,
    /// A record left your sight.
    hidden: Option<RecordHidden>,
    /// Fetch anew what is on screen.
    resync: Option<Resync>,
}

impl From<Delivery> for EventMessage {
    fn from(delivery: Delivery) -> Self {
        let mut message = EventMessage { cursor: delivery.cursor.to_string(), event: None, hidden: None, resync: None };
        match delivery.message {
            Message::Event(event) => message.event = Some(EventNode(event)),
            Message::Hidden(id) => message.hidden = Some(RecordHidden { id }),
            Message::Resync(reason) => message.resync = Some(reason),
            Message::Position => {}
        }
        message
    }
}

#[derive(Default)]
pub struct EventSubscription;

#[Subscription(name = "Subscription")]
impl EventSubscription {
    /// Live changes of all that you may see. Each event comes at least once and each record's in version order: drop what you
    /// have had by event id. `after` resumes from a cursor, up to seven days back.
    async fn events(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The last cursor that you had.")] after: Option<String>,
        #[graphql(desc = "Only changes of these kinds of record.")] types: Option<Vec<RecordType>>,
        #[graphql(desc = "Only changes of this record.")] subject_id: Option<Id>,
    ) -> Result<impl Stream<Item = EventMessage> + use<>> {
        // Arguments are read by the socket, which decides what goes in; here it is only put into the asked shape.
        let _ = (after, types, subject_id);
        let feed = ctx.data_opt::<Arc<Feed>>().and_then(|feed| lock(&feed.0).take()).ok_or_else(|| Error::invalid("query", "Subscriptions are served over the socket."))?;
        Ok(stream::unfold(feed, |mut feed| async move { feed.recv().await.map(|delivery| (EventMessage::from(delivery), feed)) }))
    }
}

impl From<&Change> for ChangeNode {
    fn from(change: &Change) -> Self {
        ChangeNode { field: change.field.clone(), from: value(&change.from), to: value(&change.to) }
    }
}

fn value(json: &serde_json::Value) -> Option<Json<serde_json::Value>> {
    (!json.is_null()).then(|| Json(json.clone()))
}
