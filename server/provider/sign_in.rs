//! The way through a provider: off with a secret of the browser's own, and back once.

use std::fmt;

use chrono::TimeDelta;
use oauth2::{
    AuthType, AuthUrl, AuthorizationCode, Client, ClientId, ClientSecret, CsrfToken, EmptyExtraTokenFields, EndpointNotSet, EndpointSet, ExtraTokenFields, HttpRequest,
    HttpResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RequestTokenError, Scope, StandardRevocableToken, StandardTokenIntrospectionResponse, StandardTokenResponse,
    TokenResponse, TokenUrl,
    basic::{BasicErrorResponse, BasicRevocationErrorResponse, BasicTokenType},
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use url::{Position, Url};

use super::{
    discovery::{self, Discovery},
    model::Provider,
    person, store, token,
};
use crate::{
    audit::{self, model::Deed},
    http::context::Client as Browser,
    identity::sessions,
    platform::{
        actor::{Actor, ActorKind, ActorStamp},
        app::App,
        clock::Instant,
        error::{Code, Error},
        id::Id,
        outgoing::Trouble,
        secrets, tx,
    },
};

/// How long somebody may take at the provider.
pub const LONGEST: TimeDelta = TimeDelta::minutes(10);
const LONGEST_PATH: usize = 1_000;

/// Why a sign-in ended without a session: a code for the sign-in page, and what the log gets to know.
#[derive(Debug)]
pub struct Refusal {
    pub reason: Reason,
    pub detail: String,
}

/// What the sign-in page is told, as `/sign-in?error=CODE`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// There is no such provider, or it is turned off.
    ProviderUnknown,
    /// The provider did not answer, or not as OpenID Connect has it.
    ProviderUnreachable,
    /// It was begun in another browser, more than ten minutes ago, or has ended already.
    AttemptOver,
    /// The provider said no, or the person did at the provider.
    Denied,
    /// What the provider said cannot be believed.
    TokenRefused,
    /// The provider does not say that the e-mail address is the person's.
    EmailUnverified,
    /// The address is of a domain that may not sign in here.
    DomainNotAllowed,
    /// Nobody here has this address, and the provider may not add people.
    PersonUnknown,
    /// The person was deactivated.
    PersonDeactivated,
    /// Too many failed sign-ins from one address.
    RateLimited,
    /// Something went wrong on our side.
    Internal,
}

impl Reason {
    pub fn code(self) -> &'static str {
        match self {
            Reason::ProviderUnknown => "PROVIDER_UNKNOWN",
            Reason::ProviderUnreachable => "PROVIDER_UNREACHABLE",
            Reason::AttemptOver => "ATTEMPT_OVER",
            Reason::Denied => "DENIED",
            Reason::TokenRefused => "TOKEN_REFUSED",
            Reason::EmailUnverified => "EMAIL_UNVERIFIED",
            Reason::DomainNotAllowed => "DOMAIN_NOT_ALLOWED",
            Reason::PersonUnknown => "PERSON_UNKNOWN",
            Reason::PersonDeactivated => "PERSON_DEACTIVATED",
            Reason::RateLimited => "RATE_LIMITED",
            Reason::Internal => "INTERNAL",
        }
    }
}

impl Refusal {
    pub fn new(reason: Reason, detail: impl fmt::Display) -> Self {
        Refusal { reason, detail: detail.to_string() }
    }

    pub fn token(detail: impl fmt::Display) -> Self {
        Self::new(Reason::TokenRefused, detail)
    }

    pub fn unreachable(trouble: Trouble) -> Self {
        Self::new(Reason::ProviderUnreachable, trouble)
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        let reason = if error.code() == Code::RateLimited { Reason::RateLimited } else { Reason::Internal };
        Self::new(reason, error.cause().map_or_else(|| error.to_string(), str::to_owned))
    }
}

/// What the browser keeps, sealed, while the person is at the provider.
#[derive(Serialize, Deserialize)]
struct Attempt {
    state: String,
    nonce: String,
    verifier: String,
    next: String,
    ends_at: Instant,
}

/// Where to send the browser, and what it keeps until it comes back.
pub struct Start {
    pub url: Url,
    pub cookie: String,
    pub sealed: String,
}

/// The name of what the browser keeps: one a sign-in, so that two tabs do not get into each other's way.
pub fn cookie(state: &str) -> String {
    format!("baton_auth_{}", &store::hash(state)[..16])
}

/// What came back with the browser.
#[derive(Debug)]
pub struct Returned {
    pub state: Option<String>,
    pub code: Option<String>,
    pub issuer: Option<String>,
    pub error: Option<String>,
    /// What the browser kept.
    pub sealed: Option<String>,
    /// Who comes back.
    pub client: Browser,
}

/// A sign-in that succeeded.
pub struct Done {
    /// The session's, for its cookie.
    pub secret: String,
    /// Where the person wanted to go.
    pub next: String,
}

/// The provider behind a key in an address.
fn provider(app: &App, key: &str) -> Result<Provider, Refusal> {
    let unknown = || Refusal::new(Reason::ProviderUnknown, "there is no such provider");
    app.directory().providers.iter().find(|provider| provider.meta.id.key() == key && provider.enabled).cloned().ok_or_else(unknown)
}

