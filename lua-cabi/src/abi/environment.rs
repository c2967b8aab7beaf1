//! The environment of the process, which the C library keeps: the kernel gives it to a program once, and knows no more of it.
//!
//! As in C, nothing guards it against other threads that change it meanwhile.

use super::State;
use super::weak::weak;
use core::ffi::{CStr, c_char, c_int};

/// Why a change of the environment failed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unchanged {
    /// The host has no such function.
    Absent,
    /// It has no memory.
    Memory,
}

/// What a function of the C library has done, where it is there.
fn done(result: Option<c_int>) -> Result<(), Unchanged> {
    match result {
        Some(0) => Ok(()),
        Some(_) => Err(Unchanged::Memory),
        None => Err(Unchanged::Absent),
    }
}

impl State {
    /// The variables, each `NAME=value`. They are there until one is changed, as any finalizer may do: as long as nothing is
    /// allocated.
    pub fn environment<'m>(&'m self) -> impl Iterator<Item = &'m [u8]> {
        let variable = weak().environ;
        let mut next = match variable.is_null() {
            true => core::ptr::null(),
            // SAFETY: the C library's variable: null, or an array of C strings with a null at its end.
            false => unsafe { *variable },
        };
        core::iter::from_fn(move || {
            // SAFETY: as above.
            unsafe {
                let text: *const c_char = next.as_ref().copied()?;
                next = next.add(1);
                (!text.is_null()).then(|| CStr::from_ptr::<'m>(text).to_bytes())
            }
        })
    }

    /// Sets a variable, setenv(3). The name is neither empty nor has a `=`.
    pub fn set_variable(name: &CStr, value: &CStr, overwrite: bool) -> Result<(), Unchanged> {
        // SAFETY: the C library copies both.
        done(
            weak()
                .setenv
                .map(|setenv| unsafe { setenv(name.as_ptr(), value.as_ptr(), overwrite.into()) }),
        )
    }

    /// Removes a variable, unsetenv(3). The name is neither empty nor has a `=`.
    pub fn unset_variable(name: &CStr) -> Result<(), Unchanged> {
        // SAFETY: the C library reads the name.
        done(
            weak()
                .unsetenv
                .map(|unsetenv| unsafe { unsetenv(name.as_ptr()) }),
        )
    }

    /// Removes all variables, clearenv(3).
    pub fn clear_environment() -> Result<(), Unchanged> {
        // SAFETY: it takes nothing.
        done(weak().clearenv.map(|clearenv| unsafe { clearenv() }))
    }
}
