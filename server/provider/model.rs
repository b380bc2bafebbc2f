//! A provider, and what its ID tokens must say.

use async_graphql::SimpleObject;
use serde::{Deserialize, Serialize};
use surrealdb::types::{SurrealValue, Value};
use url::Url;

use crate::{
    platform::{
        clock::Instant,
        error::Faults,
        id::Id,
        record::{Meta, Record, RecordType},
    },
    record_meta,
};

/// How far the clocks of a provider and of this server may be apart.
const SKEW: f64 = 60.0;

/// Where people of the workspace may sign in: an OpenID Connect provider.
#[derive(Clone, Debug, PartialEq, Serialize, SurrealValue, SimpleObject)]
#[serde(rename_all = "camelCase")]
#[surreal(rename_all = "camelCase")]
#[graphql(complex)]
pub struct Provider {
    #[serde(flatten)]
    #[surreal(flatten)]
    #[graphql(flatten)]
    pub meta: Meta,
    /// What its button says.
    pub name: String,
    /// Its address, exactly as its tokens spell it.
    pub issuer: String,
    /// What it calls this workspace.
    pub client_id: String,
    /// Sealed; see [`crate::platform::secrets`].
    #[serde(skip)]
    #[graphql(skip)]
    pub client_secret: String,
    /// When its client secret was last set.
    pub secret_set_at: Instant,
    /// Only addresses of these domains may sign in; all when there are none.
    #[surreal(default)]
    pub allowed_domains: Vec<String>,
    /// Whoever is not known yet is added with this role; without it they are refused.
    pub role_id: Option<Id>,
    /// Whether it can be used.
    pub enabled: bool,
}

impl Record for Provider {
    const TYPE: RecordType = RecordType::Provider;
    record_meta!();

    fn audience(&self) -> Vec<Id> {
        Vec::new()
    }
}

impl Provider {
    /// Adds every fault of its fields but the issuer's, which its own server is asked about.
    pub fn check(&self, faults: &mut Faults) {
        if self.name.is_empty() || self.name.chars().count() > 60 {
            faults.add("name", "A name has 1 to 60 characters.");
        }
        if !is_issuer(&self.issuer) {
            faults.add("issuer", "An issuer is an address that begins with https://, without a question mark or a hash.");
        }
        if self.client_id.is_empty() || self.client_id.len() > 500 {
            faults.add("clientId", "Give the client id that the provider issued.");
        }
        for domain in &self.allowed_domains {
            if !is_domain(domain) {
                faults.add("allowedDomains", format!("“{domain}” is no domain such as example.com."));
            }
        }
        // With a provider that anybody can have an account at, the whole world could come in.
        if self.role_id.is_some() && self.allowed_domains.is_empty() {
            faults.add("allowedDomains", "Name the domains whose people may join by themselves.");
        }
    }

    /// Whether addresses like this one may sign in.
    pub fn allows(&self, email: &str) -> bool {
        let domain = email.rsplit_once('@').map_or("", |(_, domain)| domain);
        self.allowed_domains.is_empty() || self.allowed_domains.iter().any(|allowed| allowed == domain)
    }
}

/// Http too: whether a host may be asked without TLS is decided where it is asked.
fn is_issuer(text: &str) -> bool {
    text.len() <= 500 && Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "https" | "http") && url.query().is_none() && url.fragment().is_none())
}

fn is_domain(text: &str) -> bool {
    let label = |label: &str| !label.is_empty() && label.len() <= 63 && label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    text.len() <= 253 && text.contains('.') && text.split('.').all(label)
}

/// What an ID token says, or what the provider says of the person when asked.
#[derive(Clone, Debug, Deserialize)]
pub struct Claims {
    pub iss: String,
    pub sub: String,
    pub aud: Audience,
    pub azp: Option<String>,
    pub exp: f64,
    pub iat: f64,
    pub nbf: Option<f64>,
    pub nonce: Option<String>,
    #[serde(flatten)]
    pub profile: Profile,
}

/// Who the person is.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Profile {
    pub email: Option<String>,
    #[serde(default, deserialize_with = "yes")]
    pub email_verified: bool,
    pub name: Option<String>,
    pub given_name: Option<String>,
    pub family_name: Option<String>,
}

/// Some providers spell it as a text.
fn yes<'de, D: serde::Deserializer<'de>>(from: D) -> Result<bool, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Spelled {
        Plain(bool),
        Text(String),
        Other(serde::de::IgnoredAny),
    }
    Ok(match Spelled::deserialize(from)? {
        Spelled::Plain(yes) => yes,
        Spelled::Text(text) => text == "true",
        Spelled::Other(_) => false,
    })
}

/// For whom a token is: a text or several.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Audience {
    One(String),
    Many(Vec<String>),
}

impl Profile {
    /// The address as it is kept, if the provider says that it is theirs.
    pub fn verified_email(&self) -> Option<String> {
        self.email.as_ref().filter(|_| self.email_verified).map(|email| email.trim().to_lowercase())
    }

