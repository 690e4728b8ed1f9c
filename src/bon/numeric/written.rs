//! Numbers as messages write them: never more digits than a number has, however large or small it is.

use std::f64::consts::LN_10;

/// The shortest text that parses to the same number: whole numbers without a point, infinity as `inf`.
pub fn exact(value: f64) -> String {
    let magnitude = value.abs();
    if value == 0.0 {
        "0".to_owned()
    } else if !magnitude.is_finite() || (1e-5..1e16).contains(&magnitude) {
        value.to_string()
    } else {
        format!("{value:e}")
    }
}

/// e^`ln` to three digits, also where it is too large or too small for a number: `1.5e-600`.
pub fn of_ln(ln: f64) -> String {
    let exponent = (ln / LN_10).floor();
    let written = format!("{:.2e}", (ln - exponent * LN_10).exp());
    let (digits, carried) = written.split_once('e').unwrap_or((&written, "0"));
    let digits = digits.trim_end_matches('0').trim_end_matches('.');
    let exponent = exponent + carried.parse::<f64>().unwrap_or(0.0);
    format!("{digits}e{exponent}")
}

#[cfg(test)]
mod tests {
    use super::{exact, of_ln};

    #[test]
    fn no_number_takes_more_than_a_few_digits() {
        for value in [1e-300, -1.7e308, 5e-324, 1e16, 123_456.789, f64::MAX] {
            assert!(exact(value).len() <= 24 && exact(value).parse() == Ok(value), "{}", exact(value));
        }
        for (ln, text) in
            [(-600.0 * std::f64::consts::LN_10, "1e-600"), (0.0, "1e0"), (4.605, "1e2"), (710.0, "2.23e308")]
        {
            assert_eq!(of_ln(ln), text);
        }
    }
}
