//! GraphQL over HTTP, as the specification of that name has it: JSON POST, or GET with a token for queries, answered as
//! `application/graphql-response+json` where the client asks for it, else as `application/json`.

use std::{sync::Arc, time::Duration};

use async_graphql::{Request, Response as GraphResponse, parser::types::OperationType};
use axum::{
    Extension,
    body::Body,
    extract::{RawQuery, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use ulid::Ulid;

use super::{
    admission, body,
    context::{Asking, Client},
    cookie,
    document::Document,
    operations::{OTHER, Operations},
    origin,
    peer::Peer,
    weight::Weight,
};
use crate::{
    identity::{device::device, sessions::Credential},
    masking::Api,
    platform::{
        app::App,
        error::{Code, Error, code_of, present},
    },
    schema,
};

const NEW: &str = "application/graphql-response+json; charset=utf-8";
const OLD: &str = "application/json; charset=utf-8";

/// What the endpoint needs: the app, its API, and what may be asked with a session.
#[derive(Clone)]
pub struct Endpoint {
    pub app: App,
    pub api: Arc<Api>,
    pub operations: Operations,
}

/// Why a request is not run: the status, and what is wrong with it.
type Refusal = (StatusCode, Error);

/// `POST /graphql`.
pub async fn post(State(endpoint): State<Endpoint>, Extension(peer): Extension<Peer>, headers: HeaderMap, body: Body) -> Response {
    respond(&endpoint, &peer, &headers, Sent::Body(body)).await
}

/// `GET /graphql?query=…`: queries alone, since a link must change nothing, and with a token, since a link must tell nothing.
pub async fn get(State(endpoint): State<Endpoint>, Extension(peer): Extension<Peer>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    respond(&endpoint, &peer, &headers, Sent::Link(query.unwrap_or_default())).await
}

/// How a request is written.
enum Sent {
    Body(Body),
    Link(String),
}

async fn respond(endpoint: &Endpoint, peer: &Peer, headers: &HeaderMap, sent: Sent) -> Response {
    let Some(kind) = negotiate(headers) else {
        return (StatusCode::NOT_ACCEPTABLE, "Answers are application/graphql-response+json or application/json.").into_response();
    };
    let request_id = Ulid::new().to_string();
    let client = client(&endpoint.app, headers, peer, request_id.clone());
    match asked(endpoint, headers, &client, sent).await {
        Ok((request, asking)) => answer(kind, run(endpoint, request, client, asking).await),
        Err((status, error)) => {
            endpoint.app.metrics.count(OTHER, error.code().name());
            refuse(kind, status, error, &request_id)
        }
    }
}

/// The request and who asks, or why it is not even looked at: what costs least to find out comes first.
async fn asked(endpoint: &Endpoint, headers: &HeaderMap, client: &Client, sent: Sent) -> Result<(Request, Asking), Refusal> {
    let app = &endpoint.app;
    if matches!(client.credential, Some(Credential::Cookie(_))) && !origin::is_client(&app.config, headers) {
        return Err((StatusCode::FORBIDDEN, Error::forbidden_because("A session is for the web client's own pages.")));
    }
    let asking = admission::identify(app, client).await.map_err(|error| (status_of(&error), error))?;
    let request = match sent {
        Sent::Body(_) if !is_json(headers) => return Err((StatusCode::UNSUPPORTED_MEDIA_TYPE, Error::invalid("body", "Send the request as application/json."))),
        Sent::Body(body) => parse(&body::read(app, headers, body).await?)?,
        Sent::Link(_) if !matches!(client.credential, Some(Credential::Token(_))) => return Err(only_post("Send requests without a token as POST.")),
        Sent::Link(query) => parse_url(&query)?,
    };
    Ok((request, asking))
}

/// Admits and runs a query or a mutation. The answer is as it may be sent.
pub async fn run(endpoint: &Endpoint, mut request: Request, client: Client, asking: Asking) -> GraphResponse {
    match admission::admit(endpoint, &mut request, &client, &asking) {
        Ok(document) => execute(endpoint, request, document, client, asking).await,
        Err(error) => {
            let mut response = GraphResponse::from_errors(vec![error]);
            present(&mut response, &client.request_id);
            endpoint.app.metrics.count(OTHER, &code_of(&response));
            response
        }
    }
}

/// Runs what was admitted, for as long as it may. The answer is as it may be sent.
pub async fn execute(endpoint: &Endpoint, mut request: Request, document: Document, client: Client, asking: Asking) -> GraphResponse {
    let name = document.name(request.operation_name.as_deref()).map(str::to_owned);
    let mutates = document.operation(name.as_deref()).is_some_and(|operation| operation.ty == OperationType::Mutation);
    let underway = endpoint.app.metrics.begin(endpoint.operations.label(name.as_deref()));
    let (seconds, request_id) = (endpoint.app.config.time_limit, client.request_id.clone());
    let (limit, weighed) = (Duration::from_secs(seconds), document.pages);
    request.set_parsed_query(document.parsed);
    let running = to_its_end(endpoint.clone(), request, Bounds { mutates, weighed }, client, asking);
    let outcome = if mutates {
        // A task of its own: who hangs up, or waits no longer, leaves nothing half done.
        match tokio::time::timeout(limit, tokio::spawn(running)).await {
            Ok(ended) => ended.map_err(Error::internal),
            Err(_) => Err(Error::mutation_timed_out(seconds)),
        }
    } else {
        tokio::time::timeout(limit, running).await.map_err(|_| Error::query_timed_out(seconds))
    };
    let response = outcome.unwrap_or_else(|error| {
        if error.code() == Code::Timeout {
            let name: String = name.as_deref().unwrap_or("without a name").chars().take(100).collect();
            tracing::warn!(operation.name = name, operation.mutates = mutates, request.id = request_id, limit.seconds = seconds, "an operation took longer than it may");
        }
        let mut response = GraphResponse::from_errors(vec![error.into_server_error()]);
        present(&mut response, &request_id);
        response
    });
    underway.end(&code_of(&response));
    response
}

/// What an operation is, for its limits.
struct Bounds {
    mutates: bool,
    /// Its answer may become long.
    weighed: bool,
}

async fn to_its_end(endpoint: Endpoint, request: Request, bounds: Bounds, client: Client, asking: Asking) -> GraphResponse {
    let most = endpoint.app.config.answer_mib;
    let (request_id, weight) = (client.request_id.clone(), Arc::new(Weight::of(most)));
    let mut response = schema::execute(&endpoint.api, request.data(weight.clone()), &endpoint.app, client, asking, bounds.weighed).await;
    if weight.is_over() {
        response = GraphResponse::from_errors(vec![Error::too_long(most, bounds.mutates).into_server_error()]);
    }
    present(&mut response, &request_id);
    response
}

/// Who is at the other end.
pub fn client(app: &App, headers: &HeaderMap, peer: &Peer, request_id: String) -> Client {
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let secure = app.config.is_secure();
    Client { address: peer.0.clone(), device: device(agent), credential: cookie::credential(headers, secure), request_id, secure }
}

/// Which of the two media types the client takes; `None` when neither.
fn negotiate(headers: &HeaderMap) -> Option<&'static str> {
    let accept: Vec<&str> = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok()).collect();
    if accept.is_empty() {
        return Some(OLD);
    }
    for range in accept.iter().flat_map(|value| value.split(',')) {
        match range.split(';').next().unwrap_or_default().trim() {
            "application/graphql-response+json" => return Some(NEW),
            "application/json" | "application/*" | "*/*" => return Some(OLD),
            _ => {}
        }
    }
    None
}

