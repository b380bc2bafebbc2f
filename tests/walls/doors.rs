//! Sessions, origins, the schema, and what browsers are told.

use baton::{
    http::{
        admission::Introspection,
        operations::{CookieOperations, Operations},
    },
    platform::config::Config,
};
use reqwest::{Method, RequestBuilder, Response};
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};

use crate::support::{PASSWORD, World, config, serve_listed};

const ME: &str = "query Me { me { user { email } } }";

/// Signs Ana in and gives the cookie, as the browser sends it back.
async fn sign_in(world: &World, base: &str) -> String {
    let query = format!("mutation {{ signIn(input: {{ email: \"ana@example.com\", password: \"{PASSWORD}\" }}) {{ user {{ id }} }} }}");
    let response = post(world, base, &query).send().await.unwrap();
    let cookie = response.headers()["set-cookie"].to_str().unwrap().to_owned();
    cookie.split(';').next().unwrap().to_owned()
}

fn post(world: &World, base: &str, query: &str) -> RequestBuilder {
    world.http.post(format!("{base}/graphql")).json(&json!({ "query": query }))
}

async fn code(response: Response) -> Json {
    response.json::<Json>().await.unwrap()["errors"][0]["extensions"]["code"].clone()
}

#[tokio::test]
async fn a_session_is_for_our_own_page_alone() {
    let world = World::new().await;
    let cookie = sign_in(&world, &world.base).await;
    let with = |headers: &[(&str, &str)]| {
        let request = headers.iter().fold(post(&world, &world.base, ME).header("cookie", &cookie), |request, (name, value)| request.header(*name, *value));
        async move { request.send().await.unwrap().status().as_u16() }
    };
    assert_eq!(with(&[("x-baton-client", "web")]).await, 200);
    assert_eq!(with(&[("x-baton-client", "web"), ("origin", &world.base)]).await, 200);
    assert_eq!(with(&[]).await, 403, "a form of another site cannot send the header");
    assert_eq!(with(&[("x-baton-client", "other")]).await, 403);
    for origin in ["null", "https://elsewhere.example", "http://127.0.0.1:1", "nonsense"] {
        assert_eq!(with(&[("x-baton-client", "web"), ("origin", origin)]).await, 403, "{origin}");
    }
    assert_eq!(with(&[("x-baton-client", "web"), ("sec-fetch-site", "cross-site")]).await, 403);
    let link = world.http.get(format!("{}/graphql?query={ME}", world.base)).header("cookie", &cookie);
    assert_eq!(link.send().await.unwrap().status(), 403, "nor a link");
}

#[tokio::test]
async fn behind_a_proxy_with_tls_the_public_address_counts_and_the_cookie_is_bound_to_it() {
    let world = World::with(Config { public_url: Some("https://crm.example.com".into()), ..config() }).await;
    let query = format!("mutation {{ signIn(input: {{ email: \"ana@example.com\", password: \"{PASSWORD}\" }}) {{ user {{ id }} }} }}");
    let response = post(&world, &world.base, &query).send().await.unwrap();
    let cookie = response.headers()["set-cookie"].to_str().unwrap().to_owned();
    assert!(cookie.starts_with("__Host-baton_session=") && cookie.contains("; Secure") && cookie.contains("Path=/;") && !cookie.contains("Domain"), "{cookie}");
    assert!(response.headers()["strict-transport-security"].to_str().unwrap().starts_with("max-age="));
    let cookie = cookie.split(';').next().unwrap().to_owned();
    let ask = async |cookie: &str, origin: &str| {
        let response = post(&world, &world.base, ME).header("cookie", cookie).header("x-baton-client", "web").header("origin", origin).send().await.unwrap();
        (response.status().as_u16(), response.json::<Json>().await.unwrap()["data"]["me"]["user"]["email"].clone())
    };
    assert_eq!(ask(&cookie, "https://crm.example.com").await, (200, json!("ana@example.com")));
    assert_eq!(ask(&cookie, "http://crm.example.com").await.0, 403);
    assert_eq!(ask(cookie.trim_start_matches("__Host-"), "https://crm.example.com").await.1, Json::Null, "a cookie that a neighbour could set is none");
}

