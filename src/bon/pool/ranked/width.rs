//! g over the width of a class, and what makes up for a width that is itself counted from the draws.

use super::classes::Class;
use crate::policy::kernel::Kernel;

/// A share u of the mass up to a class, with 1 - u.
#[derive(Clone, Copy, Debug)]
struct Portion {
    u: f64,
    z: f64,
}

impl Portion {
    /// x = -ln(1 - u), the width in ln F.
    fn width(self) -> f64 {
        if self.u < 0.5 { -(-self.u).ln_1p() } else { -self.z.ln() }
    }

    /// (1 - (1-u)^n)/u times g: what a class takes off the bound for each unit of its share of the mass.
    fn loss(self, kernel: &Kernel) -> f64 {
        if self.u <= 0.0 {
            return 0.0;
        }
        let x = self.width();
        -(-kernel.n * x).exp_m1() / self.u * kernel.gap_density(x)
    }

    fn moved(self, by: f64) -> Portion {
        Portion { u: (self.u + by).clamp(0.0, 1.0), z: (self.z - by).clamp(0.0, 1.0) }
    }
}

impl Class {
    fn measured(&self) -> Portion {
        let all = self.mass + self.below;
        if all > 0.0 {
            Portion { u: self.mass / all, z: self.below / all }
        } else {
            Portion { u: 0.0, z: 1.0 }
        }
    }

    /// The width of the class in ln F; infinite for the lowest.
    pub(super) fn width(&self) -> f64 {
        if self.below > 0.0 {
            (self.mass / self.below).ln_1p()
        } else if self.mass > 0.0 {
            f64::INFINITY
        } else {
            0.0
        }
    }

    /// What the class takes off the bound, over the chance that all n draws are in it or below, when its mass is counted.
    ///
    /// With u the share of the class in the mass up to it, this is the mean of f(u) = (1 - (1-u)^n) g/u over the draws of the
    /// class, each with u counted from the other draws. A curved f of such a count is off by half its curvature times the variance;
    /// the mean of f one standard deviation to both sides shows by how much (derived).
    pub(super) fn counted_loss(&self, kernel: &Kernel) -> f64 {
        let at = self.measured();
        let deviation = (at.u * at.z * self.spread).sqrt();
        let middle = at.loss(kernel);
        let sides = at.moved(deviation).loss(kernel) + at.moved(-deviation).loss(kernel);
        (self.portion * (2.0 * middle - 0.5 * sides)).max(0.0)
    }
}
