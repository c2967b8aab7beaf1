//! Measuring by pairs: what the benchmarks share.
//!
//! The speed of a machine drifts by far more than the differences that matter here, so times of two contestants that were
//! not taken side by side say nothing. [`paired`] runs both in turn in short batches and keeps one ratio a round; drift
//! hits both sides of a ratio alike. A [`Ratio`] is the median with an interval that assumes nothing about the
//! distribution: two order statistics, by the binomial distribution of the sign test (W. J. Conover, Practical Nonparametric
//! Statistics, "Confidence interval for a quantile").

pub mod trap;

use std::fmt;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// A median with the interval that covers the true one with 95 % confidence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratio {
    /// The median of the samples; not a number when there are none.
    pub median: f64,
    /// The lower end of the interval.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// The number of samples.
    pub count: usize,
}

impl Ratio {
    /// The median of samples, which are independent of each other.
    pub fn of(samples: &[f64]) -> Ratio {
        let mut sorted = samples.to_vec();
        sorted.sort_by(f64::total_cmp);
        let count = sorted.len();
        // Samples below the median are binomial with p = 1/2: half the count, give or take 1.96 standard deviations, which
        // are each half the root of the count.
        let half = count as f64 / 2.0;
        let rank = (half - 0.98 * (count as f64).sqrt()).max(0.0) as usize;
        let at = |rank: usize| sorted.get(rank).copied().unwrap_or(f64::NAN);
        Ratio {
            median: (at(count.saturating_sub(1) / 2) + at(count / 2)) / 2.0,
            low: at(rank),
            high: at(count.saturating_sub(1 + rank)),
            count,
        }
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3} [{:.3} {:.3}]", self.median, self.low, self.high)
    }
}

/// What a comparison by pairs found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paired {
    /// Time of the contestant over that of the base.
    pub ratio: Ratio,
    /// Nanoseconds a call of the contestant, median.
    pub contestant: f64,
    /// Nanoseconds a call of the base, median.
    pub base: f64,
}

/// Times `contestant` against `base`: in each round a batch of either, adjacent, the first now the one and now the other.
pub fn paired<A, B>(
    rounds: usize,
    batch: usize,
    mut contestant: impl FnMut() -> A,
    mut base: impl FnMut() -> B,
) -> Paired {
    let warm_up = rounds / 10 + 1;
    let (mut ratios, mut ours, mut theirs) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..warm_up + rounds {
        let (a, b) = if round % 2 == 0 {
            let a = time(batch, &mut contestant);
            (a, time(batch, &mut base))
        } else {
            let b = time(batch, &mut base);
            (time(batch, &mut contestant), b)
        };
        if round >= warm_up {
            let each = |time: Duration| time.as_secs_f64() * 1e9 / batch as f64;
            ratios.push(a.as_secs_f64() / b.as_secs_f64());
            ours.push(each(a));
            theirs.push(each(b));
        }
    }
    Paired {
        ratio: Ratio::of(&ratios),
        contestant: Ratio::of(&ours).median,
        base: Ratio::of(&theirs).median,
    }
}

/// The time of a batch. Never inlined, so that every contestant has a loop of the same form.
#[inline(never)]
fn time<T>(batch: usize, call: &mut impl FnMut() -> T) -> Duration {
    let start = Instant::now();
    for _ in 0..batch {
        black_box(call());
    }
    start.elapsed()
}

#[cfg(test)]
mod tests {
    use super::{Ratio, paired};

    #[test]
    fn median_and_interval() {
        let samples: Vec<f64> = (0..101).rev().map(f64::from).collect();
        let ratio = Ratio::of(&samples);
        // The binomial table gives the 41st and the 61st of 101 for 95 %, the normal approximation one more at each end.
        assert_eq!((ratio.median, ratio.low, ratio.high), (50.0, 40.0, 60.0));
        assert_eq!(Ratio::of(&[1.0, 4.0]).median, 2.5);
        let few = Ratio::of(&[3.0, 1.0, 2.0]);
        assert_eq!((few.median, few.low, few.high), (2.0, 1.0, 3.0));
        assert!(Ratio::of(&[]).median.is_nan());
        assert_eq!(ratio.to_string(), "50.000 [40.000 60.000]");
    }

    #[test]
    fn twice_the_work_takes_longer() {
        let work = |n: u64| move || (0..n).fold(0u64, |sum, i| std::hint::black_box(sum ^ i));
        let found = paired(101, 20, work(2000), work(1000));
        assert!(found.ratio.low > 1.5 && found.ratio.high < 2.5, "{found:?}");
    }
}