#[tokio::test]
async fn pages_of_named_origins_may_use_tokens_and_never_sessions() {
    let world = World::with(Config { cors_origins: vec!["https://app.example.com".parse().unwrap()], ..config() }).await;
    let preflight = async |origin: &str| {
        let request = world.http.request(Method::OPTIONS, format!("{}/graphql", world.base)).header("origin", origin);
        request.header("access-control-request-method", "POST").header("access-control-request-headers", "authorization,content-type").send().await.unwrap()
    };
    let allowed = preflight("https://app.example.com").await;
    assert_eq!(allowed.headers()["access-control-allow-origin"], "https://app.example.com");
    let headers = allowed.headers()["access-control-allow-headers"].to_str().unwrap().to_owned();
    assert!(headers.contains("authorization") && !headers.contains("x-baton-client"), "{headers}");
    assert!(!allowed.headers().contains_key("access-control-allow-credentials"));
    for origin in ["https://elsewhere.example", "null", "http://app.example.com"] {
        assert!(!preflight(origin).await.headers().contains_key("access-control-allow-origin"), "{origin}");
    }
    let answer = post(&world, &world.base, ME).bearer_auth(&world.ana.token).header("origin", "https://app.example.com").send().await.unwrap();
    assert_eq!(answer.headers()["access-control-allow-origin"], "https://app.example.com");
    assert_eq!(answer.json::<Json>().await.unwrap()["data"]["me"]["user"]["email"], "ana@example.com");
    let cookie = sign_in(&world, &world.base).await;
    let with_session = post(&world, &world.base, ME).header("cookie", cookie).header("x-baton-client", "web").header("origin", "https://app.example.com");
    assert_eq!(with_session.send().await.unwrap().status(), 403);
    let form = world.http.request(Method::OPTIONS, format!("{}/f/contact-us", world.base)).header("origin", "https://elsewhere.example").send().await.unwrap();
    assert_eq!(form.headers()["access-control-allow-origin"], "*", "public forms stay open to all");
}

#[tokio::test]
async fn a_session_asks_what_the_client_asks_and_a_token_anything() {
    let world = World::with(Config { cookie_operations: CookieOperations::Listed, ..config() }).await;
    let hash = |definition: &str| Sha256::digest(definition).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let listed = json!({ "Me": hash("query Me { me { user { email } } }") });
    let base = serve_listed(&world.app, Operations::of_manifest(listed.to_string().as_bytes())).await;
    let cookie = sign_in(&world, &base).await;
    let ask = async |query: &str| {
        let body: Json = post(&world, &base, query).header("cookie", &cookie).header("x-baton-client", "web").send().await.unwrap().json().await.unwrap();
        (body["data"]["me"]["user"]["email"].clone(), body["errors"][0]["extensions"]["code"].clone())
    };
    for query in [ME, "query Me {\n  me { user { email, } } # me\n}"] {
        assert_eq!(ask(query).await, (json!("ana@example.com"), Json::Null), "{query}");
    }
    for query in ["{ me { user { email } } }", "query Me { me { user { email name } } }", "query Me { me { user { email } } } mutation M { signOut }", "mutation { signOut }"] {
        assert_eq!(ask(query).await, (Json::Null, json!("FORBIDDEN")), "{query}");
    }
    world.ana.ok("{ me { user { name } } }", json!({})).await;
}

#[tokio::test]
async fn the_schema_is_told_to_whom_the_setting_says() {
    for (introspection, stranger, signed_in) in
        [(Introspection::On, Json::Null, Json::Null), (Introspection::SignedIn, json!("UNAUTHENTICATED"), Json::Null), (Introspection::Off, json!("FORBIDDEN"), json!("FORBIDDEN"))]
    {
        let world = World::with(Config { introspection, ..config() }).await;
        for query in ["{ __schema { queryType { name } } }", "{ t: __type(name: \"Deal\") { name } }", "{ ...A } fragment A on Query { __schema { queryType { name } } }"] {
            assert_eq!(code(post(&world, &world.base, query).send().await.unwrap()).await, stranger, "{introspection:?} {query}");
            assert_eq!(code(post(&world, &world.base, query).bearer_auth(&world.ana.token).send().await.unwrap()).await, signed_in, "{introspection:?} {query}");
        }
        assert_eq!(code(post(&world, &world.base, "{ __typename }").send().await.unwrap()).await, Json::Null);
    }
}

#[tokio::test]
async fn every_answer_tells_browsers_what_to_refuse() {
    let world = World::new().await;
    for path in ["/", "/deals", "/assets/none.js", "/graphql", "/f/contact-us", "/f/none", "/health/live", "/metrics", "/form.css"] {
        let response = world.http.get(format!("{}{path}", world.base)).send().await.unwrap();
        let header = |name: &str| response.headers().get(name).unwrap_or_else(|| panic!("{path} has no {name}")).to_str().unwrap().to_owned();
        let policy = header("content-security-policy");
        for part in ["default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"] {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(policy.contains("script-src"), !path.starts_with("/f/"), "{path}: {policy}");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("x-frame-options"), "DENY");
        assert_eq!(header("referrer-policy"), "same-origin");
        assert_eq!(header("cross-origin-opener-policy"), "same-origin");
        assert_eq!(header("cross-origin-resource-policy"), "same-origin");
        assert!(header("permissions-policy").contains("camera=()"));
        assert!(!response.headers().contains_key("strict-transport-security"), "{path}: without TLS there is nothing to insist on");
    }
}
