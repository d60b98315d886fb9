//! The whole program, the library as its users see it, the book, and the code's own order.

mod again;
mod audit;
mod bad_input;
mod book;
mod broken;
mod bump;
mod chains;
mod check;
mod cmd;
mod compare;
mod device;
mod diff;
mod edit;
mod edits;
mod example;
mod golden;
// The scripts are for bash, which tests do not ask of Windows.
#[cfg(unix)]
mod hosts;
mod inventory;
mod paper;
mod past;
mod reference;
mod reports;
mod review;
mod schemas;
mod rulesets;
mod second_opinion;
mod self_test;
mod session;
mod signatures;
mod site;
mod steps;
mod theme;
mod tidy;
mod trace;
mod validation;
mod verify;
mod waivers;
mod words;
