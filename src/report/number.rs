//! Numbers as text: the shortest exact form for machines, and a form for a person that shows no nonzero number as 0 and
//! no share below 1 as 1.

use serde::ser::{Serialize, Serializer};

use crate::bon::Unit;

pub use crate::text::number::exact;

/// Significant digits for a person, unless others are asked for.
pub const DIGITS: usize = 6;

/// The decimal digits that every `f64` carries; more are rounding noise.
const KNOWN: usize = 15;

/// Shares above this are shown with enough digits for the difference from 1.
const NEAR_ONE: f64 = 0.999;

/// Whole numbers up to here are exact in an `f64` and written without a fraction.
const WHOLE: f64 = 9_007_199_254_740_992.0;

/// A number as bonscope writes it in JSON: whole numbers without a fraction, infinity as the string "inf".
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number(pub f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let value = self.0;
        if value.is_infinite() {
            serializer.serialize_str(if value > 0.0 { "inf" } else { "-inf" })
        } else if value.fract() == 0.0 && value.abs() <= WHOLE {
            serializer.serialize_i64(value as i64)
        } else {
            serializer.serialize_f64(value)
        }
    }
}

/// `value` to `digits` significant digits, in scientific form when it is below 1e-4 or has more digits before
/// the point. Zeros at the end are dropped when the number is exact to 15 digits, so `0.5` is one half
/// and `0.500000` is only near it.
pub fn significant(value: f64, digits: usize) -> String {
    if value == 0.0 || !value.is_finite() {
        return exact(value);
    }
    let known = format!("{value:.*e}", KNOWN - 1);
    let mantissa = known.split('e').next().unwrap_or_default().trim_end_matches('0');
    let shown = mantissa.bytes().filter(u8::is_ascii_digit).count().min(digits).max(1);
    let scientific = format!("{value:.*e}", shown - 1);
    // Read after rounding, which may carry into the next power of ten.
    let exponent = exponent(&scientific);
    if (-4..digits.max(1) as i32).contains(&exponent) {
        let decimals = shown as i32 - 1 - exponent;
        format!("{value:.*}", usize::try_from(decimals).unwrap_or(0))
    } else {
        scientific
    }
}

/// `value` for a person, by its unit: a share close to 1 keeps three digits of the difference from 1, in the form
/// `1 - 1.00e-8` when that is clearer.
pub fn of_unit(value: f64, unit: Unit, digits: usize) -> String {
    if unit == Unit::Share && (NEAR_ONE..1.0).contains(&value) {
        near_one(value, digits)
    } else {
        significant(value, digits)
    }
}

/// A share as [`of_unit`] writes it, given 1 minus it, which keeps its digits however close to 1 the share is.
pub fn of_share(value: f64, lacking: f64, digits: usize) -> String {
    if !(lacking > 0.0 && lacking <= 1.0 - NEAR_ONE) {
        return of_unit(value, Unit::Share, digits);
    }
    let missing = format!("{lacking:.2e}");
    let leading = exponent(&missing).unsigned_abs() as usize;
    if leading > 7 { format!("1 - {missing}") } else { near_one(value, digits) }
}

/// `ratio` as a signed percentage to three digits, `+38.4 %`.
pub fn percent(ratio: f64) -> String {
    let sign = if ratio < 0.0 { "" } else { "+" };
    format!("{sign}{} %", significant(100.0 * ratio, 3))
}

fn near_one(value: f64, digits: usize) -> String {
    // This difference is exact, but `value` is a multiple of 2^-53, so it has only so many digits to show.
    let missing = 1.0 - value;
    let known = (missing * 2f64.powi(53)).log10().floor().clamp(0.0, 2.0) as usize;
    let missing = format!("{missing:.known$e}");
    let leading = exponent(&missing).unsigned_abs() as usize;
    if leading > 7 {
        return format!("1 - {missing}");
    }
    let decimals = digits.max(leading + 2);
    let shortest = value.to_string();
    if shortest.len() <= decimals + 2 { shortest } else { format!("{value:.decimals$}") }
}

