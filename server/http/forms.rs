//! Public forms: a hosted page that works without JavaScript, and its address for other pages' scripts.

use std::collections::BTreeMap;

use axum::{
    Extension,
    body::Body,
    extract::{Path, RawQuery, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use serde_json::{Value as Json, json};

use super::{admission, body, graphql::Endpoint, headers::POLICY_OF_FORMS, page, peer::Peer};
use crate::{
    capture::actions,
    platform::error::{Code, Error},
};

/// What submissions are counted as.
const OPERATION: &str = "form";
/// A submission may have this many bytes, and this many fields.
const LARGEST: usize = 64 * 1024;
const MOST_FIELDS: usize = 60;

/// `GET /f/{slug}`: the hosted page.
pub async fn page(State(endpoint): State<Endpoint>, Path(slug): Path<String>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    let workspace = endpoint.app.directory().workspace.name.clone();
    match actions::form(&endpoint.app, &slug) {
        Ok(form) => {
            // UTM parameters and referrer of this visit travel with the form, since no script remembers them.
            let url = format!("{}/f/{slug}{}", endpoint.app.config.public_url(), query.map(|query| format!("?{query}")).unwrap_or_default());
            let mut values = BTreeMap::new();
            values.insert("landingPage".to_owned(), url);
            if let Some(referrer) = text(&headers, header::REFERER) {
                values.insert("referrer".to_owned(), referrer);
            }
            values.insert("submission".to_owned(), ulid::Ulid::new().to_string());
            html(page::form(&workspace, &form, &values, &[])).into_response()
        }
        Err(_) => (StatusCode::NOT_FOUND, html(page::message(&workspace, "This form is not here", "It may have been taken down. Ask who sent you the link."))).into_response(),
    }
}

/// `OPTIONS /f/{slug}`: any site may send to a public form.
pub async fn preflight() -> impl IntoResponse {
    (StatusCode::NO_CONTENT, cors())
}

/// `POST /f/{slug}`, form-encoded or JSON.
pub async fn submit(State(endpoint): State<Endpoint>, Extension(peer): Extension<Peer>, Path(slug): Path<String>, headers: HeaderMap, body: Body) -> Response {
    let wants_page = text(&headers, header::ACCEPT).is_some_and(|accept| accept.contains("text/html"));
    let underway = endpoint.app.metrics.begin(OPERATION);
    let outcome = take(&endpoint, &peer, &slug, &headers, body).await;
    underway.end(outcome.as_ref().err().map_or("OK", |(_, error, _)| error.code().name()));
    let mut response = if wants_page { as_page(&endpoint, &slug, outcome) } else { as_json(outcome) };
    response.headers_mut().extend(cors());
    response
}

type Sent = BTreeMap<String, String>;

async fn take(endpoint: &Endpoint, peer: &Peer, slug: &str, headers: &HeaderMap, body: Body) -> Result<(), (StatusCode, Error, Sent)> {
    let form = actions::form(&endpoint.app, slug).map_err(|error| (StatusCode::NOT_FOUND, error, Sent::new()))?;
    let body = body::read(&endpoint.app, headers, body).await.map_err(|(status, error)| (status, error, Sent::new()))?;
    let sent = read(headers, &body).map_err(|(status, error)| (status, error, Sent::new()))?;
    let referrer = text(headers, header::REFERER);
    // From another site's page the Referer is the page that holds the form; on our own it is this page itself.
    let holding_page = if sent.contains_key("landingPage") { None } else { referrer.clone() };
    let outcome = actions::submit(&endpoint.app, &form, sent.clone(), holding_page.as_deref(), None, &peer.0).await;
    match outcome {
        Ok(_) => Ok(()),
        Err(error) => {
            let status = match error.code() {
                Code::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
                Code::RateLimited => StatusCode::TOO_MANY_REQUESTS,
                Code::Conflict => StatusCode::CONFLICT,
                Code::StorageFull | Code::StorageUnavailable => StatusCode::SERVICE_UNAVAILABLE,
                _ => {
                    tracing::error!(form.slug = slug, error.message = %error, error.cause = ?error, "a form submission failed on our side");
                    StatusCode::INTERNAL_SERVER_ERROR
                }
            };
            Err((status, error, sent))
        }
    }
}

/// The fields that were sent, whichever way.
fn read(headers: &HeaderMap, body: &[u8]) -> Result<Sent, (StatusCode, Error)> {
    if body.len() > LARGEST {
        return Err((StatusCode::PAYLOAD_TOO_LARGE, Error::invalid("form", "This is too long: a submission has at most 64 KiB.")));
    }
    let bad = |message: &str| (StatusCode::BAD_REQUEST, Error::invalid("form", message));
    let kind = text(headers, header::CONTENT_TYPE).unwrap_or_default();
    let sent: Sent = match kind.split(';').next().unwrap_or_default().trim() {
        "application/x-www-form-urlencoded" => url::form_urlencoded::parse(body).into_owned().collect(),
        "application/json" => {
            admission::check_json(body).map_err(|error| (StatusCode::BAD_REQUEST, error))?;
            let json: Json = serde_json::from_slice(body).map_err(|_| bad("The body is not JSON."))?;
            let object = json.as_object().ok_or_else(|| bad("The body is a JSON object of field and value."))?;
            let mut sent = Sent::new();
            for (name, value) in object {
                match value {
                    Json::Null => {}
                    Json::String(text) => drop(sent.insert(name.clone(), text.clone())),
                    Json::Bool(yes) => drop(sent.insert(name.clone(), if *yes { "yes" } else { "" }.to_owned())),
                    Json::Number(number) => drop(sent.insert(name.clone(), number.to_string())),
                    _ => return Err((StatusCode::UNPROCESSABLE_ENTITY, Error::invalid(name, "A value is a text, a number or a yes or no."))),
                }
            }
            sent
        }
        _ => return Err((StatusCode::UNSUPPORTED_MEDIA_TYPE, Error::invalid("form", "Send application/x-www-form-urlencoded or application/json."))),
    };
    if sent.len() > MOST_FIELDS { Err(bad("This has more fields than a form may have.")) } else { Ok(sent) }
}

fn as_json(outcome: Result<(), (StatusCode, Error, Sent)>) -> Response {
    match outcome {
        Ok(()) => (StatusCode::OK, axum::Json(json!({ "ok": true }))).into_response(),
        Err((status, error, _)) => {
            let mut body = error.extensions();
            body["message"] = error.to_string().into();
            let retry = body.get("retryAfter").and_then(Json::as_u64);
            let mut response = (status, axum::Json(json!({ "ok": false, "error": body }))).into_response();
            if let Some(seconds) = retry {
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            }
            response
        }
    }
}

fn as_page(endpoint: &Endpoint, slug: &str, outcome: Result<(), (StatusCode, Error, Sent)>) -> Response {
    let workspace = endpoint.app.directory().workspace.name.clone();
    let form = actions::form(&endpoint.app, slug);
    match (outcome, form) {
        (Ok(()), Ok(form)) => html(page::message(&workspace, "We have your message", &form.thanks)).into_response(),
        // What was typed stands in the page again, beside what is wrong with it.
        (Err((status, error, sent)), Ok(form)) if error.code() == Code::Invalid && !sent.is_empty() => {
            (status, html(page::form(&workspace, &form, &sent, error.faults()))).into_response()
        }
        (Err((status, error, _)), _) => (status, html(page::message(&workspace, "This did not arrive", &error.to_string()))).into_response(),
        (_, Err(error)) => (StatusCode::NOT_FOUND, html(page::message(&workspace, "This form is not here", &error.to_string()))).into_response(),
    }
}

/// A page without any script.
fn html(page: String) -> impl IntoResponse {
    ([(header::CONTENT_SECURITY_POLICY, POLICY_OF_FORMS)], Html(page))
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<String> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}

fn cors() -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("POST"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("content-type"));
    headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("86400"));
    headers
}
