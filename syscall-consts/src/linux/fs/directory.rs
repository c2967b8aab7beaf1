//! Records of directories (getdents(2)).

use linux_raw_sys::general;

use crate::declare::groups;

groups! {
    /// File types in directory entries (linux/fs_types.h).
    values DT: u8 as Str {
        UNKNOWN = general::DT_UNKNOWN,
        FIFO = general::DT_FIFO,
        CHR = general::DT_CHR,
        DIR = general::DT_DIR,
        BLK = general::DT_BLK,
        REG = general::DT_REG,
        LNK = general::DT_LNK,
        SOCK = general::DT_SOCK,
        WHT = DT_WHT: 14,
    }
}
