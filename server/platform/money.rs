//! Money: decimals with an ISO 4217 code.

use rust_decimal::Decimal;

use super::error::Faults;

/// Codes of ISO 4217 that are in circulation; what a workspace may use.
pub const CURRENCIES: &[&str] = &[
    "AED", "ARS", "AUD", "BGN", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK", "EGP", "EUR", "GBP", "HKD", "HUF", "IDR", "ILS", "INR", "ISK", "JPY", "KES", "KRW", "MAD",
    "MXN", "MYR", "NGN", "NOK", "NZD", "PEN", "PHP", "PKR", "PLN", "QAR", "RON", "RSD", "SAR", "SEK", "SGD", "THB", "TRY", "TWD", "UAH", "USD", "UYU", "VND", "ZAR",
];

/// The largest amount that a record may carry.
pub const LARGEST: i64 = 1_000_000_000_000;

/// Checks an amount: not negative, at most two places behind the point more than any currency has, not absurdly large.
pub fn check_amount(faults: &mut Faults, field: &str, amount: Option<Decimal>) {
    let Some(amount) = amount else { return };
    if amount.is_sign_negative() && !amount.is_zero() {
        faults.add(field, "An amount cannot be negative.");
    } else if amount > Decimal::from(LARGEST) {
        faults.add(field, "An amount can be at most 1,000,000,000,000.");
    } else if amount.normalize().scale() > 4 {
        faults.add(field, "An amount has at most four decimal places.");
    }
}

/// Checks a currency code.
pub fn check_currency(faults: &mut Faults, field: &str, code: Option<&str>) {
    if let Some(code) = code
        && !CURRENCIES.contains(&code)
    {
        faults.add(field, format!("“{code}” is not a currency code this workspace knows (ISO 4217, for example EUR)."));
    }
}

/// `percent` of `amount`, to two places.
pub fn share(amount: Decimal, percent: Decimal) -> Decimal {
    (amount * percent / Decimal::ONE_HUNDRED).round_dp(2)
}
