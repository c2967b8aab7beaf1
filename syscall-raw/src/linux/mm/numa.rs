//! Memory policy of machines with several nodes (numa(7)).
//!
//! Sets of nodes are bits of machine words. Common errors: `EINVAL`, `EFAULT`, `EPERM`, `EIO`, `ENOMEM`; `ENOSYS` where the
//! kernel is not configured for it.

use core::ffi::c_void;

use syscall_consts::linux::{MPOL, MPOL_F, MPOL_MF};

use crate::Errno;
use crate::linux::call::{calls, decode, syscall};

/// Nodes that a set has room for, as the calls count them: one more than there are bits, for the kernel takes one off.
#[inline(always)]
const fn maxnode(nodes: &[usize]) -> usize {
    nodes.len() * usize::BITS as usize + 1
}

/// The thread's policy, or with `ADDR` that of the memory at `address`, get_mempolicy(2): the mode, and its nodes in `nodes`,
/// or with `MEMS_ALLOWED` the nodes that the thread may use. For `NODE` there is [`get_mempolicy_node`].
///
/// `EINVAL`, also where `nodes` is not whole 8 bytes, in which the kernel writes everywhere; an empty slice asks for none.
#[inline]
pub fn get_mempolicy(
    nodes: &mut [usize],
    address: *const c_void,
    flags: MPOL_F,
) -> Result<MPOL, Errno> {
    let mode = mempolicy(nodes, address, flags)?;
    Ok(MPOL::from_bits_retain(mode as u32))
}

/// The node that the memory at `address` is on, get_mempolicy(2) with `MPOL_F_NODE`, or without one that which the thread's
/// policy of interleaving takes next. The kernel reads the memory, so that it is on a node (`EFAULT`).
#[doc(alias = "get_mempolicy")]
#[inline]
pub fn get_mempolicy_node(address: Option<*const c_void>) -> Result<i32, Errno> {
    let flags = if address.is_some() {
        MPOL_F::NODE | MPOL_F::ADDR
    } else {
        MPOL_F::NODE
    };
    mempolicy(&mut [], address.unwrap_or(core::ptr::null()), flags)
}

/// What get_mempolicy(2) writes: a mode or a node.
#[inline(always)]
fn mempolicy(nodes: &mut [usize], address: *const c_void, flags: MPOL_F) -> Result<i32, Errno> {
    let mut mode = 0i32;
    let bits = size_of_val(nodes) * 8;
    if !bits.is_multiple_of(64) {
        return Err(Errno::EINVAL);
    }
    let start = if nodes.is_empty() {
        core::ptr::null_mut()
    } else {
        nodes.as_mut_ptr()
    };
    // As many as there are bits, not one more as elsewhere: a kernel of 64 bits would give a program of 32 a word more
    // (`copy_nodes_to_user` of mm/mempolicy.c).
    // SAFETY: the kernel writes the mode and the nodes.
    decode::<()>(unsafe { syscall!(__NR_get_mempolicy, &mut mode, start, bits, address, flags) })?;
    Ok(mode)
}

/// Moves a process's pages from some nodes to others, migrate_pages(2), 0 being this one; returns how many were not moved.
/// The sets are equally long, else `EINVAL`. `ESRCH`.
#[inline]
pub fn migrate_pages(pid: i32, from: &[usize], to: &[usize]) -> Result<usize, Errno> {
    if from.len() != to.len() {
        return Err(Errno::EINVAL);
    }
    // SAFETY: the kernel reads both sets.
    decode(unsafe {
        syscall!(
            __NR_migrate_pages,
            pid,
            maxnode(from),
            from.as_ptr(),
            to.as_ptr()
        )
    })
}

/// Moves single pages to nodes, or without `nodes` only asks where they are, move_pages(2), 0 being this process; each
/// page's node or negated error number comes in `status`. Returns how many were not moved. The slices are equally long,
/// else `EINVAL`. `ENOENT` (nothing to do), `E2BIG`, `ESRCH`.
#[inline]
pub fn move_pages(
    pid: i32,
    pages: &[*const c_void],
    nodes: Option<&[i32]>,
    status: &mut [i32],
    flags: MPOL_MF,
) -> Result<usize, Errno> {
    let count = pages.len();
    if status.len() != count || nodes.is_some_and(|nodes| nodes.len() != count) {
        return Err(Errno::EINVAL);
    }
    let nodes = nodes.map_or(core::ptr::null(), <[i32]>::as_ptr);
    // SAFETY: the kernel reads pages and nodes and writes the status, all equally long.
    decode(unsafe {
        syscall!(
            __NR_move_pages,
            pid,
            count,
            pages.as_ptr(),
            nodes,
            status.as_mut_ptr(),
            flags
        )
    })
}

calls! {
    /// Sets the thread's policy, set_mempolicy(2): a mode with its flags, and nodes.
    pub fn set_mempolicy(mode: MPOL, nodes: &[usize]) = __NR_set_mempolicy(mode, nodes.as_ptr(), maxnode(nodes));

    /// Sets the policy of a range of memory, mbind(2): a mode with its flags, nodes, and what is done to pages there.
    ///
    /// The contents stay: only where new pages come from changes, and with `MOVE` where they are.
    pub fn mbind(address: *mut c_void, len: usize, mode: MPOL, nodes: &[usize], flags: MPOL_MF)
        = __NR_mbind(address, len, mode, nodes.as_ptr(), maxnode(nodes), flags);

    /// Sets the node to prefer in a range of memory, set_mempolicy_home_node(2), Linux 5.17. No flags are defined. `ENOENT`,
    /// `EOPNOTSUPP` (the policy there has no use for it).
    pub fn set_mempolicy_home_node(address: *mut c_void, len: usize, node: usize, flags: usize)
        = __NR_set_mempolicy_home_node(address, len, node, flags);
}
