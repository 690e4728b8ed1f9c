//! 1 minus each share, by a sum of its own: next to 1 the share itself has no digits left.

/// 1 minus each share at one n; NaN where it is not known.
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
    pub(crate) const UNKNOWN: Lacking = Lacking { win_rate: f64::NAN, tv: f64::NAN, hellinger2: f64::NAN };

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
