//! The disk that the data folder lies on: how much of it is free, and what is wrong when it fails.

use std::{
    fs::{self, File},
    io::Write,
    path::Path,
};

use super::error::Error;

/// What an error of the disk means for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    Full,
    ReadOnly,
    /// Anything else that the disk reports: it fails, it went away, it may not be written to.
    Failing,
}

impl Trouble {
    /// Reads the message of an error; `None` when it is none of the disk's. RocksDB begins these with `IO error:`.
    pub fn of(message: &str) -> Option<Self> {
        let at = message.find("IO error:")?;
        let message = &message[at..];
        Some(match message {
            _ if message.contains("No space left on device") || message.contains("Disk quota exceeded") => Trouble::Full,
            _ if message.contains("Read-only file system") => Trouble::ReadOnly,
            _ => Trouble::Failing,
        })
    }

    /// As the error of a request. `outcome_unknown`: the change was begun, and may be found saved later.
    pub fn refusal(self, outcome_unknown: bool) -> Error {
        match self {
            Trouble::Full => Error::storage_full(outcome_unknown),
            Trouble::ReadOnly | Trouble::Failing => Error::storage_unavailable(outcome_unknown),
        }
    }

    /// As the error of a start, naming the folder.
    pub fn at(self, folder: &Path, cause: &str) -> Error {
        let folder = folder.display();
        Error::invalid(
            "data",
            match self {
                Trouble::Full => format!("The disk of {folder} is full. Free some space, then start again. ({cause})"),
                Trouble::ReadOnly => format!("{folder} cannot be written to: its file system is read-only. ({cause})"),
                Trouble::Failing => format!("{folder} cannot be written to. ({cause})"),
            },
        )
    }
}

/// Bytes that are free for this process in a folder's file system; `None` when it does not say.
pub(super) fn free(folder: &Path) -> Option<u64> {
    let room = rustix::fs::statvfs(folder).ok()?;
    Some(room.f_bavail.saturating_mul(room.f_frsize))
}

/// Whether a small file can be made in a folder and brought to the disk.
pub(super) fn can_write(folder: &Path) -> bool {
    let path = folder.join("can-write");
    let written = File::create(&path).and_then(|mut file| {
        file.write_all(&[0; 4096])?;
        file.sync_all()
    });
    let removed = fs::remove_file(&path);
    written.is_ok() && removed.is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_of_the_disk_is_told_from_others() {
        let full = "There was a problem with the datastore: IO error: No space left on device: While appending to file: /data/db/000012.log: No space left on device";
        assert_eq!(Trouble::of(full), Some(Trouble::Full));
        assert_eq!(Trouble::of("IO error: While open a file for lock: /data/db/LOCK: Read-only file system"), Some(Trouble::ReadOnly));
        assert_eq!(Trouble::of("IO error: While fsync: /data/db/000012.log: Input/output error"), Some(Trouble::Failing));
        assert_eq!(Trouble::of("The query was not executed due to a failed transaction"), None);
        assert_eq!(Trouble::of("No space left on device: said somebody in a note"), None, "the words of a record are no error of the disk");
    }

    #[test]
    fn the_disk_says_what_is_free_and_a_folder_whether_it_can_be_written_to() {
        let folder = std::env::temp_dir();
        assert!(free(&folder).is_some_and(|bytes| bytes > 0));
        assert!(can_write(&folder) && !folder.join("can-write").exists());
        assert!(free(Path::new("/no/such/folder")).is_none() && !can_write(Path::new("/no/such/folder")));
    }
}
