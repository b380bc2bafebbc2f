//! What tests stand on: a workspace of their own behind the real server, people in it, and questions to ask.

pub mod browser;
pub mod process;
pub mod socket;
pub mod store;

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use baton::{
    http::operations::{CookieOperations, Operations},
    identity::actions::{self, NewUser},
    ownership::{
        model::Assignment,
        rules::{self, NewRule},
    },
    platform::{actor::Actor, app::App, clock::Clock, config::Config, id::Id, jobs},
};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value as Json, json};

static COUNT: AtomicU64 = AtomicU64::new(0);

/// A workspace with its server, on a port and a database of its own. Its clock only moves when told.
pub struct World {
    pub app: App,
    pub base: String,
    pub http: reqwest::Client,
    /// The first person: an admin and the default owner.
    pub ana: Person,
}

/// Somebody who works there, with an API token.
#[derive(Clone)]
pub struct Person {
    pub id: Id,
    pub token: String,
    pub base: String,
    pub http: reqwest::Client,
}

/// What came back: data and errors.
#[derive(Debug, Clone)]
pub struct Answer(pub Json);

/// The time at which every test begins.
pub fn start_of_time() -> DateTime<Utc> {
    "2026-03-02T09:00:00Z".parse().unwrap()
}

/// Which engine the suite runs on: `mem://` unless `BATON_TEST_DATABASE` says otherwise.
pub fn config() -> Config {
    let mut config = Config::in_memory();
    config.form_limit = 100_000;
    // One who was cut off and came back may count twice for a moment.
    config.socket_limit = 1_000;
    config.subscription_limit = 2_000;
    // A busy machine takes its time.
    config.time_limit = 300;
    (config.rate_limit, config.stranger_rate_limit) = (0, 0);
    config.cookie_operations = CookieOperations::Any;
    match std::env::var("BATON_TEST_DATABASE").as_deref() {
        Ok("rocksdb") => {
            config.data = std::env::temp_dir().join(format!("baton-test-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed)));
            config.database = None;
        }
        Ok(url) if url.starts_with("ws://") => {
            config.database = Some(url.to_owned());
            config.database_user = Some("root".into());
            config.database_password = Some("root".into());
            config.data = std::env::temp_dir().join(format!("baton-test-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed)));
            config.database_name = format!("test{}x{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        }
        _ => {}
    }
    config
}

impl World {
    /// A workspace that was set up a moment ago: Ana is in it, and nobody else.
    pub async fn new() -> World {
        Self::with(config()).await
    }

    pub async fn with(config: Config) -> World {
        let app = App::open(config, Clock::manual(start_of_time())).await.unwrap();
        let base = serve(&app).await;
        let http = reqwest::Client::new();
        let ana = add_person(&app, &base, &http, "Ana Ribeiro", "admin", None).await;
        World { app, base, http, ana }
    }

    /// Adds a person; their e-mail address is their first name at example.com.
    pub async fn person(&self, name: &str, role: &str, team: Option<&Id>) -> Person {
        add_person(&self.app, &self.base, &self.http, name, role, team).await
    }

    pub async fn team(&self, name: &str) -> Id {
        actions::create_team(&self.app, &Actor::system(), name, None, None).await.unwrap().meta.id
    }

    /// A rule for everything: a team's people in turn, its queue as the fallback.
    pub async fn route_to(&self, team: &Id) {
        self.rule(None, Assignment::RoundRobin { id: team.clone() }, None, team).await;
    }

    pub async fn rule(&self, condition: Option<Json>, assignment: Assignment, backup: Option<&Id>, fallback: &Id) {
        let new = NewRule {
            name: "Rule".into(),
            condition: condition.map(|json| serde_json::from_value(json).unwrap()),
            assignment,
            backup_id: backup.cloned(),
            fallback_id: fallback.clone(),
            accept_within_minutes: 30,
            respond_within_minutes: 60,
        };
        rules::create(&self.app, &Actor::system(), new).await.unwrap();
    }

    /// Moves the clock and lets everything that is due then happen.
    pub async fn pass(&self, time: TimeDelta) {
        self.app.clock.advance(time);
        jobs::run_due(&self.app).await.unwrap();
    }

    /// Sends the first form, as JSON.
    pub async fn submit(&self, fields: Json) -> reqwest::Response {
        self.http.post(format!("{}/f/contact-us", self.base)).json(&fields).send().await.unwrap()
    }

    /// Signs in as a browser does; gives its cookie.
    pub async fn cookie(&self, email: &str) -> String {
        let sign_in = "mutation($input: SignInInput!) { signIn(input: $input) { user { id } } }";
        let body = json!({ "query": sign_in, "variables": { "input": { "email": email, "password": PASSWORD } } });
        let response = self.http.post(format!("{}/graphql", self.base)).header("x-baton-client", "web").json(&body).send().await.unwrap();
        response.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned()
    }

    /// Asks as the browser with this cookie.
    pub async fn with_cookie(&self, cookie: &str, query: &str, variables: Json) -> Json {
        let body = json!({ "query": query, "variables": variables });
        let request = self.http.post(format!("{}/graphql", self.base)).header("x-baton-client", "web").header("cookie", cookie);
        request.json(&body).send().await.unwrap().json().await.unwrap()
    }

    /// Waits until search has caught up with what was written.
    pub async fn searchable(&self, person: &Person, words: &str) -> Json {
        for _ in 0..200 {
            let found = person.ok("query($q: String!) { search(query: $q) { id type title } }", json!({ "q": words })).await["search"].clone();
            if found.as_array().is_some_and(|hits| !hits.is_empty()) {
                return found;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("nothing was found for {words}");
    }
}

/// Serves a workspace on a port of its own, all but its jobs: tests say when these run.
pub async fn serve(app: &App) -> String {
    serve_listed(app, Operations::of_client()).await
}

/// The same with a list of what may be asked with a session.
pub async fn serve_listed(app: &App, operations: Operations) -> String {
    tokio::spawn(baton::search::feed::run(app.clone()));
    if app.db.is_shared() {
        tokio::spawn(baton::event::tail::run(app.clone()));
        tokio::spawn(baton::identity::sessions::follow(app.clone()));
    }
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let served = app.clone();
    tokio::spawn(async move { baton::http::serve_listed(&served, operations, listener, std::future::pending()).await });
    base
}

pub async fn add_person(app: &App, base: &str, http: &reqwest::Client, name: &str, role: &str, team: Option<&Id>) -> Person {
    let first = name.split(' ').next().unwrap().to_lowercase();
    let email = format!("{first}@example.com");
    let new = NewUser { name: name.into(), email: email.clone(), role: role.into(), password: PASSWORD.into(), team_ids: team.into_iter().cloned().collect() };
    let user = actions::create_user(app, &Actor::system(), new).await.unwrap();
    let token = actions::create_token(app, &email).await.unwrap();
    Person { id: user.meta.id, token, base: base.to_owned(), http: http.clone() }
}

/// Holds that something takes less than a second, in one of three tries: a machine that stands still for a while makes one late.
pub async fn within_a_second(mut once: impl AsyncFnMut() -> Duration) {
    let mut took = Vec::new();
    while took.len() < 3 {
        took.push(once().await);
        if took.iter().any(|took| *took < Duration::from_secs(1)) {
            return;
        }
    }
    panic!("it took {took:?}");
}

/// Everybody's password.
pub const PASSWORD: &str = "a long enough password";

impl Person {
    /// Asks the API.
    pub async fn ask(&self, query: &str, variables: Json) -> Answer {
        let body = json!({ "query": query, "variables": variables });
        let response = self.http.post(format!("{}/graphql", self.base)).bearer_auth(&self.token).json(&body).send().await.unwrap();
        Answer(response.json().await.unwrap())
    }

    /// Asks, and expects no error.
    pub async fn ok(&self, query: &str, variables: Json) -> Json {
        let answer = self.ask(query, variables).await;
        assert!(answer.0.get("errors").is_none(), "unexpected errors: {}", answer.0["errors"]);
        answer.0["data"].clone()
    }

    /// Calls a mutation that takes one input, and gives what it selects.
    pub async fn act(&self, mutation: &str, input: Json, select: &str) -> Json {
        let data = self.ok(&mutation_text(mutation, select), json!({ "input": input })).await;
        data[mutation].clone()
    }

    /// Calls a mutation that must be refused; gives the first error's extensions.
    pub async fn refused(&self, mutation: &str, input: Json) -> Json {
        let answer = self.ask(&mutation_text(mutation, "__typename"), json!({ "input": input })).await;
        answer.refusal()
    }
}

/// A mutation that takes one input. Those that answer with a plain value select nothing.
pub fn mutation_text(name: &str, select: &str) -> String {
    const PLAIN: [&str; 9] =
        ["requestPasswordReset", "changePassword", "removeSecondFactor", "revokeSession", "revokeToken", "deleteTeam", "deleteTerritory", "deleteProvider", "deleteRole"];
    let fields = if PLAIN.contains(&name) { String::new() } else { format!("{{ {select} }}") };
    let kind = format!("{}{}Input!", name[..1].to_uppercase(), &name[1..]);
    let kind = if name.ends_with("Records") { "RecordsInput!".to_owned() } else { kind };
    format!("mutation($input: {kind}) {{ {name}(input: $input) {fields} }}")
}

impl Answer {
    /// The first error's extensions. Panics when there was none.
    pub fn refusal(&self) -> Json {
        let error = &self.0["errors"][0];
        assert!(!error.is_null(), "expected a refusal, got {}", self.0);
        let mut extensions = error["extensions"].clone();
        extensions["message"] = error["message"].clone();
        extensions
    }
}

/// The fields that a refusal names, in order.
pub fn fields_of(refusal: &Json) -> Vec<String> {
    refusal["faults"].as_array().into_iter().flatten().filter_map(|fault| fault["field"].as_str().map(str::to_owned)).collect()
}
