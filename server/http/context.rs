//! What resolvers find in their context: the app, who asks, and how they reached us.

use async_graphql::Context;

use crate::{
    identity::sessions::Credential,
    platform::{
        actor::Actor,
        app::App,
        condition::Terms,
        error::{Error, Result},
    },
};

/// How a request reached us.
#[derive(Clone, Debug)]
pub struct Client {
    /// The client's address.
    pub address: String,
    /// The browser in words, for example “Firefox on Linux”.
    pub device: String,
    /// What the request showed to say who it is.
    pub credential: Option<Credential>,
    /// Stands in the answer's errors and in the log.
    pub request_id: String,
    /// The page is served over TLS.
    pub secure: bool,
}

/// Who asks; `None` for strangers.
#[derive(Clone)]
pub struct Asking(pub Option<Actor>);

pub fn app<'a>(ctx: &Context<'a>) -> &'a App {
    ctx.data_unchecked::<App>()
}

pub fn client<'a>(ctx: &Context<'a>) -> &'a Client {
    ctx.data_unchecked::<Client>()
}

/// Who asks. Errors: `UNAUTHENTICATED`.
pub fn actor<'a>(ctx: &Context<'a>) -> Result<&'a Actor> {
    ctx.data_unchecked::<Asking>().0.as_ref().ok_or_else(Error::unauthenticated)
}

/// What `me`, `now` and `today` mean in this request's conditions.
pub fn terms(ctx: &Context<'_>) -> Result<Terms> {
    let app = app(ctx);
    let now = app.clock.now();
    Ok(Terms { me: actor(ctx)?.user().cloned(), now, today: now.with_timezone(&app.directory().workspace.zone()).date_naive() })
}
