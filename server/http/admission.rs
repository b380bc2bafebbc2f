//! What a request must be before it is validated: within the limits, on the client's list when it carries a session, and
//! somebody's who may ask for the schema if it does.

use async_graphql::{Request, ServerError};
use clap::ValueEnum;

use super::{
    context::{Asking, Client},
    document::Document,
    graphql::Endpoint,
    limits::Whose,
    operations::CookieOperations,
};
use crate::{
    identity::sessions::{self, Credential},
    platform::{
        app::App,
        error::{Error, Result},
    },
};

/// Values in a request's variables, and lists and objects within each other.
const MOST_VALUES: usize = 5_000;
const DEEPEST_VALUE: usize = 32;

/// Who may ask for the schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Introspection {
    /// Everybody.
    On,
    /// Who is signed in or has a token.
    SignedIn,
    /// Nobody.
    Off,
}

/// Who is asking, after their request was counted. Errors: `RATE_LIMITED`, `INTERNAL` when the database does not say who it is.
pub async fn identify(app: &App, client: &Client) -> Result<Asking> {
    if let Some(credential) = &client.credential {
        // One that was not good lately may be a guess, and looking it up is work: guesses are counted as a stranger's.
        if !app.limits.knows(&credential.row().to_string()) {
            app.limits.request(app.clock.now(), Whose::Strangers(&client.address))?;
        }
        if let Some(actor) = sessions::actor(app, credential, &client.address).await? {
            let asking = Asking(Some(actor));
            count(app, client, &asking)?;
            return Ok(asking);
        }
    }
    count(app, client, &Asking(None))?;
    Ok(Asking(None))
}

/// Counts a request of somebody who is known already. Errors: `RATE_LIMITED`.
pub fn count(app: &App, client: &Client, asking: &Asking) -> Result<()> {
    let now = app.clock.now();
    let (Some(actor), Some(credential)) = (&asking.0, &client.credential) else { return app.limits.request(now, Whose::Strangers(&client.address)) };
    app.limits.request(now, Whose::Credential(&credential.row().to_string()))?;
    actor.user().map_or(Ok(()), |person| app.limits.request(now, Whose::Person(&person.to_string())))
}

/// Refuses JSON of which even reading takes long: every value becomes an object many times its size.
///
/// Errors: `TOO_COMPLEX`.
pub fn check_json(bytes: &[u8]) -> Result<()> {
    let (mut values, mut depth, mut at) = (0, 0_usize, 0);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => at += 1 + text_length(&bytes[at + 1..]),
            b'{' | b'[' => (depth, values) = (depth + 1, values + 1),
            b'}' | b']' => depth = depth.saturating_sub(1),
            b',' => values += 1,
            _ => {}
        }
        for (what, count, most) in [("values", values, MOST_VALUES), ("levels of lists and objects", depth, DEEPEST_VALUE)] {
            if count > most {
                return Err(Error::too_complex(what, most));
            }
        }
        at += 1;
    }
    Ok(())
}

/// How far the end of a text is.
fn text_length(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// Lets a request in, its document read and its variables settled. Errors: `TOO_COMPLEX`, `INVALID`, `FORBIDDEN`, `UNAUTHENTICATED`.
pub fn admit(endpoint: &Endpoint, request: &mut Request, client: &Client, asking: &Asking) -> Result<Document, ServerError> {
    let config = &endpoint.app.config;
    let document = Document::read(request)?;
    let with_session = matches!(client.credential, Some(Credential::Cookie(_)));
    if with_session && config.cookie_operations == CookieOperations::Listed && !endpoint.operations.list(&request.query) {
        return Err(Error::forbidden_because("A session is for the web client's own operations. Ask this with a token.").into_server_error());
    }
    if document.introspects {
        may_introspect(config.introspection, asking).map_err(Error::into_server_error)?;
    }
    document.check_inputs(request).map_err(Error::into_server_error)?;
    Ok(document)
}

fn may_introspect(setting: Introspection, asking: &Asking) -> Result<()> {
    match setting {
        Introspection::On => Ok(()),
        Introspection::SignedIn if asking.0.is_some() => Ok(()),
        Introspection::SignedIn => Err(Error::unauthenticated()),
        Introspection::Off => Err(Error::forbidden_because("The schema is not told here.")),
    }
}
