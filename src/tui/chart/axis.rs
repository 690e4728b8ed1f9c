//! Scales and their ticks: from values to places on the screen and back, and round numbers for labels.

/// How values are placed along an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Equal steps for equal differences.
    Linear,
    /// Equal steps for equal ratios; values must be positive.
    Log,
    /// Equal steps for equal differences of square roots; values must not be negative.
    Root,
}

/// A range of values on a scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    scale: Scale,
    /// The ends of the range on the scale: the values themselves, their logarithms or their square roots.
    ends: (f64, f64),
}

/// A value to label.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// The value.
    pub value: f64,
    /// The text of the label, in ASCII.
    pub label: String,
}

impl Axis {
    /// The axis from `least` to `greatest`. A range that is empty, not finite or, on a logarithmic scale, not positive
    /// is corrected: there is always something to draw on.
    pub fn new(scale: Scale, least: f64, greatest: f64) -> Axis {
        let place = |value: f64| match scale {
            Scale::Linear => value,
            Scale::Log => value.max(f64::MIN_POSITIVE).log10(),
            Scale::Root => value.max(0.0).sqrt(),
        };
        let (low, high) = match (place(least), place(greatest)) {
            (low, high) if !(high - low).is_finite() => (0.0, 1.0),
            (low, high) if low > high => (high, low),
            ends => ends,
        };
        // A range so narrow that its ends meet has no steps: widen it by more than rounding.
        let least_width = 1e-9 * low.abs().max(high.abs()).max(1e-290);
        let ends = match scale {
            Scale::Linear | Scale::Root if high - low <= least_width => {
                let half = if low == 0.0 { 0.5 } else { low.abs() / 2.0 };
                (low - half, high + half)
            }
            Scale::Log if high - low < 1e-6 => (low - 0.5, high + 0.5),
            _ => (low, high),
        };
        Axis { scale, ends }
    }

    /// The place of a value: 0 at the least, 1 at the greatest, beyond these outside the range; none for values that
    /// are not on the scale.
    pub fn share(&self, value: f64) -> Option<f64> {
        let place = match self.scale {
            Scale::Linear => value,
            Scale::Log if value > 0.0 => value.log10(),
            Scale::Root if value >= 0.0 => value.sqrt(),
            Scale::Log | Scale::Root => return None,
        };
        let share = (place - self.ends.0) / (self.ends.1 - self.ends.0);
        share.is_finite().then_some(share)
    }

    /// The value at a share of the axis: the inverse of [`Axis::share`].
    pub fn value(&self, share: f64) -> f64 {
        let place = self.ends.0 + share * (self.ends.1 - self.ends.0);
        match self.scale {
            Scale::Linear => place,
            Scale::Log => 10_f64.powf(place),
            Scale::Root => place * place,
        }
    }

    /// At most `most` round values within the range, in ascending order, with labels that tell them apart.
    pub fn ticks(&self, most: usize) -> Vec<Tick> {
        match self.scale {
            Scale::Linear => self.even(most, self.ends),
            Scale::Root => self.even(most, (self.value(0.0), self.value(1.0))),
            // Within a decade, powers of ten are too far apart.
            Scale::Log if self.ends.1 - self.ends.0 < 1.0 => {
                self.even(most, (self.value(0.0), self.value(1.0)))
            }
            Scale::Log => self.powers(most),
        }
    }

    /// Multiples of 1, 2 or 5 times a power of ten.
    fn even(&self, most: usize, (low, high): (f64, f64)) -> Vec<Tick> {
        let Some(exponents) = decades((high - low) / most.max(1) as f64, high - low) else {
            return Vec::new();
        };
        for exponent in exponents {
            for digit in [1.0, 2.0, 5.0] {
                let step = digit * 10_f64.powi(exponent);
                if step.is_infinite() {
                    return Vec::new();
                }
                let (first, last) = ((low / step - 1e-6).ceil(), (high / step + 1e-6).floor());
                if last - first < most as f64 {
                    let count = (last - first + 1.0).max(0.0) as usize;
                    let multiples = (0..count).map(|index| first + index as f64);
                    let largest = low.abs().max(high.abs());
                    return multiples
                        .map(|multiple| {
                            let value = multiple * step;
                            Tick { value, label: even_label(multiple, digit, exponent, largest) }
                        })
                        .collect();
                }
            }
        }
        Vec::new()
    }

    /// Powers of ten, with 2 and 5 times them if there is room; every second, third ... if there is too little.
    fn powers(&self, most: usize) -> Vec<Tick> {
        let (low, high) = (self.ends.0 - 1e-9, self.ends.1 + 1e-9);
        let fine = (low.floor() as i32..=high.floor() as i32)
            .flat_map(|exponent| [1, 2, 5].map(|digit| (digit, exponent)));
        let within = |(digit, exponent): &(i32, i32)| {
            let place = f64::from(*digit).log10() + f64::from(*exponent);
            (low..=high).contains(&place)
        };
        let fine: Vec<_> = fine.filter(within).collect();
        let tick = |(digit, exponent): (i32, i32)| Tick {
            value: f64::from(digit) * 10_f64.powi(exponent),
            label: power_label(digit, exponent),
        };
        if fine.len() <= most {
            return fine.into_iter().map(tick).collect();
        }
        self.exponents(most).map(|exponent| tick((1, exponent))).collect()
    }

    /// At most `most` powers of ten within the range of a logarithmic axis: all, or every second, third ...
    pub fn decades(&self, most: usize) -> impl Iterator<Item = f64> {
        self.exponents(most).map(|exponent| 10_f64.powi(exponent))
    }

