//! Signing in, and who may see and do what.

use baton::platform::id::Id;
use serde_json::{Value as Json, json};

use crate::support::{PASSWORD, Person, World};

#[tokio::test]
async fn signing_in_sets_a_cookie_that_works_until_signing_out() {
    let world = World::new().await;
    let ask = |query: &str, cookie: Option<String>, origin: Option<&str>| {
        let mut request = world.http.post(format!("{}/graphql", world.base)).json(&json!({ "query": query }));
        if let Some(cookie) = cookie {
            request = request.header("cookie", cookie).header("x-baton-client", "web");
        }
        if let Some(origin) = origin {
            request = request.header("origin", origin);
        }
        async move { request.send().await.unwrap() }
    };
    let sign_in = format!("mutation {{ signIn(input: {{ email: \"ANA@example.com\", password: \"{PASSWORD}\" }}) {{ user {{ name }} role {{ name }} }} }}");
    let response = ask(&sign_in, None, None).await;
    let cookie = response.headers()["set-cookie"].to_str().unwrap().to_owned();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    let cookie = cookie.split(';').next().unwrap().to_owned();
    let me = "{ me { user { email } } }";
    let body: Json = ask(me, Some(cookie.clone()), None).await.json().await.unwrap();
    assert_eq!(body["data"]["me"]["user"]["email"], "ana@example.com");
    assert_eq!(ask(me, Some(cookie.clone()), Some("https://elsewhere.example")).await.status(), 403, "another site cannot use the cookie");
    ask("mutation { signOut }", Some(cookie.clone()), None).await;
    let body: Json = ask(me, Some(cookie), None).await.json().await.unwrap();
    assert_eq!(body["data"]["me"], Json::Null);
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_account_read_the_same_and_many_tries_are_slowed() {
    let world = World::new().await;
    let sign_in = async |email: &str, password: &str| {
        let query = "mutation($input: SignInInput!) { signIn(input: $input) { user { name } } }";
        world
            .http
            .post(format!("{}/graphql", world.base))
            .json(&json!({ "query": query, "variables": { "input": { "email": email, "password": password } } }))
            .send()
            .await
            .unwrap()
    };
    let wrong: Json = sign_in("ana@example.com", "wrong").await.json().await.unwrap();
    let unknown: Json = sign_in("nobody@example.com", "wrong").await.json().await.unwrap();
    assert_eq!((&wrong["errors"][0]["message"], &wrong["errors"][0]["extensions"]["code"]), (&unknown["errors"][0]["message"], &unknown["errors"][0]["extensions"]["code"]));
    for _ in 0..9 {
        sign_in("ana@example.com", "wrong").await;
    }
    let slowed = sign_in("ana@example.com", PASSWORD).await;
    assert!(slowed.headers().contains_key("retry-after"));
    let body: Json = slowed.json().await.unwrap();
    assert_eq!(body["errors"][0]["extensions"]["code"], "RATE_LIMITED");
}

#[tokio::test]
async fn many_tries_at_once_are_many_tries() {
    let world = World::new().await;
    let query = "mutation($input: SignInInput!) { signIn(input: $input) { user { id } } }";
    let tries = (0..40).map(|i| {
        let body = json!({ "query": query, "variables": { "input": { "email": "ana@example.com", "password": format!("guess {i}") } } });
        world.http.post(format!("{}/graphql", world.base)).json(&body).send()
    });
    let mut slowed = 0;
    for response in futures::future::join_all(tries).await {
        let body: Json = response.unwrap().json().await.unwrap();
        slowed += usize::from(body["errors"][0]["extensions"]["code"] == "RATE_LIMITED");
    }
    assert_eq!(slowed, 30, "ten guesses in a quarter of an hour, however quick they come");
}

#[tokio::test]
async fn strangers_see_nothing_and_bad_tokens_are_strangers() {
    let world = World::new().await;
    for token in ["", "baton_0000"] {
        let query = "{ deals { nodes { id } } }";
        let body: Json = world.http.post(format!("{}/graphql", world.base)).bearer_auth(token).json(&json!({ "query": query })).send().await.unwrap().json().await.unwrap();
        assert_eq!(body["errors"][0]["extensions"]["code"], "UNAUTHENTICATED");
        assert_eq!(body["data"], Json::Null);
    }
}

#[tokio::test]
async fn the_setup_link_works_once() {
    let app = baton::platform::app::App::open(baton::platform::config::Config::in_memory(), baton::platform::clock::Clock::System).await.unwrap();
    let token = baton::identity::actions::setup_token(&app).await.unwrap().unwrap();
    let input = |token: &str, password: &str| baton::identity::actions::SetUpInput {
        token: token.to_owned(),
        workspace_name: "Arcwell".into(),
        name: "Ana".into(),
        email: "ana@arcwell.example".into(),
        password: password.to_owned(),
        sample_data: false,
    };
    let weak = baton::identity::actions::set_up(&app, input(&token, "short")).await.unwrap_err();
    assert_eq!(weak.faults()[0].field, "password");
    assert_eq!(baton::identity::actions::set_up(&app, input("wrong", PASSWORD)).await.unwrap_err().faults()[0].field, "token");
    baton::identity::actions::set_up(&app, input(&token, PASSWORD)).await.unwrap();
    assert!(baton::identity::actions::set_up(&app, input(&token, PASSWORD)).await.is_err());
    assert_eq!(baton::identity::actions::setup_token(&app).await.unwrap(), None);
}

/// What each built-in role sees of a deal of its own, of its team and of others, and whether it may change them.
#[tokio::test]
async fn each_role_sees_and_changes_what_its_table_says() {
    let world = World::new().await;
    let (mine, other) = (world.team("Mine").await, world.team("Other").await);
    let mate = world.person("Mate Able", "sales", Some(&mine)).await;
    let stranger = world.person("Stranger Danger", "sales", Some(&other)).await;
    //             role            reads: own, team, all    edits: own, team, all
    let table = [
        ("admin", [true, true, true], [true, true, true]),
        ("operations", [true, true, true], [true, true, true]),
        ("sales_manager", [true, true, false], [true, true, false]),
        ("sales", [true, true, false], [true, true, false]),
        ("marketing", [true, true, true], [false, false, false]),
        ("executive", [true, true, true], [false, false, false]),
    ];
    for (role, reads, edits) in table {
        let person = world.person(&format!("{} Person", role.replace('_', "")), role, Some(&mine)).await;
        for (i, owner) in [&person, &mate, &stranger].into_iter().enumerate() {
            let deal = deal_of(&world, &owner.id).await;
            let seen = sees(&person, &deal).await;
            assert_eq!(seen, reads[i], "{role} reads number {i}");
            let answer = person
                .ask("mutation($input: UpdateDealInput!) { updateDeal(input: $input) { id } }", json!({ "input": { "id": deal, "expectedVersion": 1, "name": "Changed" } }))
                .await;
            let code = answer.0["errors"][0]["extensions"]["code"].as_str().map(str::to_owned);
            let wanted = if edits[i] { None } else { Some(if reads[i] { "FORBIDDEN" } else { "NOT_FOUND" }.to_owned()) };
            assert_eq!(code, wanted, "{role} edits number {i}");
        }
    }
}

async fn deal_of(world: &World, owner: &Id) -> Json {
    world.ana.act("createDeal", json!({ "name": "Quagga pilot", "amount": "7", "ownerId": owner }), "id").await["id"].clone()
}

/// Whether a deal shows itself by any door; all doors must agree.
async fn sees(person: &Person, deal: &Json) -> bool {
    let data = person
        .ok(
            "query($id: ID!, $filter: ConditionInput) { deal(id: $id) { id } node(id: $id) { id } deals(first: 200) { nodes { id } totalCount } dealsAggregate { count } byName: deals(filter: $filter, first: 200, orderBy: { field: NAME }) { nodes { id } } }",
            json!({ "id": deal, "filter": { "field": "name", "op": "CONTAINS", "value": "quagga" } }),
        )
        .await;
    let listed = |list: &Json| list["nodes"].as_array().unwrap().iter().any(|node| node["id"] == *deal);
    let doors = [!data["deal"].is_null(), !data["node"].is_null(), listed(&data["deals"]), listed(&data["byName"])];
    assert!(doors.iter().all(|door| *door == doors[0]), "the doors disagree: {doors:?}");
    assert_eq!(data["deals"]["totalCount"], data["dealsAggregate"]["count"]);
    assert_eq!(data["deals"]["totalCount"], json!(data["deals"]["nodes"].as_array().unwrap().len()));
    doors[0]
}

#[tokio::test]
async fn a_team_sees_the_teams_below_it() {
    let world = World::new().await;
    let top = world.team("Top").await;
    let below = baton::identity::actions::create_team(&world.app, &baton::platform::actor::Actor::system(), "Below", Some(top.clone()), None).await.unwrap().meta.id;
    let manager = world.person("Manager One", "sales_manager", Some(&top)).await;
    let seller = world.person("Seller One", "sales", Some(&below)).await;
    let deal = deal_of(&world, &seller.id).await;
    assert!(sees(&manager, &deal).await);
    let upper = deal_of(&world, &manager.id).await;
    assert!(!sees(&seller, &upper).await, "but not the one above");
}
