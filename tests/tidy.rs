//! The rules of the house, held by reading the sources.

use std::{
    fs,
    path::{Path, PathBuf},
};

fn files(root: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from(root)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            if path.is_dir() {
                if !["node_modules", "dist", "gql", "screens", "results"].contains(&name.as_str()) {
                    folders.push(path);
                }
            } else if name.ends_with(ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

#[test]
fn files_stay_short() {
    let mut long = Vec::new();
    for (root, ending, most) in [("server", ".rs", 800), ("tests", ".rs", 800), ("web/src", ".tsx", 230), ("web/src", ".ts", 230)] {
        for path in files(root, ending) {
            let lines = text(&path).lines().count();
            if lines > most {
                long.push(format!("{} has {lines} lines, at most {most}", path.display()));
            }
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn every_source_file_says_what_it_is_for() {
    let silent: Vec<_> = files("server", ".rs").into_iter().chain(files("tests", ".rs")).filter(|path| !text(path).starts_with("//! ")).collect();
    assert!(silent.is_empty(), "{silent:?} begin without a //! line");
}

/// SurrealQL stands where tables are owned: in `store.rs`, and in the few places that are named here with their reason.
#[test]
fn surrealql_stands_in_stores() {
    const ALLOWED: &[&str] = &[
        "platform/tx.rs",            // writes records
        "platform/once.rs",          // owns the table idempotency
        "platform/page.rs",          // builds every list
        "platform/ranges.rs",        // reads their rows
        "platform/load.rs",          // loads by id
        "platform/jobs.rs",          // owns the table job
        "platform/condition_sql.rs", // compiles conditions
        "platform/secrets.rs",       // seals again, whatever the table
        "migrations/mod.rs",         // owns the table migration
        "search/feed.rs",            // reads searchable records once
        "rekey.rs",                  // reads all records once
        "capture/actions.rs",        // counts submissions
        "lead/intake.rs",            // writes the touchpoint
        "lead/convert.rs",           // a lead's activities
        "report/store.rs",           // reports read across tables
        "seed/store.rs",             // writes in bulk
        "seed/mod.rs",
        "identity/store.rs",
        "identity/dependents.rs", // what depends on a person, across tables
        "workspace/store.rs",
        "http/health.rs", // asks whether the database answers
        "platform/db.rs",
    ];
    let speaks = |text: &str| ["query(\"", "query(format!", "\"SELECT ", "\"UPDATE ", "\"CREATE ", "\"DELETE "].iter().any(|sign| text.contains(sign));
    let stray: Vec<_> = files("server", ".rs")
        .into_iter()
        .filter(|path| !path.ends_with("store.rs") && !ALLOWED.iter().any(|allowed| path.ends_with(allowed)))
        .filter(|path| speaks(&text(path)))
        .collect();
    assert!(stray.is_empty(), "{stray:?} speak SurrealQL");
}

/// A range of records in the text of a statement is read to its end, whatever its limit.
#[test]
fn ranges_of_records_stop_at_their_limit() {
    let endless: Vec<_> = files("server", ".rs").into_iter().filter(|path| text(path).contains("⟩..")).collect();
    assert!(endless.is_empty(), "{endless:?} read a whole range: use `query_range`");
}

/// Nobody imports another slice's store, but for reports, the timeline, and the lookups that are named here.
#[test]
fn stores_are_private_to_their_slices() {
    const ALLOWED: [(&str, &str); 15] = [
        ("report", ""),
        ("seed", ""),
        ("erasure.rs", ""),    // whatever tells of a person
        ("lead", "contact"),   // an inquiry finds its contact
        ("lead", "campaign"),  // and its campaign
        ("contact", "deal"),   // open deals of many contacts at once, and who sees a contact's deals
        ("contact", "lead"),   // and its leads
        ("territory", "deal"), // what follows a company into its territory
        ("territory", "lead"),
        ("platform", "event"), // a change and its event are one thing
        ("platform", "workspace"),
        ("timeline.rs", "event"),
        ("timeline.rs", "activity"),
        ("tests", ""),
        ("commands", ""),
    ];
    let slices = ["provider", "company", "contact", "lead", "deal", "activity", "campaign", "ownership", "capture", "event", "identity", "territory", "workspace"];
    let mut stray = Vec::new();
    for path in files("server", ".rs") {
        let relative = path.strip_prefix("server").unwrap().to_str().unwrap().to_owned();
        let own = relative.split('/').next().unwrap().to_owned();
        let source = text(&path);
        for slice in slices.iter().filter(|slice| **slice != own) {
            let imports =
                source.contains(&format!("{slice}::store")) || source.lines().any(|line| line.trim_start().starts_with(&format!("{slice}::{{")) && line.contains("store"));
            if imports && !ALLOWED.iter().any(|(who, whose)| own == *who && (whose.is_empty() || whose == slice)) {
                stray.push(format!("{relative} uses {slice}::store"));
            }
        }
    }
    assert!(stray.is_empty(), "{}", stray.join("\n"));
}

#[test]
fn models_do_no_io() {
    let busy: Vec<_> = files("server", "model.rs").into_iter().filter(|path| text(path).contains("async fn") || text(path).contains(".await")).collect();
    assert!(busy.is_empty(), "{busy:?} wait for something");
}

/// Every list index that a slice declares is defined by the migrations, under its name.
#[test]
fn declared_indexes_are_defined() {
    let migrations: String = files("server/migrations", ".surql").iter().map(|path| text(path)).collect();
    let declared = [
        ("company", baton::company::model::INDEXES),
        ("contact", baton::contact::model::INDEXES),
        ("lead", baton::lead::model::INDEXES),
        ("deal", baton::deal::model::INDEXES),
        ("activity", baton::activity::model::INDEXES),
        ("campaign", baton::campaign::model::INDEXES),
        ("handoff", baton::ownership::model::INDEXES),
    ];
    for (table, indexes) in declared {
        for index in indexes {
            let columns: Vec<&str> = ["keys.*"].into_iter().chain(index.prefix.iter().copied()).chain([index.sort]).collect();
            let wanted = format!("DEFINE INDEX IF NOT EXISTS {} ON {table} FIELDS {};", index.name(table), columns.join(", "));
            assert!(migrations.contains(&wanted), "missing: {wanted}");
        }
    }
}
