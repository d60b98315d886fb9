//! The set-ups for hosts: their scripts run against real repositories and a host on loopback.

mod github;
mod server;
