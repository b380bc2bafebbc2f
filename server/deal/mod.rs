//! Deals: opportunities for revenue, on their way through a pipeline.
//!
//! Owns the table `deal`. Invariants: an open deal has an owner who is active or was when it was given; amount follows from
//! line items when there are any; stage history has no gaps; won deals have an amount and a close date, lost ones a reason.

pub mod actions;
pub mod graphql;
pub mod inputs;
pub mod model;
pub mod moving;
pub mod report;
pub mod store;
