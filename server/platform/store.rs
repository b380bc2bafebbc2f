//! The embedded database: SurrealDB over RocksDB, in a runtime of its own.
//!
//! Statements run on threads of their own, so that a long one, a flush or a stalled write holds up no request. When the disk
//! fails under a commit, RocksDB takes no more writes until it is opened again. So this module closes it, waits until the
//! folder can be written to, and opens it anew. Meanwhile every question is refused: memory may hold what the disk does not.

use std::{
    path::{Path, PathBuf},
    pin::Pin,
    sync::{
        Arc, RwLock,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use surrealdb::{Surreal, engine::local::Db as Local};
use surrealdb_cnf::ConfigMap;
use surrealdb_engine_local::Datastore;
use tokio::{runtime::Runtime, task::JoinHandle};

use super::{
    config::Config,
    disk::{self, Trouble},
    error::{Error, Result},
};

const MIB: u64 = 1024 * 1024;
/// Bytes of a block of the store's files: a few records of the usual size. A read takes a whole block.
const BLOCK: u64 = 4 * 1024;
/// Memtables that may wait for their flush before writers wait too.
const MEMTABLES: u64 = 3;
/// SurrealDB's query planner recurses deeply.
const STACK: usize = 10 * 1024 * 1024;
/// How often a store that broke is tried again.
const TRY_AGAIN: Duration = Duration::from_secs(1);
/// How long a store that closes is waited for, and how often it is looked at.
const CLOSE_WITHIN: Duration = Duration::from_secs(10);
const LOOK_AGAIN: Duration = Duration::from_millis(5);

/// How often, and how many times, it is tried to open files that this process is still closing: longer than a transaction may take.
const WAIT: Duration = Duration::from_millis(5);
const MOST_WAITS: usize = 3_000;

/// The embedded database, open or broken. Dropping it ends its threads.
pub struct Store {
    threads: Threads,
    workers: usize,
    /// The folder of its files; `None` in memory.
    folder: Option<PathBuf>,
    settings: ConfigMap,
    /// Bytes that must be free for a change to be begun.
    reserve: u64,
    open: RwLock<Option<Arc<Opened>>>,
    /// Whether the log has said that the disk is full.
    is_full: AtomicBool,
}

/// One opening of the database.
pub struct Opened {
    pub db: Surreal<Local>,
    datastore: Arc<Datastore>,
}

impl Store {
    /// Opens the database that the configuration names. Errors: `INVALID` that names the folder, when another process has it
    /// open, when it cannot be written to, or when an older Baton wrote it.
    pub async fn open(config: &Config) -> Result<Arc<Self>> {
        let workers = std::thread::available_parallelism().map_or(4, |cores| (2 * cores.get()).max(4));
        let store = Arc::new(Store {
            threads: Threads::start(workers)?,
            workers,
            folder: config.store(),
            settings: settings(config),
            reserve: config.reserve_mib * MIB,
            open: RwLock::default(),
            is_full: AtomicBool::new(false),
        });
        if let Some(folder) = &store.folder {
            refuse_older(folder)?;
            std::fs::create_dir_all(folder).map_err(|error| Error::invalid("data", format!("{} cannot be made: {error}", folder.display())))?;
        }
        store.put(store.open_once().await?);
        Ok(store)
    }

    async fn open_once(&self) -> Result<Opened> {
        // Group commit with fsync: an acknowledged write survives `kill -9` and a loss of power.
        let path = self.folder.as_ref().map_or_else(|| "memory".to_owned(), |folder| format!("rocksdb://{}?sync=every", folder.display()));
        let mut waits = 0;
        loop {
            match self.run(build(path.clone(), self.settings.clone(), self.workers)).await? {
                Err(cause) if cause.contains("lock hold by current process") && waits < MOST_WAITS => {
                    waits += 1;
                    tokio::time::sleep(WAIT).await;
                }
                outcome => return outcome.map_err(|cause| self.explain(&cause)),
            }
        }
    }

    /// Why it could not be opened, in words for the one who starts the server.
    fn explain(&self, cause: &str) -> Error {
        let Some(folder) = &self.folder else { return Error::internal(cause) };
        if cause.contains("/LOCK:") && !cause.contains("Read-only") {
            return Error::invalid("data", format!("{} is in use by another process. ({cause})", folder.display()));
        }
        Trouble::of(cause).map_or_else(|| Error::internal(cause), |trouble| trouble.at(folder, cause))
    }

    fn put(&self, opened: Opened) {
        *self.open.write().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(Arc::new(opened));
    }

    fn take(&self) -> Option<Arc<Opened>> {
        self.open.write().unwrap_or_else(std::sync::PoisonError::into_inner).take()
    }

    /// The database as it is open now. Errors: `STORAGE_FULL` or `STORAGE_UNAVAILABLE` while it is broken or closed.
    pub fn opened(&self) -> Result<Arc<Opened>> {
        let open = self.open.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone();
        open.ok_or_else(|| if self.has_room() { Error::storage_unavailable(false) } else { Error::storage_full(false) })
    }

    fn has_room(&self) -> bool {
        self.folder.as_deref().and_then(disk::free).is_none_or(|free| free >= self.reserve)
    }

    /// Errors: `STORAGE_FULL` when less is free than the reserve: a change is refused before it is begun, and reading goes on.
    pub fn check_room(&self) -> Result<()> {
        let has_room = self.has_room();
        let was_full = self.is_full.swap(!has_room, Ordering::Relaxed);
        if has_room {
            if was_full {
                tracing::info!("the disk has room again: changes are taken");
            }
            return Ok(());
        }
        if !was_full {
            tracing::error!(disk.reserve_mib = self.reserve / MIB, folder = ?self.folder, "the disk is full: changes are refused until the reserve is free again");
        }
        Err(Error::storage_full(false))
    }

    /// Runs work of the database on its own threads. When the caller goes away, the work ends at its next pause.
    pub async fn run<T: Send + 'static>(&self, work: impl Future<Output = T> + Send + 'static) -> Result<T> {
        Task(self.threads.handle().spawn(work)).await
    }

    /// Takes an error of the disk under a commit: closes the store, and opens it again as soon as that is possible.
    pub fn broke(self: &Arc<Self>, cause: &str) {
        let Some(broken) = self.take() else { return };
        tracing::error!(error.cause = cause, "the disk failed: nothing is read or written until the store is open again");
        let store = self.clone();
        self.threads.handle().spawn(async move {
            // Its files are free once the last transaction that is under way has ended.
            let closed = broken.datastore.shutdown().await;
            drop(broken);
            if let Err(error) = closed {
                tracing::warn!(error.cause = %error, "the broken store did not close in order");
            }
            store.open_again().await;
        });
    }

    async fn open_again(&self) {
        let mut told = false;
        loop {
            tokio::time::sleep(TRY_AGAIN).await;
            if !self.has_room() || !self.folder.as_deref().is_none_or(disk::can_write) {
                continue;
            }
            match self.open_once().await {
                Ok(opened) => {
                    self.put(opened);
                    tracing::info!("the store is open again");
                    return;
                }
                Err(error) if !told => {
                    told = true;
                    tracing::warn!(error.message = %error, error.cause = error.cause(), "the store cannot be opened again yet; it is tried every second");
                }
                Err(_) => {}
            }
        }
    }

    /// Rewrites the store's files, so that what was deleted or overwritten is in none of them.
    pub async fn compact(&self) -> Result<()> {
        let opened = self.opened()?;
        let done = self.run(async move { opened.db.query("ALTER SYSTEM COMPACT").await.and_then(|answer| answer.check()).map(drop) });
        done.await?.map_err(Error::internal)
    }

    /// Flushes and closes it, so that the next start need not replay its log.
    pub async fn close(&self) -> Result<()> {
        let Some(opened) = self.take() else { return Ok(()) };
        let closing = Arc::downgrade(&opened.datastore);
        // Its engine shuts it down once the last handle is gone, and lets go of it then. Told by us as well it would be shut down
        // twice, and log the second time as errors.
        drop(opened);
        self.run(async move {
            let gone = async {
                while closing.strong_count() > 0 {
                    tokio::time::sleep(LOOK_AGAIN).await;
                }
            };
            match tokio::time::timeout(CLOSE_WITHIN, gone).await {
                Ok(()) => Ok(()),
                // Something is still asked of it.
                Err(_) => match closing.upgrade() {
                    Some(datastore) => datastore.shutdown().await.map_err(Error::internal),
                    None => Ok(()),
                },
            }
        })
        .await?
    }
}

/// Opens the database at a path of SurrealDB's.
async fn build(path: String, settings: ConfigMap, workers: usize) -> Result<Opened, String> {
    let building = Datastore::builder().with_config(settings).with_runtime_worker_threads(workers).build_with_path(&path);
    let datastore = building.await.map_err(|error| format!("{error:#}"))?;
    let db = Surreal::<Local>::unstable_from_datastore(datastore.clone(), None).await.map_err(|error| error.to_string())?;
    db.use_ns("baton").use_db("workspace").await.map_err(|error| error.to_string())?;
    Ok(Opened { db, datastore })
}

/// What RocksDB is told. Its memory is the cache, the memtables (those flushed last are kept to find conflicts), and its tables' indexes.
fn settings(config: &Config) -> ConfigMap {
    let memtable = config.memtable_mib * MIB;
    // Memtables are counted against the cache.
    let cache = config.cache_mib * MIB + 2 * MEMTABLES * memtable;
    let settings = [
        ("write_buffer_size", memtable.to_string()),
        ("max_write_buffer_number", MEMTABLES.to_string()),
        ("min_write_buffer_number_to_merge", "1".to_owned()),
        ("block_cache_size", cache.to_string()),
        ("block_size", BLOCK.to_string()),
        ("target_file_size_base", (16 * MIB).to_string()),
        ("max_open_files", "512".to_owned()),
        ("jobs_count", "2".to_owned()),
        ("keep_log_file_num", "2".to_owned()),
        // Large values stay in the tables: of files apart, a compaction rewrites only some, and an erased text could stay in the others.
        ("enable_blob_files", "false".to_owned()),
        // A log that is no longer needed is deleted, not archived, for the same reason.
        ("wal_size_limit", "0".to_owned()),
        // In seconds: what was deleted or overwritten leaves the files within a day, also when nothing else merges them.
        ("periodic_compaction_seconds", (24 * 60 * 60).to_string()),
        // In nanoseconds: who commits waits for the sync under way, and no longer for company.
        ("grouped_commit_timeout", "0".to_owned()),
        ("shutdown_wait_for_compact_seconds", "2".to_owned()),
    ];
    settings.into_iter().fold(ConfigMap::empty(), |map, (name, value)| map.with_key_value(format!("rocksdb_{name}"), value))
}

/// Errors: the folder is one of SurrealKV, which Baton kept its data in before RocksDB.
fn refuse_older(folder: &Path) -> Result<()> {
    if folder.join("CURRENT").exists() || !["sstables", "manifest", "wal"].iter().all(|name| folder.join(name).is_dir()) {
        return Ok(());
    }
    let path = folder.display();
    let words = "Convert it with SurrealDB 3.3.5, by `surreal export` and `surreal import`; README says how.";
    Err(Error::invalid("data", format!("{path} was written by an older Baton, with SurrealKV. {words}")))
}

/// The runtime of the store. It ends without waiting for what still runs.
struct Threads(Option<Runtime>);

impl Threads {
    fn start(workers: usize) -> Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(workers).thread_name("store").thread_stack_size(STACK).enable_all().build();
        runtime.map(|runtime| Threads(Some(runtime))).map_err(Error::internal)
    }

    fn handle(&self) -> &tokio::runtime::Handle {
        self.0.as_ref().expect("the threads are there until they are dropped").handle()
    }
}

impl Drop for Threads {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

/// Work on the store's threads; dropping it ends the work.
struct Task<T>(JoinHandle<T>);

impl<T> Future for Task<T> {
    type Output = Result<T>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0).poll(context).map_err(Error::internal)
    }
}

impl<T> Drop for Task<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}
