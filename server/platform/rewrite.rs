//! Rewrites the embedded store at a start, so that what was erased is gone from its files too.
//!
//! The store keeps what was deleted or overwritten in its files until it merges them, whenever that is, and cannot be told
//! to. So an erasure leaves a mark in the data folder, and the next start copies what is alive into new files.

use std::{
    fs,
    path::{Path, PathBuf},
};

use surrealkv::{LSMIterator, Tree, TreeBuilder};

use super::{
    config::Config,
    error::{Error, Result},
};

/// Bytes copied in one commit.
const BATCH: usize = 4 * 1024 * 1024;

fn mark(config: &Config) -> PathBuf {
    config.data.join("rewrite-at-start")
}

/// Asks for the store to be rewritten at the next start. Nothing for a database elsewhere: its files are its keeper's.
pub fn want(config: &Config) -> Result<()> {
    if config.store().is_none() {
        return Ok(());
    }
    fs::write(mark(config), "").map_err(Error::internal)
}

/// Rewrites the store if that was asked for. Whenever it is interrupted, the next start finds the old store or the new one, whole.
pub async fn if_wanted(config: &Config) -> Result<()> {
    let Some(store) = config.store() else { return Ok(()) };
    let (fresh, old) = (store.with_extension("new"), store.with_extension("old"));
    if old.exists() && !store.exists() {
        // Interrupted between the two renames: the new one is whole.
        fs::rename(&fresh, &store).map_err(Error::internal)?;
    }
    if mark(config).exists() && store.exists() && !old.exists() {
        tracing::info!("the store is rewritten, so that what was erased leaves its files");
        remove(&fresh)?;
        let copied = copy(&store, &fresh).await?;
        fs::rename(&store, &old).map_err(Error::internal)?;
        fs::rename(&fresh, &store).map_err(Error::internal)?;
        tracing::info!(store.keys = copied, "the store is rewritten");
    }
    remove(&old)?;
    match fs::remove_file(mark(config)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::internal(error)),
        _ => Ok(()),
    }
}

fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::internal(error)),
        _ => Ok(()),
    }
}

/// Copies all live keys; says how many.
async fn copy(from: &Path, to: &Path) -> Result<u64> {
    // The settings that shape files are the database's own: values apart from keys above 4 KiB, blocks as elsewhere.
    let open = |path: &Path| -> Result<Tree> {
        let builder = TreeBuilder::new().with_enable_vlog(true).with_vlog_value_threshold(4 * 1024).with_block_size(super::db::BLOCK).with_max_memtable_size(8 * BATCH);
        builder.with_path(path.to_owned()).build().map_err(Error::internal)
    };
    let (source, target) = (open(from)?, open(to)?);
    let mut copied = 0;
    let mut after: Option<Vec<u8>> = None;
    loop {
        let batch = read(&source, after.as_deref())?;
        let Some((last, _)) = batch.last() else { break };
        after = Some(last.clone());
        copied += batch.len() as u64;
        let mut write = target.begin().map_err(Error::internal)?;
        for (key, value) in batch {
            write.set(key, value).map_err(Error::internal)?;
        }
        write.commit().await.map_err(Error::internal)?;
    }
    source.close().await.map_err(Error::internal)?;
    target.flush_wal(true).map_err(Error::internal)?;
    target.close().await.map_err(Error::internal)?;
    Ok(copied)
}

/// The next keys behind `after` with their values.
fn read(source: &Tree, after: Option<&[u8]>) -> Result<Vec<(Vec<u8>, Vec<u8>)>> {
    // The smallest key behind the last one.
    let from = after.map_or_else(Vec::new, |last| [last, &[0]].concat());
    let view = source.begin().map_err(Error::internal)?;
    let mut rows = view.range(from, vec![0xff; 8]).map_err(Error::internal)?;
    let (mut batch, mut size) = (Vec::new(), 0);
    rows.seek_first().map_err(Error::internal)?;
    while rows.valid() && size < BATCH {
        let (key, value) = (rows.key().user_key().to_vec(), rows.value().map_err(Error::internal)?);
        size += key.len() + value.len();
        batch.push((key, value));
        rows.next().map_err(Error::internal)?;
    }
    Ok(batch)
}
