//! One error type for the whole server: a code a program acts on, a sentence a person acts on.

use std::{fmt, sync::Arc};

use async_graphql::{ErrorExtensionValues, Response, ServerError, Value as GraphValue};
use serde_json::{Value as Json, json};

/// What a caller can do about an error. The names are the API's `extensions.code`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    Unauthenticated,
    Forbidden,
    NotFound,
    Invalid,
    Conflict,
    RateLimited,
    TooComplex,
    StorageFull,
    StorageUnavailable,
    /// It took too long; of a mutation nobody knows whether it was done.
    Timeout,
    /// The request names a document by its hash alone; clients send the document then.
    PersistedQueryNotSupported,
    Internal,
}

impl Code {
    /// The code as it stands in answers, for example `NOT_FOUND`.
    pub fn name(self) -> &'static str {
        match self {
            Code::Unauthenticated => "UNAUTHENTICATED",
            Code::Forbidden => "FORBIDDEN",
            Code::NotFound => "NOT_FOUND",
            Code::Invalid => "INVALID",
            Code::Conflict => "CONFLICT",
            Code::RateLimited => "RATE_LIMITED",
            Code::TooComplex => "TOO_COMPLEX",
            Code::StorageFull => "STORAGE_FULL",
            Code::StorageUnavailable => "STORAGE_UNAVAILABLE",
            Code::Timeout => "TIMEOUT",
            Code::PersistedQueryNotSupported => "PERSISTED_QUERY_NOT_SUPPORTED",
            Code::Internal => "INTERNAL",
        }
    }
}

/// One thing wrong with an input: the field in API spelling, and what to do about it.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Fault {
    pub field: String,
    pub message: String,
}

/// The error of every action. Its message is safe to show; what caused an internal one is only logged.
#[derive(Clone, Debug)]
pub struct Error(Box<Inner>);

#[derive(Clone, Debug)]
struct Inner {
    code: Code,
    message: String,
    faults: Vec<Fault>,
    details: Option<Json>,
    cause: Option<Arc<str>>,
    retry: bool,
    unique_index: Option<String>,
}

