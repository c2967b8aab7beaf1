//! Lists made of lists by the compiler, for the tables of this crate and of those above it.

/// The length of all lists together.
pub const fn total<T>(lists: &[&[T]]) -> usize {
    let (mut len, mut i) = (0, 0);
    while i < lists.len() {
        len += lists[i].len();
        i += 1;
    }
    len
}

/// All lists as one; `fill` is any value, which stands nowhere in the end. Evaluated by the compiler only.
pub const fn join<T: Copy, const N: usize>(lists: &[&[T]], fill: T) -> [T; N] {
    let mut all = [fill; N];
    let (mut at, mut i) = (0, 0);
    while i < lists.len() {
        let mut j = 0;
        while j < lists[i].len() {
            all[at] = lists[i][j];
            (at, j) = (at + 1, j + 1);
        }
        i += 1;
    }
    assert!(at == N, "N is not the total");
    all
}
