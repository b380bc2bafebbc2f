//! Record ids: typed strings such as `deal:01J9Z…`, a table and a ULID, which sort by time.

use std::{borrow::Cow, fmt};

use async_graphql::{
    ContextSelectionSet, ID, InputType, InputValueError, InputValueResult, OutputType, Positioned, ServerResult, Value as GraphValue, parser::types::Field, registry::Registry,
};
use serde::{Deserialize, Serialize};
use surrealdb::types::{ConversionError, Error as SurrealError, Kind, RecordId, RecordIdKey, SurrealValue, Value};

use super::error::{Error, Result};

/// The id of one record. In the API and in events a string, in the database a record link.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(String);

impl Id {
    /// An id from its parts; the key is not checked.
    pub fn new(table: &str, key: impl fmt::Display) -> Self {
        Id(format!("{table}:{key}"))
    }

    /// An id that came from outside. Errors: `INVALID` naming `field` when it is not an id of `table`.
    pub fn parse(table: &str, text: &str, field: &str) -> Result<Self> {
        let id = Id(text.to_owned());
        if id.table() == table && id.is_well_formed() { Ok(id) } else { Err(Error::invalid(field, format!("“{}” is not the id of a {table}.", shorten(text)))) }
    }

    /// Whether this has the shape of an id at all: `table:key`, both plain.
    pub fn is_well_formed(&self) -> bool {
        let key = self.key();
        !self.table().is_empty() && !key.is_empty() && key.len() <= 64 && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    }

    pub fn table(&self) -> &str {
        self.0.split_once(':').map_or("", |(table, _)| table)
    }

    pub fn key(&self) -> &str {
        self.0.split_once(':').map_or("", |(_, key)| key)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn shorten(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &text[..end]).into(),
        None => text.into(),
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl SurrealValue for Id {
    fn kind_of() -> Kind {
        Kind::Any
    }

    fn is_value(value: &Value) -> bool {
        matches!(value, Value::RecordId(_))
    }

    fn into_value(self) -> Value {
        Value::RecordId(RecordId::new(self.table().to_owned(), self.key().to_owned()))
    }

    fn from_value(value: Value) -> Result<Self, SurrealError> {
        match value {
            Value::RecordId(RecordId { table, key: RecordIdKey::String(key) }) => Ok(Id::new(table.as_str(), key)),
            other => Err(ConversionError::from_value(Kind::Record(Vec::new()), &other).into()),
        }
    }
}

impl InputType for Id {
    type RawValueType = Self;

    fn type_name() -> Cow<'static, str> {
        <ID as InputType>::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        <ID as InputType>::create_type_info(registry)
    }

    fn parse(value: Option<GraphValue>) -> InputValueResult<Self> {
        let id = <ID as InputType>::parse(value).map_err(InputValueError::propagate)?;
        Ok(Id(id.0))
    }

    fn to_value(&self) -> GraphValue {
        GraphValue::String(self.0.clone())
    }

    fn as_raw_value(&self) -> Option<&Self> {
        Some(self)
    }
}

impl OutputType for Id {
    fn type_name() -> Cow<'static, str> {
        <ID as OutputType>::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        <ID as OutputType>::create_type_info(registry)
    }

    async fn resolve(&self, _: &ContextSelectionSet<'_>, _: &Positioned<Field>) -> ServerResult<GraphValue> {
        Ok(GraphValue::String(self.0.clone()))
    }
}
