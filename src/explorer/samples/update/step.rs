//! Moving n: through all whole numbers, or through those with numbers if the draws were not kept.

use crate::explorer::samples::model::Model;

impl Model {
    /// The nearest n with numbers.
    pub fn nearest(&self, wanted: u64) -> u64 {
        let wanted = wanted.clamp(1, self.scale_end);
        if self.any_n {
            return wanted;
        }
        let away = |n: &u64| if *n > wanted { *n as f64 / wanted as f64 } else { wanted as f64 / *n as f64 };
        self.listed().min_by(|a, b| away(a).total_cmp(&away(b))).unwrap_or(wanted)
    }

    /// Steps towards `wanted`: not beyond it, unless the next n with numbers lies beyond.
    pub(in crate::explorer) fn step(&mut self, wanted: u64) {
        let (n, wanted) = (self.n, wanted.clamp(1, self.scale_end));
        self.n = match wanted {
            _ if self.any_n => wanted,
            _ if wanted > n => {
                let mut above = self.listed().filter(|&other| other > n);
                let next = above.next().unwrap_or(n);
                above.take_while(|&other| other <= wanted).last().unwrap_or(next)
            }
            _ if wanted < n => {
                let below = || self.listed().filter(|&other| other < n);
                below().find(|&other| other >= wanted).or(below().last()).unwrap_or(n)
            }
            _ => n,
        };
    }

    /// Sets a typed n.
    ///
    /// # Errors
    /// One sentence that says why this n has no numbers.
    pub(in crate::explorer) fn type_draws(&mut self, wanted: u64) -> Result<(), String> {
        let scale_end = self.scale_end;
        if wanted > scale_end && self.any_n {
            return Err(format!(
                "n is {wanted}, but the smallest pool has {scale_end} draws, and a pool says nothing about more draws than it has"
            ));
        }
        self.n = self.nearest(wanted);
        if self.n != wanted {
            self.notice = Some(format!(
                "n = {}, the nearest with numbers: a log this large has numbers only at the n of the curves; --n chooses others",
                self.n
            ));
        }
        Ok(())
    }

    /// The n of the curves, ascending.
    fn listed(&self) -> impl Iterator<Item = u64> {
        self.log.iter().flat_map(|log| log.results.iter().map(|estimate| estimate.n))
    }
}
