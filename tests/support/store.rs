//! What the embedded database's files hold. Its tables are compressed, so RocksDB reads them.

use std::{fs, path::Path};

use rocksdb::{DB, IteratorMode, Options, ReadOptions};

/// What tables hold, without what stands in logs alone.
pub struct Tables {
    /// All live keys and values, one behind the other.
    pub bytes: Vec<u8>,
    /// Entries of the files that are no live ones: what was deleted or overwritten, and the marks that say so.
    pub hidden: u64,
}

/// Reads the tables of a store, which may be open, by way of a copy without its logs.
pub fn tables(store: &Path) -> Tables {
    let copy = std::env::temp_dir().join(format!("baton-tables-{}-{:x}", std::process::id(), rand::random::<u64>()));
    fs::create_dir_all(&copy).unwrap();
    for entry in fs::read_dir(store).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() && path.extension().is_none_or(|ending| ending != "log") {
            fs::copy(&path, copy.join(path.file_name().unwrap())).unwrap();
        }
    }
    let db = DB::open_for_read_only(&Options::default(), &copy, false).unwrap();
    let entries: u64 = db.live_files().unwrap().iter().map(|file| file.num_entries).sum();
    let mut all = ReadOptions::default();
    all.set_total_order_seek(true);
    let (mut bytes, mut live) = (Vec::new(), 0);
    for row in db.iterator_opt(IteratorMode::Start, all) {
        let (key, value) = row.unwrap();
        bytes.extend_from_slice(&key);
        bytes.extend_from_slice(&value);
        live += 1;
    }
    drop(db);
    fs::remove_dir_all(&copy).unwrap();
    Tables { bytes, hidden: entries - live }
}
