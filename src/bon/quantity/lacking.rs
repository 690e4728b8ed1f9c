//! What shares lack to 1, each by its own sum: next to 1 a share itself has no digits left.

use super::table::{Evaluation, Quantity};

/// What shares lack to 1 at one n; not a number where that is not known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lacking {
    /// 1 - `win_rate`.
    pub win_rate: f64,
    /// 1 - `tv`.
    pub tv: f64,
    /// 1 - `hellinger2`.
    pub hellinger2: f64,
}

impl Lacking {
    pub(in crate::bon) const UNKNOWN: Lacking =
        Lacking { win_rate: f64::NAN, tv: f64::NAN, hellinger2: f64::NAN };

    /// Each that is known here, or as in `other`.
    pub(super) fn or(self, other: Lacking) -> Lacking {
        let either = |own: f64, other: f64| if own.is_nan() { other } else { own };
        Lacking {
            win_rate: either(self.win_rate, other.win_rate),
            tv: either(self.tv, other.tv),
            hellinger2: either(self.hellinger2, other.hellinger2),
        }
    }
}

impl Evaluation {
    /// What a share lacks to 1, not rounded as the difference from 1 is; none where the quantity is no share close to 1, or
    /// where that is not known.
    pub fn lacking(&self, quantity: Quantity) -> Option<f64> {
        let n = self.n;
        let lacking = match quantity {
            Quantity::WinRate => self.lacking.win_rate,
            Quantity::Tv => self.lacking.tv,
            Quantity::Hellinger2 => self.lacking.hellinger2,
            Quantity::WinRateBound => 1.0 / (n + 1.0),
            Quantity::Hellinger2Bound => 2.0 * n.sqrt() / (n + 1.0),
            // 1 - r (n-1)/n with r = n^(-1/(n-1)).
            Quantity::TvBound if n > 1.0 => {
                let ln_root = -(n - 1.0).ln_1p() / (n - 1.0);
                -ln_root.exp_m1() + ln_root.exp() / n
            }
            _ => f64::NAN,
        };
        Some(lacking).filter(|lacking| !lacking.is_nan())
    }
}
