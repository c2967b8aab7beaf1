//! Input devices: what they send, and what their requests take. linux/input.h

use crate::object::Type;
use syscall_types::native::{
    ff_condition_effect, ff_constant_effect, ff_effect, ff_effect_data, ff_envelope,
    ff_periodic_effect, ff_ramp_effect, ff_replay, ff_rumble_effect, ff_trigger, input_absinfo,
    input_event, input_id, input_keymap_entry,
};

/// The types of this file.
pub const TYPES: &[Type] = &[
    Type::plain::<input_event>(
        "What an input device sends: a time, a type (`c.EV`), a code and a value. linux/input.h",
    ),
    Type::plain::<input_id>("Bus, vendor, product and version of an input device. linux/input.h"),
    Type::plain::<input_absinfo>("Value and range of an absolute axis. linux/input.h"),
    Type::plain::<input_keymap_entry>("A scan code and its key. linux/input.h"),
    Type::plain::<ff_replay>(
        "When an effect is played, and how long, in milliseconds. linux/input.h",
    ),
    Type::plain::<ff_trigger>("The button that plays an effect. linux/input.h"),
    Type::plain::<ff_envelope>("How an effect begins and ends. linux/input.h"),
    Type::plain::<ff_constant_effect>("A constant force. linux/input.h"),
    Type::plain::<ff_ramp_effect>("A force that changes. linux/input.h"),
    Type::plain::<ff_condition_effect>("A force by the position of an axis. linux/input.h"),
    Type::plain::<ff_periodic_effect>("A force that swings. linux/input.h"),
    Type::plain::<ff_rumble_effect>("How strongly motors run. linux/input.h"),
    Type::plain::<ff_effect_data>("What an effect of force feedback is by its type. linux/input.h"),
    Type::plain::<ff_effect>("An effect of force feedback. linux/input.h"),
];
