//! The second factor: codes of an authenticator app (RFC 6238: SHA-1, six digits, 30 seconds), and recovery codes beside them.
//!
//! The secret is sealed at rest, recovery codes are hashed; every code works once.

use async_graphql::SimpleObject;
use qrcode::{QrCode, render::svg};
use serde_json::json;
use sha2::{Digest, Sha256};
use surrealdb::types::SurrealValue;
use totp_rs::{Algorithm, TOTP};

use super::store;
use crate::platform::{
    actor::Actor,
    app::App,
    error::{Error, Result},
    id::Id,
    secrets,
};

const STEP: i64 = 30;
const RECOVERY_CODES: usize = 10;
/// Letters and digits that are not mistaken for each other.
const ALPHABET: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";

/// What is kept of somebody's second factor; its id has the person's key.
#[derive(Clone, Debug, SurrealValue)]
#[surreal(rename_all = "camelCase")]
pub struct SecondFactor {
    pub id: Id,
    pub sealed: String,
    /// A code of it was typed once; until then it asks nobody for anything.
    pub confirmed: bool,
    /// The step of the last code that was used.
    pub last_step: i64,
    /// Hashes of the recovery codes that are left.
    #[surreal(default)]
    pub recovery: Vec<String>,
}

/// What an authenticator app needs, told once.
#[derive(SimpleObject)]
pub struct SecondFactorSetup {
    /// The secret as it is typed by hand, base32.
    secret: String,
    /// The same as an `otpauth://` address.
    uri: String,
    /// The address as a code to scan, SVG.
    svg: String,
}

/// Codes for the day on which the authenticator is lost; told once.
#[derive(SimpleObject)]
pub struct RecoveryCodes {
    /// Each works once in the place of a code.
    codes: Vec<String>,
}

fn row(user: &Id) -> Id {
    Id::new("second_factor", user.key())
}

/// Whether somebody signs in with a second factor.
pub async fn is_on(app: &App, user: &Id) -> Result<bool> {
    Ok(store::second_factor(&app.db, &row(user)).await?.is_some_and(|factor| factor.confirmed))
}

/// Makes a secret; it counts from the first code on that proves that the app has it. Errors: `CONFLICT` when there is one.
pub async fn begin(app: &App, actor: &Actor) -> Result<SecondFactorSetup> {
    let user = actor.person()?;
    if is_on(app, user).await? {
        return Err(Error::conflict("You have a second factor already. Remove it first."));
    }
    let directory = app.directory();
    let email = directory.user(user).map(|user| user.email.clone()).unwrap_or_default();
    let secret: [u8; 20] = rand::random();
    // What stands before a colon is the issuer's alone.
    let totp = authenticator(secret.to_vec(), &directory.workspace.name.replace(':', " "), &email.replace(':', " "))?;
    let uri = totp.get_url();
    let code = QrCode::new(uri.as_bytes()).map_err(Error::internal)?;
    let svg = code.render::<svg::Color<'_>>().min_dimensions(200, 200).build();
    let id = row(user);
    let sealed = app.secrets.seal(&secret, &secrets::context(&id, "sealed"));
    store::put_second_factor(&app.db, SecondFactor { id, sealed, confirmed: false, last_step: 0, recovery: Vec::new() }).await?;
    Ok(SecondFactorSetup { secret: totp.get_secret_base32(), uri, svg })
}

/// Turns the second factor on, and gives the recovery codes. Errors: `INVALID` for a wrong code.
pub async fn confirm(app: &App, actor: &Actor, code: &str) -> Result<RecoveryCodes> {
    let user = actor.person()?;
    let factor = store::second_factor(&app.db, &row(user)).await?.ok_or_else(|| Error::conflict("Begin first: there is no secret to confirm."))?;
    if factor.confirmed {
        return Err(Error::conflict("Your second factor is on already."));
    }
    let Some(step) = step_of(app, &factor, code)? else {
        return Err(Error::invalid("code", "This code is wrong. Is the clock of your device right?"));
    };
    let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| new_recovery_code()).collect();
    let recovery = codes.iter().map(|code| hash(code)).collect();
    store::put_second_factor(&app.db, SecondFactor { confirmed: true, last_step: step, recovery, ..factor }).await?;
    Ok(RecoveryCodes { codes })
}

/// Takes the second factor away.
pub async fn remove(app: &App, user: &Id) -> Result<()> {
    store::drop_second_factor(&app.db, &row(user)).await
}

/// Asks for the second factor of who has one. Errors: `UNAUTHENTICATED` with the field `code`.
pub async fn ask(app: &App, user: &Id, code: Option<&str>) -> Result<()> {
    let Some(factor) = store::second_factor(&app.db, &row(user)).await?.filter(|factor| factor.confirmed) else { return Ok(()) };
    let refuse = |why| Err(Error::unauthenticated_because(why).with_details(json!({ "field": "code" })));
    match code.map(str::trim).filter(|code| !code.is_empty()) {
        None => refuse("Type the code that your authenticator app shows."),
        Some(code) if use_code(app, &factor, code).await? => Ok(()),
        Some(_) => refuse("This code is wrong, or was used already."),
    }
}

async fn use_code(app: &App, factor: &SecondFactor, code: &str) -> Result<bool> {
    match step_of(app, factor, code)? {
        Some(step) => store::use_step(&app.db, &factor.id, step).await,
        None => store::use_recovery(&app.db, &factor.id, &hash(code)).await,
    }
}

/// The step that a code belongs to: this one, or one before or after for clocks that are off; never one that was used.
fn step_of(app: &App, factor: &SecondFactor, code: &str) -> Result<Option<i64>> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let totp = authenticator(app.secrets.open(&factor.sealed, &secrets::context(&factor.id, "sealed"))?, "", "")?;
    let now = app.clock.now().timestamp() / STEP;
    Ok((now - 1..=now + 1).filter(|step| *step > factor.last_step).find(|step| totp.check(&code, (*step * STEP).unsigned_abs())))
}

fn authenticator(secret: Vec<u8>, issuer: &str, account: &str) -> Result<TOTP> {
    TOTP::new(Algorithm::SHA1, 6, 0, STEP.unsigned_abs(), secret, Some(issuer.to_owned()), account.to_owned()).map_err(Error::internal)
}

/// 80 random bits in four groups.
fn new_recovery_code() -> String {
    let random: [u8; 16] = rand::random();
    let letters: Vec<char> = random.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// Enough random bits make a plain hash safe; groups and capitals are as people type them.
fn hash(code: &str) -> String {
    let plain: String = code.to_lowercase().chars().filter(|c| c.is_ascii_alphanumeric()).collect();
    Sha256::digest(plain.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
