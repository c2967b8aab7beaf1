//! Geometry of disks (hd(4); linux/hdreg.h).

use core::ffi::c_ulong;

use crate::declare::structs;

structs! {
    /// A disk's geometry (linux/hdreg.h).
    struct hd_geometry: "struct hd_geometry" {
        /// Heads.
        heads: u8,
        /// Sectors of a track.
        sectors: u8,
        /// Cylinders.
        cylinders: u16,
        /// The partition's start in sectors.
        start: c_ulong,
    }
}
