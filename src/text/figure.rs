//! Numbers in columns of fixed width, so that nothing jumps while n moves. A nonzero number is never shown as 0.

use std::f64::consts::LN_10;

/// The text for a number that is still being computed.
const UNKNOWN: &str = "…";

/// `value` >= 0 right-aligned in `width` >= 6 cells: with four decimals, fewer if there is no room, or in scientific
/// notation.
pub fn fixed(value: f64, width: usize) -> String {
    format!("{:>width$}", compact(value, width))
}

fn compact(value: f64, width: usize) -> String {
    if value.is_nan() {
        return UNKNOWN.to_owned();
    }
    if value == 0.0 || !value.is_finite() {
        return value.to_string();
    }
    if value >= 1e-3 {
        for decimals in (1..=4).rev() {
            let text = format!("{value:.decimals$}");
            if text.len() <= width {
                return text;
            }
        }
        let whole = format!("{value:.0}");
        if whole.len() <= width {
            return whole;
        }
    }
    (0..=2)
        .rev()
        .map(|decimals| format!("{value:.decimals$e}"))
        .find(|text| text.len() <= width)
        .unwrap_or_else(|| format!("{value:.0e}"))
}

/// A share as [`fixed`], but as 1 minus the rest where four decimals would show 1.
pub fn share(value: f64, width: usize) -> String {
    if (0.99995..1.0).contains(&value) {
        format!("{:>width$}", format!("1-{:.0e}", 1.0 - value))
    } else {
        fixed(value, width)
    }
}

/// A share as [`share`], given 1 minus it: next to 1 the share itself has no digits left.
pub fn share_lacking(value: f64, lacking: f64, width: usize) -> String {
    if lacking > 0.0 && lacking <= 5e-5 {
        format!("{:>width$}", format!("1-{lacking:.0e}"))
    } else {
        share(value, width)
    }
}

/// A share as [`share_lacking`], or as e^`ln` where it is too small to be anything but 0.
pub fn share_or_power(value: f64, (lacking, ln): (f64, f64), width: usize) -> String {
    if value >= f64::MIN_POSITIVE || ln == f64::NEG_INFINITY {
        return share_lacking(value, lacking, width);
    }
    let exponent = (ln / LN_10).floor();
    let leading = (ln - exponent * LN_10).exp().floor().clamp(1.0, 9.0);
    let text = format!("{leading}e{exponent}");
    if text.len() <= width { format!("{text:>width$}") } else { format!("{:>width$}", "<1e-999") }
}

/// A number with its sign.
pub fn signed(value: f64, width: usize) -> String {
    if value.is_nan() {
        return fixed(value, width);
    }
    let sign = if value < 0.0 { '-' } else { '+' };
    format!("{:>width$}", format!("{sign}{}", fixed(value.abs(), width - 1).trim_start()))
}

/// n in as few characters as show it exactly.
pub fn draws(n: u64) -> String {
    let plain = n.to_string();
    let scientific = format!("{n:e}");
    if n >= 1_000_000 && scientific.len() < plain.len() { scientific } else { plain }
}

/// A value in few characters: five significant digits, without trailing zeros, with a power of ten if it is very small
/// or very large.
pub fn short(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    if !value.is_finite() {
        return if value.is_nan() {
            "…"
        } else if value > 0.0 {
            "inf"
        } else {
            "-inf"
        }
        .to_owned();
    }
    let rounded = format!("{value:.4e}");
    let (digits, exponent) = rounded.split_once('e').unwrap_or((&rounded, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..6).contains(&exponent) {
        let decimals = usize::try_from(4 - exponent).unwrap_or(0);
        let text = format!("{value:.decimals$}");
        trim(&text).to_owned()
    } else {
        format!("{}e{exponent}", trim(digits))
    }
}

fn trim(digits: &str) -> &str {
    if digits.contains('.') { digits.trim_end_matches('0').trim_end_matches('.') } else { digits }
}

/// A difference in eight cells: `-` if it is undefined, `same` if it is 0.
pub fn difference(value: f64) -> String {
    if value.is_nan() {
        format!("{:>8}", "-")
    } else if value == 0.0 {
        format!("{:>8}", "same")
    } else {
        signed(value, 8)
    }
}

/// A bar of at most `width` cells, the full width for `full` and more.
pub fn bar(value: f64, full: f64, width: usize) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let share = if full > 0.0 { value / full } else { 0.0 };
    let eighths = (share.min(1.0) * (8 * width) as f64).round() as usize;
    format!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn columns_keep_their_width() {
        for (value, text) in [
            (0.0, "      0"),
            (0.1, " 0.1000"),
            (33.538_776, "33.5388"),
            (123.456, "123.456"),
            (999_999.0, " 999999"),
            (1.5e9, " 1.50e9"),
            (123_456.7, " 123457"),
            (0.000_53, "5.30e-4"),
            (1e-300, " 1e-300"),
            (1.25e-300, " 1e-300"),
            (f64::INFINITY, "    inf"),
            (f64::NAN, "      …"),
        ] {
            assert_eq!(fixed(value, 7), text);
        }
        assert_eq!(share(0.999_99, 7), " 1-1e-5");
        assert_eq!(share(1.0, 7), " 1.0000");
        assert_eq!(share_lacking(1.0, 3e-20, 7), "1-3e-20");
        assert_eq!(share_lacking(0.75, 0.25, 7), " 0.7500");
        assert_eq!(share_or_power(0.0, (1.0, -1000.0 * LN_10 + 0.7), 7), "2e-1000");
        assert_eq!(share_or_power(0.0, (1.0, -1e15), 7), "<1e-999");
        assert_eq!(draws(64), "64");
        assert_eq!(draws(1_000_000), "1e6");
        assert_eq!(draws(1_234_567), "1234567");
    }

    #[test]
    fn short_numbers() {
        for (value, text) in [
            (0.0, "0"),
            (2.293_451_200_186_174_6, "2.2935"),
            (0.25, "0.25"),
            (1234.5678, "1234.6"),
            (999_999.9, "1e6"),
            (1e15, "1e15"),
            (1.5e-7, "1.5e-7"),
            (0.000_123_456, "0.00012346"),
            (-3.0, "-3"),
            (f64::INFINITY, "inf"),
        ] {
            assert_eq!(short(value), text);
        }
    }

    proptest! {
        #[test]
        fn nothing_but_zero_is_shown_as_zero(exponent in -323.0f64..16.0, width in 6usize..9) {
            let value = 10f64.powf(exponent);
            let text = fixed(value, width);
            prop_assert_eq!(text.len(), width);
            prop_assert!(text.trim().parse::<f64>().unwrap() > 0.0, "{}", text);
        }
    }
}
