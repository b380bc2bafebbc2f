//! GraphQL over HTTP, as the specification of that name has it: JSON POST, or GET for queries, answered as
//! `application/graphql-response+json` where the client asks for it, else as `application/json`.

use std::{sync::Arc, time::Duration};

use async_graphql::{
    Request, Response as GraphResponse, ServerError,
    parser::{parse_query, types::OperationType},
};
use axum::{
    Extension,
    body::Bytes,
    extract::{RawQuery, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use ulid::Ulid;

use super::{
    context::{Asking, Client},
    cookie,
    peer::Peer,
};
use crate::{
    identity::{device::device, sessions},
    masking::Api,
    platform::{app::App, error::present},
    schema,
};

const NEW: &str = "application/graphql-response+json; charset=utf-8";
const OLD: &str = "application/json; charset=utf-8";
/// A query may run for this long.
const LONGEST: Duration = Duration::from_secs(20);

/// What the endpoint needs: the app and its API.
#[derive(Clone)]
pub struct Endpoint {
    pub app: App,
    pub api: Arc<Api>,
}

/// Why a request is not run: the status, and what is wrong with it.
type Refusal = (StatusCode, String);

/// `POST /graphql`.
pub async fn post(State(endpoint): State<Endpoint>, Extension(peer): Extension<Peer>, headers: HeaderMap, body: Bytes) -> Response {
    let asked = if is_json(&headers) { parse(&body) } else { Err((StatusCode::UNSUPPORTED_MEDIA_TYPE, "Send the request as application/json.".into())) };
    respond(&endpoint, &peer, &headers, asked).await
}

/// `GET /graphql?query=…`: queries alone, since a link must change nothing.
pub async fn get(State(endpoint): State<Endpoint>, Extension(peer): Extension<Peer>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    respond(&endpoint, &peer, &headers, parse_url(&query.unwrap_or_default())).await
}

async fn respond(endpoint: &Endpoint, peer: &Peer, headers: &HeaderMap, asked: Result<Request, Refusal>) -> Response {
    let Some(kind) = negotiate(headers) else {
        return (StatusCode::NOT_ACCEPTABLE, "Answers are application/graphql-response+json or application/json.").into_response();
    };
    let request_id = Ulid::new().to_string();
    let client = client(&endpoint.app, headers, peer, request_id.clone());
    // A form on another site can send a cookie, but neither JSON nor this page's origin.
    if client.credential.as_ref().is_some_and(|credential| matches!(credential, sessions::Credential::Cookie(_))) && !same_origin(headers) {
        return refuse(kind, StatusCode::FORBIDDEN, "This origin may not use the session.", &request_id);
    }
    let request = match asked {
        Ok(request) => request,
        Err((status, message)) => return refuse(kind, status, &message, &request_id),
    };
    let asking = match &client.credential {
        Some(credential) => match sessions::actor(&endpoint.app, credential).await {
            Ok(actor) => Asking(actor),
            Err(error) => {
                tracing::error!(request.id = request_id, error.message = %error, "a credential could not be checked");
                return refuse(kind, StatusCode::INTERNAL_SERVER_ERROR, &error.to_string(), &request_id);
            }
        },
        None => Asking(None),
    };
    let mut response = match tokio::time::timeout(LONGEST, schema::execute(&endpoint.api, request, &endpoint.app, client, asking)).await {
        Ok(response) => response,
        Err(_) => GraphResponse::from_errors(vec![ServerError::new("This took longer than a request may.", None)]),
    };
    present(&mut response, &request_id);
    answer(kind, response)
}

/// Who is at the other end.
pub fn client(app: &App, headers: &HeaderMap, peer: &Peer, request_id: String) -> Client {
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    Client { address: peer.0.clone(), device: device(agent), credential: cookie::credential(headers), request_id, secure: app.config.public_url().starts_with("https://") }
}

/// Whether a browser sent this from our own page, or no browser did.
pub fn same_origin(headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    match text(header::ORIGIN) {
        None => true,
        Some(origin) => {
            let host = origin.split_once("://").map_or(origin, |(_, host)| host);
            text(header::HOST) == Some(host)
        }
    }
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
            "variables" | "extensions" => serde_json::from_str(&value).map_err(|_| bad(&format!("“{name}” is not JSON.")))?,
            _ => continue,
        };
        object.insert(name.into_owned(), value);
    }
    let request = request(&object)?;
    if reads_only(&request) { Ok(request) } else { Err((StatusCode::METHOD_NOT_ALLOWED, "Send mutations and subscriptions as POST.".into())) }
}

/// What does not parse changes nothing: the execution says why.
fn reads_only(request: &Request) -> bool {
    parse_query(&request.query).map_or(true, |document| document.operations.iter().all(|(_, operation)| operation.node.ty == OperationType::Query))
}

/// A request that is well-formed by the specification, or what is wrong with it.
fn request(object: &serde_json::Map<String, serde_json::Value>) -> Result<Request, Refusal> {
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
    (StatusCode::BAD_REQUEST, message.to_owned())
}

fn answer(kind: &'static str, response: GraphResponse) -> Response {
    // A request that could not be executed at all has no data entry: 400 in the new media type.
    let unexecuted = response.is_err() && response.data == async_graphql::Value::Null && response.errors.iter().all(|error| error.path.is_empty());
    let status = if unexecuted && kind == NEW { StatusCode::BAD_REQUEST } else { StatusCode::OK };
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

fn refuse(kind: &'static str, status: StatusCode, message: &str, request_id: &str) -> Response {
    let code = match status {
        StatusCode::FORBIDDEN => "FORBIDDEN",
        StatusCode::INTERNAL_SERVER_ERROR => "INTERNAL",
        _ => "INVALID",
    };
    let body = serde_json::json!({ "errors": [{ "message": message, "extensions": { "code": code, "requestId": request_id } }] });
    let mut response = (status, [(header::CONTENT_TYPE, kind)], body.to_string()).into_response();
    if status == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("POST"));
    }
    response
}
