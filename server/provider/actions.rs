//! Making, changing and removing providers.

use async_graphql::{InputObject, MaybeUndefined};

use super::{discovery, model::Provider, store};
use crate::platform::{
    actor::Actor,
    app::App,
    error::{Error, Faults, Result},
    id::Id,
    once,
    patch::{check_conflicts, patch},
    record::Meta,
    secrets,
    tx::{self, Tx},
};

/// A new provider. It is asked for its description before it is kept.
#[derive(InputObject, Clone, Debug)]
pub struct CreateProviderInput {
    /// What its button says.
    pub name: String,
    /// Its address, exactly as it spells it itself, for example https://accounts.google.com.
    pub issuer: String,
    /// The client id that it issued for this workspace.
    pub client_id: String,
    /// The client secret that it issued; never shown again.
    pub client_secret: String,
    /// Only addresses of these domains may sign in; all when there are none.
    pub allowed_domains: Option<Vec<String>>,
    /// Whoever is not known yet is added with this role; needs domains. Without it they are refused.
    pub role_id: Option<Id>,
    /// The same key gives the same answer once more, for 24 hours.
    pub idempotency_key: Option<String>,
}

/// Changes of a provider; what is absent stays.
#[derive(InputObject, Clone, Debug)]
pub struct UpdateProviderInput {
    /// The provider.
    pub id: Id,
    /// The version that was edited.
    pub expected_version: i64,
    /// What its button says.
    pub name: Option<String>,
    /// Its address, exactly as it spells it itself. Who is remembered under the old one is known by their address again.
    pub issuer: Option<String>,
    /// The client id that it issued for this workspace.
    pub client_id: Option<String>,
    /// A new client secret.
    pub client_secret: Option<String>,
    /// Only addresses of these domains may sign in; the whole list.
    pub allowed_domains: Option<Vec<String>>,
    /// Whoever is not known yet is added with this role; null refuses them.
    pub role_id: MaybeUndefined<Id>,
    /// Whether it can be used.
    pub enabled: Option<bool>,
    /// The same key gives the same answer once more, for 24 hours.
    pub idempotency_key: Option<String>,
}

/// Which provider.
#[derive(InputObject, Clone, Debug)]
pub struct DeleteProviderInput {
    /// The provider.
    pub id: Id,
}

/// Makes a provider. Errors: `INVALID` with every field at fault, also when its server does not describe itself as it should.
pub async fn create(app: &App, actor: &Actor, input: CreateProviderInput) -> Result<Provider> {
    actor.may_administer()?;
    let now = app.clock.now();
    let provider = Provider {
        meta: Meta::new(Id::new("provider", "new"), now),
        name: input.name.trim().to_owned(),
        issuer: input.issuer.trim().to_owned(),
        client_id: input.client_id.trim().to_owned(),
        client_secret: String::new(),
        secret_set_at: now,
        allowed_domains: tidy_domains(input.allowed_domains.clone().unwrap_or_default()),
        role_id: input.role_id.clone(),
        enabled: true,
    };
    let secret = input.client_secret.trim().to_owned();
    check(app, &provider, Some(&secret), true).await?;
    let id = once::write_once(app, actor, input.idempotency_key.as_deref(), &format!("createProvider {input:?}"), move |tx| {
        let (mut provider, secret) = (provider.clone(), secret.clone());
        async move {
            let id = tx.id("provider");
            refuse_double(&tx, &provider)?;
            provider.meta = Meta::new(id.clone(), tx.now());
            provider.client_secret = sealed(&tx, &id, &secret);
            tx.create(provider, "ProviderCreated").await.map(|_| id)
        }
    })
    .await?;
    find(app, &id)
}

