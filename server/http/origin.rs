//! Where a request of a browser comes from: our own page, a page that may use tokens, or any other.

use std::str::FromStr;

use axum::http::{HeaderMap, HeaderValue, Method, header};
use tower_http::cors::{AllowOrigin, CorsLayer};
use url::Url;

use crate::platform::config::Config;

/// Sent by the web client alone. A page of another site cannot add it without asking first, and is told no.
const CLIENT: &str = "x-baton-client";
const SEC_FETCH_SITE: &str = "sec-fetch-site";

/// A page's origin, as browsers send it: `https://app.example.com`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

impl FromStr for Origin {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("“{text}” is no origin such as https://app.example.com");
        let url = Url::parse(text.trim()).map_err(|_| wrong())?;
        let bare = matches!(url.scheme(), "http" | "https") && url.path() == "/" && url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
        if bare { Ok(Origin(url.origin().ascii_serialization())) } else { Err(wrong()) }
    }
}

/// Whether a request that carries a session comes from our own page: it says so, and no browser says otherwise.
pub fn is_client(config: &Config, headers: &HeaderMap) -> bool {
    text(headers, CLIENT) == Some("web") && is_own(config, headers)
}

/// Whether a browser sent this from our own page, or no browser did.
pub fn is_own(config: &Config, headers: &HeaderMap) -> bool {
    if text(headers, SEC_FETCH_SITE).is_some_and(|site| !matches!(site, "same-origin" | "none")) {
        return false;
    }
    let Some(origin) = headers.get(header::ORIGIN) else { return true };
    // Pages without an origin of their own send “null”, which is no URL.
    let Some(origin) = origin.to_str().ok().and_then(|origin| Url::parse(origin).ok()) else { return false };
    let public = Url::parse(&config.public_url()).ok();
    if public.as_ref().is_some_and(|public| public.origin() == origin.origin()) {
        return true;
    }
    // Also by another of our names; but what is served over TLS has no page without it.
    let same_host = text(headers, "host") == Some(&origin[url::Position::BeforeHost..url::Position::AfterPort]);
    same_host && (origin.scheme() == "https" || !config.is_secure())
}

/// Pages of these origins may ask with a token. Never with a session: no credentials are allowed, nor is the client's header.
pub fn cors(config: &Config) -> CorsLayer {
    let origins = config.cors_origins.iter().filter_map(|origin| HeaderValue::from_str(&origin.0).ok());
    CorsLayer::new()
        .allow_origin(AllowOrigin::list(origins))
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([header::AUTHORIZATION, header::CONTENT_TYPE])
        .expose_headers([header::RETRY_AFTER])
        .max_age(std::time::Duration::from_secs(600))
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderName;

    use super::*;

    fn own(public: Option<&str>, sent: &[(&'static str, &str)]) -> bool {
        let config = Config { public_url: public.map(str::to_owned), ..Config::in_memory() };
        let headers: HeaderMap = sent.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse::<HeaderValue>().unwrap())).collect();
        is_own(&config, &headers)
    }

    #[test]
    fn a_request_is_our_pages_when_no_header_says_otherwise() {
        let public = Some("https://crm.example.com/");
        for (public, sent, is) in [
            (None, vec![], true),
            (None, vec![("host", "localhost:8080"), ("origin", "http://localhost:8080")], true),
            (None, vec![("host", "localhost:8080"), ("origin", "http://localhost:8081")], false),
            (None, vec![("host", "localhost:8080"), ("origin", "null")], false),
            (None, vec![("host", "localhost"), ("origin", "http://localhost")], true),
            (None, vec![("host", "[::1]:80"), ("origin", "http://[::1]:8080")], false),
            // Behind a proxy the host is whatever the proxy asks for.
            (public, vec![("host", "10.0.0.3:8080"), ("origin", "https://crm.example.com")], true),
            (public, vec![("host", "10.0.0.3:8080"), ("origin", "https://evil.example.com")], false),
            (public, vec![("host", "crm.example.com"), ("origin", "http://crm.example.com")], false),
            (public, vec![("host", "crm.example.com"), ("origin", "https://crm.example.com:444")], false),
            (public, vec![("host", "other.example.com"), ("origin", "https://other.example.com")], true),
            (public, vec![("host", "crm.example.com"), ("sec-fetch-site", "cross-site")], false),
            (public, vec![("host", "crm.example.com"), ("sec-fetch-site", "same-site")], false),
            (public, vec![("host", "crm.example.com"), ("sec-fetch-site", "same-origin")], true),
        ] {
            assert_eq!(own(public, &sent), is, "{public:?} {sent:?}");
        }
    }

    #[test]
    fn an_origin_has_no_path() {
        assert_eq!("https://App.example.com/".parse(), Ok(Origin("https://app.example.com".into())));
        assert_eq!("http://localhost:5173".parse(), Ok(Origin("http://localhost:5173".into())));
        for wrong in ["", "*", "null", "app.example.com", "https://app.example.com/x", "ftp://app.example.com", "https://a@b.example"] {
            assert!(wrong.parse::<Origin>().is_err(), "{wrong}");
        }
    }
}
