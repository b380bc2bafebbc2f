//! Commands beside a running server: one JSON line each way over a Unix socket in the data folder.

use std::{os::unix::fs::PermissionsExt, path::Path};

use serde::{Deserialize, Serialize};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{UnixListener, UnixStream},
};

use crate::{
    audit,
    identity::actions::{self, NewUser},
    platform::{
        actor::Actor,
        app::App,
        config::Config,
        error::{Error, Result},
        id::Id,
        secrets,
    },
};

/// What can be asked of a workspace from the command line.
#[derive(Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "camelCase")]
pub enum Local {
    UserCreate { email: String, name: String, role: String, team: Option<String>, password: String },
    TokenCreate { user: String },
    SecretsRotate,
    AuditVerify { head: Option<String> },
    Seed { contacts: usize, seed: u64 },
    Rewrite,
    Migrate,
}

#[derive(Serialize, Deserialize)]
enum Answer {
    Done(String),
    Failed(String),
}

/// Does it, and gives what is printed.
pub async fn run(app: &App, command: Local) -> Result<String> {
    match command {
        Local::UserCreate { email, name, role, team, password } => {
            let team = team.or_else(|| usual_team(&role).map(str::to_owned));
            let team_ids = match team {
                Some(team) => vec![team_named(app, &team).await?],
                None => Vec::new(),
            };
            let sales = role.starts_with("sales");
            let user = actions::create_user(app, &Actor::system(), NewUser { name, email, role, password, team_ids: team_ids.clone() }).await?;
            if let Some(team) = team_ids.first().filter(|_| sales) {
                first_rule(app, team).await?;
            }
            Ok(user.meta.id.to_string())
        }
        Local::TokenCreate { user } => actions::create_token(app, &user).await,
        Local::SecretsRotate => {
            let sealed = secrets::rotate(app).await?;
            Ok(format!("A new key is the first in the key file. Sealed again with it: {sealed}. The older keys open older copies of the database alone."))
        }
        Local::AuditVerify { head } => {
            let report = audit::verify::run(app, head.as_deref()).await?;
            if report.is_sound() { Ok(report.told()) } else { Err(Error::conflict(report.told())) }
        }
        Local::Seed { contacts, seed } => {
            crate::seed::run(app, contacts, seed).await?;
            Ok(format!("{contacts} contacts and what belongs to them were added."))
        }
        Local::Rewrite => {
            app.db.compact().await?;
            Ok("The files were rewritten: what had been deleted or overwritten is in none of them.".into())
        }
        // Opening the workspace has migrated it.
        Local::Migrate => Ok("The database has the newest shape.".into()),
    }
}

fn usual_team(role: &str) -> Option<&'static str> {
    match role {
        "sales" | "sales_manager" => Some("Sales"),
        "marketing" => Some("Marketing"),
        _ => None,
    }
}

async fn team_named(app: &App, name: &str) -> Result<Id> {
    let known = app.directory().teams().into_iter().find(|team| team.name.eq_ignore_ascii_case(name)).map(|team| team.meta.id.clone());
    match known {
        Some(id) => Ok(id),
        None => Ok(actions::create_team(app, &Actor::system(), name, None, None).await?.meta.id),
    }
}

/// With the first person in sales there is somebody to route to: a workspace without rules gets one.
async fn first_rule(app: &App, team: &Id) -> Result<()> {
    use crate::ownership::{
        model::Assignment,
        rules::{self, NewRule},
    };
    if !app.directory().rules.is_empty() {
        return Ok(());
    }
    let rule = NewRule {
        name: "All inquiries".into(),
        condition: None,
        assignment: Assignment::RoundRobin { id: team.clone() },
        backup_id: None,
        fallback_id: team.clone(),
        accept_within_minutes: 60,
        respond_within_minutes: 120,
    };
    rules::create(app, &Actor::system(), rule).await.map(drop)
}

/// Answers commands until the process ends.
pub async fn listen(app: App, path: &Path) -> Result<()> {
    // One left behind by a process that was killed: the database's lock has told already that nobody uses it.
    let _ = std::fs::remove_file(path);
    let listener = UnixListener::bind(path).map_err(Error::internal)?;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).map_err(Error::internal)?;
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let app = app.clone();
            tokio::spawn(async move {
                if let Err(error) = answer(&app, stream).await {
                    tracing::warn!(error.message = %error, "a command went away");
                }
            });
        }
    });
    Ok(())
}

async fn answer(app: &App, stream: UnixStream) -> std::io::Result<()> {
    let (read, mut write) = stream.into_split();
    let mut line = String::new();
    BufReader::new(read).read_line(&mut line).await?;
    let outcome = match serde_json::from_str::<Local>(&line) {
        Ok(command) => run(app, command).await,
        Err(_) => Err(Error::invalid("command", "This server does not know the command: it is of another version.")),
    };
    let answer = match outcome {
        Ok(text) => Answer::Done(text),
        Err(error) => Answer::Failed(spoken(&error)),
    };
    let mut text = serde_json::to_string(&answer)?;
    text.push('\n');
    write.write_all(text.as_bytes()).await
}

/// An error as the command line says it: every fault on a line of its own.
pub fn spoken(error: &Error) -> String {
    match error.faults() {
        [] => format!("{error}{}", error.cause().map(|cause| format!("\n{cause}")).unwrap_or_default()),
        faults => faults.iter().map(|fault| format!("{}: {}", fault.field, fault.message)).collect::<Vec<_>>().join("\n"),
    }
}

/// Asks the running server; `None` when none runs.
pub async fn ask(config: &Config, command: &Local) -> Result<Option<String>> {
    let Ok(stream) = UnixStream::connect(config.socket()).await else { return Ok(None) };
    let (read, mut write) = stream.into_split();
    let mut text = serde_json::to_string(command).map_err(Error::internal)?;
    text.push('\n');
    write.write_all(text.as_bytes()).await.map_err(Error::internal)?;
    let mut line = String::new();
    BufReader::new(read).read_line(&mut line).await.map_err(Error::internal)?;
    match serde_json::from_str(&line).map_err(Error::internal)? {
        Answer::Done(text) => Ok(Some(text)),
        Answer::Failed(message) => Err(Error::conflict(message)),
    }
}
