//! BPF: maps and programs. bpf(2)

use crate::context::Cx;
use crate::convert::buffer::{Source, Sourced};
use crate::convert::descriptor::{Fd, NewFd};
use crate::convert::flags::Flags;
use crate::convert::object::Changed;
use crate::convert::result::{Checked, fail};
use crate::convert::row::calls;
use crate::convert::text::{Path, until_zero};
use crate::convert::{IntoLua, Prepare, Push, Within};
use crate::object::fd::Owner;
use crate::object::number::{Count, MapSize};
use crate::object::place::{Place, Span, writable};
use crate::object::{CHAR, make};
use crate::raise::Raise;
use core::ffi::{CStr, c_int};
use core::mem::MaybeUninit;
use core::ptr::null_mut;
use syscall_consts::native::{BPF, BPF_CMD, BPF_MAP, BPF_PROG, O};
use syscall_consts::{Errno, native};
use syscall_raw::OwnedFd;
use syscall_raw::native as sys;
use syscall_types::Plain;
use syscall_types::native::{
    bpf_attr, bpf_get_info, bpf_insn, bpf_map_create, bpf_map_element, bpf_map_info, bpf_prog_load,
};

calls! { CALLS:
    /// A command with its arguments, as the kernel has it: its result (a descriptor is a mere number), or -1, when `errno` has the error. Addresses in them are the program's: those where the kernel would write are refused, for which there are `bpf_map_op` and `bpf_prog_load`. bpf(2)
    bpf(cmd: Flags<BPF_CMD>, attr: Changed<bpf_attr>) -> Outcome;
    /// A new map of a type (`c.BPF_MAP`), with keys and values of so many bytes. bpf(2)
    bpf_map_create(maptype: Flags<BPF_MAP>, key_size: MapSize, value_size: MapSize, max_entries: MapSize) -> NewFd;
    /// Changes, finds or removes an element of a map, or finds the key behind one, for which nil is before the first (`c.BPF_CMD`, "map_lookup_elem"); 0. What is found goes into `value`. bpf(2)
    bpf_map_op(op: Flags<BPF_CMD>, map: Fd, key: Option<Source>, value: Option<Source>, flags: Flags<BPF>) -> u32;
    /// Loads a program of a type (`c.BPF_PROG`), with a licence ("GPL") for a version of the kernel (its own): a descriptor and what the verifier says; or nil, the error, and that. bpf(2)
    bpf_prog_load(progtype: Flags<BPF_PROG>, insns: Source, len: Option<Count>, license: Option<Path>, version: Option<MapSize>, log_level: MapSize = 1) -> Loading[log_level];
}

/// A result as the kernel has it: a number, or -1.
struct Outcome(Result<usize, Errno>);

impl Push for Outcome {
    const LUA: &'static str = "integer";

    fn push(self, cx: &mut Cx) {
        match self.0 {
            Ok(number) => number.push(cx),
            Err(errno) => {
                cx.set_errno(errno.raw());
                cx.push_integer(-1);
            }
        }
    }
}

/// Whether a command writes to no address: those in its arguments are read.
fn only_reads(cmd: BPF_CMD, attr: &bpf_attr) -> bool {
    match cmd {
        // SAFETY: numbers, of which every bit pattern is one.
        BPF_CMD::PROG_LOAD => unsafe { attr.prog_load.log_buf == 0 },
        // SAFETY: as above.
        BPF_CMD::BTF_LOAD => unsafe { attr.btf_load.btf_log_buf == 0 },
        BPF_CMD::MAP_CREATE
        | BPF_CMD::MAP_UPDATE_ELEM
        | BPF_CMD::MAP_DELETE_ELEM
        | BPF_CMD::OBJ_PIN
        | BPF_CMD::OBJ_GET
        | BPF_CMD::PROG_ATTACH
        | BPF_CMD::PROG_DETACH
        | BPF_CMD::PROG_GET_NEXT_ID
        | BPF_CMD::MAP_GET_NEXT_ID
        | BPF_CMD::BTF_GET_NEXT_ID
        | BPF_CMD::LINK_GET_NEXT_ID
        | BPF_CMD::PROG_GET_FD_BY_ID
        | BPF_CMD::MAP_GET_FD_BY_ID
        | BPF_CMD::BTF_GET_FD_BY_ID
        | BPF_CMD::LINK_GET_FD_BY_ID
        | BPF_CMD::RAW_TRACEPOINT_OPEN
        | BPF_CMD::MAP_FREEZE
        | BPF_CMD::LINK_CREATE
        | BPF_CMD::LINK_UPDATE
        | BPF_CMD::LINK_DETACH
        | BPF_CMD::ENABLE_STATS
        | BPF_CMD::ITER_CREATE
        | BPF_CMD::PROG_BIND_MAP
        | BPF_CMD::TOKEN_CREATE => true,
        _ => false,
    }
}