    fn exponents(&self, most: usize) -> impl Iterator<Item = i32> {
        let (first, last) = ((self.ends.0 - 1e-9).ceil() as i32, (self.ends.1 + 1e-9).floor() as i32);
        let multiples = move |stride: i32| last.div_euclid(stride) - (first - 1).div_euclid(stride);
        let stride = (1..1000).find(|stride| multiples(*stride) as usize <= most);
        stride
            .into_iter()
            .flat_map(move |stride| (first..=last).filter(move |exponent| exponent % stride == 0))
    }
}

/// The powers of ten from the one below `least` to the one above `greatest`; none unless both are positive and finite.
fn decades(least: f64, greatest: f64) -> Option<std::ops::RangeInclusive<i32>> {
    let exponent = |value: f64| (value > 0.0 && value.is_finite()).then(|| value.log10());
    Some(exponent(least)?.floor() as i32..=exponent(greatest)?.ceil() as i32 + 1)
}

/// `multiple` times `digit` times a power of ten, with as many decimals as the step needs.
fn even_label(multiple: f64, digit: f64, exponent: i32, largest: f64) -> String {
    let mantissa = multiple * digit;
    if mantissa == 0.0 {
        return "0".to_owned();
    }
    if !(-4..=4).contains(&exponent) || largest >= 1e6 {
        let digits = (mantissa.abs().log10().floor()).max(0.0);
        let decimals = if (mantissa / 10_f64.powf(digits)).fract() == 0.0 { 0 } else { digits as usize };
        return format!("{:.decimals$}e{}", mantissa / 10_f64.powf(digits), exponent + digits as i32);
    }
    let decimals = usize::try_from(-exponent).unwrap_or(0);
    format!("{:.decimals$}", mantissa * 10_f64.powi(exponent))
}

/// A digit times a power of ten, as a person would type it: 1, 20, 500, 1e3, 0.1, 0.05, 2e-3.
fn power_label(digit: i32, exponent: i32) -> String {
    match exponent {
        0..=2 => format!("{}", digit * 10_i32.pow(exponent.unsigned_abs())),
        -2..=-1 => {
            format!("{:.*}", exponent.unsigned_abs() as usize, f64::from(digit) * 10_f64.powi(exponent))
        }
        _ => format!("{digit}e{exponent}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn labels(axis: Axis, most: usize) -> String {
        axis.ticks(most).into_iter().map(|tick| tick.label).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn ticks_are_round() {
        let linear = |low, high, most| labels(Axis::new(Scale::Linear, low, high), most);
        assert_eq!(linear(0.0, 3.2, 4), "0 1 2 3");
        assert_eq!(linear(0.0, 3.2, 8), "0.0 0.5 1.0 1.5 2.0 2.5 3.0".replace("0.0", "0"));
        assert_eq!(linear(0.5, 1.0, 6), "0.5 0.6 0.7 0.8 0.9 1.0");
        assert_eq!(linear(0.0, 1e-7, 3), "0 5e-8 1e-7");
        assert_eq!(linear(0.0, 3e7, 4), "0 1e7 2e7 3e7");
        assert_eq!(linear(-1.0, 1.0, 3), "-1 0 1");
        assert_eq!(linear(0.0, 1.7e308, 1), "");
        let log = |low, high, most| labels(Axis::new(Scale::Log, low, high), most);
        assert_eq!(log(1.0, 1e6, 8), "1 10 100 1e3 1e4 1e5 1e6");
        assert_eq!(log(1.0, 1e6, 4), "1 100 1e4 1e6");
        assert_eq!(log(1.0, 1e15, 6), "1 1e3 1e6 1e9 1e12 1e15");
        assert_eq!(log(1.0, 64.0, 9), "1 2 5 10 20 50");
        assert_eq!(log(1e-4, 1.0, 6), "1e-4 1e-3 0.01 0.1 1");
        assert_eq!(log(3.0, 8.0, 6), "3 4 5 6 7 8");
    }

    fn works(low: f64, high: f64, log: bool, most: usize, share: f64) -> Result<(), TestCaseError> {
        let axis = Axis::new(if log { Scale::Log } else { Scale::Linear }, low, high);
        let ticks = axis.ticks(most);
        prop_assert!(ticks.len() <= most);
        prop_assert!(ticks.is_sorted_by(|a, b| a.value < b.value));
        for tick in &ticks {
            prop_assert!(axis.share(tick.value).is_some_and(|share| (-1e-5..=1.0 + 1e-5).contains(&share)));
            prop_assert!(tick.label.is_ascii());
        }
        let value = axis.value(share);
        if value.is_finite() && (!log || value > 0.0) {
            prop_assert!(
                axis.share(value).is_some_and(|back| (back - share).abs() < 1e-6),
                "{axis:?} {value}"
            );
        }
        Ok(())
    }

    #[test]
    fn an_axis_works_to_the_largest_numbers() {
        works(0.0, 1.692_112_447_136_670_8e308, false, 1, 0.0).unwrap();
    }

    proptest! {
        #[test]
        fn an_axis_always_works(low: f64, high: f64, log: bool, most in 0..40_usize, share in 0.0..=1.0_f64) {
            works(low, high, log, most, share)?;
        }

        #[test]
        fn labels_tell_ticks_apart(low in 1e-12..1e9_f64, ratio in 1.1..1e6_f64, log: bool, most in 2..12_usize) {
            let axis = Axis::new(if log { Scale::Log } else { Scale::Linear }, low, low * ratio);
            for tick in axis.ticks(most) {
                let read: f64 = tick.label.parse().unwrap();
                prop_assert!((read - tick.value).abs() <= 1e-9 * tick.value.abs(), "{tick:?}");
            }
        }
    }
}
