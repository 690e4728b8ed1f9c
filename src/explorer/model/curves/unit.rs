//! Nats or bits: the unit in which information is shown. What the model holds is in nats; only what is drawn, written or
//! typed is converted.
