//! Moves of small devices.