/// "1 outcome", "10 outcomes".
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// The power of ten of a number in scientific form.
fn exponent(scientific: &str) -> i32 {
    scientific.split('e').nth(1).and_then(|text| text.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn machines_get_the_shortest_text() {
        let cases = [
            (64.0, "64"),
            (1e15, "1000000000000000"),
            (0.1, "0.1"),
            (1e-300, "1e-300"),
            (1e16, "1e16"),
            (-2.5, "-2.5"),
            (-0.0, "0"),
            (f64::INFINITY, "inf"),
            (f64::NEG_INFINITY, "-inf"),
        ];
        for (value, text) in cases {
            assert_eq!(exact(value), text);
        }
    }

    #[test]
    fn people_get_six_digits() {
        let cases = [
            (2.293_451_201_861_744, "2.29345"),
            (0.5, "0.5"),
            (0.1 + 0.2, "0.3"),
            (0.5 - f64::EPSILON, "0.5"),
            (0.500_000_01, "0.500000"),
            (0.0, "0"),
            (806.4, "806.4"),
            (123_456.0, "123456"),
            (1_234_567.0, "1.23457e6"),
            (999_999.9, "1.00000e6"),
            (1e15, "1e15"),
            (0.000_123_456_78, "0.000123457"),
            (0.000_099_999_999, "0.000100000"),
            (0.000_012_345_678, "1.23457e-5"),
            (1e-300, "1e-300"),
            (-145.062_869, "-145.063"),
            (f64::INFINITY, "inf"),
        ];
        for (value, text) in cases {
            assert_eq!(significant(value, DIGITS), text);
        }
        assert_eq!(significant(38.416, 3), "38.4");
        assert_eq!(significant(9.6, 1), "1e1");
    }

    #[test]
    fn shares_near_one_keep_what_is_missing() {
        let cases = [
            (0.625, "0.625"),
            (0.949_882_035_371, "0.949882"),
            (1.0, "1"),
            (0.999_5, "0.9995"),
            (0.999_123_456_789, "0.999123"),
            (0.999_987_654_321, "0.9999877"),
            (0.999_999_9, "0.9999999"),
            (0.999_999_87, "0.99999987"),
            (0.999_999_99, "1 - 1.00e-8"),
            (1.0 - f64::EPSILON / 2.0, "1 - 1e-16"),
            (1.0 - f64::EPSILON * 8.0, "1 - 1.8e-15"),
            (3.15, "3.15"),
        ];
        for (value, text) in cases {
            assert_eq!(of_unit(value, Unit::Share, DIGITS), text);
        }
        assert_eq!(of_unit(0.999_999_99, Unit::Nats, DIGITS), "1.00000");
    }

    #[test]
    fn what_lacks_to_one_keeps_its_digits() {
        for (value, lacking, text) in [
            (1.0, 1.3e-17, "1 - 1.30e-17"),
            (1.0 - 4.82e-14, 5e-14, "1 - 5.00e-14"),
            (0.999_5, 0.000_5, "0.9995"),
            (0.75, 0.25, "0.75"),
            (1.0, 0.0, "1"),
            (1.0, f64::NAN, "1"),
        ] {
            assert_eq!(of_share(value, lacking, DIGITS), text);
        }
    }

    #[test]
    fn percentages_carry_their_sign() {
        assert_eq!(percent(0.38416), "+38.4 %");
        assert_eq!(percent(-0.02), "-2 %");
        assert_eq!(percent(0.0), "+0 %");
    }

    proptest! {
        #[test]
        fn exact_reads_back(value in prop::num::f64::NORMAL | prop::num::f64::SUBNORMAL | prop::num::f64::ZERO) {
            prop_assert_eq!(exact(value).parse::<f64>(), Ok(value));
        }

        #[test]
        fn significant_is_right_to_its_digits(value in prop::num::f64::NORMAL, digits in 1usize..=17) {
            // Rounded up to fewer digits, the very largest numbers are larger than any.
            prop_assume!(value.abs() < 1e308);
            let read: f64 = significant(value, digits).parse().unwrap();
            let allowed = 0.5001 * 10f64.powi(1 - digits.min(KNOWN) as i32);
            prop_assert!(((read - value) / value).abs() <= allowed);
        }

        #[test]
        fn a_share_below_one_is_never_shown_as_one(missing in -36.7f64..-0.01) {
            let value = 1.0 - missing.exp();
            let text = of_unit(value, Unit::Share, DIGITS);
            let shown = match text.strip_prefix("1 - ") {
                Some(missing) => missing.parse::<f64>().unwrap(),
                None => 1.0 - text.parse::<f64>().unwrap(),
            };
            prop_assert!(value == 1.0 || shown > 0.0, "{value} is shown as {text}");
        }
    }
}
