//! Reads a file through io_uring: an entry in the ring of submissions, one call, and its completion in the other ring.

use std::{
    ptr::null_mut,
    sync::atomic::{AtomicU32, Ordering},
};

use syscall_consts::linux::{IORING_ENTER, IORING_OFF, IORING_OP, MAP, MODE, O, PROT};
use syscall_raw::{Errno, Fd, linux};
use syscall_types::{
    Plain,
    linux::{io_uring_cqe, io_uring_params, io_uring_sqe},
};

/// A part of the instance, in memory that the kernel shares with the program.
struct Mapping(*mut u8, usize);

impl Mapping {
    /// So many elements at the end of the part, behind `start` bytes of other things.
    fn new<T>(ring: Fd<'_>, part: IORING_OFF, start: u32, count: u32) -> Result<Self, Errno> {
        let len = start as usize + count as usize * size_of::<T>();
        let (access, kind) = (PROT::READ | PROT::WRITE, MAP::SHARED | MAP::POPULATE);
        // SAFETY: the kernel chooses a place where nothing is.
        let memory =
            unsafe { linux::mmap(null_mut(), len, access, kind, Some(ring), part.0 as i64) };
        Ok(Mapping(memory?.cast(), len))
    }

    /// The element of that number behind `start` bytes.
    fn element<T>(&self, start: u32, number: u32) -> *mut T {
        let element = start as usize + number as usize * size_of::<T>();
        assert!(element + size_of::<T>() <= self.1);
        self.0.wrapping_add(element).cast()
    }

    /// A word that both sides read and write.
    fn word(&self, start: u32) -> &AtomicU32 {
        // SAFETY: it is within the mapping, and the kernel aligns its words.
        unsafe { AtomicU32::from_ptr(self.element(start, 0)) }
    }
}

impl Drop for Mapping {
    fn drop(&mut self) {
        // SAFETY: it is this one's own, and pointers into it are not kept.
        let _ = unsafe { linux::munmap(self.0.cast(), self.1) };
    }
}

/// Makes an instance, submits one read, and prints what came.
pub fn main() -> Result<(), Errno> {
    let mut parameters = io_uring_params::zeroed();
    // SAFETY: without the flag `NO_MMAP` the parameters name no memory.
    let ring = match unsafe { linux::io_uring_setup(4, &mut parameters) } {
        Err(Errno::ENOSYS | Errno::EPERM) => {
            println!("missing: io_uring is not configured, or not permitted");
            return Ok(());
        }
        ring => ring?,
    };
    let (sq, cq) = (parameters.sq_off, parameters.cq_off);
    let (entries, ends) = (parameters.sq_entries, parameters.cq_entries);
    let submissions = Mapping::new::<u32>(ring.fd(), IORING_OFF::SQ_RING, sq.array, entries)?;
    let requests = Mapping::new::<io_uring_sqe>(ring.fd(), IORING_OFF::SQES, 0, entries)?;
    let completions = Mapping::new::<io_uring_cqe>(ring.fd(), IORING_OFF::CQ_RING, cq.cqes, ends)?;

    let file = linux::openat(Fd::CWD, c"/proc/version", O::CLOEXEC, MODE::empty())?;
    let mut text = [0u8; 512];
    let mut request = io_uring_sqe::zeroed();
    request.opcode = IORING_OP::READ.0;
    request.fd = file.fd().as_raw();
    request.address.addr = text.as_mut_ptr().expose_provenance() as u64;
    request.len = text.len() as u32;
    request.user_data = 42; // comes back with the completion

    // The request stands in one array, its index in another; moving the tail hands both over.
    let tail = submissions.word(sq.tail);
    let mask = submissions.word(sq.ring_mask).load(Ordering::Relaxed);
    let next = tail.load(Ordering::Relaxed);
    let index = next & mask;
    // SAFETY: both are within their arrays, and not the kernel's before the tail has moved.
    unsafe {
        requests.element::<io_uring_sqe>(0, index).write(request);
        submissions.element::<u32>(sq.array, index).write(index);
    }
    tail.store(next.wrapping_add(1), Ordering::Release);

    let (head, end) = (completions.word(cq.head), completions.word(cq.tail));
    let first = head.load(Ordering::Relaxed);
    let mut submit = 1;
    // Where a signal comes first the request goes on, and so does the waiting.
    while end.load(Ordering::Acquire) == first {
        // SAFETY: the memory that the request names is there until its completion has come.
        match unsafe { linux::io_uring_enter(ring.fd(), submit, 1, IORING_ENTER::GETEVENTS, None) }
        {
            Err(Errno::EINTR) => {}
            taken => submit -= taken? as u32,
        }
    }
    let index = first & completions.word(cq.ring_mask).load(Ordering::Relaxed);
    // SAFETY: it is within the array, and behind the tail the kernel has written.
    let end = unsafe { completions.element::<io_uring_cqe>(cq.cqes, index).read() };
    head.store(first.wrapping_add(1), Ordering::Release);
    let len = linux::decode(end.res as isize)?;
    let text = String::from_utf8_lossy(&text[..len]);
    println!("request {}, {len} bytes: {text}", end.user_data);
    Ok(())
}