/// The result of everything that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    fn new(code: Code, message: impl Into<String>) -> Self {
        Error(Box::new(Inner { code, message: message.into(), faults: Vec::new(), details: None, cause: None, retry: false, unique_index: None }))
    }

    pub fn unauthenticated() -> Self {
        Self::new(Code::Unauthenticated, "Sign in first.")
    }

    pub fn unauthenticated_because(message: &str) -> Self {
        Self::new(Code::Unauthenticated, message)
    }

    pub fn forbidden(what: impl fmt::Display) -> Self {
        Self::new(Code::Forbidden, format!("Your role does not let you {what}."))
    }

    /// Refused, whoever asks.
    pub fn forbidden_because(message: &str) -> Self {
        Self::new(Code::Forbidden, message)
    }

    /// The same for what is not there and for what may not be seen.
    pub fn not_found(noun: &str) -> Self {
        Self::new(Code::NotFound, format!("There is no such {noun}."))
    }

    pub fn invalid(field: &str, message: impl Into<String>) -> Self {
        Faults::default().and(field, message).into_error()
    }

    pub fn conflict(message: impl Into<String>) -> Self {
        Self::new(Code::Conflict, message)
    }

    pub fn rate_limited(message: impl Into<String>, retry_after_seconds: u64) -> Self {
        Self::new(Code::RateLimited, message).with_details(json!({ "retryAfter": retry_after_seconds }))
    }

    /// A request asks for more than one may.
    pub fn too_complex(what: &str, most: usize) -> Self {
        Self::new(Code::TooComplex, format!("This asks for too much at once: at most {most} {what}."))
    }

    /// An answer would be longer than one may be. What the request changed is changed all the same.
    pub fn too_long(most_mib: u64, mutates: bool) -> Self {
        let done = if mutates { " What it was to change was changed." } else { "" };
        Self::new(Code::TooComplex, format!("This answer would have more than {most_mib} MiB: ask for fewer rows, or fewer fields.{done}"))
    }

    /// A query that ran for as long as one may.
    pub fn query_timed_out(seconds: u64) -> Self {
        Self::new(Code::Timeout, format!("This took longer than the {seconds} seconds that a request may. Ask for less at once."))
    }

    /// A mutation that ran for as long as one may wait for it: it goes on.
    pub fn mutation_timed_out(seconds: u64) -> Self {
        let words = "It goes on, and may be done by now or not. Send it again with the same idempotency key: it is done once, and you get its answer. Without a key, look first.";
        Self::new(Code::Timeout, format!("This takes longer than the {seconds} seconds that a request may. {words}"))
    }

    /// Says so in the words that clients know: the protocol of persisted queries has no other.
    pub fn persisted_query_not_supported() -> Self {
        Self::new(Code::PersistedQueryNotSupported, "PersistedQueryNotSupported")
    }

    /// As the error of a whole request.
    pub fn into_server_error(self) -> ServerError {
        let mut error = ServerError::new(self.to_string(), None);
        error.source = Some(Arc::new(self));
        error
    }

    /// The disk is full. `outcome_unknown`: the change was begun, and may be found saved later.
    pub fn storage_full(outcome_unknown: bool) -> Self {
        Self::new(Code::StorageFull, format!("The server's disk is full. {} Tell those who run the server.", saved(outcome_unknown)))
    }

    /// The disk cannot be written to. `outcome_unknown` as for [`Error::storage_full`].
    pub fn storage_unavailable(outcome_unknown: bool) -> Self {
        Self::new(Code::StorageUnavailable, format!("The server cannot reach its data. {} Tell those who run the server.", saved(outcome_unknown)))
    }

    /// Whether the disk is the cause, and the same request may succeed later.
    pub fn is_storage(&self) -> bool {
        matches!(self.0.code, Code::StorageFull | Code::StorageUnavailable)
    }

    /// Something is wrong on our side. `cause` is logged, never sent.
    pub fn internal(cause: impl fmt::Display) -> Self {
        let mut error = Self::new(Code::Internal, "Something went wrong on the server. It has been logged.");
        error.0.cause = Some(cause.to_string().into());
        error
    }

    /// The database gave way to another writer; running the whole unit of work again is safe.
    pub fn retryable(cause: impl fmt::Display) -> Self {
        let mut error = Self::internal(cause);
        error.0.message = "Others are changing the same record. Try again.".into();
        error.0.code = Code::Conflict;
        error.0.retry = true;
        error
    }

    /// A UNIQUE index refused a value.
    pub fn unique(index: String) -> Self {
        let mut error = Self::new(Code::Conflict, "This value is already in use; ask operations.");
        error.0.unique_index = Some(index);
        error
    }

    /// A value that was free when this unit of work looked was taken since: run again, it finds who took it.
    pub fn again_if_taken(self) -> Self {
        match &self.0.unique_index {
            Some(index) => Self::retryable(format!("{index} was taken meanwhile")),
            None => self,
        }
    }

    /// Machine-readable company to the message, merged into `extensions`.
    pub fn with_details(mut self, details: Json) -> Self {
        self.0.details = Some(details);
        self
    }

    /// Names the field of the input that the message is about.
    pub fn with_field(mut self, field: &str) -> Self {
        self.0.faults.push(Fault { field: field.into(), message: self.0.message.clone() });
        self
    }

    /// Names the input field at fault when the UNIQUE index `index` refused a value.
    pub fn on_unique(self, index: &str, field: &str) -> Self {
        match &self.0.unique_index {
            Some(found) if found == index => self.with_field(field),
            _ => self,
        }
    }

    pub fn code(&self) -> Code {
        self.0.code
    }

    /// What lies behind an internal error; for the log and the command line, never for an answer.
    pub fn cause(&self) -> Option<&str> {
        self.0.cause.as_deref()
    }

    pub fn faults(&self) -> &[Fault] {
        &self.0.faults
    }

    pub fn is_retryable(&self) -> bool {
        self.0.retry
    }

    /// What the caller sees beside the message: `code`, `field`, `faults`, and details.
    pub fn extensions(&self) -> Json {
        let mut object = serde_json::Map::new();
        if let Some(Json::Object(details)) = &self.0.details {
            object.extend(details.clone());
        }
        object.insert("code".into(), self.0.code.name().into());
        if let Some(first) = self.0.faults.first() {
            object.insert("field".into(), first.field.clone().into());
            object.insert("faults".into(), json!(self.0.faults));
        }
        Json::Object(object)
    }
}

