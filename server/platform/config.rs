//! Configuration: flags, or `BATON_*` in the environment, or `baton.toml`, in this order.

use std::{path::PathBuf, time::Duration};

use clap::{ArgAction, Args, builder::BoolishValueParser};

use super::outgoing::Internal;
use crate::http::{admission::Introspection, operations::CookieOperations, origin::Origin, peer::Network};

/// Everything that can be set. A wrong value is named at start.
#[derive(Args, Clone, Debug)]
pub struct Config {
    /// Address and port to serve on.
    #[arg(long, env = "BATON_LISTEN", default_value = "127.0.0.1:8080", global = true)]
    pub listen: String,

    /// Folder for the embedded database and the command socket.
    #[arg(long, env = "BATON_DATA", default_value = "./data", global = true)]
    pub data: PathBuf,

    /// rocksdb://PATH, mem:// or ws://HOST:PORT. By default rocksdb://DATA/db.
    #[arg(long, env = "BATON_DATABASE", global = true)]
    pub database: Option<String>,

    /// User of a remote database.
    #[arg(long, env = "BATON_DATABASE_USER", global = true)]
    pub database_user: Option<String>,

    /// Password of a remote database.
    #[arg(long, env = "BATON_DATABASE_PASSWORD", hide_env_values = true, global = true)]
    pub database_password: Option<String>,

    /// Namespace in a remote database.
    #[arg(long, env = "BATON_DATABASE_NAMESPACE", default_value = "baton", global = true)]
    pub database_namespace: String,

    /// Database name in a remote database: one workspace is one database.
    #[arg(long, env = "BATON_DATABASE_NAME", default_value = "workspace", global = true)]
    pub database_name: String,

    /// The address people open, for links. By default http://LISTEN.
    #[arg(long, env = "BATON_PUBLIC_URL", global = true)]
    pub public_url: Option<String>,

    /// The keys that secrets in the database are sealed with; made when it is missing. By default DATA/key.
    #[arg(long, env = "BATON_KEY_FILE", global = true)]
    pub key_file: Option<PathBuf>,

    /// Memory for the blocks that the embedded database keeps of its files, in MiB.
    #[arg(long, env = "BATON_CACHE_MIB", default_value_t = 128, value_parser = clap::value_parser!(u64).range(16..=65_536), global = true)]
    pub cache_mib: u64,

    /// Size of each of the embedded database's memtables, in MiB. Up to three are filled at a time, and three more are kept.
    #[arg(long, env = "BATON_MEMTABLE_MIB", default_value_t = 16, value_parser = clap::value_parser!(u64).range(1..=1_024), global = true)]
    pub memtable_mib: u64,

    /// MiB that must be free on the disk for a change to be taken. With 0 changes are taken until a write fails.
    #[arg(long, env = "BATON_RESERVE_MIB", default_value_t = 128, value_parser = clap::value_parser!(u64).range(0..=1_048_576), global = true)]
    pub reserve_mib: u64,

    /// Every so many seconds the audit is sealed. With 0 this process leaves it to another one on the same database.
    #[arg(long, env = "BATON_SEAL_EVERY", default_value_t = 2, value_parser = clap::value_parser!(u64).range(0..=4), global = true)]
    pub seal_every: u64,

    /// Log lines as JSON.
    #[arg(long, env = "BATON_LOG_JSON", action = ArgAction::SetTrue, value_parser = BoolishValueParser::new(), global = true)]
    pub log_json: bool,

    /// What to log, for example `info` or `baton=debug,surrealdb=warn`.
    #[arg(long, env = "BATON_LOG", default_value = "warn,baton=info", global = true)]
    pub log: String,

    /// Addresses or networks of proxies, by commas, that may say in X-Forwarded-For for whom they ask.
    #[arg(long, env = "BATON_TRUSTED_PROXIES", value_delimiter = ',', global = true)]
    pub trusted_proxies: Vec<Network>,

    /// Internal hosts or networks, by commas, that may be asked all the same: an OpenID provider inside the company.
    #[arg(long, env = "BATON_ALLOW_INTERNAL", value_delimiter = ',', global = true)]
    pub allow_internal: Vec<Internal>,

    /// Form submissions that one address may make in ten minutes.
    #[arg(long, env = "BATON_FORM_LIMIT", default_value_t = 20, global = true)]
    pub form_limit: u32,

    /// Wrong passwords that one account or address may give in fifteen minutes.
    #[arg(long, env = "BATON_SIGN_IN_LIMIT", default_value_t = 10, global = true)]
    pub sign_in_limit: u32,

    /// The mail server, smtps://USER:PASSWORD@HOST or smtp://USER:PASSWORD@HOST:PORT?tls=required. Without it no mail is sent.
    #[arg(long, env = "BATON_SMTP_URL", hide_env_values = true, global = true)]
    pub smtp_url: Option<String>,

    /// Who mail is from, for example `Baton <baton@example.com>`.
    #[arg(long, env = "BATON_MAIL_FROM", global = true)]
    pub mail_from: Option<String>,

