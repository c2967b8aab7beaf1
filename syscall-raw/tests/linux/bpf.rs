//! BPF maps and programs.

use syscall_consts::{
    Errno,
    linux::{BPF, BPF_CMD, BPF_MAP, BPF_PROG},
};
use syscall_raw::linux;
use syscall_types::{
    Plain,
    linux::{bpf_insn, bpf_map_create, bpf_prog_load},
};

use super::{NONE, skipped};

#[test]
fn maps_and_programs() {
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
