//! Time, dates and ids come from here, so that tests own them.

use std::sync::{Arc, Mutex};

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value as GraphValue};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use surrealdb::types::{Error as SurrealError, Kind, SurrealValue, Value};

/// An instant in UTC.
pub type Instant = DateTime<Utc>;

/// Tells the time: the machine's, or a test's.
#[derive(Clone, Debug)]
pub enum Clock {
    System,
    Manual(Arc<Mutex<Instant>>),
}

impl Clock {
    /// A clock that only [`Clock::advance`] moves.
    pub fn manual(start: Instant) -> Self {
        Clock::Manual(Arc::new(Mutex::new(start)))
    }

    /// Now, cut to milliseconds: what an API answer and a ULID can carry.
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine")]
    pub fn now(&self) -> Instant {
        let now = match self {
            Clock::System => Utc::now(),
            Clock::Manual(at) => *lock(at),
        };
        DateTime::from_timestamp_millis(now.timestamp_millis()).unwrap_or(now)
    }

    /// Moves a test's clock forward; the machine's clock cannot be moved.
    pub fn advance(&self, by: TimeDelta) {
        if let Clock::Manual(at) = self {
            *lock(at) += by;
        }
    }
}

/// Locks, and goes on with what is there when another thread panicked while holding it.
pub fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// A calendar date without a time zone, YYYY-MM-DD.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Date(pub NaiveDate);

/// A calendar date, YYYY-MM-DD.
#[Scalar(name = "Date")]
impl ScalarType for Date {
    fn parse(value: GraphValue) -> InputValueResult<Self> {
        match &value {
            GraphValue::String(text) => text.parse::<NaiveDate>().map(Date).map_err(|_| InputValueError::custom(format!("“{text}” is not a date (YYYY-MM-DD)"))),
            _ => Err(InputValueError::expected_type(value)),
        }
    }

    fn to_value(&self) -> GraphValue {
        GraphValue::String(self.0.to_string())
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl SurrealValue for Date {
    fn kind_of() -> Kind {
        Kind::Any
    }

    fn is_value(value: &Value) -> bool {
        matches!(value, Value::String(_))
    }

    fn into_value(self) -> Value {
        Value::String(self.0.to_string())
    }

    fn from_value(value: Value) -> Result<Self, SurrealError> {
        let text = String::from_value(value)?;
        text.parse().map(Date).map_err(|_| SurrealError::internal(format!("“{text}” is not a date")))
    }
}
