//! Whose account at a provider it is: somebody who is remembered, who has the address, or who is new.

use super::{
    model::{Profile, Provider},
    sign_in::{Reason, Refusal},
    store::{self, Account},
};
use crate::{
    identity::{
        actions::{self, NewUser},
        model::User,
    },
    platform::{
        actor::Actor,
        app::App,
        error::Result,
        id::Id,
        tx::{self, Tx},
    },
};

/// The person behind an account, remembered from then on.
pub async fn of(app: &App, provider: &Provider, subject: &str, profile: Profile) -> Result<Id, Refusal> {
    let (provider, account) = (provider.clone(), store::account_id(&provider.issuer, subject));
    let found = tx::write(app, &Actor::system(), move |tx| {
        let (provider, account, profile) = (provider.clone(), account.clone(), profile.clone());
        async move { find(&tx, provider, account, profile).await }
    })
    .await?;
    found.map_err(|reason| Refusal::new(reason, format!("the account {}", reason.code().to_lowercase())))
}

async fn find(tx: &Tx, provider: Provider, account: Id, profile: Profile) -> Result<Result<Id, Reason>> {
    let email = profile.verified_email();
    if !provider.allowed_domains.is_empty() {
        match &email {
            None => return Ok(Err(Reason::EmailUnverified)),
            Some(email) if !provider.allows(email) => return Ok(Err(Reason::DomainNotAllowed)),
            Some(_) => {}
        }
    }
    let directory = tx.app().directory();
    let known = store::account(tx, &account).await?;
    if let Some(user) = known.and_then(|known| directory.user(&known.user_id).cloned()) {
        return Ok(if user.active { Ok(user.meta.id) } else { Err(Reason::PersonDeactivated) });
    }
    let Some(email) = email.filter(|email| crate::contact::model::is_email(email)) else { return Ok(Err(Reason::EmailUnverified)) };
    let user = match (directory.user_by_email(&email), &provider.role_id) {
        (Some(user), _) if user.active => user.meta.id.clone(),
        // Whoever proves the address that was invited accepts.
        (Some(user), _) if user.invited => {
            let before: User = tx.get(&user.meta.id).await?;
            let after = User { active: true, invited: false, ..before.clone() };
            tx.save(&before, after, "InvitationAccepted").await?.meta.id
        }
        (Some(_), _) => return Ok(Err(Reason::PersonDeactivated)),
        (None, Some(role)) => add(tx, role, &email, &profile).await?.meta.id,
        (None, None) => return Ok(Err(Reason::PersonUnknown)),
    };
    store::put_account(tx, Account { id: account, provider_id: provider.meta.id, user_id: user.clone(), created_at: tx.now() }).await?;
    Ok(Ok(user))
}

/// Somebody new, who signs in at the provider alone: no password is theirs.
async fn add(tx: &Tx, role: &Id, email: &str, profile: &Profile) -> Result<User> {
    let new = NewUser { name: profile.full_name(email), email: email.to_owned(), role: role.key().to_owned(), password: String::new(), team_ids: Vec::new() };
    let user = actions::user(tx, tx.id("user"), new, String::new());
    tx.create(user, "UserCreated").await.map_err(|error| error.again_if_taken())
}