    /// API requests that one session or token may make in a second, and twenty times as many at once; a person twice that. 0 is no limit.
    #[arg(long, env = "BATON_RATE_LIMIT", default_value_t = 100, global = true)]
    pub rate_limit: u32,

    /// The same for all at one address who are not signed in.
    #[arg(long, env = "BATON_STRANGER_RATE_LIMIT", default_value_t = 10, global = true)]
    pub stranger_rate_limit: u32,

    /// Open sockets of one session or token; of one address ten times as many.
    #[arg(long, env = "BATON_SOCKET_LIMIT", default_value_t = 200, global = true)]
    pub socket_limit: usize,

    /// Open subscriptions of one session or token, over all its sockets.
    #[arg(long, env = "BATON_SUBSCRIPTION_LIMIT", default_value_t = 200, global = true)]
    pub subscription_limit: usize,

    /// Open connections; of one address half of them. Fewer when the system lets this process have fewer files.
    #[arg(long, env = "BATON_CONNECTION_LIMIT", default_value_t = 10_000, global = true)]
    pub connection_limit: usize,

    /// Seconds within which a request has come and some of its answer is taken.
    #[arg(long, env = "BATON_PATIENCE", default_value_t = 15, value_parser = clap::value_parser!(u64).range(1..=600), global = true)]
    pub patience: u64,

    /// Seconds that an operation may run.
    #[arg(long, env = "BATON_TIME_LIMIT", default_value_t = 20, value_parser = clap::value_parser!(u64).range(1..=600), global = true)]
    pub time_limit: u64,

    /// MiB that one answer may have.
    #[arg(long, env = "BATON_ANSWER_MIB", default_value_t = 8, value_parser = clap::value_parser!(u64).range(1..=1_024), global = true)]
    pub answer_mib: u64,

    /// Origins of pages, by commas, that may use the API with a token: https://app.example.com.
    #[arg(long, env = "BATON_CORS_ORIGINS", value_delimiter = ',', global = true)]
    pub cors_origins: Vec<Origin>,

    /// What may be asked with a session's cookie: the web client's operations, or any within the limits.
    #[arg(long, env = "BATON_COOKIE_OPERATIONS", value_enum, default_value_t = CookieOperations::Listed, global = true)]
    pub cookie_operations: CookieOperations,

    /// Who may ask for the schema.
    #[arg(long, env = "BATON_INTROSPECTION", value_enum, default_value_t = Introspection::SignedIn, global = true)]
    pub introspection: Introspection,
}

impl Config {
    /// An in-memory workspace, for tests.
    pub fn in_memory() -> Self {
        Config {
            listen: "127.0.0.1:0".into(),
            data: std::env::temp_dir(),
            database: Some("mem://".into()),
            database_user: None,
            database_password: None,
            database_namespace: "baton".into(),
            database_name: "workspace".into(),
            public_url: None,
            key_file: None,
            cache_mib: 64,
            memtable_mib: 16,
            reserve_mib: 0,
            log_json: false,
            log: "warn".into(),
            trusted_proxies: Vec::new(),
            allow_internal: Vec::new(),
            form_limit: 20,
            sign_in_limit: 10,
            smtp_url: None,
            mail_from: None,
            rate_limit: 100,
            stranger_rate_limit: 10,
            socket_limit: 200,
            subscription_limit: 200,
            connection_limit: 10_000,
            patience: 15,
            time_limit: 20,
            answer_mib: 8,
            seal_every: 2,
            cors_origins: Vec::new(),
            cookie_operations: CookieOperations::Listed,
            introspection: Introspection::SignedIn,
        }
    }

    /// The database's URL, the default made from the data folder.
    pub fn database_url(&self) -> String {
        self.database.clone().unwrap_or_else(|| format!("rocksdb://{}", self.data.join("db").display()))
    }

    /// The address people open, without a slash at its end.
    pub fn public_url(&self) -> String {
        self.public_url.as_deref().map_or_else(|| format!("http://{}", self.listen), |url| url.trim_end_matches('/').to_owned())
    }

    /// Whether people open it over TLS.
    pub fn is_secure(&self) -> bool {
        self.public_url().starts_with("https://")
    }

    /// How long the other side of a connection may keep us waiting.
    pub fn patience(&self) -> Duration {
        Duration::from_secs(self.patience)
    }

    /// Whether this process keeps a data folder of its own.
    pub fn is_embedded(&self) -> bool {
        self.database_url().starts_with("rocksdb://")
    }

    /// The embedded store's folder; `None` for a database elsewhere or in memory.
    pub fn store(&self) -> Option<PathBuf> {
        let url = self.database_url();
        url.strip_prefix("rocksdb://").map(|rest| PathBuf::from(rest.split('?').next().unwrap_or(rest)))
    }

    /// The keys that secrets are sealed with; `None` for a workspace in memory, unless one is named.
    pub fn key_file(&self) -> Option<PathBuf> {
        let usual = || (self.database_url() != "mem://").then(|| self.data.join("key"));
        self.key_file.clone().or_else(usual)
    }

    /// Where commands reach a running server.
    pub fn socket(&self) -> PathBuf {
        self.data.join("baton.sock")
    }
}
