//! Programs, libraries and memory dumps (elf(5); linux/elf.h), under the names that programs know. Numbers are in the
//! byte order that the file's first bytes tell.

use linux_raw_sys::elf_uapi;

use crate::declare::structs;

structs! {
    /// The head of a 32-bit file (linux/elf.h).
    Elf32_Ehdr: "Elf32_Ehdr" = elf_uapi::elf32_hdr {
        e_ident, e_type, e_machine, e_version, e_entry, e_phoff, e_shoff, e_flags, e_ehsize, e_phentsize, e_phnum,
        e_shentsize, e_shnum, e_shstrndx,
    }

    /// The head of a 64-bit file (linux/elf.h).
    Elf64_Ehdr: "Elf64_Ehdr" = elf_uapi::elf64_hdr {
        e_ident, e_type, e_machine, e_version, e_entry, e_phoff, e_shoff, e_flags, e_ehsize, e_phentsize, e_phnum,
        e_shentsize, e_shnum, e_shstrndx,
    }

    /// A program header of a 32-bit file: what is mapped, and where (linux/elf.h).
    Elf32_Phdr: "Elf32_Phdr" = elf_uapi::elf32_phdr {
        p_type, p_offset, p_vaddr, p_paddr, p_filesz, p_memsz, p_flags, p_align,
    }

    /// A program header of a 64-bit file: what is mapped, and where (linux/elf.h).
    Elf64_Phdr: "Elf64_Phdr" = elf_uapi::elf64_phdr {
        p_type, p_flags, p_offset, p_vaddr, p_paddr, p_filesz, p_memsz, p_align,
    }

    /// A section header of a 32-bit file (linux/elf.h).
    Elf32_Shdr: "Elf32_Shdr" = elf_uapi::elf32_shdr {
        sh_name, sh_type, sh_flags, sh_addr, sh_offset, sh_size, sh_link, sh_info, sh_addralign, sh_entsize,
    }

    /// A section header of a 64-bit file (linux/elf.h).
    Elf64_Shdr: "Elf64_Shdr" = elf_uapi::elf64_shdr {
        sh_name, sh_type, sh_flags, sh_addr, sh_offset, sh_size, sh_link, sh_info, sh_addralign, sh_entsize,
    }

    /// A symbol of a 32-bit file (linux/elf.h). `st_info` is its reach, times 16, and its type.
    Elf32_Sym: "Elf32_Sym" = elf_uapi::elf32_sym { st_name, st_value, st_size, st_info, st_other, st_shndx }

    /// A symbol of a 64-bit file (linux/elf.h). `st_info` is its reach, times 16, and its type.
    Elf64_Sym: "Elf64_Sym" = elf_uapi::elf64_sym { st_name, st_info, st_other, st_shndx, st_value, st_size }

    /// A relocation of a 32-bit file (linux/elf.h). `r_info` is the symbol, times 256, and the type.
    Elf32_Rel: "Elf32_Rel" = elf_uapi::elf32_rel { r_offset, r_info }

    /// A relocation of a 64-bit file (linux/elf.h). `r_info` has the symbol in its upper half and the type in its lower one.
    Elf64_Rel: "Elf64_Rel" = elf_uapi::elf64_rel { r_offset, r_info }

    /// A relocation of a 32-bit file with a number to add (linux/elf.h).
    Elf32_Rela: "Elf32_Rela" = elf_uapi::elf32_rela { r_offset, r_info, r_addend }

    /// A relocation of a 64-bit file with a number to add (linux/elf.h).
    Elf64_Rela: "Elf64_Rela" = elf_uapi::elf64_rela { r_offset, r_info, r_addend }

    /// What an entry for the dynamic linker of a 32-bit file says (linux/elf.h).
    union elf32_dyn_value: "__typeof__(((Elf32_Dyn *)0)->d_un)" {
        /// A number.
        d_val: i32,
        /// An address.
        d_ptr: u32,
    }

    /// An entry for the dynamic linker of a 32-bit file (linux/elf.h).
    struct Elf32_Dyn: "Elf32_Dyn" {
        /// `DT_*`.
        d_tag: i32,
        /// What it says.
        d_un: elf32_dyn_value,
    }

    /// What an entry for the dynamic linker of a 64-bit file says (linux/elf.h).
    union elf64_dyn_value: "__typeof__(((Elf64_Dyn *)0)->d_un)" {
        /// A number.
        d_val: u64,
        /// An address.
        d_ptr: u64,
    }

    /// An entry for the dynamic linker of a 64-bit file (linux/elf.h).
    struct Elf64_Dyn: "Elf64_Dyn" {
        /// `DT_*`.
        d_tag: i64,
        /// What it says.
        d_un: elf64_dyn_value,
    }

    /// The head of a note of a 32-bit file (linux/elf.h). Name and contents follow, each up to a multiple of four bytes.
    Elf32_Nhdr: "Elf32_Nhdr" = elf_uapi::elf32_note { n_namesz, n_descsz, n_type }

    /// The head of a note of a 64-bit file (linux/elf.h). Name and contents follow, each up to a multiple of four bytes.
    Elf64_Nhdr: "Elf64_Nhdr" = elf_uapi::elf64_note { n_namesz, n_descsz, n_type }
}

const _: () = assert!(size_of::<Elf32_Ehdr>() == 52 && size_of::<Elf64_Ehdr>() == 64);