/// Begins a sign-in.
pub async fn start(app: &App, key: &str, next: Option<&str>) -> Result<Start, Refusal> {
    let provider = provider(app, key)?;
    let discovery = discovery::discovery(app, &provider.issuer).await.map_err(Refusal::unreachable)?;
    let client = client(app, &provider, &discovery)?;
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let nonce = sessions::new_secret("");
    let request = client.authorize_url(|| CsrfToken::new(sessions::new_secret(""))).add_scopes(["openid", "email", "profile"].map(|scope| Scope::new(scope.into())));
    let (url, state) = request.set_pkce_challenge(challenge).add_extra_param("nonce", nonce.clone()).url();
    let attempt = Attempt { state: state.into_secret(), nonce, verifier: verifier.into_secret(), next: local(next.unwrap_or("/")), ends_at: app.clock.now() + LONGEST };
    let kept = serde_json::to_vec(&attempt).map_err(Error::internal)?;
    Ok(Start { url, cookie: cookie(&attempt.state), sealed: app.secrets.seal(&kept, &place(key)) })
}

/// Ends a sign-in: checks what came back, and opens a session.
pub async fn finish(app: &App, key: &str, returned: Returned) -> Result<Done, Refusal> {
    let client = returned.client.clone();
    app.limits.provider(app.clock.now(), &client.address)?;
    match signed_in(app, key, returned).await {
        Ok((user, done)) => {
            app.limits.provider_ended_well(&client.address);
            audited(app, "SignedIn", &client, Some(&user), key, None).await;
            Ok(done)
        }
        Err(refusal) => {
            audited(app, "SignInFailed", &client, None, key, Some(&refusal)).await;
            Err(refusal)
        }
    }
}

async fn signed_in(app: &App, key: &str, returned: Returned) -> Result<(Id, Done), Refusal> {
    let provider = provider(app, key)?;
    let attempt = attempt(app, key, &returned)?;
    use_up(app, &attempt).await?;
    let discovery = discovery::discovery(app, &provider.issuer).await.map_err(Refusal::unreachable)?;
    match &returned.issuer {
        // Whose answer this is (RFC 9207): one provider's must not pass for another's.
        Some(issuer) if *issuer != provider.issuer => return Err(Refusal::token("another issuer answered")),
        None if discovery.authorization_response_iss_parameter_supported => return Err(Refusal::token("the answer does not name its issuer")),
        _ => {}
    }
    if let Some(error) = returned.error {
        return Err(Refusal::new(Reason::Denied, format!("the provider answered {:?}", error.chars().take(100).collect::<String>())));
    }
    let code = returned.code.ok_or_else(|| Refusal::token("the answer holds no code"))?;
    let tokens = exchange(app, &provider, &discovery, code, attempt.verifier).await?;
    let id_token = tokens.extra_fields().id_token.as_deref().ok_or_else(|| Refusal::token("there is no ID token"))?;
    let claims = token::verify(app, &provider, &discovery, &attempt.nonce, id_token).await?;
    let profile = token::profile(app, &discovery, &claims, tokens.access_token().secret()).await?;
    let user = person::of(app, &provider, &claims.sub, profile).await?;
    let secret = sessions::open(app, &user, &returned.client).await?;
    Ok((user, Done { secret, next: attempt.next }))
}

/// What this browser kept for this state, if it has not run out.
fn attempt(app: &App, key: &str, returned: &Returned) -> Result<Attempt, Refusal> {
    let over = |why: &str| Refusal::new(Reason::AttemptOver, why);
    let (Some(state), Some(sealed)) = (&returned.state, &returned.sealed) else { return Err(over("it was not begun in this browser")) };
    let kept = app.secrets.open(sealed, &place(key)).map_err(|_| over("what the browser kept is not ours"))?;
    let attempt: Attempt = serde_json::from_slice(&kept).map_err(Error::internal)?;
    if attempt.state != *state {
        return Err(over("it was not begun in this browser"));
    }
    if attempt.ends_at <= app.clock.now() {
        return Err(over("it took too long"));
    }
    Ok(attempt)
}

/// Each attempt comes back once, whatever process it comes back to.
async fn use_up(app: &App, attempt: &Attempt) -> Result<(), Refusal> {
    let state = attempt.state.clone();
    let first = tx::write(app, &Actor::system(), move |tx| {
        let state = state.clone();
        async move { store::use_up(&tx, &state).await }
    })
    .await?;
    if first { Ok(()) } else { Err(Refusal::new(Reason::AttemptOver, "it had ended already")) }
}

/// Forgets sign-ins that could not come back any more.
pub async fn sweep(app: &App) -> Result<(), Error> {
    store::forget_attempts(&app.db, app.clock.now() - LONGEST).await
}

fn place(key: &str) -> String {
    format!("sign-in/{key}")
}

/// What a provider gives beside the access token.
#[derive(Debug, Serialize, Deserialize)]
struct IdToken {
    id_token: Option<String>,
}

impl ExtraTokenFields for IdToken {}

