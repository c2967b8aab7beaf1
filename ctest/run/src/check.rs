//! What checks are made of: failures with their names, comparisons, and descriptors that are closed in the end.

use core::{
    ffi::CStr,
    fmt::{self, Write},
};

use syscall_raw::{Errno, Fd, linux};

/// What went wrong.
#[derive(Debug)]
pub struct Failure {
    what: &'static str,
    how: How,
}

#[derive(Debug)]
enum How {
    /// The kernel refused it.
    Refused(Errno),
    /// The kernel took what it should have refused so.
    Accepted(Errno),
    /// A number is another than it should be.
    Is(i64, i64),
    /// It is not so.
    Not,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = self.what;
        match self.how {
            How::Refused(errno) => write!(f, "{what}: {errno:?}"),
            How::Accepted(errno) => write!(f, "{what}: accepted, not {errno:?}"),
            How::Is(got, expected) => write!(f, "{what}: {got} ({got:#x}), not {expected}"),
            How::Not => write!(f, "not so: {what}"),
        }
    }
}

/// What a check returns.
pub type Outcome = Result<(), Failure>;

/// Names for the results of calls.
pub trait Named<T> {
    /// The result, or the failure of that name.
    fn named(self, what: &'static str) -> Result<T, Failure>;

    /// Whether the result is this.
    fn gives(self, expected: T, what: &'static str) -> Outcome
    where
        T: PartialEq + Number;

    /// Whether the kernel refused it with this error.
    fn refused(self, expected: Errno, what: &'static str) -> Outcome;
}

impl<T> Named<T> for Result<T, Errno> {
    fn named(self, what: &'static str) -> Result<T, Failure> {
        self.map_err(|errno| Failure {
            what,
            how: How::Refused(errno),
        })
    }

    fn gives(self, expected: T, what: &'static str) -> Outcome
    where
        T: PartialEq + Number,
    {
        equal(self.named(what)?, expected, what)
    }

    fn refused(self, expected: Errno, what: &'static str) -> Outcome {
        let how = match self {
            Err(errno) if errno == expected => return Ok(()),
            Err(errno) => How::Refused(errno),
            Ok(_) => How::Accepted(expected),
        };
        Err(Failure { what, how })
    }
}

/// Whether the numbers are equal.
pub fn equal<T: PartialEq + Number>(got: T, expected: T, what: &'static str) -> Outcome {
    if got == expected {
        return Ok(());
    }
    let how = How::Is(got.number(), expected.number());
    Err(Failure { what, how })
}

/// Whether it is so.
pub fn holds(condition: bool, what: &'static str) -> Outcome {
    let failure = Failure {
        what,
        how: How::Not,
    };
    condition.then_some(()).ok_or(failure)
}

/// A value, or the failure of that name.
pub fn some<T>(value: Option<T>, what: &'static str) -> Result<T, Failure> {
    value.ok_or(Failure {
        what,
        how: How::Not,
    })
}

/// What a failure can show.
pub trait Number: Copy {
    /// The number, with its bits if it is too large.
    fn number(self) -> i64;
}

macro_rules! numbers {
    ($($integer:ident)*) => {$(
        impl Number for $integer {
            fn number(self) -> i64 {
                self as i64
            }
        }
    )*};
}
numbers! { u8 u16 u32 u64 usize i16 i32 i64 isize }

impl<T> Number for *mut T {
    fn number(self) -> i64 {
        self.addr() as i64
    }
}

/// What is known of this run of the program.
pub struct Run {
    /// Whether the kernel is behind qemu-user.
    pub emulated: bool,
}

impl Run {
    /// Reads the arguments.
    ///
    /// # Safety
    ///
    /// `stack` is the stack as the kernel left it for a new program.
    pub unsafe fn new(stack: *const usize) -> Run {
        let count = unsafe { stack.read() };
        let argument = |index: usize| {
            let place = unsafe { stack.add(1 + index) }.cast::<*const core::ffi::c_char>();
            unsafe { CStr::from_ptr(place.read()) }
        };
        Run {
            emulated: (1..count).any(|index| argument(index) == c"emulated"),
        }
    }

    /// Tells something that the result alone does not say.
    pub fn note(&self, what: &str) {
        say(format_args!("note {what}"));
    }

    /// Whether the kernel is there to be asked, not qemu-user; if not, tells what is left out.
    pub fn native_or_note(&self, what: &str) -> bool {
        if self.emulated {
            self.note(what);
        }
        !self.emulated
    }
}

/// Prints a line. Lines are short: nothing of them is lost to a pipe.
pub fn say(line: fmt::Arguments<'_>) {
    struct Line([u8; 256], usize);

    impl Write for Line {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            for &byte in text.as_bytes() {
                // The last byte is for the end of the line.
                if self.1 < self.0.len() - 1 {
                    self.0[self.1] = byte;
                    self.1 += 1;
                }
            }
            Ok(())
        }
    }

    let mut buffer = Line([0; 256], 0);
    let _ = buffer.write_fmt(line); // it cuts, and never fails
    buffer.0[buffer.1] = b'\n';
    let _ = linux::write(unsafe { Fd::borrow_raw(1) }, &buffer.0[..=buffer.1]);
}
