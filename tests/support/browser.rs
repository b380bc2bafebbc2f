//! A browser as the server knows it: something that keeps a cookie.

use serde_json::{Value as Json, json};

use super::{Answer, World, mutation_text};

/// Keeps the session cookie that it is given, and sends it along.
pub struct Browser {
    pub cookie: Option<String>,
    base: String,
    http: reqwest::Client,
    agent: &'static str,
}

impl Browser {
    pub fn new(world: &World) -> Browser {
        Self::named(world, "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
    }

    pub fn named(world: &World, agent: &'static str) -> Browser {
        Browser { cookie: None, base: world.base.clone(), http: world.http.clone(), agent }
    }

    /// A browser in which somebody has signed in with everybody's password.
    pub async fn of(world: &World, email: &str) -> Browser {
        let mut browser = Self::new(world);
        let answer = browser.sign_in(email, super::PASSWORD, None).await;
        assert!(answer.0.get("errors").is_none(), "{}", answer.0);
        browser
    }

    pub async fn ask(&mut self, query: &str, variables: Json) -> Answer {
        let mut request = self.http.post(format!("{}/graphql", self.base)).header("user-agent", self.agent).header("x-baton-client", "web");
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        let response = request.json(&json!({ "query": query, "variables": variables })).send().await.unwrap();
        if let Some(cookie) = response.headers().get("set-cookie") {
            let cookie = cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
            self.cookie = Some(cookie).filter(|cookie| !cookie.ends_with('='));
        }
        Answer(response.json().await.unwrap())
    }

    /// Calls a mutation that takes one input, and gives what it selects.
    pub async fn act(&mut self, mutation: &str, input: Json, select: &str) -> Json {
        let answer = self.ask(&mutation_text(mutation, select), json!({ "input": input })).await;
        assert!(answer.0.get("errors").is_none(), "unexpected errors: {}", answer.0["errors"]);
        answer.0["data"][mutation].clone()
    }

    /// Calls a mutation that must be refused; gives the first error's extensions.
    pub async fn refused(&mut self, mutation: &str, input: Json) -> Json {
        self.ask(&mutation_text(mutation, "__typename"), json!({ "input": input })).await.refusal()
    }

    pub async fn sign_in(&mut self, email: &str, password: &str, code: Option<&str>) -> Answer {
        let query = "mutation($input: SignInInput!) { signIn(input: $input) { user { id email } } }";
        self.ask(query, json!({ "input": { "email": email, "password": password, "code": code } })).await
    }

    /// The address of whoever is signed in.
    pub async fn me(&mut self) -> Option<String> {
        let data = self.ask("{ me { user { email } } }", json!({})).await.0;
        data["data"]["me"]["user"]["email"].as_str().map(str::to_owned)
    }
}
