//! What follows from a change in the same transaction: contacts, leads, deals, activities and handoffs are seen by who sees what
//! they belong to.

use std::collections::BTreeSet;

use super::{clock::lock, error::Result, id::Id, record::Record, tx::Tx};
use crate::company::model::Company;

impl Tx {
    /// Puts what comes to a company into that company's territory.
    pub(super) async fn place<R: Record>(&self, before: Option<&R>, record: &mut R) -> Result<()> {
        let company = record.of_company().cloned();
        if before.map_or(company.is_none(), |before| before.of_company() == company.as_ref()) {
            return Ok(());
        }
        let territory = match company {
            Some(company) if !self.app().directory().territories.is_empty() => self.find::<Company>(&company).await?.and_then(|company| company.territory_key),
            _ => None,
        };
        record.follow_company(territory);
        Ok(())
    }

    /// Makes leads and deals follow a company into its territory.
    pub(super) async fn take_along(&self) -> Result<()> {
        let companies = std::mem::take(&mut *lock(&self.0.to_take_along));
        for company in companies {
            crate::territory::sight::follow(self, &company).await?;
        }
        Ok(())
    }

    /// Leaves what would follow to who calls and comes to it by themselves. Gives the companies that went to another territory.
    pub fn follow_later(&self) -> BTreeSet<Id> {
        lock(&self.0.to_follow).clear();
        std::mem::take(&mut *lock(&self.0.to_take_along))
    }

    /// Makes contacts follow who sees their leads and deals. It happens before every commit; sooner for who needs them as they will be.
    pub async fn share_contacts(&self) -> Result<()> {
        let contacts = std::mem::take(&mut *lock(&self.0.to_share));
        for contact in contacts {
            crate::contact::actions::share(self, &contact).await?;
        }
        Ok(())
    }

    /// Makes activities and handoffs follow who sees the records that they are about.
    pub(super) async fn pass_keys_on(&self) -> Result<()> {
        let subjects = std::mem::take(&mut *lock(&self.0.to_follow));
        for subject in subjects {
            crate::activity::sight::follow(self, &subject).await?;
            crate::ownership::sight::follow(self, &subject).await?;
        }
        Ok(())
    }
}
