//! Who may see and do what, generated from the schema: every field of it, for everybody, through every door.
//!
//! Records of a team are planted with a word of its own in each field. Whoever should not see a record, or a field, must not get
//! its word by any query; and after every refusal the database is what it was. A field, type or mutation that nobody thought of
//! fails here until it has its rule.

mod doors;
mod people;
pub mod planted;
mod schema;
