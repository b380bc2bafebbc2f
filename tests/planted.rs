//! A thousand secrets go through the server; afterwards none of them is in its data, in its log or in an error.

use std::{
    collections::HashMap,
    fs::{self, File},
};

use serde_json::{Value as Json, json};

use crate::support::process::{Server, command, files, free_port};

/// So much of a secret is looked for; all are longer.
const SEEN: usize = 16;
const SECRETS: usize = 1_000;

/// The server under test, and all that it was told or told once.
struct Planting {
    http: reqwest::Client,
    base: String,
    cookie: String,
    secrets: Vec<(String, &'static str)>,
    /// Every answer that was an error.
    errors: String,
}

impl Planting {
    fn plant(&mut self, kind: &'static str, secret: &str) {
        self.secrets.push((secret.to_owned(), kind));
    }

    /// A word that nobody has used before.
    fn word(&mut self, kind: &'static str) -> String {
        let word: String = std::iter::repeat_with(|| char::from(rand::random_range(b'a'..=b'z'))).take(24).collect();
        self.plant(kind, &word);
        word
    }

    async fn send(&mut self, query: &str, input: Json, token: Option<&str>) -> (Json, Option<String>) {
        let request = self.http.post(format!("{}/graphql", self.base)).header("x-baton-client", "web");
        let request = match token {
            Some(token) => request.bearer_auth(token),
            None => request.header("cookie", &self.cookie),
        };
        let response = request.json(&json!({ "query": query, "variables": { "input": input } })).send().await.unwrap();
        let cookie = response.headers().get("set-cookie").map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap().to_owned());
        let answer: Json = response.json().await.unwrap();
        if answer.get("errors").is_some() {
            self.errors.push_str(&answer.to_string());
        }
        (answer, cookie)
    }
}

#[tokio::test]
async fn a_thousand_secrets_are_nowhere_to_be_read() {
    let folder = std::env::temp_dir().join(format!("baton-planted-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let (data, log) = (folder.join("data"), folder.join("log"));
    let settings = ["--data", data.to_str().unwrap(), "--log", "debug", "--memtable-mib", "256", "--sign-in-limit", "100000"];
    let limits = ["--rate-limit", "0", "--stranger-rate-limit", "0", "--cookie-operations", "any", "--allow-internal", "127.0.0.1"];
    let server = Server::start_logging_to(File::create(&log).unwrap().into(), free_port(), &[&settings[..], &limits[..]].concat());
    let mut planting = Planting { http: reqwest::Client::new(), base: server.base.clone(), cookie: "none=none".into(), secrets: Vec::new(), errors: String::new() };

    // Who signs in with a cookie ends its session, so the administrator comes last.
    for i in (0..12).rev() {
        let (password, email) = (planting.word("a password"), format!("person{i}@example.com"));
        let role = if i == 0 { "admin" } else { "sales" };
        let made = command(&settings[..2], &["user", "create", "--email", &email, "--name", "Quagga Person", "--role", role, "--password-stdin"], &password);
        assert!(made.0, "{}", made.2);
        let sign_in = "mutation($input: SignInInput!) { signIn(input: $input) { user { id } } }";
        let (_, cookie) = planting.send(sign_in, json!({ "email": email, "password": password }), None).await;
        let cookie = cookie.unwrap();
        planting.plant("a session", cookie.split_once('=').unwrap().1);
        if i == 0 {
            planting.cookie = cookie;
        }
        let wrong = planting.word("a wrong password");
        planting.send(sign_in, json!({ "email": email, "password": wrong }), None).await;
    }
    for i in 0..400 {
        let (made, _) = planting.send("mutation($input: CreateTokenInput!) { createToken(input: $input) { secret } }", json!({ "name": format!("Quagga {i}") }), None).await;
        planting.plant("a token", made["data"]["createToken"]["secret"].as_str().unwrap());
    }
    for i in 0..200 {
        let input = json!({ "email": format!("invited{i}@example.com"), "name": "Quagga Invited", "roleId": "role:sales", "teamIds": [] });
        let (sent, _) = planting.send("mutation($input: InviteUserInput!) { inviteUser(input: $input) { link } }", input, None).await;
        planting.plant("an invitation", sent["data"]["inviteUser"]["link"].as_str().unwrap().rsplit('/').next().unwrap());
    }
    for _ in 0..100 {
        let (begun, _) = planting.send("mutation { beginSecondFactor { secret } }", json!(null), None).await;
        planting.plant("a second factor", begun["data"]["beginSecondFactor"]["secret"].as_str().unwrap());
        let secret = planting.word("a provider's secret");
        let input = json!({ "name": "Corp", "issuer": "https://127.0.0.1:1", "clientId": "baton", "clientSecret": secret });
        planting.send("mutation($input: CreateProviderInput!) { createProvider(input: $input) { id } }", input, None).await;
        let token = planting.word("a token that is none");
        planting.send("{ deals { totalCount } }", json!(null), Some(&token)).await;
        let token = planting.word("a link that is none");
        let password = planting.word("a password for a link that is none");
        let input = json!({ "token": token, "password": password });
        planting.send("mutation($input: ResetPasswordInput!) { resetPassword(input: $input) { user { id } } }", input, None).await;
    }
    assert!(planting.secrets.len() >= SECRETS, "{} were planted", planting.secrets.len());
    server.kill();

    // With a memtable this large everything still stands in the store's log, as it was written.
    assert!(!data.join("db").read_dir().unwrap().any(|file| file.unwrap().path().extension().is_some_and(|ending| ending == "sst")), "a table would have to be read otherwise");
    let mut kept = Vec::new();
    files(&folder, &mut kept);
    kept.push(planting.errors.into_bytes());
    let known: HashMap<&[u8], &str> = planting.secrets.iter().map(|(secret, kind)| (&secret.as_bytes()[..SEEN], *kind)).collect();
    let found: Vec<&str> = kept.iter().flat_map(|bytes| bytes.windows(SEEN).filter_map(|part| known.get(part).copied())).collect();
    // What may be read is found by the same search, or it would find nothing anywhere.
    let control = kept.iter().flat_map(|bytes| bytes.windows(SEEN)).any(|part| part.starts_with(b"Quagga Invited"));
    fs::remove_dir_all(&folder).unwrap();
    assert!(control, "the search does not find what is there");
    assert!(found.is_empty(), "{} were found: {found:?}", found.len());
}