fn is_json(headers: &HeaderMap) -> bool {
    let Some(kind) = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()) else { return false };
    let mut parts = kind.split(';').map(str::trim);
    let json = parts.next().is_some_and(|kind| kind.eq_ignore_ascii_case("application/json"));
    let utf8 = parts
        .filter_map(|part| part.split_once('='))
        .filter(|(name, _)| name.eq_ignore_ascii_case("charset"))
        .all(|(_, value)| value.trim_matches('"').eq_ignore_ascii_case("utf-8"));
    json && utf8
}

/// The request in a body.
fn parse(body: &[u8]) -> Result<Request, Refusal> {
    admission::check_json(body).map_err(|error| (StatusCode::BAD_REQUEST, error))?;
    let json: serde_json::Value = serde_json::from_slice(body).map_err(|_| bad("The body is not JSON."))?;
    let object = json.as_object().ok_or_else(|| bad("The body is one JSON object with a query; batches are not taken."))?;
    request(object)
}

/// The request in an address's query string, if it only reads.
fn parse_url(query: &str) -> Result<Request, Refusal> {
    let mut object = serde_json::Map::new();
    for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
        let value = match &*name {
            "query" | "operationName" => serde_json::Value::from(value.into_owned()),
            "variables" | "extensions" => {
                admission::check_json(value.as_bytes()).map_err(|error| (StatusCode::BAD_REQUEST, error))?;
                serde_json::from_str(&value).map_err(|_| bad(&format!("“{name}” is not JSON.")))?
            }
            _ => continue,
        };
        object.insert(name.into_owned(), value);
    }
    let mut request = request(&object)?;
    match Document::read(&mut request) {
        Ok(document) if !document.reads_only() => Err(only_post("Send mutations and subscriptions as POST.")),
        // What does not parse changes nothing: running it says why.
        _ => Ok(request),
    }
}

