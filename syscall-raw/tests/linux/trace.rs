//! Other processes' memory, what processes share, performance events, BPF.

use std::cmp::Ordering;

use syscall_consts::{
    Errno,
    linux::{BPF, BPF_CMD, BPF_MAP, BPF_PROG, KCMP, PERF_COUNT, PERF_FLAG, PERF_TYPE},
};
use syscall_raw::linux;
use syscall_types::{
    Plain,
    linux::{bpf_insn, bpf_map_create, bpf_prog_load, iovec, perf_event_attr},
};

use super::{NONE, skipped};

#[test]
fn memory_of_processes() {
    let (source, mut target) = (*b"other", [0u8; 5]);
    let piece = |start: *const u8| iovec {
        iov_base: start.cast_mut().cast(),
        iov_len: 5,
    };
    let (from, to) = ([piece(source.as_ptr())], [piece(target.as_mut_ptr())]);
    let read = unsafe { linux::process_vm_readv(linux::getpid(), &to, &from, 0) };
    match super::allowed("process_vm_readv", read) {
        None => return,
        Some(read) => assert_eq!(read, Ok(5)),
    }
    assert_eq!(target, source);
    let missing = unsafe { linux::process_vm_writev(-1, &from, &to, 0) };
    assert!(
        matches!(missing, Err(Errno::ESRCH | Errno::EINVAL)),
        "{missing:?}"
    );
}

#[test]
fn what_is_shared() {
    let pid = linux::getpid();
    let file = linux::memfd_create(c"one", Default::default()).unwrap();
    let copy = linux::dup(file.fd()).unwrap();
    let other = linux::memfd_create(c"two", Default::default()).unwrap();
    let kcmp = |a: i32, b: i32| linux::kcmp(pid, pid, KCMP::FILE, a as usize, b as usize);
    match kcmp(file.fd().as_raw(), copy.fd().as_raw()) {
        Err(Errno::ENOSYS | Errno::EPERM) => return skipped("kcmp is not configured, or filtered"),
        order => assert_eq!(order, Ok(Some(Ordering::Equal))),
    }
    let order = kcmp(file.fd().as_raw(), other.fd().as_raw())
        .unwrap()
        .unwrap();
    assert_ne!(order, Ordering::Equal);
    assert_eq!(
        kcmp(other.fd().as_raw(), file.fd().as_raw()),
        Ok(Some(order.reverse()))
    );
    assert_eq!(kcmp(file.fd().as_raw(), -1), Err(Errno::EBADF));
    let same = linux::kcmp(pid, pid, KCMP::VM, 0, 0);
    assert_eq!(same, Ok(Some(Ordering::Equal)));
    assert_eq!(linux::kcmp(pid, pid, KCMP(99), 0, 0), Err(Errno::EINVAL));
    let slot = linux::kcmp(pid, pid, KCMP::EPOLL_TFD, 0, 1);
    assert_eq!(slot, Err(Errno::EFAULT), "no structure there");
}

#[test]
fn events() {
    let mut event = perf_event_attr::zeroed();
    event.pe_type = PERF_TYPE::SOFTWARE.0;
    event.pe_config = PERF_COUNT::SW_TASK_CLOCK.0;
    match linux::perf_event_open(&event, 0, -1, None, PERF_FLAG::FD_CLOEXEC) {
        Err(Errno::EACCES | Errno::EPERM | Errno::ENOSYS) => {
            skipped("perf_event_open: not permitted");
        }
        counter => {
            let counter = counter.unwrap();
            std::hint::black_box((0..100_000u64).fold(0, u64::wrapping_add));
            let mut count = [0u8; 8];
            assert_eq!(linux::read(counter.fd(), &mut count), Ok(8));
            assert!(u64::from_ne_bytes(count) > 0, "nanoseconds");
            let unknown = PERF_FLAG::from_bits_retain(1 << 30);
            let unknown = linux::perf_event_open(&event, 0, -1, None, unknown);
            assert_eq!(unknown, Err(Errno::EINVAL));
            let by_number = PERF_FLAG::PID_CGROUP;
            let by_number = linux::perf_event_open(&event, 0, 0, None, by_number);
            assert_eq!(by_number, Err(Errno::EINVAL), "a descriptor's number");
            let none = PERF_FLAG::empty();
            let no_group = linux::perf_event_open_cgroup(&event, NONE, 0, None, none);
            assert!(no_group.is_err());
            let neither = linux::perf_event_open(&event, -1, -1, None, PERF_FLAG::empty());
            assert_eq!(neither, Err(Errno::EINVAL));
        }
    }
}

