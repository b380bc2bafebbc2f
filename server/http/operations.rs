//! The web client's operations. A session's cookie is for them alone: what a hostile script in a page may ask is what the page asks.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, PoisonError, RwLock},
};

use clap::ValueEnum;
use sha2::{Digest, Sha256};

use super::{tokens, web};

/// Where the client's build names the hashes of its definitions; see `web/codegen-operations.mjs`.
const MANIFEST: &str = "operations.json";

/// What may be asked with a session's cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CookieOperations {
    /// What the web client asks.
    Listed,
    /// Anything within the limits, for work with a GraphQL explorer or on the client.
    Any,
}

/// The hashes of the client's operations and fragments; without a list everything is taken.
#[derive(Clone)]
pub struct Operations(Arc<Inner>);

struct Inner {
    known: RwLock<Option<Known>>,
    of_client: bool,
}

/// What the client's definitions are called, and their hashes.
struct Known {
    names: HashSet<String>,
    hashes: HashSet<String>,
}

/// What any other operation is counted as.
pub const OTHER: &str = "other";

impl Operations {
    /// Those of the web client in this binary.
    pub fn of_client() -> Self {
        Operations(Arc::new(Inner { known: RwLock::new(web::bytes(MANIFEST).map(|json| read(&json))), of_client: true }))
    }

    /// Those of a list: a JSON object of name and hash.
    pub fn of_manifest(json: &[u8]) -> Self {
        Operations(Arc::new(Inner { known: RwLock::new(Some(read(json))), of_client: false }))
    }

    /// Whether every definition of a text is on the list.
    pub fn list(&self, text: &str) -> bool {
        let hashes: Vec<String> = tokens::definitions(text).iter().map(|definition| hash(definition)).collect();
        let listed = || self.0.known.read().unwrap_or_else(PoisonError::into_inner).as_ref().is_none_or(|known| hashes.iter().all(|hash| known.hashes.contains(hash)));
        if listed() {
            return true;
        }
        // A development build serves the client from disk, where it may have been built again.
        if cfg!(debug_assertions) && self.0.of_client {
            *self.0.known.write().unwrap_or_else(PoisonError::into_inner) = web::bytes(MANIFEST).map(|json| read(&json));
        }
        listed()
    }

    /// What an operation is counted as: the client's by their names, so that there are few.
    pub fn label<'a>(&self, name: Option<&'a str>) -> &'a str {
        let known = self.0.known.read().unwrap_or_else(PoisonError::into_inner);
        name.filter(|name| known.as_ref().is_some_and(|known| known.names.contains(*name))).unwrap_or(OTHER)
    }
}

/// A list that cannot be read lists nothing.
fn read(json: &[u8]) -> Known {
    let (names, hashes) = serde_json::from_slice::<HashMap<String, String>>(json).unwrap_or_default().into_iter().unzip();
    Known { names, hashes }
}

/// SHA-256 in hexadecimal.
fn hash(definition: &str) -> String {
    Sha256::digest(definition.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_listed_when_all_its_definitions_are() {
        let manifest = serde_json::json!({ "Q": hash("query Q { a { ... F } }"), "F": hash("fragment F on A { id }") }).to_string();
        let operations = Operations::of_manifest(manifest.as_bytes());
        assert!(operations.list("fragment F on A { id }\nquery Q {\n  a { ...F } # all\n}"));
        for other in
            ["query Q { a { ...F b } }", "query Q { a { ...F } } fragment F on A { id secret }", "query Q { a { ...F } } query R { b }", "{ a }", "query Q { a { ...F } } }"]
        {
            assert!(!operations.list(other), "{other}");
        }
        // What the client's build makes of the same text: see `web/src/lib/operations.test.ts`.
        assert_eq!(hash("fragment F on A { id __typename }"), "bc654defc6d9078bfb4222b15439307f3ffd5e3946005e29e09af3d7e0bc496c");
        assert!(!Operations::of_manifest(b"no list").list("query Q { a }"), "a broken list lists nothing");
    }
}
