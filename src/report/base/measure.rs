//! What a column shows: a quantity, or a Rényi divergence of an order asked for.

use std::borrow::Cow;

use crate::bon::{Order, OrderError, Quantity, Unit};
use crate::report::number;

/// A quantity, or a Rényi divergence of any order and its bound.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Measure {
    /// A quantity that every row has.
    Of(Quantity),
    /// The Rényi divergence of an order, `renyi_A`.
    Renyi(Order),
    /// Its continuum value, `renyi_A_bound`.
    RenyiBound(Order),
}

impl Measure {
    /// Every quantity.
    pub fn all() -> Vec<Measure> {
        Quantity::ALL.iter().copied().map(Measure::Of).collect()
    }

    /// The Rényi divergence of `order` and its bound; some orders are quantities.
    pub fn renyi(order: Order) -> [Measure; 2] {
        match order {
            Order::HALF => [Quantity::RenyiHalf, Quantity::RenyiHalfBound].map(Measure::Of),
            Order::TWO => [Quantity::RenyiTwo, Quantity::RenyiTwoBound].map(Measure::Of),
            Order::INFINITY => [Quantity::RenyiInf, Quantity::RenyiInfBound].map(Measure::Of),
            _ => [Measure::Renyi(order), Measure::RenyiBound(order)],
        }
    }

    /// The measure called `name`, if there is one: a quantity, `renyi_A` or `renyi_A_bound` for a number A.
    ///
    /// # Errors
    /// [`OrderError`] when A is a number that is no order.
    pub fn from_name(name: &str) -> Result<Option<Measure>, OrderError> {
        if let Some(quantity) = Quantity::from_name(name) {
            return Ok(Some(Measure::Of(quantity)));
        }
        let Some(rest) = name.strip_prefix("renyi_") else { return Ok(None) };
        let (order, is_bound) = rest.strip_suffix("_bound").map_or((rest, false), |order| (order, true));
        let Ok(order) = order.parse() else { return Ok(None) };
        let [divergence, bound] = Measure::renyi(Order::new(order)?);
        Ok(Some(if is_bound { bound } else { divergence }))
    }

    /// The quantity, unless the measure has an order asked for.
    pub fn quantity(self) -> Option<Quantity> {
        match self {
            Measure::Of(quantity) => Some(quantity),
            Measure::Renyi(_) | Measure::RenyiBound(_) => None,
        }
    }

    /// The order asked for, if any.
    pub fn order(self) -> Option<Order> {
        match self {
            Measure::Of(_) => None,
            Measure::Renyi(order) | Measure::RenyiBound(order) => Some(order),
        }
    }

    /// The value of a divergence for a base without atoms, a bound for every base (M); none for other measures.
    pub fn continuum(self) -> Option<Measure> {
        match self {
            Measure::Of(quantity) => quantity.continuum().map(Measure::Of),
            Measure::Renyi(order) => Some(Measure::RenyiBound(order)),
            Measure::RenyiBound(_) => None,
        }
    }

    /// The name for machines.
    pub fn name(self) -> Cow<'static, str> {
        match self {
            Measure::Of(quantity) => quantity.name().into(),
            Measure::Renyi(order) => format!("renyi_{}", number::exact(order.get())).into(),
            Measure::RenyiBound(order) => format!("renyi_{}_bound", number::exact(order.get())).into(),
        }
    }

    /// The name for a person.
    pub fn title(self) -> Cow<'static, str> {
        match self {
            Measure::Of(quantity) => quantity.title().into(),
            Measure::Renyi(order) => format!("Rényi {}", number::exact(order.get())).into(),
            Measure::RenyiBound(order) => format!("Rényi {}, continuum", number::exact(order.get())).into(),
        }
    }

    /// The unit.
    pub fn unit(self) -> Unit {
        match self {
            Measure::Of(quantity) => quantity.unit(),
            Measure::Renyi(_) | Measure::RenyiBound(_) => Unit::Nats,
        }
    }

    /// Whether it is known where best-of-n draws from a proposal.
    pub fn is_under_proposal(self) -> bool {
        match self {
            Measure::Of(quantity) => quantity.is_under_proposal(),
            Measure::Renyi(_) => true,
            Measure::RenyiBound(_) => false,
        }
    }

    /// Whether it is an upper bound on another one.
    pub fn is_upper_bound(self) -> bool {
        match self {
            Measure::Of(quantity) => quantity.is_upper_bound(),
            Measure::Renyi(_) => false,
            Measure::RenyiBound(_) => true,
        }
    }

    /// The heading of a column; upper bounds are marked.
    pub(in crate::report) fn heading(self) -> String {
        match self.quantity().and_then(Quantity::heading) {
            Some(heading) => heading.to_owned(),
            None if self.is_upper_bound() => format!("<= {}", self.title()),
            None => self.title().into_owned(),
        }
    }
}

impl From<Quantity> for Measure {
    fn from(quantity: Quantity) -> Measure {
        Measure::Of(quantity)
    }
}
