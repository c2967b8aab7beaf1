//! Memory mappings (mmap(2), madvise(2), mlock(2), pkeys(7); asm/mman.h).

use linux_raw_sys::general;

use crate::declare::groups;

groups! {
    /// Protection of a mapping (asm/mman.h).
    flags PROT: u32 as Multi {
        NONE = general::PROT_NONE,
        READ = general::PROT_READ,
        WRITE = general::PROT_WRITE,
        EXEC = general::PROT_EXEC,
        GROWSDOWN = general::PROT_GROWSDOWN,
        GROWSUP = general::PROT_GROWSUP,
        #[cfg(any(target_arch = "powerpc", target_arch = "powerpc64"))]
        SAO = general::PROT_SAO,
        SEM = general::PROT_SEM,
    }

    /// Flags of mmap(2) (asm/mman.h).
    flags MAP: u32 as Multi {
        FILE = general::MAP_FILE,
        SHARED = general::MAP_SHARED,
        PRIVATE = general::MAP_PRIVATE,
        TYPE = general::MAP_TYPE,
        FIXED = general::MAP_FIXED,
        ANONYMOUS = general::MAP_ANONYMOUS,
        #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
        _32BIT = general::MAP_32BIT,
        GROWSDOWN = general::MAP_GROWSDOWN,
        DENYWRITE = general::MAP_DENYWRITE,
        EXECUTABLE = general::MAP_EXECUTABLE,
        LOCKED = general::MAP_LOCKED,
        NORESERVE = general::MAP_NORESERVE,
        POPULATE = general::MAP_POPULATE,
        NONBLOCK = general::MAP_NONBLOCK,
        STACK = general::MAP_STACK,
        HUGETLB = general::MAP_HUGETLB,
        SHARED_VALIDATE = general::MAP_SHARED_VALIDATE,
        #[cfg(not(any(target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6")))]
        SYNC = general::MAP_SYNC,
        FIXED_NOREPLACE = general::MAP_FIXED_NOREPLACE,
        #[cfg(not(any(target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6")))]
        UNINITIALIZED = general::MAP_UNINITIALIZED,
        ANON = MAP_ANON: general::MAP_ANONYMOUS,
        DROPPABLE = general::MAP_DROPPABLE,
        HUGE_16KB = general::MAP_HUGE_16KB,
        HUGE_64KB = general::MAP_HUGE_64KB,
        HUGE_512KB = general::MAP_HUGE_512KB,
        HUGE_1MB = general::MAP_HUGE_1MB,
        HUGE_2MB = general::MAP_HUGE_2MB,
        HUGE_8MB = general::MAP_HUGE_8MB,
        HUGE_16MB = general::MAP_HUGE_16MB,
        HUGE_32MB = general::MAP_HUGE_32MB,
        HUGE_256MB = general::MAP_HUGE_256MB,
        HUGE_512MB = general::MAP_HUGE_512MB,
        HUGE_1GB = general::MAP_HUGE_1GB,
        HUGE_2GB = general::MAP_HUGE_2GB,
        HUGE_16GB = general::MAP_HUGE_16GB,
    }

    /// Flags of mlockall(2) (asm/mman.h).
    flags MCL: u32 as Str {
        CURRENT = general::MCL_CURRENT,
        FUTURE = general::MCL_FUTURE,
        ONFAULT = general::MCL_ONFAULT,
    }

    /// Flags of mremap(2) (linux/mman.h).
    flags MREMAP: u32 as Multi {
        MAYMOVE = general::MREMAP_MAYMOVE,
        FIXED = general::MREMAP_FIXED,
        DONTUNMAP = general::MREMAP_DONTUNMAP,
    }

    /// Advice of madvise(2) (asm/mman.h).
    values MADV: i32 as Str {
        NORMAL = general::MADV_NORMAL,
        RANDOM = general::MADV_RANDOM,
        SEQUENTIAL = general::MADV_SEQUENTIAL,
        WILLNEED = general::MADV_WILLNEED,
        DONTNEED = general::MADV_DONTNEED,
        REMOVE = general::MADV_REMOVE,
        DONTFORK = general::MADV_DONTFORK,
        DOFORK = general::MADV_DOFORK,
        MERGEABLE = general::MADV_MERGEABLE,
        UNMERGEABLE = general::MADV_UNMERGEABLE,
        HUGEPAGE = general::MADV_HUGEPAGE,
        NOHUGEPAGE = general::MADV_NOHUGEPAGE,
        HWPOISON = general::MADV_HWPOISON,
        FREE = general::MADV_FREE,
        WIPEONFORK = general::MADV_WIPEONFORK,
        KEEPONFORK = general::MADV_KEEPONFORK,
        COLD = general::MADV_COLD,
        PAGEOUT = general::MADV_PAGEOUT,
        POPULATE_READ = general::MADV_POPULATE_READ,
        POPULATE_WRITE = general::MADV_POPULATE_WRITE,
        DONTNEED_LOCKED = general::MADV_DONTNEED_LOCKED,
        COLLAPSE = general::MADV_COLLAPSE,
        DONTDUMP = general::MADV_DONTDUMP,
        DODUMP = general::MADV_DODUMP,
        #[cfg(not(any(target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6")))]
        SOFT_OFFLINE = general::MADV_SOFT_OFFLINE,
        GUARD_INSTALL = general::MADV_GUARD_INSTALL,
        GUARD_REMOVE = general::MADV_GUARD_REMOVE,
    }

    /// Flags of msync(2) (asm/mman.h).
    flags MSYNC: u32 as Multi {
        ASYNC = general::MS_ASYNC,
        INVALIDATE = general::MS_INVALIDATE,
        SYNC = general::MS_SYNC,
    }

    /// Flags of mlock2(2) (asm/mman.h).
    flags MLOCK: u32 as Multi {
        ONFAULT = general::MLOCK_ONFAULT,
    }

    /// Rights that a protection key takes away, for pkey_alloc(2) (asm/mman.h).
    flags PKEY: u32 as Multi {
        #[cfg(not(any(target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6")))]
        UNRESTRICTED = general::PKEY_UNRESTRICTED,
        DISABLE_ACCESS = general::PKEY_DISABLE_ACCESS,
        DISABLE_WRITE = general::PKEY_DISABLE_WRITE,
        #[cfg(any(target_arch = "aarch64", target_arch = "powerpc", target_arch = "powerpc64"))]
        DISABLE_EXECUTE = general::PKEY_DISABLE_EXECUTE,
        #[cfg(target_arch = "aarch64")]
        DISABLE_READ = general::PKEY_DISABLE_READ,
    }

    /// Flags of map_shadow_stack(2) (asm/mman.h).
    flags SHADOW_STACK_SET: u32 as Multi {
        #[cfg(not(any(target_arch = "powerpc", target_arch = "powerpc64", target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6", target_arch = "sparc", target_arch = "sparc64")))]
        TOKEN = general::SHADOW_STACK_SET_TOKEN,
        #[cfg(not(any(target_arch = "powerpc", target_arch = "powerpc64", target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6", target_arch = "sparc", target_arch = "sparc64")))]
        MARKER = general::SHADOW_STACK_SET_MARKER,
    }
}
