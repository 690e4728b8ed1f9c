//! Lists of masses: the largest one, and their order.

/// The position of the largest mass, the last of equal ones.
pub(crate) fn likeliest(mass: &[f64]) -> usize {
    mass.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).map_or(0, |(c, _)| c)
}

/// The positions of keys in ascending order, equal ones in the order given.
pub(crate) fn order_by(keys: impl Iterator<Item = u64>) -> Vec<u32> {
    let mut pairs: Vec<(u64, u32)> = keys.zip(0..).collect();
    pairs.sort_unstable();
    pairs.into_iter().map(|(_, position)| position).collect()
}

/// A key that rises with a finite number.
pub(crate) fn ascending(number: f64) -> u64 {
    let bits = number.to_bits();
    if number.is_sign_negative() { !bits } else { bits | 1 << 63 }
}

/// The largest power of two not above a positive number, at least the smallest normal one.
pub(crate) fn power_of_two_below(x: f64) -> f64 {
    const EXPONENT: u64 = 0x7ff0_0000_0000_0000;
    f64::from_bits(x.to_bits() & EXPONENT).max(f64::MIN_POSITIVE)
}