fn saved(outcome_unknown: bool) -> &'static str {
    if outcome_unknown { "Whether this change was saved is not known: look before you try again." } else { "Nothing was saved." }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl std::error::Error for Error {}

/// All faults of one input, gathered before anything is refused.
#[derive(Default, Debug)]
pub struct Faults(Vec<Fault>);

impl Faults {
    pub fn add(&mut self, field: &str, message: impl Into<String>) {
        if self.0.len() < MOST_FAULTS {
            self.0.push(Fault { field: cut(field.into(), LONGEST_FIELD), message: cut(message.into(), LONGEST_MESSAGE) });
        }
    }

    pub fn and(mut self, field: &str, message: impl Into<String>) -> Self {
        self.add(field, message);
        self
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `Ok` when nothing was wrong, else one error that names every fault.
    pub fn check(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(self.into_error()) }
    }

    fn into_error(self) -> Error {
        let message = match self.0.as_slice() {
            [one] => one.message.clone(),
            many => format!("{} fields need attention: {}.", many.len(), many.iter().map(|f| f.field.as_str()).collect::<Vec<_>>().join(", ")),
        };
        let mut error = Error::new(Code::Invalid, message);
        error.0.faults = self.0;
        error
    }
}

/// Errors of one answer, faults of one error, and characters of a message and of a field: who sends much that is wrong does not
/// get it all back.
const MOST_ERRORS: usize = 20;
const MOST_FAULTS: usize = 20;
const LONGEST_MESSAGE: usize = 400;
const LONGEST_FIELD: usize = 100;

fn cut(mut text: String, most: usize) -> String {
    if let Some((end, _)) = text.char_indices().nth(most) {
        text.truncate(end);
        text.push('…');
    }
    text
}

/// Gives every error of an answer its code and its field, masks internals, and logs those once.
pub fn present(response: &mut Response, request_id: &str) {
    response.errors.truncate(MOST_ERRORS);
    for error in &mut response.errors {
        present_one(error, request_id);
    }
}

fn present_one(error: &mut ServerError, request_id: &str) {
    let ours = error.source::<Error>().cloned();
    let extensions = match &ours {
        Some(ours) => {
            if let Some(cause) = &ours.0.cause
                && ours.0.code == Code::Internal
            {
                tracing::error!(request.id = request_id, error.cause = %cause, error.path = ?error.path, "a request failed on our side");
            }
            ours.extensions()
        }
        None if error.extensions.is_some() => json!({}),
        None => json!({ "code": unsourced_code(&error.message) }),
    };
    let values = error.extensions.get_or_insert_with(ErrorExtensionValues::default);
    if let Json::Object(extensions) = extensions {
        for (key, value) in extensions {
            values.set(key, GraphValue::from_json(value).unwrap_or_default());
        }
    }
    values.set("requestId", request_id);
    error.source = None;
    error.locations.truncate(2);
    error.message = cut(std::mem::take(&mut error.message), LONGEST_MESSAGE);
}

/// The code of an answer's first error; `OK` when there is none.
pub fn code_of(response: &Response) -> String {
    let code = |error: &ServerError| match error.extensions.as_ref().and_then(|extensions| extensions.get("code")) {
        Some(GraphValue::String(code)) => code.clone(),
        _ => Code::Invalid.name().to_owned(),
    };
    response.errors.first().map_or_else(|| "OK".to_owned(), code)
}

/// Errors that async-graphql makes itself come from parsing, validation and its limits.
fn unsourced_code(message: &str) -> &'static str {
    if message.contains("too complex") || message.contains("too deep") || message.contains("recursion depth") { Code::TooComplex.name() } else { Code::Invalid.name() }
}
