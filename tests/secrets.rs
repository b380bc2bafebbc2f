//! The key that secrets are sealed with: where it is, and what happens without it.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use baton::platform::{app::App, clock::Clock, config::Config, error::Error};

use crate::support::process::command;

/// A data folder of its own, gone in the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        Folder(std::env::temp_dir().join(format!("baton-{name}-{}", std::process::id())))
    }

    fn key(&self) -> PathBuf {
        self.0.join("key")
    }

    fn config(&self) -> Config {
        Config { data: self.0.clone(), database: None, ..Config::in_memory() }
    }

    async fn open(&self) -> Result<App, Error> {
        App::open(self.config(), Clock::System).await
    }

    /// Why the workspace does not open.
    async fn refusal(&self) -> String {
        let Err(error) = self.open().await else { panic!("it opened") };
        assert_eq!(error.faults()[0].field, "keyFile");
        error.to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn lines(file: &Path) -> Vec<String> {
    fs::read_to_string(file).unwrap().lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect()
}

#[tokio::test]
async fn the_key_is_made_at_the_first_start_for_its_owner_alone_and_nothing_starts_without_it() {
    let folder = Folder::new("key");
    let app = folder.open().await.unwrap();
    let sealed = app.secrets.seal(b"hush", "user:1/field");
    app.db.close().await.unwrap();
    drop(app);
    assert_eq!(fs::metadata(folder.key()).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::read_dir(&folder.0).unwrap().filter(|entry| entry.as_ref().unwrap().file_name().to_str().unwrap().contains("new")).count(), 0, "nothing else is left");
    let key = fs::read_to_string(folder.key()).unwrap();

    fs::remove_file(folder.key()).unwrap();
    assert!(folder.refusal().await.contains("is not there"));
    assert!(!folder.key().exists(), "a new key would open nothing");
    fs::write(folder.key(), "ab".repeat(32)).unwrap();
    assert!(folder.refusal().await.contains("does not hold the key of this database"));
    fs::write(folder.key(), "sesame").unwrap();
    assert!(folder.refusal().await.contains("line 1"));
    fs::remove_file(folder.key()).unwrap();
    fs::create_dir(folder.key()).unwrap();
    assert!(folder.refusal().await.contains("cannot be read"));

    fs::remove_dir(folder.key()).unwrap();
    let elsewhere = folder.0.join("keys").join("baton");
    fs::create_dir(folder.0.join("keys")).unwrap();
    fs::write(&elsewhere, key).unwrap();
    let app = App::open(Config { key_file: Some(elsewhere), ..folder.config() }, Clock::System).await.unwrap();
    assert_eq!(app.secrets.open(&sealed, "user:1/field").unwrap(), b"hush", "the right key opens it again, wherever it lies");
    app.db.close().await.unwrap();
}

#[tokio::test]
async fn after_a_rotation_the_old_key_is_not_needed_any_more() {
    let folder = Folder::new("rotation");
    let settings = ["--data", folder.0.to_str().unwrap()];
    let (ok, _, error) = command(&settings, &["migrate"], "");
    assert!(ok, "{error}");
    let old = lines(&folder.key());
    assert_eq!(old.len(), 1);
    let (ok, said, error) = command(&settings, &["secrets", "rotate"], "");
    assert!(ok && said.contains("A new key"), "{said}{error}");
    let both = lines(&folder.key());
    assert_eq!((both.len(), &both[1]), (2, &old[0]), "the newest is the first");
    assert_eq!(fs::metadata(folder.key()).unwrap().permissions().mode() & 0o777, 0o600);

    fs::write(folder.key(), &both[0]).unwrap();
    let (ok, _, error) = command(&settings, &["migrate"], "");
    assert!(ok, "the new one suffices: {error}");
    fs::write(folder.key(), &both[1]).unwrap();
    let (ok, _, error) = command(&settings, &["migrate"], "");
    assert!(!ok && error.contains("keyFile: "), "the old one does not: {error}");
}
