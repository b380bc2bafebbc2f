//! Who is asking. The first argument of every read and every write.

use std::sync::Arc;

use async_graphql::{Enum, SimpleObject};
use serde::{Deserialize, Serialize};
use surrealdb::types::SurrealValue;

use super::{
    error::{Error, Result},
    id::Id,
    record::RecordType,
    scope::{Reach, Scope, Verb},
};

/// What kind of hand made a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, SurrealValue, Enum)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[surreal(untagged, rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ActorKind {
    User,
    Token,
    Automation,
    Form,
    Import,
    System,
}

/// The actor as an event remembers it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, SurrealValue, SimpleObject)]
#[graphql(name = "EventActor")]
pub struct ActorStamp {
    /// What kind of hand made the change.
    pub kind: ActorKind,
    /// The person, token, form or rule; absent for the system itself.
    pub id: Option<Id>,
    /// Its name at that time.
    pub name: String,
}

/// What a person's role and teams let them do, resolved once per change of either.
#[derive(Debug)]
pub struct Access {
    pub user: Option<Id>,
    /// The role's name, for example `sales`.
    pub role: String,
    /// The person's teams and all teams below them.
    pub teams: Vec<Id>,
    /// Reach per object and verb; what is missing is `NONE`.
    pub reach: Vec<(RecordType, [Reach; 5])>,
    /// May change people, teams, forms and rules.
    pub operates: bool,
}

impl Access {
    pub fn reach(&self, object: RecordType, verb: Verb) -> Reach {
        self.reach.iter().find(|(of, _)| *of == object).map_or(Reach::None, |(_, reach)| reach[verb as usize])
    }
}

/// Who is asking: a name for the history, and what they may do.
#[derive(Clone, Debug)]
pub struct Actor {
    pub stamp: ActorStamp,
    pub access: Arc<Access>,
}

impl Actor {
    /// The server itself, for clocks and jobs: sees and may do everything.
    pub fn system() -> Self {
        Self::unlimited(ActorKind::System, None, "Baton")
    }

    /// A hand without a role of its own that may do everything: the system, a form, an import.
    pub fn unlimited(kind: ActorKind, id: Option<Id>, name: &str) -> Self {
        let reach = RecordType::ALL.iter().map(|object| (*object, [Reach::All; 5])).collect();
        Actor { stamp: ActorStamp { kind, id, name: name.to_owned() }, access: Arc::new(Access { user: None, role: "system".into(), teams: Vec::new(), reach, operates: true }) }
    }

    /// A stranger: sees and may do nothing.
    pub fn nobody() -> Self {
        Actor {
            stamp: ActorStamp { kind: ActorKind::User, id: None, name: "Nobody".into() },
            access: Arc::new(Access { user: None, role: "none".into(), teams: Vec::new(), reach: Vec::new(), operates: false }),
        }
    }

    /// The signed-in person, if a person is asking.
    pub fn user(&self) -> Option<&Id> {
        self.access.user.as_ref()
    }

    /// The signed-in person. Errors: `UNAUTHENTICATED` when the system or a form is asking.
    pub fn person(&self) -> Result<&Id> {
        self.user().ok_or_else(Error::unauthenticated)
    }

    pub fn reach(&self, object: RecordType, verb: Verb) -> Reach {
        self.access.reach(object, verb)
    }

    /// The keys through which this actor may do `verb` to records of `object`.
    pub fn scope(&self, object: RecordType, verb: Verb) -> Scope {
        Scope::of(self.reach(object, verb), self.user(), &self.access.teams)
    }

    /// Errors: `FORBIDDEN` when the role allows this to no record at all.
    pub fn may(&self, object: RecordType, verb: Verb) -> Result<()> {
        match self.reach(object, verb) {
            Reach::None => Err(Error::forbidden(format!("{} {}", verb.word(), object.plural()))),
            _ => Ok(()),
        }
    }

    /// Errors: `FORBIDDEN` unless the role runs the workspace (people, teams, forms, rules).
    pub fn may_operate(&self) -> Result<()> {
        if self.access.operates { Ok(()) } else { Err(Error::forbidden("change how the workspace works")) }
    }
    /// Errors: `FORBIDDEN` unless the role looks after people (who works here, their sessions and tokens, how they sign in).
    pub fn may_administer(&self) -> Result<()> {
        if ["admin", "system"].contains(&self.access.role.as_str()) { Ok(()) } else { Err(Error::forbidden("change who works here")) }
    }
}
