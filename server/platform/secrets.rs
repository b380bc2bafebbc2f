//! Secrets at rest: sealed with a key that is kept outside the database, so that a copy of the database gives none away.
//!
//! A sealed text is bound to its place, the record's id and the field (`provider:01J…/clientSecret`), and names its key.

use std::{
    fs,
    io::{self, Write},
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chacha20poly1305::{
    Key as CipherKey, KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use sha2::{Digest, Sha256};
use surrealdb::types::SurrealValue;

use super::{
    app::App,
    config::Config,
    db::{Db, query},
    error::{Error, Result},
    id::Id,
};

/// Every field that is kept sealed, table and field: where [`rotate`] looks.
const SEALED: &[(&str, &str)] = &[("provider", "clientSecret"), ("second_factor", "sealed")];
/// The row that tells at start whether the key is the database's: it is sealed too.
const PROOF: (&str, &str) = ("counter", "sealed");
/// Rounds of a rotation before it gives way to those who keep changing what it seals.
const ROUNDS: usize = 10;

const VERSION: &str = "v1";
const NONCE: usize = 24;
const HEAD: &str = "# What Baton seals secrets with, one key a line, the newest first. Keep a copy, apart from copies of the database.\n";

/// Seals and opens secrets.
pub struct Secrets {
    /// Absent for a workspace in memory.
    file: Option<PathBuf>,
    keys: RwLock<Arc<Keys>>,
}

/// What is sealed anew is sealed with the newest key; the older ones open what they sealed.
struct Keys {
    newest: Key,
    older: Vec<Key>,
}

#[derive(Clone)]
struct Key {
    /// Stands in what the key sealed; gives nothing of the key away.
    id: String,
    bytes: [u8; 32],
}

impl Key {
    fn random() -> Self {
        Self::of(rand::random())
    }

    fn of(bytes: [u8; 32]) -> Self {
        let hash = Sha256::new().chain_update("baton key\n").chain_update(bytes).finalize();
        Key { id: hex(&hash[..4]), bytes }
    }

    /// From 64 hexadecimal digits, as `openssl rand -hex 32` prints them.
    fn parse(text: &str) -> Option<Self> {
        if text.len() != 64 || !text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        let mut bytes = [0; 32];
        for (i, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[2 * i..2 * i + 2], 16).ok()?;
        }
        Some(Self::of(bytes))
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(CipherKey::from_slice(&self.bytes))
    }

    /// What is authenticated beside the secret: neither another place nor another key's name opens it.
    fn bound_to(&self, context: &str) -> String {
        format!("{VERSION}.{}.{context}", self.id)
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Keys {
    fn all(&self) -> impl Iterator<Item = &Key> {
        std::iter::once(&self.newest).chain(&self.older)
    }

    fn parse(text: &str, file: &Path) -> Result<Self> {
        let wrong = |line: usize| key_file(file, &format!("has something in line {line} that is no key: a key has 64 hexadecimal digits"));
        let lines = text.lines().enumerate().map(|(number, line)| (number + 1, line.trim())).filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        let mut keys = lines.map(|(number, line)| Key::parse(line).ok_or_else(|| wrong(number)));
        let newest = keys.next().ok_or_else(|| key_file(file, "holds no key"))??;
        Ok(Keys { newest, older: keys.collect::<Result<_>>()? })
    }
}

fn key_file(file: &Path, what: &str) -> Error {
    Error::invalid("keyFile", format!("The key file {} {what}.", file.display()))
}

impl Secrets {
    /// Keys that live as long as the process.
    pub fn in_memory() -> Self {
        Secrets { file: None, keys: RwLock::new(Arc::new(Keys { newest: Key::random(), older: Vec::new() })) }
    }

    /// Reads the key file, or makes it for a database in which nothing is sealed yet.
    ///
    /// Errors: the file cannot be read or written, is gone, or holds another database's key.
    pub async fn load(config: &Config, db: &Db) -> Result<Self> {
        let proof = proof(db).await?;
        let secrets = match config.key_file() {
            None => Self::in_memory(),
            Some(file) => {
                let keys = match read(&file)? {
                    Some(keys) => keys,
                    None if proof.is_some() => return Err(key_file(&file, "is not there, and nothing else opens what this database keeps sealed: put it back from its copy")),
                    None => create(&file)?,
                };
                Secrets { file: Some(file), keys: RwLock::new(Arc::new(keys)) }
            }
        };
        let place = context(&proof_id(), PROOF.1);
        let proof = match proof {
            Some(proof) => proof,
            None => {
                let proof = Sealed { id: proof_id(), sealed: secrets.seal(b"baton", &place) };
                db.query(query("INSERT IGNORE INTO counter $row RETURN NONE").bind("row", proof.clone())).await?;
                // Another process may have been first.
                self::proof(db).await?.unwrap_or(proof)
            }
        };
        if let (Err(_), Some(file)) = (secrets.open(&proof.sealed, &place), &secrets.file) {
            return Err(key_file(file, "does not hold the key of this database: put the right one in its place, or name it"));
        }
        Ok(secrets)
    }

    fn keys(&self) -> Arc<Keys> {
        self.keys.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, keys: Keys) {
        *self.keys.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(keys);
    }

    /// Seals a secret for its place. What it gives may be kept and shown; each call gives another text.
    pub fn seal(&self, plain: &[u8], context: &str) -> String {
        let keys = self.keys();
        let key = &keys.newest;
        let nonce: [u8; NONCE] = rand::random();
        let bound = key.bound_to(context);
        let sealed = key.cipher().encrypt(XNonce::from_slice(&nonce), Payload { msg: plain, aad: bound.as_bytes() });
        let sealed = sealed.unwrap_or_else(|_| unreachable!("a secret has less than 256 GiB"));
        format!("{VERSION}.{}.{}", key.id, URL_SAFE_NO_PAD.encode([nonce.as_slice(), &sealed].concat()))
    }

    /// Opens what [`Secrets::seal`] sealed for the same place.
    ///
    /// Errors: internal, when it was changed, belongs elsewhere, or its key is not in the key file.
    pub fn open(&self, sealed: &str, context: &str) -> Result<Vec<u8>> {
        let broken = || Error::internal(format!("what is sealed for {context} cannot be opened: it was changed, or sealed for another place"));
        let mut parts = sealed.split('.');
        let (Some(VERSION), Some(id), Some(body), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else { return Err(broken()) };
        let key = self.key(id).ok_or_else(|| Error::internal(format!("what is sealed for {context} needs the key {id}, which the key file does not hold")))?;
        let body = URL_SAFE_NO_PAD.decode(body).map_err(|_| broken())?;
        let (nonce, body) = body.split_at_checked(NONCE).ok_or_else(broken)?;
        key.cipher().decrypt(XNonce::from_slice(nonce), Payload { msg: body, aad: key.bound_to(context).as_bytes() }).map_err(|_| broken())
    }

    fn key(&self, id: &str) -> Option<Key> {
        let held = |keys: &Keys| keys.all().find(|key| key.id == id).cloned();
        held(&self.keys()).or_else(|| {
            // Another process may have added one to the file.
            let keys = read(self.file.as_deref()?).ok()??;
            let key = held(&keys);
            if key.is_some() {
                self.set(keys);
            }
            key
        })
    }

    fn is_newest(&self, sealed: &str) -> bool {
        sealed.split('.').nth(1) == Some(self.keys().newest.id.as_str())
    }

    /// Puts a new key before the others, in the file first.
    fn add_key(&self) -> Result<()> {
        let keys = match &self.file {
            Some(file) => read(file)?.ok_or_else(|| key_file(file, "is not there"))?,
            None => Keys { newest: self.keys().newest.clone(), older: self.keys().older.clone() },
        };
        let keys = Keys { newest: Key::random(), older: std::iter::once(keys.newest).chain(keys.older).collect() };
        if let Some(file) = &self.file {
            let beside = write_beside(file, &keys)?;
            fs::rename(beside, file).map_err(|error| unwritable(file, &error))?;
        }
        self.set(keys);
        Ok(())
    }
}

/// The keys in a file; `None` when there is no such file.
fn read(file: &Path) -> Result<Option<Keys>> {
    let text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(key_file(file, &format!("cannot be read: {error}"))),
    };
    if fs::metadata(file).is_ok_and(|meta| meta.permissions().mode() & 0o077 != 0) {
        tracing::warn!(file = %file.display(), "the key file can be read by others on this machine: give it the mode 600");
    }
    Keys::parse(&text, file).map(Some)
}

/// Makes a key file, unless another process was quicker: then its keys are the ones.
fn create(file: &Path) -> Result<Keys> {
    let keys = Keys { newest: Key::random(), older: Vec::new() };
    let beside = write_beside(file, &keys)?;
    let made = fs::hard_link(&beside, file);
    let _ = fs::remove_file(beside);
    match made {
        Ok(()) => Ok(keys),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => read(file)?.ok_or_else(|| key_file(file, "is not there")),
        Err(error) => Err(unwritable(file, &error)),
    }
}

/// Writes keys to a new file next to `file`, down to the disk: a key that is half-written is a key that is lost.
fn write_beside(file: &Path, keys: &Keys) -> Result<PathBuf> {
    let beside = file.with_extension(format!("{}.new", hex(&rand::random::<[u8; 4]>())));
    let write = || {
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut open = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&beside)?;
        open.write_all(HEAD.as_bytes())?;
        for key in keys.all() {
            writeln!(open, "{}", hex(&key.bytes))?;
        }
        open.sync_all()
    };
    write().map_err(|error| unwritable(file, &error))?;
    Ok(beside)
}

fn unwritable(file: &Path, error: &io::Error) -> Error {
    key_file(file, &format!("cannot be written: {error}"))
}

/// The place of a record's field, as [`Secrets::seal`] is told it.
pub fn context(id: &Id, field: &str) -> String {
    format!("{id}/{field}")
}

/// A sealed field of a row.
#[derive(Clone, SurrealValue)]
struct Sealed {
    id: Id,
    sealed: String,
}

fn proof_id() -> Id {
    Id::new(PROOF.0, "key")
}

async fn proof(db: &Db) -> Result<Option<Sealed>> {
    db.query(query("SELECT * FROM $id").bind("id", proof_id())).await?.first(0)
}

/// Adds a key, and seals with it everything that is sealed; says how much that was. From then on the older keys are needed by
/// copies of the database alone.
pub async fn rotate(app: &App) -> Result<usize> {
    app.secrets.add_key()?;
    seal_again(app, PROOF.0, PROOF.1).await?;
    let mut sealed = 0;
    for (table, field) in SEALED {
        sealed += seal_again(app, table, field).await?;
    }
    app.reload_directory().await?;
    Ok(sealed)
}

/// No field of the record changes for its readers: it gets neither a version nor an event.
async fn seal_again(app: &App, table: &str, field: &str) -> Result<usize> {
    let mut done = 0;
    for _ in 0..ROUNDS {
        let rows: Vec<Sealed> = app.db.query(query(format!("SELECT id, {field} AS sealed FROM {table} WHERE {field} != NONE"))).await?.all(0)?;
        let stale: Vec<Sealed> = rows.into_iter().filter(|row| !app.secrets.is_newest(&row.sealed)).collect();
        if stale.is_empty() {
            return Ok(done);
        }
        for Sealed { id, sealed } in stale {
            let place = context(&id, field);
            let fresh = app.secrets.seal(&app.secrets.open(&sealed, &place)?, &place);
            let update = query(format!("UPDATE $id SET {field} = $fresh WHERE {field} = $sealed RETURN VALUE id")).bind("id", id).bind("fresh", fresh).bind("sealed", sealed);
            match app.db.query(update).await {
                Ok(mut updated) => done += updated.all::<Id>(0)?.len(),
                // Somebody changed the record: the next round looks at it again.
                Err(error) if error.is_retryable() => {}
                Err(error) => return Err(error),
            }
        }
    }
    Err(Error::conflict("Others kept changing what is sealed. The new key is in the key file; run this again to seal the rest."))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: &str = "provider:01J/clientSecret";

    #[test]
    fn what_was_sealed_opens_in_its_place_alone() {
        let secrets = Secrets::in_memory();
        let sealed = secrets.seal(b"hush", PLACE);
        assert!(!sealed.contains("hush"));
        assert_ne!(sealed, secrets.seal(b"hush", PLACE), "the same secret twice does not show");
        assert_eq!(secrets.open(&sealed, PLACE).unwrap(), b"hush");
        assert!(secrets.open(&sealed, "provider:01K/clientSecret").is_err());
        assert!(Secrets::in_memory().open(&sealed, PLACE).unwrap_err().cause().unwrap().contains("needs the key"));
    }

    #[test]
    fn what_was_changed_does_not_open() {
        let secrets = Secrets::in_memory();
        let sealed = secrets.seal(b"hush", PLACE);
        for at in 0..sealed.len() {
            let mut changed = sealed.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).unwrap();
            assert!(secrets.open(&changed, PLACE).is_err(), "{changed}");
        }
        for broken in ["", "v1", "v1..", "v1.00000000.AAAA", &sealed[..sealed.len() - 4], &format!("{sealed}.x")] {
            assert!(secrets.open(broken, PLACE).is_err(), "{broken}");
        }
    }

    #[test]
    fn a_new_key_seals_and_the_older_ones_still_open() {
        let secrets = Secrets::in_memory();
        let before = secrets.seal(b"hush", PLACE);
        secrets.add_key().unwrap();
        let after = secrets.seal(b"hush", PLACE);
        assert!(!secrets.is_newest(&before) && secrets.is_newest(&after));
        assert_eq!(secrets.open(&before, PLACE).unwrap(), secrets.open(&after, PLACE).unwrap());
    }

    #[test]
    fn a_file_with_anything_but_keys_is_refused_with_its_line() {
        let file = Path::new("key");
        let key = "0f".repeat(32);
        assert_eq!(Keys::parse(&format!("# new\n{key}\n\n{}\n", "AB".repeat(32)), file).unwrap().all().count(), 2);
        for (text, complaint) in
            [("", "holds no key"), ("# nothing\n", "holds no key"), ("\nsesame", "line 2"), (&format!("{key}\n{}", &key[1..]), "line 2"), (&"+f".repeat(32), "line 1")]
        {
            let error = Keys::parse(text, file).err().unwrap();
            assert!(error.to_string().contains(complaint), "{text}: {error}");
        }
    }
}