#[test]
fn bpf_maps_and_programs() {
    let mut map = bpf_map_create::zeroed();
    map.map_type = BPF_MAP::HASH.0;
    (map.key_size, map.value_size, map.max_entries) = (4, 8, 2);
    let map = match unsafe { linux::bpf_map_create(&mut map) } {
        Err(Errno::EPERM | Errno::ENOSYS) => return skipped("bpf: not permitted"),
        map => map.unwrap(),
    };
    let map = map.fd();
    unsafe {
        let update =
            |key: i32, value: u64, flags| linux::bpf_map_update_elem(map, &key, &value, flags);
        update(1, 10, BPF::ANY).unwrap();
        assert_eq!(update(1, 10, BPF::NOEXIST), Err(Errno::EEXIST));
        assert_eq!(update(2, 10, BPF::EXIST), Err(Errno::ENOENT));
        update(2, 20, BPF::ANY).unwrap();
        assert_eq!(update(3, 30, BPF::ANY), Err(Errno::E2BIG));
        let mut value = 0u64;
        assert_eq!(
            linux::bpf_map_lookup_elem(map, &2i32, &mut value, 0),
            Ok(&mut 20)
        );
        let missing = linux::bpf_map_lookup_elem(map, &9i32, &mut value, 0).map(|_| ());
        assert_eq!(missing, Err(Errno::ENOENT));
        let mut key = 0i32;
        let first = *linux::bpf_map_get_next_key(map, None::<&i32>, &mut key).unwrap();
        let second = *linux::bpf_map_get_next_key(map, Some(&first), &mut key).unwrap();
        assert_eq!(first + second, 3);
        let end = linux::bpf_map_get_next_key(map, Some(&second), &mut key).map(|_| ());
        assert_eq!(end, Err(Errno::ENOENT));
        linux::bpf_map_delete_elem(map, &1i32).unwrap();
        assert_eq!(linux::bpf_map_delete_elem(map, &1i32), Err(Errno::ENOENT));
    }
    assert!(linux::bpf_obj_pin(c"/tmp/not-a-bpf-file-system", map).is_err());
    assert_eq!(linux::bpf_obj_get(c"/nonexistent"), Err(Errno::ENOENT));

    let exit = bpf_insn {
        code: 0x95, // BPF_JMP | BPF_EXIT
        registers: 0,
        off: 0,
        imm: 0,
    };
    let zero = bpf_insn { code: 0xb7, ..exit }; // BPF_ALU64 | BPF_MOV | BPF_K
    let load = |code: &[bpf_insn]| {
        let mut program = bpf_prog_load::zeroed();
        program.prog_type = BPF_PROG::SOCKET_FILTER.0;
        program.insn_cnt = code.len() as u32;
        program.insns = code.as_ptr().expose_provenance() as u64;
        program.license = c"GPL".as_ptr().expose_provenance() as u64;
        unsafe { linux::bpf_prog_load(&mut program) }
    };
    drop(load(&[zero, exit]).unwrap());
    assert!(load(&[exit]).is_err(), "no result");
    let unknown = unsafe { linux::bpf(BPF_CMD(-1), &mut [0u8; 8][..]) };
    assert_eq!(unknown, Err(Errno::EINVAL));
    let none = unsafe { linux::bpf_map_delete_elem(NONE, &1i32) };
    assert_eq!(none, Err(Errno::EBADF));
}
