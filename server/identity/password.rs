//! Passwords: argon2id with 19 MiB and two passes (OWASP's first choice), two at a time so that sign-ins leave room for the API.

use argon2::{Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version, password_hash::SaltString};
use tokio::sync::Semaphore;

use crate::platform::error::{Error, Faults, Result};

/// Hashes under way at once: each takes a core for tens of milliseconds.
static POOL: Semaphore = Semaphore::const_new(2);

/// A hash that no password has, to spend the same time on accounts that do not exist.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c29tZS1zYWx0LWJ5dGVz$7WfXn2cTgLrZ6Y3qQqJ0mK0l2tYk8v5o9s1bE4uHn0A";

fn argon2() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(19_456, 2, 1, None).unwrap_or_default())
}

/// Hashes a password that people chose.
pub async fn hash(password: String) -> Result<String> {
    in_pool(move || {
        let salt = SaltString::encode_b64(&rand::random::<[u8; 16]>()).map_err(Error::internal)?;
        Ok(argon2().hash_password(password.as_bytes(), &salt).map_err(Error::internal)?.to_string())
    })
    .await
}

/// Whether `password` is the one behind `hash`; without a hash the answer is no, after the same time.
pub async fn verify(password: String, hash: Option<String>) -> Result<bool> {
    in_pool(move || {
        // Who signs in at a provider alone has none.
        let hash = hash.filter(|hash| !hash.is_empty());
        let known = hash.is_some();
        let text = hash.unwrap_or_else(|| NOBODY.to_owned());
        let parsed = PasswordHash::new(&text).map_err(Error::internal)?;
        Ok(argon2().verify_password(password.as_bytes(), &parsed).is_ok() && known)
    })
    .await
}

async fn in_pool<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let _permit = POOL.acquire().await.map_err(Error::internal)?;
    tokio::task::spawn_blocking(work).await.map_err(Error::internal)?
}

/// Checks that a new password is long enough and not among the ones that everybody tries first.
pub fn check_strength(faults: &mut Faults, field: &str, password: &str) {
    const COMMON: [&str; 12] =
        ["password", "passw0rd", "123456789", "1234567890", "qwertyuiop", "letmein123", "iloveyou", "administrator", "welcome123", "changeme", "correcthorse", "baton"];
    let length = password.chars().count();
    if length < 10 {
        faults.add(field, "A password has at least 10 characters.");
    } else if length > 256 {
        faults.add(field, "A password has at most 256 characters.");
    } else if COMMON.iter().any(|common| password.to_lowercase().starts_with(common) && length < common.len() + 4) {
        faults.add(field, "This password is among the first that anybody would try.");
    }
}
