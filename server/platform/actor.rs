//! Who is asking. The first argument of every read and every write.

use std::sync::Arc;

use async_graphql::{Enum, SimpleObject};
use serde::{Deserialize, Serialize};
use surrealdb::types::SurrealValue;

use super::{
    error::{Error, Result},
    id::Id,
    mask::FieldRules,
    record::RecordType,
    scope::{Narrowing, Reach, Scope, Verb},
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
#[derive(Clone, Debug, Default)]
pub struct Access {
    pub user: Option<Id>,
    /// The role, for example `role:sales`; the system has none.
    pub role: Option<Id>,
    /// The person's teams and all teams below them.
    pub teams: Vec<Id>,
    /// What reach `TEAM` goes by: these teams, and the keys of the territories that they work.
    pub through: Vec<Id>,
    /// Reach per object and verb; what is missing is `NONE`.
    pub reach: Vec<(RecordType, [Reach; 5])>,
    /// May change teams, forms, rules and how the workspace works.
    pub operates: bool,
    /// May change people, roles and how people sign in, and reads the audit.
    pub administers: bool,
    /// Looks at the workspace as another role sees it: changes nothing.
    pub looks_only: bool,
    /// Fields that the role hides or protects.
    pub fields: FieldRules,
    /// The condition under which the role sees records, by the keys that stand for it.
    pub narrowing: Option<Narrowing>,
}

impl Access {
    pub fn reach(&self, object: RecordType, verb: Verb) -> Reach {
        self.reach.iter().find(|(of, _)| *of == object).map_or(Reach::None, |(_, reach)| reach[verb as usize])
    }

    /// No more than both allow: what a token may do is bounded by the person whose it is.
    pub fn within(mut self, bound: &Access) -> Access {
        for (object, reach) in &mut self.reach {
            for (i, own) in reach.iter_mut().enumerate() {
                let most = bound.reach.iter().find(|(of, _)| of == object).map_or(Reach::None, |(_, reach)| reach[i]);
                *own = most.min(*own);
            }
        }
        self.operates &= bound.operates;
        self.administers &= bound.administers;
        self.fields = self.fields.with(&bound.fields);
        match (&self.narrowing, &bound.narrowing) {
            // A record has keys for each narrowed role, and none for two at once.
            (Some(own), Some(other)) if own != other => {
                for (object, reach) in &mut self.reach {
                    if own.covers(*object) || other.covers(*object) {
                        *reach = [Reach::None; 5];
                    }
                }
            }
            (None, Some(other)) => self.narrowing = Some(other.clone()),
            _ => {}
        }
        self
    }
}

/// Who is asking: a name for the history, and what they may do.
#[derive(Clone, Debug)]
pub struct Actor {
    pub stamp: ActorStamp,
    /// The network address that the request came from; clocks and commands have none.
    pub address: Option<String>,
    pub access: Arc<Access>,
    pub acting: Acting,
}

/// In which role a person's session or token acts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Acting {
    /// The person's own.
    #[default]
    Own,
    /// A token's, within what the person may do.
    Within(Id),
    /// Looks at the workspace as this role sees it, and changes nothing.
    Viewing(Id),
}

impl Actor {
    /// The server itself, for clocks and jobs: sees and may do everything.
    pub fn system() -> Self {
        Self::unlimited(ActorKind::System, None, "Baton")
    }

    /// A hand without a role of its own that may do everything: the system, a form, an import.
    pub fn unlimited(kind: ActorKind, id: Option<Id>, name: &str) -> Self {
        let reach = RecordType::ALL.iter().map(|object| (*object, [Reach::All; 5])).collect();
        Actor {
            stamp: ActorStamp { kind, id, name: name.to_owned() },
            address: None,
            access: Arc::new(Access { reach, operates: true, administers: true, ..Access::default() }),
            acting: Acting::Own,
        }
    }

    /// A stranger: sees and may do nothing.
    pub fn nobody() -> Self {
        Actor { stamp: ActorStamp { kind: ActorKind::User, id: None, name: "Nobody".into() }, address: None, access: Arc::default(), acting: Acting::Own }
    }

    /// The same, from this network address.
    pub fn at(mut self, address: &str) -> Self {
        self.address = Some(address.to_owned()).filter(|address| !address.is_empty());
        self
    }

    /// The same, but shown only what these rules show.
    pub fn under(mut self, rules: &FieldRules) -> Self {
        self.access = Arc::new(Access { fields: rules.clone(), ..(*self.access).clone() });
        self
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

    /// The keys through which this actor may do `verb` to records of `object`. Those for reading obey the role's condition; the
    /// others are held against a record's [`holders`](super::record::Record::holders), after it was read.
    pub fn scope(&self, object: RecordType, verb: Verb) -> Scope {
        self.scope_within(object, verb, Reach::All)
    }

    /// The same, at most as far as `most`.
    pub fn scope_within(&self, object: RecordType, verb: Verb, most: Reach) -> Scope {
        let scope = Scope::of(self.reach(object, verb).min(most), self.user(), &self.access.through);
        match &self.access.narrowing {
            Some(narrowing) if verb == Verb::Read && narrowing.covers(object) => scope.behind(narrowing),
            _ => scope,
        }
    }

    /// Errors: `FORBIDDEN` when the role allows this to no record at all.
    pub fn may(&self, object: RecordType, verb: Verb) -> Result<()> {
        match self.reach(object, verb) {
            Reach::None => Err(Error::forbidden(format!("{} {}", verb.word(), object.plural()))),
            _ => Ok(()),
        }
    }

    /// Errors: `FORBIDDEN` unless the role runs the workspace (teams, forms, rules).
    pub fn may_operate(&self) -> Result<()> {
        if self.access.operates { Ok(()) } else { Err(Error::forbidden("change how the workspace works")) }
    }

    /// Errors: `FORBIDDEN` unless the role looks after people, roles, sign-in and the audit.
    pub fn may_administer(&self) -> Result<()> {
        if self.access.administers { Ok(()) } else { Err(Error::forbidden("change who may do what")) }
    }
}
