//! What providers publish of themselves: their addresses and their keys, remembered for an hour.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use chrono::TimeDelta;
use jsonwebtoken::jwk::Jwk;
use serde::Deserialize;
use serde_json::Value as Json;
use url::Url;

use crate::platform::{
    app::App,
    clock::{Instant, lock},
    outgoing::Trouble,
};

const REMEMBERED: TimeDelta = TimeDelta::hours(1);
/// A key that is not known is looked for at most this often: providers change their keys, and strangers make up ids.
const AGAIN_EVERY: TimeDelta = TimeDelta::minutes(1);
/// A provider that did not answer is left alone for this long.
const SPARED: TimeDelta = TimeDelta::seconds(5);
const MOST_PROVIDERS: usize = 100;
const MOST_KEYS: usize = 100;

/// A provider's own description: OpenID Connect Discovery.
#[derive(Clone, Debug, Deserialize)]
pub struct Discovery {
    pub issuer: String,
    pub authorization_endpoint: String,
    pub token_endpoint: String,
    pub jwks_uri: String,
    pub userinfo_endpoint: Option<String>,
    pub token_endpoint_auth_methods_supported: Option<Vec<String>>,
    response_types_supported: Option<Vec<String>>,
    /// It names itself in its answers (RFC 9207), so one without its name is somebody else's.
    #[serde(default)]
    pub authorization_response_iss_parameter_supported: bool,
}

#[derive(Deserialize)]
struct KeySet {
    keys: Vec<Json>,
}

/// What is remembered, by issuer.
#[derive(Default)]
pub struct Published(Mutex<HashMap<String, Remembered>>);

#[derive(Clone, Default)]
struct Remembered {
    discovery: Option<(Instant, Arc<Discovery>)>,
    keys: Option<(Instant, Arc<Vec<Jwk>>)>,
    looked_again: Option<Instant>,
    failed: Option<Instant>,
}

impl Published {
    fn of(&self, issuer: &str) -> Remembered {
        lock(&self.0).get(issuer).cloned().unwrap_or_default()
    }

    fn note(&self, issuer: &str, change: impl FnOnce(&mut Remembered)) {
        let mut known = lock(&self.0);
        if known.len() >= MOST_PROVIDERS && !known.contains_key(issuer) {
            known.clear();
        }
        change(known.entry(issuer.to_owned()).or_default());
    }
}

fn fresh<T: Clone>(kept: &Option<(Instant, T)>, now: Instant) -> Option<T> {
    kept.as_ref().filter(|(at, _)| now - *at < REMEMBERED).map(|(_, value)| value.clone())
}

/// A provider's description, asked now. Errors: it does not answer, is another issuer's, or lacks what a sign-in needs.
pub async fn ask(app: &App, issuer: &str) -> Result<Arc<Discovery>, Trouble> {
    let discovery: Discovery = app.outgoing.get(&format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/')), None).await?;
    if discovery.issuer != issuer {
        return Err(Trouble::Failed(format!("The server calls itself “{}”: give the issuer exactly as it does.", discovery.issuer)));
    }
    if discovery.response_types_supported.as_ref().is_some_and(|types| !types.iter().any(|kind| kind == "code")) {
        return Err(Trouble::Failed("The server does not offer the authorization code flow.".into()));
    }
    for address in [Some(&discovery.authorization_endpoint), Some(&discovery.token_endpoint), Some(&discovery.jwks_uri), discovery.userinfo_endpoint.as_ref()].into_iter().flatten()
    {
        let url = Url::parse(address).map_err(|_| Trouble::Failed(format!("The server names “{address}”, which is no address.")))?;
        app.outgoing.check(&url)?;
    }
    let (discovery, now) = (Arc::new(discovery), app.clock.now());
    app.published.note(issuer, |known| (known.discovery, known.failed) = (Some((now, discovery.clone())), None));
    Ok(discovery)
}

/// A provider's description, at most an hour old.
pub async fn discovery(app: &App, issuer: &str) -> Result<Arc<Discovery>, Trouble> {
    let _turn = app.queue(&format!("provider {issuer}")).await;
    let (known, now) = (app.published.of(issuer), app.clock.now());
    if let Some(discovery) = fresh(&known.discovery, now) {
        return Ok(discovery);
    }
    if known.failed.is_some_and(|at| now - at < SPARED) {
        return Err(Trouble::Failed("It did not answer a moment ago.".into()));
    }
    let asked = ask(app, issuer).await;
    if asked.is_err() {
        app.published.note(issuer, |known| known.failed = Some(now));
    }
    asked
}

/// The keys that may have signed a token whose header names `id`: the one of that name, else, when it names none, all.
pub async fn keys(app: &App, discovery: &Discovery, id: Option<&str>) -> Result<Vec<Jwk>, Trouble> {
    let issuer = &discovery.issuer;
    let _turn = app.queue(&format!("provider {issuer}")).await;
    let (known, now) = (app.published.of(issuer), app.clock.now());
    let keys = match fresh(&known.keys, now) {
        Some(keys) => keys,
        None => fetch(app, discovery).await?,
    };
    let found = named(&keys, id);
    if !found.is_empty() || known.looked_again.is_some_and(|at| now - at < AGAIN_EVERY) {
        return Ok(found);
    }
    app.published.note(issuer, |known| known.looked_again = Some(now));
    Ok(named(&fetch(app, discovery).await?, id))
}

fn named(keys: &[Jwk], id: Option<&str>) -> Vec<Jwk> {
    keys.iter().filter(|key| id.is_none() || key.common.key_id.as_deref() == id).cloned().collect()
}

async fn fetch(app: &App, discovery: &Discovery) -> Result<Arc<Vec<Jwk>>, Trouble> {
    let set: KeySet = app.outgoing.get(&discovery.jwks_uri, None).await?;
    // Keys of kinds that we do not know are no reason to refuse those that we do.
    let keys: Arc<Vec<Jwk>> = Arc::new(set.keys.into_iter().filter_map(|key| serde_json::from_value(key).ok()).take(MOST_KEYS).collect());
    let now = app.clock.now();
    app.published.note(&discovery.issuer, |known| known.keys = Some((now, keys.clone())));
    Ok(keys)
}
