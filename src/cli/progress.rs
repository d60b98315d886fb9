//! Progress: what is being done, on standard error, when it takes longer than half a second.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Shared;

/// Shows a line on a terminal once the work takes longer than half a second; with `-v` prints every step with its time.
pub struct Progress {
    start: Instant,
    last: Instant,
    bar: ProgressBar,
    verbose: bool,
    shown: bool,
    may_show: bool,
}

impl Progress {
    /// Starts the clock.
    pub fn start(shared: &Shared) -> Progress {
        let now = Instant::now();
        let may_show = std::io::stderr().is_terminal() && !shared.quiet && !shared.verbose;
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        Progress { start: now, last: now, bar, verbose: shared.verbose, shown: false, may_show }
    }

    /// Says what is being done from here on.
    pub fn step(&mut self, what: &str) {
        if self.verbose {
            let now = Instant::now();
            anstream::eprintln!("{:>7.1} ms  {what}", (now - self.start).as_secs_f64() * 1000.0);
            self.last = now;
        } else if self.may_show && self.start.elapsed() > Duration::from_millis(500) {
            if !self.shown {
                self.bar.set_draw_target(ProgressDrawTarget::stderr());
                let style =
                    ProgressStyle::with_template("{spinner} {msg}").expect("the template is a constant");
                self.bar.set_style(style);
                self.bar.enable_steady_tick(Duration::from_millis(100));
                self.shown = true;
            }
            self.bar.set_message(what.to_owned());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
        if self.verbose {
            anstream::eprintln!("{:>7.1} ms  done", self.start.elapsed().as_secs_f64() * 1000.0);
        }
    }
}