fn bpf(cmd: BPF_CMD, attr: Place) -> Checked<Outcome> {
    let mut arguments = attr.read::<bpf_attr>().map_err(|raise| raise.at(2))?;
    if !only_reads(cmd, &arguments) {
        return Err(Raise::invalid("the kernel would write to an address that is no object's; there are bpf_map_op and bpf_prog_load").at(1));
    }
    // SAFETY: the kernel writes nowhere but to the arguments; what it reads at addresses in them it finds there or not.
    let done = unsafe { sys::bpf(cmd, &mut arguments) };
    attr.write(arguments).map_err(|raise| raise.at(2))?;
    Ok(Ok(Outcome(done)))
}

fn bpf_map_create(
    maptype: BPF_MAP,
    key_size: u32,
    value_size: u32,
    max_entries: u32,
) -> Result<OwnedFd, Errno> {
    let mut attributes = bpf_map_create {
        map_type: maptype.0,
        key_size,
        value_size,
        max_entries,
        ..bpf_map_create::zeroed()
    };
    // SAFETY: no flags, so no descriptors.
    unsafe { sys::bpf_map_create(&mut attributes) }
}

/// What a map is.
fn map_info(map: syscall_raw::Fd) -> Result<bpf_map_info, Errno> {
    let mut info = bpf_map_info::zeroed();
    let mut attributes = bpf_get_info {
        bpf_fd: map.as_raw() as u32,
        info_len: size_of::<bpf_map_info>() as u32,
        info: (&raw mut info).expose_provenance() as u64,
    };
    // SAFETY: the kernel fills so many bytes, and no more than there are.
    match unsafe { sys::bpf(BPF_CMD::OBJ_GET_INFO_BY_FD, &mut attributes) } {
        // As the operation itself has it.
        Err(Errno::EBADFD) => Err(Errno::EBADF),
        done => done.map(|_| info),
    }
}

/// How many processors the machine can ever have: the last of what the kernel lists ("0-3", "0,2-5").
fn possible_processors() -> Result<usize, Errno> {
    let file = sys::openat(
        syscall_raw::Fd::CWD,
        c"/sys/devices/system/cpu/possible",
        O::RDONLY | O::CLOEXEC,
        native::MODE::empty(),
    )?;
    let mut room = [0_u8; 256];
    let len = sys::read(file.fd(), &mut room)?;
    let text = room.get(..len).unwrap_or_default();
    let digits = text.split(|byte| !byte.is_ascii_digit());
    let last = digits.rev().find(|digits| !digits.is_empty());
    let last = last.and_then(|digits| core::str::from_utf8(digits).ok()?.parse::<usize>().ok());
    last.and_then(|last| last.checked_add(1))
        .ok_or(Errno::EINVAL)
}

/// Bytes of a value, as the kernel takes and gives it.
fn value_size(info: &bpf_map_info) -> Result<usize, Errno> {
    let size = info.value_size as usize;
    match BPF_MAP(info.r#type) {
        // One for each processor, in whole words of 64 bits.
        BPF_MAP::PERCPU_HASH
        | BPF_MAP::PERCPU_ARRAY
        | BPF_MAP::LRU_PERCPU_HASH
        | BPF_MAP::PERCPU_CGROUP_STORAGE => {
            let whole = size.checked_next_multiple_of(8).ok_or(Errno::EINVAL)?;
            whole
                .checked_mul(possible_processors()?)
                .ok_or(Errno::EINVAL)
        }
        // A descriptor, or the number of what it is of.
        _ => Ok(size.max(4)),
    }
}

fn bpf_map_op(
    op: BPF_CMD,
    map: syscall_raw::Fd,
    key: Option<Sourced>,
    value: Option<Sourced>,
    flags: BPF,
) -> Checked<u32> {
    let filled = match op {
        BPF_CMD::MAP_UPDATE_ELEM | BPF_CMD::MAP_DELETE_ELEM => false,
        BPF_CMD::MAP_LOOKUP_ELEM
        | BPF_CMD::MAP_GET_NEXT_KEY
        | BPF_CMD::MAP_LOOKUP_AND_DELETE_ELEM => true,
        _ => return Err(Raise::invalid("no operation on an element of a map").at(1)),
    };
    let sizes = map_info(map).and_then(|info| Ok((info.key_size as usize, value_size(&info)?)));
    let (key_size, value_size) = match sizes {
        Ok(sizes) => sizes,
        Err(errno) => return Ok(Err(errno)),
    };
    // Of a key that is looked for, or a value.
    let value_size = match op {
        BPF_CMD::MAP_GET_NEXT_KEY => key_size,
        BPF_CMD::MAP_DELETE_ELEM => 0,
        _ => value_size,
    };
    let address = |bytes: &[u8]| bytes.as_ptr().expose_provenance() as u64;
    let mut attributes = bpf_map_element::zeroed();
    attributes.map_fd = map.as_raw() as u32;
    attributes.flags = flags.bits().into();
    match key.map(Sourced::bytes) {
        Some(key) if key.len() < key_size => return Err(SHORT.at(3)),
        Some(key) if key_size > 0 => attributes.key = address(key),
        Some(_) => {}
        None if key_size == 0 || op == BPF_CMD::MAP_GET_NEXT_KEY => {}
        None => return Err(Raise::expected("string or buffer").at(3)),
    }
    let value = match value {
        Some(Sourced::Text(_)) if filled => return Err(Raise::expected("buffer").at(4)),
        Some(Sourced::Memory(place)) if filled => {
            Some(writable(place).map_err(|raise| raise.at(4))?.bytes())
        }
        None if value_size > 0 => return Err(Raise::expected("buffer").at(4)),
        value => value.map(Sourced::bytes),
    };
    if let Some(value) = value {
        if value.len() < value_size {
            return Err(SHORT.at(4));
        }
        attributes.value = address(value);
    }
    // SAFETY: key and value are as long as the map's, and what is written may be; nothing looks at them meanwhile.
    Ok(unsafe { sys::bpf(op, &mut attributes) }.map(|_| 0))
}

