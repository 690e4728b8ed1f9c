//! Nats or bits: the unit in which information is shown. The model holds nats; values are converted when they are
//! drawn, written or typed.
