//! Work for many targets at once.

use std::fmt::Display;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::target::Target;

/// Does something with each item, with as many at a time as there are processors; the results are in the same order.
pub fn each<I: Sync, T: Send>(items: &[I], one: impl Fn(&I) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut results = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(index) else {
                return results;
            };
            results.push((index, one(item)));
        }
    };
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let mut results: Vec<(usize, T)> = thread::scope(|scope| {
        let threads: Vec<_> = (0..processors).map(|_| scope.spawn(work)).collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().expect("no item panics"))
            .collect()
    });
    results.sort_by_key(|result| result.0);
    results.into_iter().map(|result| result.1).collect()
}

/// Makes a report on each target, and prints it or why there is none as soon as that is known; whether all are well.
pub fn report<R: Display>(
    targets: &[&Target],
    one: impl Fn(&Target) -> Result<R, String> + Sync,
    is_well: impl Fn(&R) -> bool + Sync,
) -> bool {
    let well = each(targets, |target| match one(target) {
        Ok(report) => {
            println!("{report}");
            is_well(&report)
        }
        Err(why) => {
            println!("{}: {}", target.name, why.trim_end());
            false
        }
    });
    well.into_iter().all(|well| well)
}
