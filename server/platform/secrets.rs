//! Secrets at rest: sealed with the workspace's key, which is a file beside the database and never in it.

use std::{
    fs::{self, OpenOptions},
    io::{ErrorKind, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

use base64::{Engine, engine::general_purpose::STANDARD};
use chacha20poly1305::{
    Key, XChaCha20Poly1305, XNonce,
    aead::{Aead, KeyInit, Payload},
};

use super::{
    config::Config,
    error::{Error, Result},
};

const KEY: usize = 32;
const NONCE: usize = 24;

/// Seals and opens secrets.
pub struct Secrets(XChaCha20Poly1305);

impl Secrets {
    /// Reads the key, or makes it at the first start. A workspace in memory has one that ends with it.
    pub fn load(config: &Config) -> Result<Self> {
        let key = if config.database_url() == "mem://" && config.key_file.is_none() { rand::random() } else { key_in(&config.key_file())? };
        Ok(Secrets(XChaCha20Poly1305::new(Key::from_slice(&key))))
    }

    /// Text that only this key opens again, and only in the same context: what it is, and whose.
    pub fn seal(&self, plain: &[u8], context: &str) -> String {
        let nonce: [u8; NONCE] = rand::random();
        // It fails for more than 256 GiB alone.
        let sealed = self.0.encrypt(XNonce::from_slice(&nonce), Payload { msg: plain, aad: context.as_bytes() }).unwrap_or_default();
        STANDARD.encode([&nonce[..], &sealed].concat())
    }

    /// What was sealed. Errors: internal, when it was sealed with another key, for another context, or changed since.
    pub fn open(&self, sealed: &str, context: &str) -> Result<Vec<u8>> {
        let broken = || Error::internal(format!("the secret of {context} cannot be opened: is the key file the one that it was sealed with?"));
        let bytes = STANDARD.decode(sealed).map_err(|_| broken())?;
        let (nonce, sealed) = bytes.split_at_checked(NONCE).ok_or_else(broken)?;
        self.0.decrypt(XNonce::from_slice(nonce), Payload { msg: sealed, aad: context.as_bytes() }).map_err(|_| broken())
    }
}

fn key_in(path: &Path) -> Result<[u8; KEY]> {
    let named = |what: &str| Error::invalid("keyFile", format!("The key file {} {what}.", path.display()));
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| named(&format!("cannot be made: {error}")))?;
    }
    let key: [u8; KEY] = rand::random();
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Ok(mut file) => {
            file.write_all(&key).and_then(|()| file.sync_all()).map_err(|error| named(&format!("cannot be written: {error}")))?;
            Ok(key)
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let kept = fs::read(path).map_err(|error| named(&format!("cannot be read: {error}")))?;
            kept.try_into().map_err(|_| named("does not hold 32 bytes"))
        }
        Err(error) => Err(named(&format!("cannot be made: {error}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_opens_in_its_own_context_alone() {
        let secrets = Secrets::load(&Config::in_memory()).unwrap();
        let sealed = secrets.seal(b"JBSWY3DP", "second factor of ana");
        assert!(!sealed.contains("JBSWY3DP"));
        assert_eq!(secrets.open(&sealed, "second factor of ana").unwrap(), b"JBSWY3DP");
        assert!(secrets.open(&sealed, "second factor of ben").is_err());
        assert!(Secrets::load(&Config::in_memory()).unwrap().open(&sealed, "second factor of ana").is_err(), "another key");
        assert!(secrets.open("AAAA", "second factor of ana").is_err());
    }
}
