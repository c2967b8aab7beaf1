//! Programs and libraries (elf(5); linux/elf.h, linux/elf-em.h), and the auxiliary vector that the kernel gives a new
//! program (getauxval(3); linux/auxvec.h).

use linux_raw_sys::{elf_uapi, ptrace};

use crate::declare::groups;

groups! {
    /// What the kernel tells a new program, in pairs of a type and a value (linux/auxvec.h, asm/auxvec.h).
    values AUX: u64 as Str {
        NULL = AT_NULL: 0,
        IGNORE = AT_IGNORE: 1,
        EXECFD = AT_EXECFD: 2,
        PHDR = AT_PHDR: 3,
        PHENT = AT_PHENT: 4,
        PHNUM = AT_PHNUM: 5,
        PAGESZ = AT_PAGESZ: 6,
        BASE = AT_BASE: 7,
        FLAGS = AT_FLAGS: 8,
        ENTRY = AT_ENTRY: 9,
        NOTELF = AT_NOTELF: 10,
        UID = AT_UID: 11,
        EUID = AT_EUID: 12,
        GID = AT_GID: 13,
        EGID = AT_EGID: 14,
        PLATFORM = AT_PLATFORM: 15,
        HWCAP = AT_HWCAP: 16,
        CLKTCK = AT_CLKTCK: 17,
        SECURE = AT_SECURE: 23,
        BASE_PLATFORM = AT_BASE_PLATFORM: 24,
        RANDOM = AT_RANDOM: 25,
        HWCAP2 = AT_HWCAP2: 26,
        RSEQ_FEATURE_SIZE = AT_RSEQ_FEATURE_SIZE: 27,
        RSEQ_ALIGN = AT_RSEQ_ALIGN: 28,
        HWCAP3 = AT_HWCAP3: 29,
        HWCAP4 = AT_HWCAP4: 30,
        EXECFN = AT_EXECFN: 31,
        /// Where the vDSO was mapped when the program began.
        SYSINFO_EHDR = AT_SYSINFO_EHDR: 33,
        MINSIGSTKSZ = AT_MINSIGSTKSZ: 51,
    }

    /// Places in the first bytes of a file (linux/elf.h).
    values ELF_EI: u32 as Str {
        MAG0 = elf_uapi::EI_MAG0,
        MAG1 = elf_uapi::EI_MAG1,
        MAG2 = elf_uapi::EI_MAG2,
        MAG3 = elf_uapi::EI_MAG3,
        CLASS = elf_uapi::EI_CLASS,
        DATA = elf_uapi::EI_DATA,
        VERSION = elf_uapi::EI_VERSION,
        OSABI = elf_uapi::EI_OSABI,
        PAD = elf_uapi::EI_PAD,
    }

    /// Word sizes (linux/elf.h).
    values ELFCLASS: u8 as Str {
        NONE = elf_uapi::ELFCLASSNONE,
        _32 = elf_uapi::ELFCLASS32,
        _64 = elf_uapi::ELFCLASS64,
    }

    /// Byte orders (linux/elf.h).
    values ELFDATA: u8 as Str {
        NONE = elf_uapi::ELFDATANONE,
        _2LSB = elf_uapi::ELFDATA2LSB,
        _2MSB = elf_uapi::ELFDATA2MSB,
    }

    /// Systems (linux/elf.h).
    values ELFOSABI: u8 as Str {
        NONE = elf_uapi::ELFOSABI_NONE,
        LINUX = elf_uapi::ELFOSABI_LINUX,
    }

    /// Types of file (linux/elf.h).
    values ELF_ET: u16 as Str {
        NONE = elf_uapi::ET_NONE,
        REL = elf_uapi::ET_REL,
        EXEC = elf_uapi::ET_EXEC,
        DYN = elf_uapi::ET_DYN,
        CORE = elf_uapi::ET_CORE,
    }

    /// Types of program header (linux/elf.h).
    values ELF_PT: u32 as Str {
        NULL = elf_uapi::PT_NULL,
        LOAD = elf_uapi::PT_LOAD,
        DYNAMIC = elf_uapi::PT_DYNAMIC,
        INTERP = elf_uapi::PT_INTERP,
        NOTE = elf_uapi::PT_NOTE,
        SHLIB = elf_uapi::PT_SHLIB,
        PHDR = elf_uapi::PT_PHDR,
        TLS = elf_uapi::PT_TLS,
        GNU_EH_FRAME = elf_uapi::PT_GNU_EH_FRAME,
        GNU_STACK = elf_uapi::PT_GNU_STACK,
        GNU_RELRO = elf_uapi::PT_GNU_RELRO,
        GNU_PROPERTY = elf_uapi::PT_GNU_PROPERTY,
        AARCH64_MEMTAG_MTE = elf_uapi::PT_AARCH64_MEMTAG_MTE,
    }

    /// What is allowed in a segment (linux/elf.h).
    flags ELF_PF: u32 as Multi {
        X = elf_uapi::PF_X,
        W = elf_uapi::PF_W,
        R = elf_uapi::PF_R,
    }

    /// Types of section (linux/elf.h).
    values ELF_SHT: u32 as Str {
        NULL = elf_uapi::SHT_NULL,
        PROGBITS = elf_uapi::SHT_PROGBITS,
        SYMTAB = elf_uapi::SHT_SYMTAB,
        STRTAB = elf_uapi::SHT_STRTAB,
        RELA = elf_uapi::SHT_RELA,
        HASH = elf_uapi::SHT_HASH,
        DYNAMIC = elf_uapi::SHT_DYNAMIC,
        NOTE = elf_uapi::SHT_NOTE,
        NOBITS = elf_uapi::SHT_NOBITS,
        REL = elf_uapi::SHT_REL,
        SHLIB = elf_uapi::SHT_SHLIB,
        DYNSYM = elf_uapi::SHT_DYNSYM,
    }

    /// Flags of a section (linux/elf.h).
    flags ELF_SHF: u64 as Multi {
        WRITE = elf_uapi::SHF_WRITE,
        ALLOC = elf_uapi::SHF_ALLOC,
        EXECINSTR = elf_uapi::SHF_EXECINSTR,
        MERGE = elf_uapi::SHF_MERGE,
        STRINGS = elf_uapi::SHF_STRINGS,
        INFO_LINK = elf_uapi::SHF_INFO_LINK,
        LINK_ORDER = elf_uapi::SHF_LINK_ORDER,
        OS_NONCONFORMING = elf_uapi::SHF_OS_NONCONFORMING,
        GROUP = elf_uapi::SHF_GROUP,
        TLS = elf_uapi::SHF_TLS,
        EXCLUDE = elf_uapi::SHF_EXCLUDE,
    }

    /// Numbers of sections with a meaning of their own (linux/elf.h).
    values ELF_SHN: u16 as Str {
        UNDEF = elf_uapi::SHN_UNDEF,
        LORESERVE = elf_uapi::SHN_LORESERVE,
        ABS = elf_uapi::SHN_ABS,
        COMMON = elf_uapi::SHN_COMMON,
        HIRESERVE = elf_uapi::SHN_HIRESERVE,
    }

    /// Types of entry for the dynamic linker (linux/elf.h).
    values ELF_DT: i64 as Str {
        NULL = elf_uapi::DT_NULL,
        NEEDED = elf_uapi::DT_NEEDED,
        PLTRELSZ = elf_uapi::DT_PLTRELSZ,
        PLTGOT = elf_uapi::DT_PLTGOT,
        HASH = elf_uapi::DT_HASH,
        STRTAB = elf_uapi::DT_STRTAB,
        SYMTAB = elf_uapi::DT_SYMTAB,
        RELA = elf_uapi::DT_RELA,
        RELASZ = elf_uapi::DT_RELASZ,
        RELAENT = elf_uapi::DT_RELAENT,
        STRSZ = elf_uapi::DT_STRSZ,
        SYMENT = elf_uapi::DT_SYMENT,
        INIT = elf_uapi::DT_INIT,
        FINI = elf_uapi::DT_FINI,
        SONAME = elf_uapi::DT_SONAME,
        RPATH = elf_uapi::DT_RPATH,
        SYMBOLIC = elf_uapi::DT_SYMBOLIC,
        REL = elf_uapi::DT_REL,
        RELSZ = elf_uapi::DT_RELSZ,
        RELENT = elf_uapi::DT_RELENT,
        PLTREL = elf_uapi::DT_PLTREL,
        DEBUG = elf_uapi::DT_DEBUG,
        TEXTREL = elf_uapi::DT_TEXTREL,
        JMPREL = elf_uapi::DT_JMPREL,
        GNU_HASH = elf_uapi::DT_GNU_HASH,
        VERSYM = elf_uapi::DT_VERSYM,
        RELACOUNT = elf_uapi::DT_RELACOUNT,
        RELCOUNT = elf_uapi::DT_RELCOUNT,
        FLAGS_1 = elf_uapi::DT_FLAGS_1,
        VERDEF = elf_uapi::DT_VERDEF,
        VERDEFNUM = elf_uapi::DT_VERDEFNUM,
        VERNEED = elf_uapi::DT_VERNEED,
        VERNEEDNUM = elf_uapi::DT_VERNEEDNUM,
    }

    /// Reach of a symbol (linux/elf.h).
    values ELF_STB: u8 as Str {
        LOCAL = elf_uapi::STB_LOCAL,
        GLOBAL = elf_uapi::STB_GLOBAL,
        WEAK = elf_uapi::STB_WEAK,
    }

    /// Types of symbol (linux/elf.h).
    values ELF_STT: u8 as Str {
        NOTYPE = elf_uapi::STT_NOTYPE,
        OBJECT = elf_uapi::STT_OBJECT,
        FUNC = elf_uapi::STT_FUNC,
        SECTION = elf_uapi::STT_SECTION,
        FILE = elf_uapi::STT_FILE,
        COMMON = elf_uapi::STT_COMMON,
        TLS = elf_uapi::STT_TLS,
    }

    /// Machines of ELF files (linux/elf-em.h).
    values EM: u16 as Str {
        NONE = ptrace::EM_NONE,
        M32 = ptrace::EM_M32,
        SPARC = ptrace::EM_SPARC,
        _386 = ptrace::EM_386,
        _68K = ptrace::EM_68K,
        _88K = ptrace::EM_88K,
        _860 = ptrace::EM_860,
        MIPS = ptrace::EM_MIPS,
        MIPS_RS3_LE = ptrace::EM_MIPS_RS3_LE,
        MIPS_RS4_BE = ptrace::EM_MIPS_RS4_BE,
        PARISC = ptrace::EM_PARISC,
        SPARC32PLUS = ptrace::EM_SPARC32PLUS,
        PPC = ptrace::EM_PPC,
        PPC64 = ptrace::EM_PPC64,
        S390 = ptrace::EM_S390,
        SPU = ptrace::EM_SPU,
        ARM = ptrace::EM_ARM,
        SH = ptrace::EM_SH,
        SPARCV9 = ptrace::EM_SPARCV9,
        H8_300 = ptrace::EM_H8_300,
        IA_64 = ptrace::EM_IA_64,
        X86_64 = ptrace::EM_X86_64,
        CRIS = ptrace::EM_CRIS,
        V850 = EM_V850: 87,
        M32R = ptrace::EM_M32R,
        MN10300 = ptrace::EM_MN10300,
        BLACKFIN = ptrace::EM_BLACKFIN,
        TI_C6000 = ptrace::EM_TI_C6000,
        AARCH64 = ptrace::EM_AARCH64,
        AVR32 = EM_AVR32: 0x18ad,
        FRV = ptrace::EM_FRV,
        ALPHA = ptrace::EM_ALPHA,
        CYGNUS_M32R = ptrace::EM_CYGNUS_M32R,
        CYGNUS_V850 = EM_CYGNUS_V850: 0x9080,
        S390_OLD = ptrace::EM_S390_OLD,
        CYGNUS_MN10300 = ptrace::EM_CYGNUS_MN10300,
        _486 = ptrace::EM_486,
        OPENRISC = ptrace::EM_OPENRISC,
        ARCOMPACT = ptrace::EM_ARCOMPACT,
        XTENSA = ptrace::EM_XTENSA,
        UNICORE = ptrace::EM_UNICORE,
        ALTERA_NIOS2 = ptrace::EM_ALTERA_NIOS2,
        HEXAGON = ptrace::EM_HEXAGON,
        NDS32 = ptrace::EM_NDS32,
        TILEPRO = ptrace::EM_TILEPRO,
        MICROBLAZE = ptrace::EM_MICROBLAZE,
        TILEGX = ptrace::EM_TILEGX,
        ARCV2 = ptrace::EM_ARCV2,
        RISCV = ptrace::EM_RISCV,
        BPF = ptrace::EM_BPF,
        CSKY = ptrace::EM_CSKY,
        LOONGARCH = ptrace::EM_LOONGARCH,
    }
}
