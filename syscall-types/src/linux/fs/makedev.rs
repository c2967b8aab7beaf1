//! Device numbers (makedev(3)): twelve bits of major and twenty of minor number in the kernel (`new_encode_dev` in
//! its linux/kdev_t.h), which the C library extends to 32 bits of each. The low byte of the minor number comes first.

use crate::declare::structs;

structs! {
    /// A device number. The kernel has no such structure.
    #[derive(PartialEq, Eq)]
    struct device: "" {
        /// The number, as in `st_rdev`.
        dev: u64,
    }
}

impl device {
    /// The number of a device.
    pub const fn new(major: u32, minor: u32) -> Self {
        let (major, minor) = (major as u64, minor as u64);
        device {
            dev: (minor & 0xff)
                | (major & 0xfff) << 8
                | (minor & !0xff) << 12
                | (major & !0xfff) << 32,
        }
    }

    /// The major number, which names the driver.
    pub const fn major(self) -> u32 {
        ((self.dev >> 8) & 0xfff | (self.dev >> 32) & !0xfff) as u32
    }

    /// The minor number, which names the driver's device.
    pub const fn minor(self) -> u32 {
        (self.dev & 0xff | (self.dev >> 12) & !0xff) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_bits_are_kept() {
        for major in [0, 1, 8, 0xfff, 0x1000, u32::MAX] {
            for minor in [0, 3, 0xff, 0x100, 0xf_ffff, 0x10_0000, u32::MAX] {
                let device = device::new(major, minor);
                assert_eq!((device.major(), device.minor()), (major, minor));
            }
        }
    }

    #[test]
    fn the_kernel_s_form() {
        assert_eq!(device::new(1, 3).dev, 0x103); // /dev/null
        assert_eq!(device::new(8, 0x123).dev, 0x10_0823);
        assert_eq!(device::new(0xfff, 0xf_ffff).dev, 0xffff_ffff);
    }
}