/// Why a key or a value is refused.
const SHORT: Raise = Raise::invalid("there are fewer bytes than the map has for it");

/// A program that is being loaded: what will own it, and where the verifier writes.
struct Loading;

/// What became of it.
struct Loaded {
    made: Result<OwnedFd, Errno>,
    owner: Owner,
    log: Span,
}

impl Loading {
    /// Bytes for what the verifier says.
    const LOG: usize = 1 << 18;
}

impl Within for Loading {
    type Room = (Option<Owner>, Span);
    type Value<'r> = Loaded;
    const PUSHES: bool = true;
    const RESULTS: &'static [&'static str] = &["fd", "string"];

    fn room() -> Self::Room {
        let start = null_mut();
        (None, Span { start, len: 0 })
    }

    fn deliver(cx: &mut Cx, Loaded { made, owner, log }: Loaded) -> c_int {
        let results = match made {
            Ok(new) => NewFd::deliver(cx, owner, new),
            Err(errno) => fail(cx, errno),
        };
        // SAFETY: the array that was made for this call, which is on the stack.
        let log = unsafe { Place::new(log.start, log.len) };
        cx.push_bytes(until_zero(log.look().unwrap_or_default()));
        results + 1
    }
}

impl Prepare<(&Option<u32>,)> for Loading {
    fn prepare(room: &mut Self::Room, cx: &mut Cx, (level,): (&Option<u32>,)) -> Result<(), Raise> {
        let len = if matches!(level, Some(0)) {
            0
        } else {
            Loading::LOG
        };
        room.1 = make::push_array(cx, CHAR, len)?.span();
        room.0 = Some(NewFd::reserve(cx));
        Ok(())
    }
}

/// The kernel's version, as C's `KERNEL_VERSION` has it.
fn kernel_version() -> u32 {
    let mut names = MaybeUninit::uninit();
    let Ok(names) = sys::uname(&mut names) else {
        return 0;
    };
    let release = names.release.map(|byte| byte.to_ne_bytes()[0]);
    let release = until_zero(&release);
    let parts = release.split(|byte| !byte.is_ascii_digit()).take(3);
    parts.fold(0, |version, part| {
        let number = core::str::from_utf8(part)
            .ok()
            .and_then(|part| part.parse::<u32>().ok());
        (version << 8) | number.unwrap_or(0).min(255)
    })
}

fn bpf_prog_load(
    progtype: BPF_PROG,
    insns: Sourced,
    len: Option<usize>,
    license: Option<&CStr>,
    version: Option<u32>,
    log_level: u32,
    room: &mut (Option<Owner>, Span),
) -> Checked<Loaded> {
    let insns = insns.bytes();
    let all = insns.len() / size_of::<bpf_insn>();
    let count = len.unwrap_or(all);
    if count > all {
        return Err(Raise::invalid("the count is larger than the buffer").at(3));
    }
    let Some(owner) = room.0 else {
        return Err(Raise::invalid("no room for the program"));
    };
    let log = Span { ..room.1 };
    let address = |start: *const u8| start.expose_provenance() as u64;
    let mut attributes = bpf_prog_load {
        prog_type: progtype.0,
        insn_cnt: count as u32,
        insns: address(insns.as_ptr()),
        license: address(license.unwrap_or(c"GPL").as_ptr().cast()),
        log_level,
        log_size: log.len as u32,
        log_buf: if log.len == 0 { 0 } else { address(log.start) },
        kern_version: version.unwrap_or_else(kernel_version),
        ..bpf_prog_load::zeroed()
    };
    // SAFETY: the kernel reads so many instructions and the licence, and writes to the array that was made for that.
    let made = unsafe { sys::bpf_prog_load(&mut attributes) };
    Ok(Ok(Loaded { made, owner, log }))
}
