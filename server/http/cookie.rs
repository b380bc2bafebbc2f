//! The session cookie.

use axum::http::{HeaderMap, header};

use super::context::Client;
use crate::identity::sessions::Credential;

const NAME: &str = "baton_session";
/// Over TLS no other site of the same domain can set it.
const SECURE_NAME: &str = "__Host-baton_session";

fn name(secure: bool) -> &'static str {
    if secure { SECURE_NAME } else { NAME }
}

/// What a request shows to say who it is: a bearer token, else the session cookie.
pub fn credential(headers: &HeaderMap, secure: bool) -> Option<Credential> {
    if let Some(value) = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()) {
        let (scheme, token) = value.split_once(' ')?;
        return scheme.eq_ignore_ascii_case("bearer").then(|| Credential::Token(token.trim().to_owned()));
    }
    value(headers, name(secure)).map(Credential::Cookie)
}

/// What a cookie holds; `None` when it is empty.
pub fn value(headers: &HeaderMap, name: &str) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(';'));
    cookies.filter_map(|cookie| cookie.trim().split_once('=')).find(|(named, value)| *named == name && !value.is_empty()).map(|(_, value)| value.to_owned())
}

impl Client {
    /// A `Set-Cookie` value; no seconds clears the cookie.
    pub fn cookie(&self, secret: &str, seconds: i64) -> String {
        let secure = if self.secure { "; Secure" } else { "" };
        format!("{}={secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}", name(self.secure))
    }

    /// The same for what a browser keeps while its person is at a provider; it is sent to that provider's addresses alone. Lax:
    /// the way back begins on the provider's site.
    pub fn attempt_cookie(&self, name: &str, provider: &str, sealed: &str, seconds: i64) -> String {
        let secure = if self.secure { "; Secure" } else { "" };
        format!("{name}={sealed}; Path=/auth/{provider}/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}")
    }
}
