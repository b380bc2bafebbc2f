//! Sign-in at a provider, as the browser walks it: away from here, and back.

use std::collections::BTreeMap;

use axum::{
    Extension,
    extract::{Path, RawQuery, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
};
use ulid::Ulid;

use super::{
    cookie,
    graphql::{Endpoint, client},
    peer::Peer,
};
use crate::{
    identity::sessions,
    provider::sign_in::{self, LONGEST, Refusal, Returned},
};

/// `GET /auth/{key}/start?next=/path`: to the provider.
pub async fn start(State(endpoint): State<Endpoint>, Extension(peer): Extension<Peer>, Path(key): Path<String>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    let mut query = parameters(query);
    match sign_in::start(&endpoint.app, &key, query.remove("next").as_deref()).await {
        Ok(start) => {
            let client = client(&endpoint.app, &headers, &peer, Ulid::new().to_string());
            let kept = client.attempt_cookie(&start.cookie, &key, &start.sealed, LONGEST.num_seconds());
            answer(Redirect::to(start.url.as_str()), [kept])
        }
        Err(refusal) => {
            tracing::warn!(
                client.address = peer.0,
                provider.key = key,
                refusal.code = refusal.reason.code(),
                refusal.detail = refusal.detail,
                "a sign-in at a provider could not begin"
            );
            refused(&refusal)
        }
    }
}

/// `GET /auth/{key}/callback`: back, signed in or told why not.
pub async fn callback(State(endpoint): State<Endpoint>, Extension(peer): Extension<Peer>, Path(key): Path<String>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    let mut query = parameters(query);
    let client = client(&endpoint.app, &headers, &peer, Ulid::new().to_string());
    let state = query.remove("state");
    let name = state.as_deref().map(sign_in::cookie);
    let returned = Returned {
        sealed: name.as_deref().and_then(|name| cookie::value(&headers, name)),
        state,
        code: query.remove("code"),
        issuer: query.remove("iss"),
        error: query.remove("error"),
        client: client.clone(),
    };
    // Whatever comes of it, the attempt is over.
    let cleared = name.filter(|_| returned.sealed.is_some()).map(|name| client.attempt_cookie(&name, &key, "", 0));
    match sign_in::finish(&endpoint.app, &key, returned).await {
        Ok(done) => answer(Redirect::to(&done.next), cleared.into_iter().chain([client.cookie(&done.secret, sessions::LONGEST.num_seconds())])),
        Err(refusal) => with_cookies(refused(&refusal), cleared),
    }
}

fn parameters(query: Option<String>) -> BTreeMap<String, String> {
    url::form_urlencoded::parse(query.unwrap_or_default().as_bytes()).into_owned().collect()
}

fn refused(refusal: &Refusal) -> Response {
    answer(Redirect::to(&format!("/sign-in?error={}", refusal.reason.code())), [])
}

fn answer(redirect: Redirect, cookies: impl IntoIterator<Item = String>) -> Response {
    with_cookies(redirect.into_response(), cookies)
}

fn with_cookies(mut response: Response, cookies: impl IntoIterator<Item = String>) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // The address holds a code; it is nobody else's business.
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.extend(cookies.into_iter().filter_map(|cookie| HeaderValue::try_from(cookie).ok()).map(|cookie| (header::SET_COOKIE, cookie)));
    response
}
