//! Moments of a stretch of neighbouring classes: what is left of the classes when every sum over them is a short
//! power series.
//!
//! A class has its width x in -ln u, the place t of its middle in ln u counted from the centre of the stretch, and
//! the power sums of the probabilities of its outcomes. The moments of a kind such as x^3 are sum t^a/a! x^3 over the
//! classes for a = 0, 1, ..., as many as matter.

/// Powers of t.
const POWERS: usize = 12;

/// Expands to one group of moments, a field for each kind with how many powers of t it has.
macro_rules! group {
    ($(#[$doc:meta])* $group:ident { $($kind:ident: $powers:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub(crate) struct $group {
            $($kind: [f64; $powers],)+
        }

        impl $group {
            const NONE: $group = $group { $($kind: [0.0; $powers],)+ };

            /// The moments of classes, given their kinds in the order of the fields and their t^a/a!.
            fn of(kinds: &[[f64; LEAF]; [$($powers),+].len()], t: &[[f64; POWERS]]) -> $group {
                let [$($kind),+] = kinds;
                $group { $($kind: moments($kind, t),)+ }
            }

            /// Adds `other`, whose centre lies s above, given the s^a/a!.
            fn merge(&mut self, other: &$group, shift: &[f64; POWERS]) {
                $(merge(&mut self.$kind, &other.$kind, shift);)+
            }

            /// Weights: coefficients of the kinds times e^(s t).
            pub(crate) fn weighing(coefficients: [f64; [$($powers),+].len()], s: f64) -> $group {
                let [$($kind),+] = coefficients;
                $group { $($kind: geometric($kind, s),)+ }
            }

            /// The sum of all moments, each times its weight.
            pub(crate) fn dot(&self, weights: &$group) -> f64 {
                0.0 $(+ dot(&self.$kind, &weights.$kind))+
            }
        }
    };
}

group! {
    /// For the gap and the win-rate gap.
    Cells { x3: 12, x5: 8, x7: 4, }
}

group! {
    /// For the estimator. Its series needs fewer terms because it is subtracted from something larger.
    Draws { p4: 8, p5: 6, p6: 6, x2_p4: 6, p7: 4, x2_p5: 4, p8: 2, x2_p6: 2, }
}

/// The most classes that are added at once.
pub(crate) const LEAF: usize = 32;

fn moments<const A: usize>(kind: &[f64; LEAF], t: &[[f64; POWERS]]) -> [f64; A] {
    let mut sums = [0.0; A];
    for (kind, t) in kind.iter().zip(t) {
        for (sum, power) in sums.iter_mut().zip(t) {
            *sum += kind * power;
        }
    }
    sums
}

fn merge<const A: usize>(own: &mut [f64; A], other: &[f64; A], shift: &[f64; POWERS]) {
    for (j, weight) in shift.iter().enumerate().take(A) {
        for (own, other) in own[j..].iter_mut().zip(other) {
            *own += weight * other;
        }
    }
}

fn geometric<const A: usize>(first: f64, ratio: f64) -> [f64; A] {
    let mut term = first;
    [(); A].map(|()| {
        let here = term;
        term *= ratio;
        here
    })
}

fn dot<const A: usize>(moments: &[f64; A], weights: &[f64; A]) -> f64 {
    moments.iter().zip(weights).map(|(moment, weight)| moment * weight).sum()
}

/// t^a/a!.
fn exponential(t: f64) -> [f64; POWERS] {
    let mut power = 1.0;
    let mut next = 0.0;
    [(); POWERS].map(|()| {
        let here = power;
        next += 1.0;
        power *= t * (1.0 / next);
        here
    })
}

/// Both groups.
#[derive(Clone, Debug)]
pub(crate) struct Moments {
    pub(crate) cells: Cells,
    pub(crate) draws: Draws,
}

impl Moments {
    pub(crate) const NONE: Moments = Moments { cells: Cells::NONE, draws: Draws::NONE };

    /// The moments of at most [`LEAF`] classes, each with its width x, its t and its power sums p^4 to p^8.
    pub(crate) fn of(classes: impl Iterator<Item = (f64, f64, [f64; 5])>) -> Moments {
        let mut cells = [[0.0; LEAF]; 3];
        let mut draws = [[0.0; LEAF]; 8];
        let mut places = [[0.0; POWERS]; LEAF];
        for (i, (x, t, [p4, p5, p6, p7, p8])) in classes.take(LEAF).enumerate() {
            let square = x * x;
            let cube = square * x;
            let kinds = [cube, square * cube, square * square * cube];
            cells.iter_mut().zip(kinds).for_each(|(list, kind)| list[i] = kind);
            let kinds = [p4, p5, p6, square * p4, p7, square * p5, p8, square * p6];
            draws.iter_mut().zip(kinds).for_each(|(list, kind)| list[i] = kind);
            places[i] = exponential(t);
        }
        Moments { cells: Cells::of(&cells, &places), draws: Draws::of(&draws, &places) }
    }

    /// Adds the moments of another stretch, whose centre lies `shift` above the centre of this one.
    pub(crate) fn merge(&mut self, other: &Moments, shift: f64) {
        let shift = exponential(shift);
        self.cells.merge(&other.cells, &shift);
        self.draws.merge(&other.draws, &shift);
    }
}

/// p^4 to p^8.
pub(crate) fn powers(p: f64) -> [f64; 5] {
    let p2 = p * p;
    let p4 = p2 * p2;
    [p4, p4 * p, p4 * p2, p4 * p2 * p, p4 * p4]
}
