//! Input devices and force feedback (linux/input.h).

use crate::declare::structs;
use crate::linux::{timespec, timeval};

structs! {
    /// What an input device reports (linux/input.h).
    struct input_event: "struct input_event" {
        /// When; [`input_event::timestamp`] reads it right beyond 2038 where words have 32 bits.
        time: timeval,
        /// What sort of event (`EV_*`).
        r#type: u16,
        /// Which key, axis or switch.
        code: u16,
        /// Its new state or movement.
        value: i32,
    }

    /// A device's identity (linux/input.h).
    #[derive(PartialEq, Eq)]
    struct input_id: "struct input_id" {
        /// The bus (`BUS_*`).
        bustype: u16,
        /// The vendor.
        vendor: u16,
        /// The product.
        product: u16,
        /// The version.
        version: u16,
    }

    /// An absolute axis (linux/input.h).
    struct input_absinfo: "struct input_absinfo" {
        /// The last value reported.
        value: i32,
        /// The least value.
        minimum: i32,
        /// The greatest value.
        maximum: i32,
        /// Changes up to this are noise.
        fuzz: i32,
        /// Values up to this count as zero.
        flat: i32,
        /// Units per millimetre or per radian.
        resolution: i32,
    }

    /// A key's scan code and its key code (linux/input.h).
    struct input_keymap_entry: "struct input_keymap_entry" {
        /// `INPUT_KEYMAP_BY_INDEX` or nothing.
        flags: u8,
        /// Bytes of the scan code.
        len: u8,
        /// The index in the map.
        index: u16,
        /// The key code.
        keycode: u32,
        /// The scan code in machine byte order.
        scancode: [u8; 32],
    }

    /// How long an effect plays (linux/input.h).
    struct ff_replay: "struct ff_replay" {
        /// Milliseconds of the effect.
        length: u16,
        /// Milliseconds before it.
        delay: u16,
    }

    /// What starts an effect (linux/input.h).
    struct ff_trigger: "struct ff_trigger" {
        /// The button.
        button: u16,
        /// Milliseconds before it can start again.
        interval: u16,
    }

    /// How an effect begins and ends (linux/input.h).
    struct ff_envelope: "struct ff_envelope" {
        /// Milliseconds of the beginning.
        attack_length: u16,
        /// The level at the beginning.
        attack_level: u16,
        /// Milliseconds of the end.
        fade_length: u16,
        /// The level at the end.
        fade_level: u16,
    }

    /// A force of one strength (linux/input.h).
    struct ff_constant_effect: "struct ff_constant_effect" {
        /// The strength.
        level: i16,
        /// Beginning and end.
        envelope: ff_envelope,
    }

    /// A force that changes evenly (linux/input.h).
    struct ff_ramp_effect: "struct ff_ramp_effect" {
        /// The strength at the start.
        start_level: i16,
        /// The strength at the end.
        end_level: i16,
        /// Beginning and end.
        envelope: ff_envelope,
    }

    /// A spring or friction (linux/input.h).
    struct ff_condition_effect: "struct ff_condition_effect" {
        /// The greatest force to the right.
        right_saturation: u16,
        /// The greatest force to the left.
        left_saturation: u16,
        /// How fast the force grows to the right.
        right_coeff: i16,
        /// How fast the force grows to the left.
        left_coeff: i16,
        /// The size of the zone without force.
        deadband: u16,
        /// The centre of that zone.
        center: i16,
    }

    /// A wave (linux/input.h).
    struct ff_periodic_effect: "struct ff_periodic_effect" {
        /// Its form (`FF_SQUARE` and others).
        waveform: u16,
        /// Milliseconds of the period.
        period: u16,
        /// The peak.
        magnitude: i16,
        /// The mean.
        offset: i16,
        /// Milliseconds by which it is shifted.
        phase: u16,
        /// Beginning and end.
        envelope: ff_envelope,
        /// Samples of a wave of one's own.
        custom_len: u32,
        /// The samples.
        custom_data: *mut i16,
    }

    /// A rumble of two motors (linux/input.h).
    struct ff_rumble_effect: "struct ff_rumble_effect" {
        /// Strength of the heavy motor.
        strong_magnitude: u16,
        /// Strength of the light motor.
        weak_magnitude: u16,
    }

    /// The part of an effect that depends on its type (linux/input.h).
    union ff_effect_data: "__typeof__(((struct ff_effect *)0)->u)" {
        /// Of `FF_CONSTANT`.
        constant: ff_constant_effect,
        /// Of `FF_RAMP`.
        ramp: ff_ramp_effect,
        /// Of `FF_PERIODIC`.
        periodic: ff_periodic_effect,
        /// Of `FF_SPRING`, `FF_FRICTION` and others; one for each axis.
        condition: [ff_condition_effect; 2],
        /// Of `FF_RUMBLE`.
        rumble: ff_rumble_effect,
    }

    /// An effect of force feedback (linux/input.h).
    struct ff_effect: "struct ff_effect" {
        /// Its type (`FF_*`).
        r#type: u16,
        /// Its number in the device; -1 for a new one.
        id: i16,
        /// Its direction: 0 is down, 0x4000 left, 0x8000 up, 0xc000 right.
        direction: u16,
        /// What starts it.
        trigger: ff_trigger,
        /// How long it plays.
        replay: ff_replay,
        /// What it is.
        u: ff_effect_data,
    }
}

const _: () = assert!(size_of::<input_event>() == 2 * size_of::<usize>() + 8);
const _: () = assert!(size_of::<input_keymap_entry>() == 40);

impl input_event {
    /// When it was reported, by the clock that `EVIOCSCLOCKID` chose. Where words have 32 bits the seconds have no sign
    /// (`__sec` of linux/input.h), and count until 2106.
    #[allow(
        clippy::unnecessary_cast,
        reason = "the fields' types are the architecture's"
    )]
    pub fn timestamp(&self) -> timespec {
        let seconds = self.time.tv_sec;
        timespec {
            tv_sec: if cfg!(target_pointer_width = "32") {
                (seconds as u32).into()
            } else {
                seconds as i64
            },
            tv_nsec: (self.time.tv_usec as i64).wrapping_mul(1000),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linux::Time;
    use crate::reflect::Plain;

    #[test]
    fn times_beyond_2038() {
        let mut event = input_event::zeroed();
        event.time.tv_sec = 0xee00_0000u32 as _; // 2096
        event.time.tv_usec = 999_999;
        assert_eq!(event.timestamp().get(), (0xee00_0000, 999_999_000));
    }
}