type Tokens = StandardTokenResponse<IdToken, BasicTokenType>;
type Introspection = StandardTokenIntrospectionResponse<EmptyExtraTokenFields, BasicTokenType>;
type ProviderClient = Client<
    BasicErrorResponse,
    Tokens,
    Introspection,
    StandardRevocableToken,
    BasicRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
>;

fn client(app: &App, provider: &Provider, discovery: &Discovery) -> Result<ProviderClient, Refusal> {
    let broken = |error: oauth2::url::ParseError| Refusal::new(Reason::ProviderUnreachable, error);
    let secret = app.secrets.open(&provider.client_secret, &secrets::context(&provider.meta.id, "clientSecret"))?;
    // Basic is what a provider that says nothing takes.
    let methods = discovery.token_endpoint_auth_methods_supported.as_deref().unwrap_or_default();
    let takes = |method: &str| methods.iter().any(|offered| offered == method);
    let how = if takes("client_secret_post") && !takes("client_secret_basic") { AuthType::RequestBody } else { AuthType::BasicAuth };
    Ok(Client::new(ClientId::new(provider.client_id.clone()))
        .set_client_secret(ClientSecret::new(String::from_utf8(secret).map_err(Error::internal)?))
        .set_auth_type(how)
        .set_auth_uri(AuthUrl::new(discovery.authorization_endpoint.clone()).map_err(broken)?)
        .set_token_uri(TokenUrl::new(discovery.token_endpoint.clone()).map_err(broken)?)
        .set_redirect_uri(RedirectUrl::new(redirect_uri(app, &provider.meta.id)).map_err(Error::internal)?))
}

/// Where a provider sends people back to; it is told when the workspace is registered there.
pub fn redirect_uri(app: &App, provider: &Id) -> String {
    format!("{}/auth/{}/callback", app.config.public_url(), provider.key())
}

async fn exchange(app: &App, provider: &Provider, discovery: &Discovery, code: String, verifier: String) -> Result<Tokens, Refusal> {
    let client = client(app, provider, discovery)?;
    let request = client.exchange_code(AuthorizationCode::new(code)).set_pkce_verifier(PkceCodeVerifier::new(verifier));
    let app = app.clone();
    let ask = move |request| ask(app.clone(), request);
    request.request_async(&ask).await.map_err(|error| match error {
        RequestTokenError::Request(trouble) => Refusal::unreachable(trouble),
        RequestTokenError::ServerResponse(answer) => Refusal::token(format!("the code was refused: {}", answer.error())),
        RequestTokenError::Parse(error, _) => Refusal::token(format!("the answer to the code cannot be read: {error}")),
        RequestTokenError::Other(error) => Refusal::token(error),
    })
}

/// A server that fails has refused nothing.
async fn ask(app: App, request: HttpRequest) -> Result<HttpResponse, Trouble> {
    let answer = app.outgoing.send(request).await?;
    if answer.status().is_server_error() { Err(Trouble::Failed(format!("the token endpoint answers with {}", answer.status()))) } else { Ok(answer) }
}

/// A path of our own, or the start page: whoever made the link must not choose another site to end at.
fn local(next: &str) -> String {
    const HERE: &str = "http://here.invalid";
    let plain = next.starts_with('/') && next.len() <= LONGEST_PATH && !next.bytes().any(|byte| byte.is_ascii_control() || byte == b'\\');
    // Read as a browser reads it: dots are resolved, and two slashes begin a host.
    let url = Url::parse(HERE).and_then(|here| here.join(next)).ok().filter(|url| url.origin().ascii_serialization() == HERE);
    match url {
        Some(url) if plain && !url.path().starts_with("//") && url.path() != "/sign-in" => url[Position::BeforePath..].to_owned(),
        _ => "/".to_owned(),
    }
}

/// What happened at the door.
async fn audited(app: &App, action: &'static str, client: &Browser, user: Option<&Id>, provider: &str, refusal: Option<&Refusal>) {
    let detail = json!({ "provider": provider, "refusal": refusal.map(|refusal| refusal.reason.code()), "why": refusal.map(|refusal| &refusal.detail) });
    let actor = user.map_or_else(|| Actor::nobody().stamp, |user| ActorStamp { kind: ActorKind::User, id: Some(user.clone()), name: app.directory().name_of(user) });
    audit::actions::record(app, Deed { actor, address: Some(client.address.clone()), action, subject: user.cloned(), detail }).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_in_ends_on_a_path_of_our_own() {
        for path in ["/", "/deals/01J?tab=notes#top", "/today", "/a/../b", "/%2F/x"] {
            assert!(local(path).starts_with('/') && !local(path).starts_with("//") && local(path) != "/" || path == "/", "{path}");
        }
        for elsewhere in [
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "evil",
            "",
            "/sign-in?error=X",
            "/..//evil.example",
            "/a/..//evil.example",
            "/./\n/evil",
        ] {
            assert_eq!(local(elsewhere), "/", "{elsewhere:?}");
        }
        assert_eq!(local(&format!("/{}", "x".repeat(LONGEST_PATH))), "/");
    }
}
