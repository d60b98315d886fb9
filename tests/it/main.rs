//! The whole program, and the library as its users see it.

mod bad_input;
mod check;
mod device;
mod example;
mod second_opinion;
