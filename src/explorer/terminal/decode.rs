//! What the bytes a terminal sends mean.
