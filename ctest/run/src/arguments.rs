//! Arguments arrive in the right order: calls of six, each of which matters, and clone(2), whose order depends on the
//! architecture.

use core::{
    ffi::c_void,
    ptr::null_mut,
    sync::atomic::{AtomicU32, Ordering},
};

use syscall_consts::linux::{CLONE, FUTEX, FUTEX_OP, FUTEX_OP_CMP, MAP, MFD, OPIPE, PROT, SIG, W};
use syscall_raw::{Errno, linux};
use syscall_types::linux::iovec;

use crate::check::{Named, Outcome, Run, equal, holds};

/// A page of the largest size that Linux has on any of the architectures.
const PAGE: usize = 0x1_0000;

/// mmap(2), futex(2) and copy_file_range(2). Others are where they belong: pselect6, sendto, recvfrom, and
/// sync_file_range, of which MIPS makes seven.
pub fn all_six(run: &Run) -> Outcome {
    map()?;
    futex(run)?;
    copy()
}

/// A page of a file is put between two that cannot be touched.
fn map() -> Outcome {
    let file = linux::memfd_create(c"mapped", MFD::CLOEXEC).named("memfd_create")?;
    for page in 0..3 {
        let offset = (page * PAGE) as i64;
        linux::pwrite(file.fd(), &[page as u8 + 1; 8], offset).named("pwrite")?;
    }
    linux::ftruncate(file.fd(), 3 * PAGE as i64).named("ftruncate")?;
    let empty = MAP::PRIVATE | MAP::ANONYMOUS;
    let place = unsafe { linux::mmap(null_mut(), 3 * PAGE, PROT::NONE, empty, None, 0) };
    let place = place.named("mmap of empty memory")?;
    let middle = place.wrapping_byte_add(PAGE);
    let shared = MAP::SHARED | MAP::FIXED;
    let mapped = unsafe {
        linux::mmap(
            middle,
            PAGE,
            PROT::READ,
            shared,
            Some(file.fd()),
            PAGE as i64,
        )
    };
    mapped.gives(middle, "mmap's place")?;

    let bytes = middle.cast::<u8>().cast_const();
    equal(
        unsafe { bytes.read_volatile() },
        2,
        "the byte at mmap's offset",
    )?;
    linux::pwrite(file.fd(), &[9], PAGE as i64).named("pwrite")?;
    equal(unsafe { bytes.read_volatile() }, 9, "a shared byte")?;

    let [from, to] = linux::pipe2(OPIPE::CLOEXEC).named("pipe2")?;
    let piece = |start: *mut c_void| iovec {
        iov_base: start.cast(),
        iov_len: 4,
    };
    // Nobody looks at the memory but the kernel.
    unsafe {
        for outside in [place, middle.wrapping_byte_add(PAGE)] {
            linux::writev(to.fd(), &[piece(outside)]).refused(Errno::EFAULT, "writev beside it")?;
        }
        linux::writev(to.fd(), &[piece(middle)]).gives(4, "writev from it")?;
        linux::readv(from.fd(), &[piece(middle)]).refused(Errno::EFAULT, "readv into it")?;
        linux::munmap(place, 3 * PAGE).named("munmap")
    }
}

/// The kernel stores what the last argument says in the word that the fifth names.
fn futex(run: &Run) -> Outcome {
    let (first, second) = (AtomicU32::new(5), AtomicU32::new(6));
    let call = |operation: FUTEX, value: u32, count: usize, third: u32| unsafe {
        linux::futex(
            &first,
            operation | FUTEX::PRIVATE_FLAG,
            value,
            count,
            &second,
            third,
        )
    };
    let store = FUTEX_OP::SET.0 << 28 | FUTEX_OP_CMP::EQ.0 << 24 | 0x7ab << 12;
    call(FUTEX::WAKE_OP, 1, 1, store).gives(0, "how many were woken")?;
    let mut stored = second.load(Ordering::Relaxed);
    if run.emulated && stored != 0x7ab {
        stored = stored.swap_bytes(); // qemu-user lets the kernel store it in its own byte order
    }
    equal(stored, 0x7ab, "what futex stored")?;
    equal(first.load(Ordering::Relaxed), 5, "the other word")?;
    call(FUTEX::CMP_REQUEUE, 1, 1, 4).refused(Errno::EAGAIN, "FUTEX_CMP_REQUEUE")?;
    call(FUTEX::CMP_REQUEUE, 1, 1, 5).gives(0, "how many were moved")
}

/// Two offsets, a length, and flags that the kernel refuses.
fn copy() -> Outcome {
    let [from, to] = [c"from", c"to"].map(|name| linux::memfd_create(name, MFD::CLOEXEC));
    let (from, to) = (from.named("memfd_create")?, to.named("memfd_create")?);
    linux::pwrite(from.fd(), b"0123456789", 0).named("pwrite")?;
    let (mut read, mut written) = (3, 7);
    let mut copy = |flags| {
        linux::copy_file_range(
            from.fd(),
            Some(&mut read),
            to.fd(),
            Some(&mut written),
            4,
            flags,
        )
    };
    copy(1 << 30).refused(Errno::EINVAL, "copy_file_range with flags")?;
    copy(0).gives(4, "copy_file_range's length")?;
    equal(read, 7, "where copy_file_range read")?;
    equal(written, 11, "where copy_file_range wrote")?;
    let mut got = [0xff; 16];
    linux::pread(to.fd(), &mut got, 0).gives(11, "the copy's size")?;
    holds(got[..11] == *b"\0\0\0\0\0\0\x003456", "the copy's contents")
}

/// The kernel writes a child's number to the places that the third and, in the child, the fourth or fifth argument say.
pub fn clone_order(run: &Run) -> Outcome {
    let (mut parent, mut child) = (0i32, 0i32);
    let flags = CLONE::PARENT_SETTID | CLONE::CHILD_SETTID;
    let pid = unsafe {
        let (parent, child) = (&raw mut parent, &raw mut child);
        linux::clone(flags, SIG::CHLD, null_mut(), parent, child, 0)
    };
    let pid = pid.named("clone")?;
    let seen = unsafe { [&raw const parent, &raw const child].map(|place| place.read_volatile()) };
    if pid == 0 {
        // qemu-user writes both in the child.
        let own = linux::gettid();
        let right = seen[1] == own && (!run.emulated || seen[0] == own);
        linux::exit_group(if right { 42 } else { 1 });
    }
    let (waited, status) = linux::wait4(pid, W::empty(), None).named("wait4")?;
    equal(waited, pid, "whom wait4 returned")?;
    if !run.emulated {
        equal(seen[0], pid, "what clone wrote for the parent")?;
    }
    equal(seen[1], 0, "the child's place in the parent")?;
    holds(
        status.exit_status() == Some(42),
        "what clone wrote for the child",
    )
}
