//! Terminals: modes with their speeds, and sizes. termios(3), ioctl_tty(2)

use crate::context::Cx;
use crate::convert::FromLua;
use crate::convert::flags::Flags;
use crate::convert::object::Changed;
use crate::convert::result::Checked;
use crate::convert::row::calls;
use crate::object::access::{Accessor, field, get};
use crate::object::number::{ControlCharacter, integer};
use crate::object::place::Place;
use crate::object::{Object, Rare, Type, objects, shown};
use crate::raise::Raise;
use core::ffi::c_int;
use core::marker::PhantomData;
use syscall_consts::native::{CC, CFLAG, IFLAG, LFLAG, OFLAG};
use syscall_types::Reflect;
use syscall_types::native::{TerminalModes, termios, termios2, winsize};

objects! { Linux: termios termios2 winsize }
shown! { termios }

/// The modes of a terminal, and where they have the control characters.
trait Modes: TerminalModes + Object + Reflect {
    fn characters(&mut self) -> &mut [u8];
}

impl Modes for termios {
    fn characters(&mut self) -> &mut [u8] {
        &mut self.c_cc
    }
}

impl Modes for termios2 {
    fn characters(&mut self) -> &mut [u8] {
        &mut self.c_cc
    }
}

fn make_raw<T: Modes>(this: Place) -> Checked<()> {
    let mut modes = this.read::<T>()?;
    modes.make_raw();
    this.write(modes)?;
    Ok(Ok(()))
}

/// The methods of `termios`.
mod one {
    use super::*;

    calls! { METHODS:
        /// Sets the raw mode: bytes come one by one, as they are, without echo, signals or parity. cfmakeraw(3)
        makeraw(modes: Changed<termios>) -> ();
    }

    fn makeraw(this: Place) -> Checked<()> {
        make_raw::<termios>(this)
    }
}

/// The methods of `termios2`.
mod two {
    use super::*;

    calls! { METHODS:
        /// Sets the raw mode: bytes come one by one, as they are, without echo, signals or parity. cfmakeraw(3)
        makeraw(modes: Changed<termios2>) -> ();
    }

    fn makeraw(this: Place) -> Checked<()> {
        make_raw::<termios2>(this)
    }
}

/// A speed in baud that modes can hold: a number, or its digits.
struct Speed<T>(PhantomData<T>);

impl<T: Modes> FromLua for Speed<T> {
    type Value<'a> = u32;
    const EXPECTED: &'static str = "speed in baud";
    const LUA: &'static str = "integer|string";

    fn from_lua(cx: &mut Cx, index: c_int) -> Result<u32, Raise> {
        let digits = cx.to_bytes(index).map(core::str::from_utf8);
        let speed = match digits {
            Some(text) => text.ok().and_then(|text| text.trim().parse().ok()),
            None => integer(cx, index).and_then(|speed| u32::try_from(speed).ok()),
        };
        let speed = speed.ok_or(Raise::expected(<Self as FromLua>::EXPECTED))?;
        match T::zeroed().set_speed(speed) {
            true => Ok(speed),
            false => Err(Raise::invalid(
                "no speed of c.B; termios2 can hold any other",
            )),
        }
    }
}

const fn speed<T: Modes>(name: &'static str, doc: &'static str) -> Accessor {
    get(name, doc, |modes: &T| modes.speed()).set::<T, Speed<T>>(|modes, speed| {
        modes.set_speed(speed);
    })
}

/// A control character by its place.
const fn character<T: Modes, const PLACE: usize>(
    name: &'static str,
    doc: &'static str,
) -> Accessor {
    get(name, doc, |modes: &T| {
        let mut modes = *modes;
        modes.characters().get(PLACE).copied()
    })
    .set::<T, ControlCharacter>(|modes, value| {
        if let Some(place) = modes.characters().get_mut(PLACE) {
            *place = value;
        }
    })
}

/// The members of modes.
struct Members<T>(PhantomData<T>);

impl<T: Modes> Members<T> {
    const ALL: &'static [Accessor] = &[
        field("iflag", "How input is treated.").named::<Flags<IFLAG>>(),
        field("oflag", "How output is treated.").named::<Flags<OFLAG>>(),
        field("cflag", "How the line works; its bits hold the speed too.").named::<Flags<CFLAG>>(),
        field("lflag", "Echo, lines and signals.").named::<Flags<LFLAG>>(),
        speed::<T>(
            "speed",
            "The speed in baud; assigned, that of both directions.",
        ),
        speed::<T>("ispeed", "As `speed`."),
        speed::<T>("ospeed", "As `speed`."),
        character::<T, { CC::VDISCARD.0 as usize }>("VDISCARD", "Not used by Linux."),
        character::<T, { CC::VEOF.0 as usize }>("VEOF", "Ends the input."),
        character::<T, { CC::VEOL.0 as usize }>("VEOL", "Ends a line, beside the newline."),
        character::<T, { CC::VEOL2.0 as usize }>("VEOL2", "Ends a line, beside `VEOL`."),
        character::<T, { CC::VERASE.0 as usize }>("VERASE", "Erases a character."),
        character::<T, { CC::VINTR.0 as usize }>("VINTR", "Sends the signal \"int\"."),
        character::<T, { CC::VKILL.0 as usize }>("VKILL", "Erases the line."),
        character::<T, { CC::VLNEXT.0 as usize }>("VLNEXT", "Takes the next character as it is."),
        character::<T, { CC::VMIN.0 as usize }>(
            "VMIN",
            "How many bytes a read without lines waits for.",
        ),
        character::<T, { CC::VQUIT.0 as usize }>("VQUIT", "Sends the signal \"quit\"."),
        character::<T, { CC::VREPRINT.0 as usize }>("VREPRINT", "Shows the line again."),
        character::<T, { CC::VSTART.0 as usize }>("VSTART", "Goes on with the output."),
        character::<T, { CC::VSTOP.0 as usize }>("VSTOP", "Stops the output."),
        character::<T, { CC::VSUSP.0 as usize }>("VSUSP", "Sends the signal \"tstp\"."),
        character::<T, { CC::VSWTC.0 as usize }>("VSWTC", "Not used by Linux."),
        character::<T, { CC::VTIME.0 as usize }>(
            "VTIME",
            "How long a read without lines waits, in tenths of a second.",
        ),
        character::<T, { CC::VWERASE.0 as usize }>("VWERASE", "Erases a word."),
    ];

    const fn of(doc: &'static str) -> Type {
        Type {
            prefix: "c_",
            accessors: Self::ALL,
            ..Type::of::<T>(doc)
        }
    }
}

/// The types of this file.
pub const TYPES: &[Type] = &[
    Type {
        rare: &Rare {
            methods: &[one::METHODS],
            ..Rare::NONE
        },
        ..Members::<termios>::of(
            "A terminal's modes: flags by name, the speed, and control characters (`modes.VMIN`). termios(3)",
        )
    },
    Type {
        rare: &Rare {
            methods: &[two::METHODS],
            ..Rare::NONE
        },
        ..Members::<termios2>::of(
            "A terminal's modes with any speed, for the requests \"TCGETS2\" and \"TCSETS2\". ioctl_tty(2)",
        )
    },
    Type {
        prefix: "ws_",
        accessors: &[
            field("row", "Lines of characters."),
            field("col", "Characters in a line."),
            field("xpixel", "Width in pixels; Linux does not use it."),
            field("ypixel", "Height in pixels; Linux does not use it."),
        ],
        ..Type::of::<winsize>("A terminal's size, in characters and pixels. ioctl_tty(2)")
    },
];