/// Changes a provider. Errors: `NOT_FOUND`, `CONFLICT`, `INVALID` with every field at fault.
pub async fn update(app: &App, actor: &Actor, input: UpdateProviderInput) -> Result<Provider> {
    actor.may_administer()?;
    let secret = input.client_secret.as_ref().map(|secret| secret.trim().to_owned());
    let known = find(app, &input.id)?;
    let changed = changed_by(&known, &input);
    let is_asked = changed.issuer != known.issuer || changed.enabled && !known.enabled;
    check(app, &changed, secret.as_deref(), is_asked).await?;
    let (key, said) = (input.idempotency_key.clone(), format!("updateProvider {input:?}"));
    let id = once::write_once(app, actor, key.as_deref(), &said, move |tx| {
        let (input, secret) = (input.clone(), secret.clone());
        async move {
            let before: Provider = tx.get(&input.id).await?;
            let mut after = changed_by(&before, &input);
            if let Some(secret) = &secret {
                after.client_secret = sealed(&tx, &input.id, secret);
                after.secret_set_at = tx.now();
            }
            refuse_double(&tx, &after)?;
            check_conflicts(&tx, &before, &after, input.expected_version, &[]).await?;
            tx.save(&before, after, "ProviderChanged").await.map(|_| input.id)
        }
    })
    .await?;
    find(app, &id)
}

/// Removes a provider, and who is remembered through it. Errors: `NOT_FOUND`.
pub async fn delete(app: &App, actor: &Actor, id: &Id) -> Result<()> {
    actor.may_administer()?;
    let id = find(app, id)?.meta.id;
    tx::write(app, actor, move |tx| {
        let id = id.clone();
        async move {
            let before: Provider = tx.get(&id).await?;
            store::drop_accounts(&tx, &id).await?;
            tx.remove(&before, "ProviderDeleted").await
        }
    })
    .await
}

fn find(app: &App, id: &Id) -> Result<Provider> {
    app.directory().providers.iter().find(|provider| provider.meta.id == *id).cloned().ok_or_else(|| Error::not_found("provider"))
}

fn changed_by(before: &Provider, input: &UpdateProviderInput) -> Provider {
    let text = |new: &Option<String>, old: &str| new.as_deref().map_or(old, str::trim).to_owned();
    let mut role_id = before.role_id.clone();
    patch(&mut role_id, input.role_id.clone());
    Provider {
        name: text(&input.name, &before.name),
        issuer: text(&input.issuer, &before.issuer),
        client_id: text(&input.client_id, &before.client_id),
        allowed_domains: input.allowed_domains.clone().map_or_else(|| before.allowed_domains.clone(), tidy_domains),
        role_id,
        enabled: input.enabled.unwrap_or(before.enabled),
        ..before.clone()
    }
}

/// Lower case, without spaces, an @ before them, or doubles.
fn tidy_domains(domains: Vec<String>) -> Vec<String> {
    let mut tidy: Vec<String> = domains.iter().map(|domain| domain.trim().trim_start_matches('@').to_lowercase()).filter(|domain| !domain.is_empty()).collect();
    tidy.sort();
    tidy.dedup();
    tidy
}

/// Every fault of a provider. Its server is asked outside of any transaction, and only when the rest is right.
async fn check(app: &App, provider: &Provider, secret: Option<&str>, is_asked: bool) -> Result<()> {
    let mut faults = Faults::default();
    provider.check(&mut faults);
    if secret.is_some_and(|secret| secret.is_empty() || secret.len() > 2_000) {
        faults.add("clientSecret", "Give the client secret that the provider issued.");
    }
    if provider.role_id.as_ref().is_some_and(|id| app.directory().role(id).is_none()) {
        faults.add("roleId", "There is no such role.");
    }
    if faults.is_empty()
        && is_asked
        && let Err(trouble) = discovery::ask(app, &provider.issuer).await
    {
        faults.add("issuer", trouble.to_string());
    }
    faults.check()
}

fn refuse_double(tx: &Tx, provider: &Provider) -> Result<()> {
    let same = |other: &Provider| other.meta.id != provider.meta.id && other.issuer == provider.issuer && other.client_id == provider.client_id;
    match tx.app().directory().providers.iter().find(|other| same(other)) {
        Some(other) => Err(Error::invalid("clientId", format!("“{}” is this client of this issuer already.", other.name))),
        None => Ok(()),
    }
}

fn sealed(tx: &Tx, id: &Id, secret: &str) -> String {
    tx.app().secrets.seal(secret.as_bytes(), &secrets::context(id, "clientSecret"))
}
