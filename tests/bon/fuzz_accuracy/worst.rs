//! The worst relative error of each quantity, and whether one was too large.

use std::collections::BTreeMap;

use super::real::{Bits, SMALLEST, Sum};

#[derive(Default)]
pub struct Worst {
    /// By quantity: the error, where it was, and how often it was compared.
    seen: BTreeMap<String, (f64, String, u64)>,
    failures: Vec<String>,
}

/// A reference value that needs more bits.
pub struct Unsettled;

impl Worst {
    /// Compares `found` with the reference; an error within `slack`, absolute, is none.
    pub fn compare(
        &mut self,
        name: &str,
        found: f64,
        (bits, reference): (Bits, &Sum),
        (allowed, slack): (f64, f64),
        place: &dyn Fn() -> String,
    ) -> Result<(), Unsettled> {
        let expected = bits.settled(reference).ok_or(Unsettled)?;
        let is_nothing = expected.abs() < SMALLEST && found.abs() < 2.0 * SMALLEST;
        let error = if found == expected || is_nothing || (found - expected).abs() <= slack {
            0.0
        } else {
            let error = ((found - expected) / expected).abs();
            // What is no number must not disappear in a maximum.
            if error.is_nan() { f64::INFINITY } else { error }
        };
        let told = || format!("{name} of {}: {found:e} instead of {expected:e} ({error:.1e})", place());
        let worst = self.seen.entry(name.to_owned()).or_insert_with(|| (-1.0, String::new(), 0));
        worst.2 += 1;
        if error > worst.0 {
            (worst.0, worst.1) = (error, told());
        }
        if error > allowed {
            self.failures.push(told());
        }
        Ok(())
    }

    pub fn merge(&mut self, other: Worst) {
        for (name, (error, place, times)) in other.seen {
            let worst = self.seen.entry(name).or_insert_with(|| (-1.0, String::new(), 0));
            worst.2 += times;
            if error > worst.0 {
                (worst.0, worst.1) = (error, place);
            }
        }
        self.failures.extend(other.failures);
    }

    /// Prints the table and fails where an error was too large.
    pub fn judge(self) {
        for (name, (error, place, times)) in &self.seen {
            println!("{name:<24} {error:8.1e} in {times:>9}   {place}");
        }
        let count = self.failures.len();
        let first: Vec<String> = self.failures.into_iter().take(30).collect();
        assert!(count == 0, "{count} values are wrong, the first of them:\n{}", first.join("\n"));
        assert!(!self.seen.is_empty(), "nothing was compared");
    }
}