/// A request that is well-formed by the specification, or what is wrong with it.
fn request(object: &serde_json::Map<String, serde_json::Value>) -> Result<Request, Refusal> {
    let by_hash = object.get("extensions").and_then(|extensions| extensions.get("persistedQuery")).is_some();
    if by_hash && object.get("query").is_none_or(serde_json::Value::is_null) {
        return Err((StatusCode::OK, Error::persisted_query_not_supported()));
    }
    if !object.get("query").is_some_and(serde_json::Value::is_string) {
        return Err(bad("There is no “query” that is a string."));
    }
    let fits = |name: &str, fine: fn(&serde_json::Value) -> bool| object.get(name).is_none_or(|value| value.is_null() || fine(value));
    if !fits("operationName", serde_json::Value::is_string) {
        return Err(bad("“operationName” is not a string."));
    }
    if !fits("variables", serde_json::Value::is_object) {
        return Err(bad("“variables” is not an object."));
    }
    if !fits("extensions", serde_json::Value::is_object) {
        return Err(bad("“extensions” is not an object."));
    }
    let mut tidy = object.clone();
    tidy.retain(|_, value| !value.is_null());
    serde_json::from_value(serde_json::Value::Object(tidy)).map_err(|error| bad(&error.to_string()))
}

fn bad(message: &str) -> Refusal {
    (StatusCode::BAD_REQUEST, Error::invalid("body", message))
}

fn only_post(message: &str) -> Refusal {
    (StatusCode::METHOD_NOT_ALLOWED, Error::invalid("method", message))
}

fn status_of(error: &Error) -> StatusCode {
    match error.code() {
        Code::RateLimited => StatusCode::TOO_MANY_REQUESTS,
        Code::StorageFull | Code::StorageUnavailable => StatusCode::SERVICE_UNAVAILABLE,
        Code::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::BAD_REQUEST,
    }
}

fn answer(kind: &'static str, response: GraphResponse) -> Response {
    // A request that could not be executed at all has no data entry: 400 in the new media type.
    let unexecuted = response.is_err() && response.data == async_graphql::Value::Null && response.errors.iter().all(|error| error.path.is_empty());
    let status = match kind {
        NEW if unexecuted && code_of(&response) == Code::Timeout.name() => StatusCode::SERVICE_UNAVAILABLE,
        NEW if unexecuted => StatusCode::BAD_REQUEST,
        _ => StatusCode::OK,
    };
    let mut headers = response.http_headers.clone();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(seconds) = retry_after(&response) {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    let body = if unexecuted { serde_json::to_vec(&serde_json::json!({ "errors": response.errors })) } else { serde_json::to_vec(&response) };
    match body {
        Ok(body) => (status, headers, body).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn retry_after(response: &GraphResponse) -> Option<u64> {
    response.errors.iter().find_map(|error| match error.extensions.as_ref()?.get("retryAfter")? {
        async_graphql::Value::Number(seconds) => seconds.as_u64(),
        _ => None,
    })
}

fn refuse(kind: &'static str, status: StatusCode, error: Error, request_id: &str) -> Response {
    let mut response = GraphResponse::from_errors(vec![error.into_server_error()]);
    present(&mut response, request_id);
    let mut response = answer(kind, response);
    *response.status_mut() = status;
    if status == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("POST"));
    }
    response
}
