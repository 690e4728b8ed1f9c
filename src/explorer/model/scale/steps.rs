//! Steps of n along its log scale: whole numbers from 1 to [`MAX`].

/// The largest n a person can ask for.
pub const MAX: u64 = 1_000_000_000_000_000;

/// The default right end of the scale.
pub const DEFAULT_END: u64 = 1_000_000;

/// The smallest right end of the scale.
pub const LEAST_END: u64 = 1000;

/// The next number up that differs in the second digit.
pub fn up(n: u64) -> u64 {
    let step = second_digit(n);
    (n / step + 1) * step
}

/// The next number down that differs in the second digit; 1 stays.
pub fn down(n: u64) -> u64 {
    let below = n.saturating_sub(1).max(1);
    let step = second_digit(below);
    below / step * step
}

/// The next of 1, 2, 5, 10, 20, 50, ... above n.
pub fn far_up(n: u64) -> u64 {
    let decade = decade(n);
    [2, 5, 10].map(|digit| digit * decade).into_iter().find(|&next| next > n).unwrap_or(n)
}

/// The next of 1, 2, 5, 10, 20, 50, ... below n; 1 stays.
pub fn far_down(n: u64) -> u64 {
    let below = n.saturating_sub(1).max(1);
    let decade = decade(below);
    [5, 2, 1].map(|digit| digit * decade).into_iter().find(|&next| next <= below).unwrap_or(1)
}

/// The next power of two above n.
pub fn power_above(n: u64) -> u64 {
    (n + 1).next_power_of_two()
}

/// The next power of two below n; 1 stays.
pub fn power_below(n: u64) -> u64 {
    1 << n.saturating_sub(1).max(1).ilog2()
}

/// The right end of a scale that shows n: a power of ten, at least [`LEAST_END`].
pub fn reach_of(n: u64) -> u64 {
    let decade = decade(n);
    let end = if decade == n { n } else { decade * 10 };
    end.clamp(LEAST_END, MAX)
}

/// The next power of ten above n, up to [`MAX`].
pub fn decade_above(n: u64) -> u64 {
    (decade(n) * 10).min(MAX)
}

/// The next power of ten below n; 1 stays.
pub fn decade_below(n: u64) -> u64 {
    decade(n.saturating_sub(1))
}

/// The nearest whole number with at most two significant digits, from 1 to [`MAX`].
pub fn round(n: f64) -> u64 {
    let n = n.clamp(1.0, MAX as f64).round() as u64;
    let step = second_digit(n);
    ((n + step / 2) / step * step).min(MAX)
}

/// The power of ten at or below n.
fn decade(n: u64) -> u64 {
    10u64.pow(n.max(1).ilog10())
}

fn second_digit(n: u64) -> u64 {
    (decade(n) / 10).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_land_on_round_numbers() {
        for (n, above) in
            [(1, 2), (9, 10), (64, 65), (99, 100), (100, 110), (6437, 6500), (999_999, 1_000_000)]
        {
            assert_eq!(up(n), above);
        }
        for (n, below) in
            [(1, 1), (2, 1), (65, 64), (100, 99), (110, 100), (6437, 6400), (1_000_000, 990_000)]
        {
            assert_eq!(down(n), below);
        }
        for (n, above) in [(1, 2), (2, 5), (5, 10), (64, 100), (200, 500), (500_000, 1_000_000)] {
            assert_eq!(far_up(n), above);
        }
        for (n, below) in [(1, 1), (2, 1), (10, 5), (64, 50), (100, 50), (1_000_000, 500_000)] {
            assert_eq!(far_down(n), below);
        }
        for (n, below, above) in [(1, 1, 2), (2, 1, 4), (64, 32, 128), (65, 64, 128), (MAX, 1 << 49, 1 << 50)]
        {
            assert_eq!((power_below(n), power_above(n)), (below, above));
        }
    }

    #[test]
    fn the_scale_ends_at_a_power_of_ten_that_shows_n() {
        for (n, end) in [
            (1, LEAST_END),
            (1000, 1000),
            (1001, 10_000),
            (1_000_000, DEFAULT_END),
            (MAX - 1, MAX),
            (MAX, MAX),
        ] {
            assert_eq!(reach_of(n), end);
        }
        for (n, below, above) in
            [(1, 1, 10), (50_000, 10_000, 100_000), (1000, 100, 10_000), (MAX, MAX / 10, MAX)]
        {
            assert_eq!((decade_below(n), decade_above(n)), (below, above));
        }
        for (n, rounded) in [(0.2, 1), (7.4, 7), (63.7, 64), (996.0, 1000), (6449.0, 6400), (2e15, MAX)] {
            assert_eq!(round(n), rounded);
        }
    }
}
