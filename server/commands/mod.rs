//! The command line. Commands that touch a workspace go through the running server when there is one.

pub mod local;
pub mod serve;
pub mod tail;

use std::io::Read;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::{
    audit,
    platform::{
        app::App,
        clock::Clock,
        config::Config,
        error::{Error, Result},
    },
};
use local::Local;

/// A CRM workspace for teams: no lead without a responsible person, no number without its trust.
#[derive(Parser)]
#[command(name = "baton", version, disable_help_subcommand = true)]
struct Cli {
    #[command(flatten)]
    config: Config,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the workspace.
    Serve,
    /// People who work in the workspace.
    #[command(subcommand)]
    User(UserCommand),
    /// API tokens.
    #[command(subcommand)]
    Token(TokenCommand),
    /// What is kept sealed in the database.
    #[command(subcommand)]
    Secrets(SecretsCommand),
    /// The record of everything that was done.
    #[command(subcommand)]
    Audit(AuditCommand),
    /// Adds sample records, the same for the same numbers.
    Seed {
        /// How many contacts; companies and deals are a fifth of it, activities twice it.
        #[arg(long)]
        contacts: usize,
        /// Another seed, other records.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Prints the API in the schema definition language.
    Schema,
    /// Brings the database to the newest shape.
    Migrate,
    /// Rewrites the embedded database's files, so that what was deleted or overwritten is in none of them. An erasure asks for this by itself.
    Rewrite,
    /// Prints events as JSON lines as they happen, resuming by itself.
    Tail(tail::TailArgs),
}

#[derive(Subcommand)]
enum UserCommand {
    /// Adds a person; the password is read from standard input.
    Create {
        /// What they sign in with.
        #[arg(long)]
        email: String,
        /// What they are called.
        #[arg(long)]
        name: String,
        /// admin, operations, sales_manager, sales, marketing or executive.
        #[arg(long)]
        role: String,
        /// Their team's name, made when there is none. By default Sales or Marketing, by their role.
        #[arg(long)]
        team: Option<String>,
        /// Reads the password from standard input.
        #[arg(long, required = true)]
        password_stdin: bool,
    },
}

#[derive(Subcommand)]
enum TokenCommand {
    /// Makes an API token for a person and prints it, once.
    Create {
        /// The person's e-mail address.
        #[arg(long)]
        user: String,
    },
}

#[derive(Subcommand)]
enum SecretsCommand {
    /// Adds a key to the key file and seals every secret with it; the older keys can then be removed from the file.
    Rotate,
}

#[derive(Subcommand)]
enum AuditCommand {
    /// Checks that nothing of it was changed since it was sealed; fails and names what was. Prints the chain's head.
    Verify {
        /// A head that an earlier check printed: also fails when the chain was made anew since.
        #[arg(long)]
        head: Option<String>,
    },
}

/// Runs the command line. The message of what went wrong is for people.
pub async fn run() -> Result<()> {
    let cli = parse()?;
    if !matches!(cli.command, Command::Serve) {
        // Without any subscriber the database spells out the fields of each of its spans.
        serve::start_log(&Config { log: "baton=warn,baton::seed=info".into(), ..cli.config.clone() });
    }
    match cli.command {
        Command::Serve => serve::serve(cli.config).await,
        Command::Schema => {
            print!("{}", crate::schema::sdl());
            Ok(())
        }
        Command::Tail(args) => tail::run(&cli.config, args).await,
        Command::Migrate => say(&cli.config, Local::Migrate).await,
        Command::Rewrite => say(&cli.config, Local::Rewrite).await,
        Command::Seed { contacts, seed } => say(&cli.config, Local::Seed { contacts, seed }).await,
        Command::Audit(AuditCommand::Verify { head }) => say(&cli.config, Local::AuditVerify { head }).await,
        Command::Token(TokenCommand::Create { user }) => say(&cli.config, Local::TokenCreate { user }).await,
        Command::Secrets(SecretsCommand::Rotate) => say(&cli.config, Local::SecretsRotate).await,
        Command::User(UserCommand::Create { email, name, role, team, .. }) => {
            let mut password = String::new();
            std::io::stdin().take(4_096).read_to_string(&mut password).map_err(|error| Error::invalid("password", format!("The password could not be read: {error}")))?;
            let password = password.trim_end_matches(['\n', '\r']).to_owned();
            say(&cli.config, Local::UserCreate { email, name, role, team, password }).await
        }
    }
}

/// Does it in the running server, else on the opened workspace, and prints the answer.
async fn say(config: &Config, command: Local) -> Result<()> {
    let answer = match local::ask(config, &command).await? {
        Some(answer) => answer,
        None => {
            let config = if matches!(command, Local::Seed { .. }) { bulk(config) } else { config.clone() };
            let app = App::open(config, Clock::System).await?;
            let answer = local::run(&app, command).await;
            // Nobody else will, until a server starts.
            audit::seal::run(&app).await?;
            app.db.close().await?;
            answer?
        }
    };
    println!("{answer}");
    Ok(())
}

/// For a process that only loads: what is written in larger pieces is merged less often, and hardly a block is read twice.
fn bulk(config: &Config) -> Config {
    Config { memtable_mib: config.memtable_mib.max(32), cache_mib: config.cache_mib.min(32), ..config.clone() }
}

/// Flags, then the environment, then `baton.toml`, then the defaults.
fn parse() -> Result<Cli> {
    let mut command = Cli::command();
    let path = std::env::var("BATON_CONFIG").unwrap_or_else(|_| "baton.toml".into());
    if let Ok(text) = std::fs::read_to_string(&path) {
        let table: toml::Table = text.parse().map_err(|error| Error::invalid("config", format!("{path} cannot be read: {error}")))?;
        for (name, value) in table {
            let arg = name.replace('-', "_");
            let value = match value {
                toml::Value::String(text) => text,
                toml::Value::Array(items) => items.iter().map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned)).collect::<Vec<_>>().join(","),
                other => other.to_string(),
            };
            if !command.get_arguments().any(|known| known.get_id().as_str() == arg) {
                return Err(Error::invalid("config", format!("{path} sets “{name}”, which is no setting of Baton.")));
            }
            // clap keeps defaults for the program's life; there is one configuration a process.
            let kept: &'static str = Box::leak(value.into_boxed_str());
            command = command.mut_arg(arg, |known| known.default_value(kept));
        }
    }
    let mut matches = command.get_matches();
    Cli::from_arg_matches_mut(&mut matches).map_err(|error| Error::invalid("config", error.to_string()))
}
