//! How long an answer becomes, counted while it is made: one that is longer than it may be is not made to its end.

use std::sync::atomic::{AtomicUsize, Ordering};

use async_graphql::Value;

const MIB: u64 = 1024 * 1024;
/// What a field costs beside its name and its value: quotes, colon, comma.
const AROUND: usize = 4;

/// The bytes of one answer, about as they are sent.
pub struct Weight {
    bytes: AtomicUsize,
    most: usize,
}

impl Weight {
    /// Nothing yet, of so many MiB.
    pub fn of(most_mib: u64) -> Self {
        Weight { bytes: AtomicUsize::new(0), most: usize::try_from(most_mib * MIB).unwrap_or(usize::MAX) }
    }

    /// Counts a field with its value. What an object and a list hold was counted when it was made, but for JSON, which is made at once.
    pub fn add(&self, name: &str, value: &Value, json: bool) {
        let held = match value {
            Value::String(text) => text.len(),
            value if json => length(value),
            _ => AROUND,
        };
        self.bytes.fetch_add(name.len() + AROUND + held, Ordering::Relaxed);
    }

    /// Whether it is more than an answer may have.
    pub fn is_over(&self) -> bool {
        self.bytes.load(Ordering::Relaxed) > self.most
    }
}

fn length(value: &Value) -> usize {
    match value {
        Value::String(text) => text.len() + AROUND,
        Value::List(items) => items.iter().map(length).sum(),
        Value::Object(fields) => fields.iter().map(|(name, value)| name.len() + AROUND + length(value)).sum(),
        _ => AROUND,
    }
}
