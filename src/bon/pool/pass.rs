//! pass@k and pass^k of problems that a draw solves or does not.

/// What one step of a product multiplies the rest by when it would lose digits.
const SCALE: f64 = 1.340_780_792_994_259_7e154;

/// The chance that k of the draws, taken without putting back, have one that is solved: pass@k = 1 - C(N-c, k)/C(N, k), with
/// c of N draws solved. Unbiased for the chance that k new draws have one; right to the last digit or so, where it is tiny as
/// well. None when k is 0 or above N, and when c is above N.
///
/// Source: Chen et al. 2021, "Evaluating large language models trained on code" (2107.03374).
pub fn pass_at_k(solved: u64, draws: u64, k: u64) -> Option<f64> {
    let (high, low, scaled) = all_among(draws.checked_sub(solved)?, draws, k)?;
    // What was scaled is less than 1e-154 of the 1.
    Some(if scaled > 0 { 1.0 } else { (1.0 - high) - low })
}

/// The chance that all of k draws taken without putting back are solved: pass^k = C(c, k)/C(N, k), unbiased for the chance
/// that k new draws all are; right to the last digit or so. None as for [`pass_at_k`].
///
/// Source: Yao et al. 2024, "tau-bench" (2406.12045).
pub fn pass_hat_k(solved: u64, draws: u64, k: u64) -> Option<f64> {
    if solved > draws {
        return None;
    }
    let (high, low, scaled) = all_among(solved, draws, k)?;
    Some((0..scaled).fold(high + low, |value, _| value / SCALE))
}

/// C(c, k)/C(N, k) in two halves, times SCALE to the power given last.
fn all_among(inside: u64, draws: u64, k: u64) -> Option<(f64, f64, u32)> {
    if k == 0 || k > draws {
        return None;
    }
    if k > inside {
        return Some((0.0, 0.0, 0));
    }
    // The product over i < k of (c-i)/(N-i), or over i < N-c of (N-k-i)/(N-i), whichever has fewer factors.
    let outside = draws - inside;
    let (count, top) = if k <= outside { (k, inside) } else { (outside, draws - k) };
    let (mut high, mut low, mut scaled) = (1.0_f64, 0.0_f64, 0);
    for i in 0..count {
        let (above, below) = ((top - i) as f64, (draws - i) as f64);
        let product = high * above;
        let error = high.mul_add(above, -product);
        let quotient = product / below;
        let remainder = (-quotient).mul_add(below, product);
        let rest = (remainder + error + low * above) / below;
        high = quotient + rest;
        low = rest - (high - quotient);
        if high < 1.0 / SCALE {
            (high, low, scaled) = (high * SCALE, low * SCALE, scaled + 1);
        }
    }
    Some((high, low, scaled))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_are_what_counting_gives() {
        // 5 draws, 2 of them solved, k = 2: 3 of 10 pairs have none, 1 has both.
        assert_eq!((pass_at_k(2, 5, 2), pass_hat_k(2, 5, 2)), (Some(0.7), Some(0.1)));
        assert_eq!((pass_at_k(0, 5, 3), pass_hat_k(0, 5, 3)), (Some(0.0), Some(0.0)));
        assert_eq!((pass_at_k(5, 5, 5), pass_hat_k(5, 5, 5)), (Some(1.0), Some(1.0)));
        assert_eq!((pass_at_k(3, 5, 3), pass_hat_k(4, 5, 5)), (Some(1.0), Some(0.0)));
    }

    #[test]
    fn what_no_pool_allows_is_refused() {
        for (solved, draws, k) in [(1, 5, 0), (1, 5, 6), (6, 5, 1), (0, 0, 1)] {
            assert_eq!(pass_at_k(solved, draws, k), None);
            assert_eq!(pass_hat_k(solved, draws, k), None);
        }
    }
}
