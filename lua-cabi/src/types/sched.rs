//! Scheduling: priorities and sets of processors. sched(7)

use crate::abi::Type as LuaType;
use crate::call::Outcome;
use crate::context::Cx;
use crate::convert::FromLua;
use crate::convert::object::{Changed, Init};
use crate::convert::result::{Argument, Checked};
use crate::convert::row::calls;
use crate::object::number::Cpu;
use crate::object::place::{Instance, Place};
use crate::object::{Arguments, Constructor, Elements, Rare, Type, objects};
use crate::raise::{Raise, Step};
use syscall_types::Plain;
use syscall_types::native::{cpu_set, sched_param};

objects! { Linux: sched_param cpu_set }

calls! { METHODS:
    /// Adds processors: a number or a table of numbers; the set itself. CPU_SET(3)
    set(mask: Changed<cpu_set>, cpus: Init<cpu_set>) -> Argument<1>;
    /// Removes processors: a number or a table of numbers; the set itself. CPU_SET(3)
    clear(mask: Changed<cpu_set>, cpus: Init<cpu_set>) -> Argument<1>;
    /// Whether a processor is in the set. CPU_SET(3)
    get(mask: Changed<cpu_set>, cpu: Cpu) -> bool;
    /// Removes all processors; the set itself. CPU_SET(3)
    zero(mask: Changed<cpu_set>) -> Argument<1>;
}

/// Makes processors members, or not.
fn change(set: Place, cpus: &cpu_set, member: bool) -> Checked<()> {
    let mut value = set.read::<cpu_set>()?;
    for cpu in cpus.iter() {
        value.set(cpu, member);
    }
    set.write(value)?;
    Ok(Ok(()))
}

fn set(set: Place, cpus: cpu_set) -> Checked<()> {
    change(set, &cpus, true)
}

fn clear(set: Place, cpus: cpu_set) -> Checked<()> {
    change(set, &cpus, false)
}

fn get(set: Place, cpu: usize) -> Checked<bool> {
    Ok(Ok(set.read::<cpu_set>()?.contains(cpu)))
}

fn zero(set: Place) -> Checked<()> {
    set.clear()?;
    Ok(Ok(()))
}

/// `t.cpu_set{2, 5}`, one number, or the kernel's list form `"0-3,8"`.
fn construct(cx: &mut Cx, arguments: Arguments, place: Place) -> Result<(), Raise> {
    let first = arguments.first;
    let mut cpus = cpu_set::zeroed();
    match cx.type_of(first) {
        _ if arguments.len() == 0 || cx.is_nil(first) => {}
        LuaType::Table => {
            for i in 1..=cx.raw_len(first) {
                cx.raw_get_integer(first, i);
                let value = cx.top();
                let cpu = Cpu::from_lua(cx, value)
                    .map_err(|raise| raise.within(cx, value, Step::Index(i as i64)))?;
                cpus.set(cpu, true);
                cx.pop(1);
            }
        }
        LuaType::Number => {
            cpus.set(Cpu::from_lua(cx, first)?, true);
        }
        _ => {
            let text = cx
                .to_bytes(first)
                .ok_or(Raise::expected("table of processor numbers, or list"))?;
            cpus = cpu_set::parse(text).ok_or_else(|| {
                Raise::about(cx, "'", text, "' is no list of processors, like 0-3,8")
            })?;
        }
    }
    place.write(cpus)
}

/// `{2,5}`.
fn text(cx: &mut Cx, this: Instance) -> Outcome {
    let cpus = this.read::<cpu_set>(cx)?;
    cx.push_bytes(b"{");
    let mut comma = "";
    for cpu in cpus.iter() {
        cx.push_bytes(comma.as_bytes());
        cx.push_integer(cpu as i64);
        cx.concat(3);
        comma = ",";
    }
    cx.push_bytes(b"}");
    cx.concat(2);
    Ok(1)
}

/// The types of this file.
pub const TYPES: &[Type] = &[
    Type {
        positional: true,
        ..Type::of::<sched_param>("A real-time priority, `sched_priority`. sched(7)")
    },
    Type {
        rare: &Rare {
            construct: Some(Constructor {
                forms: &["cpus: table", "cpu: integer", "list: string"],
                construct,
            }),
            methods: &[METHODS],
            elements: Some(&Elements {
                least: 0,
                most: cpu_set::LEN as i32 - 1,
                names: None,
                get: |place, cpu| Ok(place.read::<cpu_set>()?.contains(cpu)),
                set: |place, cpu, member| {
                    let mut cpus = place.read::<cpu_set>()?;
                    cpus.set(cpu, member);
                    place.write(cpus)
                },
            }),
            equal: Some(|a, b| a.equal::<cpu_set>(b)),
            text: Some(text),
            ..Rare::NONE
        },
        ..Type::of::<cpu_set>(
            "A set of processors 0 to 1023: `set[n]` is whether n is a member. CPU_SET(3)",
        )
    },
];
