//! The workspace: its operating model (stages, pipelines, reasons, activity standards) as one versioned record, and the
//! directory, the in-memory copy of everything small.
//!
//! Owns the tables `workspace` and `product`. Invariant: there is exactly one workspace record in a database.

pub mod defaults;
pub mod directory;
pub mod graphql;
pub mod model;
pub mod store;

pub use directory::Directory;
pub use model::Workspace;
