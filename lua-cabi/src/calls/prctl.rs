//! Operations on the process or the thread (linux/prctl.h). Section 2 of the Linux manual.
//!
//! `S.prctl` itself is written in Lua (`lua/prctl.lua`): what each option takes and gives by name. Here is what it rests on: an
//! option gets an address only where it takes one, of memory that is large enough and that the kernel uses during the call alone.

use crate::convert::buffer::BytesMut;
use crate::convert::flags::Flags;
use crate::convert::result::Checked;
use crate::convert::row::calls;
use crate::convert::text::Path;
use crate::object::number::Word;
use crate::raise::Raise;
use core::ffi::CStr;
use syscall_consts::Constants;
use syscall_consts::native::{PR, PR_SCHED_CORE, PR_SET_VMA, PR_SYS_DISPATCH, SECCOMP_MODE};
use syscall_raw::native as sys;
use syscall_types::native::{sock_filter, sock_fprog};

calls! { CALLS:
    /// An option with its numbers, of which one may be the memory of an object, and one a name. prctl(2)
    prctl(option: Flags<PR>, arg2: Word, arg3: Word, arg4: Word, arg5: Word, name: Option<Path>, memory: Option<BytesMut>) -> usize;
}

/// What an option takes beside numbers.
enum Takes {
    /// Nothing.
    Numbers,
    /// A name as the second argument.
    Name,
    /// Memory as the argument of that number, of so many bytes at least.
    Memory(usize, usize),
    /// The instructions of a filter.
    Filter,
    /// Memory to be named, and the name.
    Range,
    /// What Lua cannot give: memory that the kernel keeps, other code, addresses that it moves.
    Refused,
}

fn takes(option: PR, args: [usize; 4]) -> Takes {
    let is = |argument: usize, number: i64| argument == number as usize;
    match option {
        PR::SET_NAME => Takes::Name,
        PR::GET_NAME => Takes::Memory(2, 16),
        PR::GET_PDEATHSIG
        | PR::GET_UNALIGN
        | PR::GET_FPEMU
        | PR::GET_FPEXC
        | PR::GET_ENDIAN
        | PR::GET_TSC
        | PR::GET_CHILD_SUBREAPER => Takes::Memory(2, 4),
        PR::GET_SHADOW_STACK_STATUS => Takes::Memory(2, size_of::<usize>()),
        PR::GET_AUXV => Takes::Memory(2, args[1]),
        PR::SCHED_CORE if is(args[0], PR_SCHED_CORE::GET.raw()) => Takes::Memory(5, 8),
        PR::SET_SECCOMP if is(args[0], SECCOMP_MODE::FILTER.raw()) => Takes::Filter,
        PR::SET_VMA if is(args[0], PR_SET_VMA::ANON_NAME.raw()) => Takes::Range,
        PR::SET_SYSCALL_USER_DISPATCH if is(args[0], PR_SYS_DISPATCH::OFF.raw()) => Takes::Numbers,
        PR::SET_SYSCALL_USER_DISPATCH
        | PR::SET_MM
        | PR::SET_VMA
        | PR::GET_TID_ADDRESS
        | PR::MPX_ENABLE_MANAGEMENT
        | PR::MPX_DISABLE_MANAGEMENT
        | PR::PAC_RESET_KEYS
        | PR::PAC_SET_ENABLED_KEYS
        | PR::SET_SHADOW_STACK_STATUS
        | PR::LOCK_SHADOW_STACK_STATUS
        | PR::SET_FP_MODE => Takes::Refused,
        // No address is so low, and of options that are not known here nobody knows whether they take one.
        _ if PR::GROUP.name_of(option.raw()).is_none() && args.iter().any(|&arg| arg >= 4096) => {
            Takes::Refused
        }
        _ => Takes::Numbers,
    }
}

fn prctl(
    option: PR,
    arg2: i64,
    arg3: i64,
    arg4: i64,
    arg5: i64,
    name: Option<&CStr>,
    memory: Option<&mut [u8]>,
) -> Checked<usize> {
    const WANTED: Raise = Raise::expected("buffer");
    let mut args = [arg2, arg3, arg4, arg5].map(|arg| arg as usize);
    let mut program = sock_fprog {
        len: 0,
        filter: core::ptr::null_mut(),
    };
    match (takes(option, args), memory) {
        (Takes::Numbers, None) => {}
        (Takes::Numbers, Some(_)) => {
            return Err(Raise::invalid("this option takes no memory").at(1));
        }
        (Takes::Name, _) => {
            let name = name.ok_or(Raise::expected("string").at(2))?;
            args[0] = name.as_ptr().expose_provenance();
        }
        (Takes::Memory(argument, size), memory) => {
            let memory = memory.ok_or(WANTED.at(argument as i32))?;
            if memory.len() < size {
                return Err(Raise::invalid("the buffer is too small").at(argument as i32));
            }
            if let Some(arg) = args.get_mut(argument - 2) {
                *arg = memory.as_mut_ptr().expose_provenance();
            }
        }
        (Takes::Filter, memory) => {
            let memory = memory.ok_or(WANTED.at(3))?;
            let count = memory.len() / size_of::<sock_filter>();
            program.len = u16::try_from(count)
                .map_err(|_| Raise::invalid("a filter has at most 65535 instructions").at(3))?;
            program.filter = memory.as_mut_ptr().cast();
            args[1] = (&raw const program).expose_provenance();
        }
        (Takes::Range, memory) => {
            let memory = memory.ok_or(WANTED.at(3))?;
            args[1] = memory.as_mut_ptr().expose_provenance();
            args[2] = match args[2] {
                0 => memory.len(),
                len => len.min(memory.len()),
            };
            args[3] = name.map_or(0, |name| name.as_ptr().expose_provenance());
        }
        (Takes::Refused, _) => {
            return Err(Raise::invalid("this option takes what Lua cannot give").at(1));
        }
    }
    // SAFETY: an address is only where the option takes one, which it reads or fills during the call, and of enough memory;
    // what changes the process otherwise is what the program asked for.
    Ok(unsafe { sys::prctl(option, args) })
}