    /// What to call them.
    pub fn full_name(&self, email: &str) -> String {
        let parts = [self.given_name.as_deref(), self.family_name.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let names = [self.name.as_deref().unwrap_or_default(), &parts, email.split('@').next().unwrap_or_default()];
        names.into_iter().map(str::trim).find(|name| !name.is_empty()).unwrap_or("Somebody").chars().take(100).collect()
    }
}

impl Claims {
    /// What is wrong with them, for an ID token of `provider` in answer to `nonce`: OpenID Connect Core, 3.1.3.7.
    pub fn check(&self, provider: &Provider, nonce: &str, now: Instant) -> Result<(), &'static str> {
        let now = now.timestamp() as f64;
        let (ours, others) = match &self.aud {
            Audience::One(one) => (*one == provider.client_id, false),
            Audience::Many(many) => (many.contains(&provider.client_id), many.len() > 1),
        };
        let checks = [
            (self.iss == provider.issuer, "it is another issuer's"),
            (ours, "it is for another audience"),
            (self.azp.as_ref().map_or(!others, |party| *party == provider.client_id), "it was given to another party"),
            (self.nonce.as_deref() == Some(nonce), "it answers another sign-in"),
            (self.exp > now - SKEW, "it has expired"),
            (self.iat < now + SKEW, "it was issued in the future"),
            (self.nbf.is_none_or(|from| from < now + SKEW), "it is not valid yet"),
            (!self.sub.is_empty() && self.sub.len() <= 255, "it names no subject"),
        ];
        checks.into_iter().find(|(right, _)| !right).map_or(Ok(()), |(_, wrong)| Err(wrong))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;

    fn now() -> Instant {
        Instant::from_timestamp(1_000_000, 0).unwrap()
    }

    fn provider() -> Provider {
        Provider {
            meta: Meta::new(Id::new("provider", "01J"), now()),
            name: "Corp".into(),
            issuer: "https://id.example.com".into(),
            client_id: "baton".into(),
            client_secret: String::new(),
            secret_set_at: now(),
            allowed_domains: vec!["example.com".into()],
            role_id: None,
            enabled: true,
        }
    }

    /// What a good token's claims become with these put over them; null takes one away.
    fn checked(over: Json) -> Result<(), String> {
        let mut claims = json!({ "iss": "https://id.example.com", "sub": "u1", "aud": "baton", "exp": 1_000_300, "iat": 1_000_000, "nonce": "n" });
        for (name, value) in over.as_object().unwrap() {
            claims[name] = value.clone();
        }
        claims.as_object_mut().unwrap().retain(|_, value| !value.is_null());
        let claims: Claims = serde_json::from_value(claims).map_err(|error| error.to_string())?;
        claims.check(&provider(), "n", now()).map_err(str::to_owned)
    }

    #[test]
    fn a_token_is_taken_only_when_every_claim_is_right() {
        for right in [
            json!({}),
            json!({ "aud": ["baton"] }),
            json!({ "aud": ["baton", "other"], "azp": "baton" }),
            json!({ "exp": 999_950 }),
            json!({ "iat": 1_000_050.5, "nbf": 1_000_050 }),
        ] {
            assert_eq!(checked(right.clone()), Ok(()), "{right}");
        }
        for (wrong, why) in [
            (json!({ "iss": "https://id.example.com/" }), "issuer"),
            (json!({ "aud": "other" }), "audience"),
            (json!({ "aud": [] }), "audience"),
            (json!({ "aud": ["baton", "other"] }), "another party"),
            (json!({ "azp": "other" }), "another party"),
            (json!({ "nonce": "m" }), "another sign-in"),
            (json!({ "nonce": null }), "another sign-in"),
            (json!({ "exp": 999_940 }), "expired"),
            (json!({ "iat": 1_000_060 }), "in the future"),
            (json!({ "nbf": 1_000_060 }), "not valid yet"),
            (json!({ "sub": "" }), "no subject"),
            (json!({ "exp": null }), "exp"),
            (json!({ "iat": null }), "iat"),
            (json!({ "sub": null }), "sub"),
            (json!({ "aud": null }), "aud"),
            (json!({ "exp": "1000300" }), "exp"),
        ] {
            let refused = checked(wrong.clone()).unwrap_err();
            assert!(refused.contains(why) || refused.contains("invalid type"), "{wrong}: {refused}");
        }
    }

    #[test]
    fn only_a_verified_address_is_somebodys_address() {
        let email = |claims: Json| serde_json::from_value::<Profile>(claims).unwrap().verified_email();
        assert_eq!(email(json!({ "email": " Ana@Example.com", "email_verified": true })).as_deref(), Some("ana@example.com"));
        assert_eq!(email(json!({ "email": "ana@example.com", "email_verified": "true" })).as_deref(), Some("ana@example.com"));
        for verified in [json!(false), json!("false"), json!(1), json!(null), json!([true])] {
            assert_eq!(email(json!({ "email": "ana@example.com", "email_verified": verified })), None, "{verified}");
        }
        assert_eq!(email(json!({ "email": "ana@example.com" })), None);
    }

    #[test]
    fn a_domain_is_the_whole_of_what_follows_the_last_at() {
        for (email, allowed) in [("a@example.com", true), ("a@sub.example.com", false), ("a@badexample.com", false), ("\"a@example.com\"@evil.example", false), ("a", false)] {
            assert_eq!(provider().allows(email), allowed, "{email}");
        }
    }

    #[test]
    fn all_faults_of_a_provider_are_told_at_once() {
        let broken = Provider {
            name: String::new(),
            issuer: "https://id.example.com?x".into(),
            client_id: String::new(),
            allowed_domains: vec!["*.com".into(), "localhost".into(), "ok.example".into()],
            ..provider()
        };
        let mut faults = Faults::default();
        broken.check(&mut faults);
        let error = faults.check().unwrap_err();
        let fields: Vec<&str> = error.faults().iter().map(|fault| fault.field.as_str()).collect();
        assert_eq!(fields, ["name", "issuer", "clientId", "allowedDomains", "allowedDomains"]);
        let open = Provider { allowed_domains: Vec::new(), role_id: Some(Id::new("role", "sales")), ..provider() };
        let mut faults = Faults::default();
        open.check(&mut faults);
        assert_eq!(faults.check().unwrap_err().faults()[0].field, "allowedDomains", "nobody lets the whole world in");
    }
}
