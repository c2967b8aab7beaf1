//! Programs for bpf(2), and classic ones, which are filters of sockets and of seccomp(2). linux/bpf.h, linux/filter.h

use crate::abi::Type as LuaType;
use crate::context::Cx;
use crate::convert::FromLua;
use crate::convert::flags::Flags;
use crate::convert::pieces;
use crate::object::access::field;
use crate::object::number::Instructions;
use crate::object::place::{Instance, Place, absent, place, structure};
use crate::object::{
    Arguments, Constructor, Meta, Object, Rare, Shape, Type, make, objects, value,
};
use crate::raise::{Raise, Step};
use core::ffi::c_int;
use core::mem::offset_of;
use core::slice;
use syscall_consts::native::BPF;
use syscall_types::Kind;
use syscall_types::native::{bpf_attr, bpf_insn, sock_filter, sock_fprog};

objects! { Linux: bpf_attr bpf_insn sock_filter sock_fprog }

/// Fills an instruction from its members in an order of their own, or from a table, which has them in C's order or by name.
fn construct(
    cx: &mut Cx,
    arguments: Arguments,
    place: Place,
    id: usize,
    names: &[&str],
) -> Result<(), Raise> {
    let first = arguments.first;
    if arguments.len() > 0 && cx.type_of(first) == LuaType::Table {
        return make::assign_table(cx, id, place, first);
    }
    make::assign_values(cx, arguments, place, id, names)
}

/// `t.sock_fprog1{{n, filters}}`, `t.sock_fprog(n, filters)`: pushes the program, an array of one, which keeps the instructions
/// alive. May raise (memory).
fn push_program(cx: &mut Cx, arguments: Arguments) -> Result<(), Raise> {
    const META: Meta = Meta::new(sock_fprog::ID, Shape::Array);
    let (mut count, mut filters) = (arguments.first, arguments.first + 1);
    let empty = cx.is_nil(count) && cx.is_nil(filters);
    if !empty && cx.type_of(count) == LuaType::Table {
        let mut table = count;
        cx.raw_get_integer(table, 1);
        if cx.type_of(-1) == LuaType::Table {
            table = cx.top();
        }
        for (i, name) in ["len", "filter"].into_iter().enumerate() {
            cx.raw_get_field(table, name);
            if cx.is_nil(-1) {
                cx.pop(1);
                cx.raw_get_integer(table, i + 1);
            }
        }
        (count, filters) = (cx.top() - 1, cx.top());
    }
    if empty {
        make::push_array(cx, sock_fprog::ID, 1)?;
        return Ok(());
    }
    if cx.type_of(filters) == LuaType::Table {
        let len = cx.raw_len(filters);
        let whole = make::push_array(cx, sock_filter::ID, len)?;
        let kind = Type::of::<sock_filter>("").layout;
        value::store_array(cx, whole, &kind, len, filters)
            .map_err(|raise| raise.within(cx, filters, Step::Name(b"filter")))?;
        filters = cx.top();
    }
    let all = instructions(cx, filters).map(<[_]>::len);
    let all = all.map_err(|raise| raise.within(cx, filters, Step::Name(b"filter")))?;
    let len = if cx.is_nil(count) {
        all
    } else {
        Instructions::from_lua(cx, count)
            .map_err(|raise| raise.within(cx, count, Step::Name(b"len")))?
            .into()
    };
    if len > all {
        return Err(Raise::invalid(
            "there are fewer instructions than the program is to have",
        ));
    }
    let block = cx
        .push_userdata(size_of::<sock_fprog>(), true)
        .cast::<sock_fprog>();
    let filter = instructions(cx, filters)?.as_ptr().cast_mut();
    // SAFETY: a fresh block of that size, which Lua aligns for any C type.
    unsafe {
        block.write(sock_fprog {
            len: len as u16,
            filter,
        })
    };
    make::dress(cx, META);
    cx.push_value(filters);
    cx.set_kept(-2);
    let program = cx.top();
    pieces::associate(cx, program, filters);
    Ok(())
}

/// The instructions in the `t.sock_filters` at a stack slot.
fn instructions<'m>(cx: &'m Cx<'_>, index: c_int) -> Result<&'m [sock_filter], Raise> {
    const EXPECTED: &str = "sock_filters";
    let found = place(cx, index).filter(|found| found.1.id() == sock_filter::ID);
    let (place, _) = found.ok_or_else(|| absent(cx, index, EXPECTED))?;
    if !place.start().cast::<sock_filter>().is_aligned() || place.is_guarded() {
        return Err(Raise::invalid(
            "the array is not aligned in its memory, or in that of a file",
        ));
    }
    // SAFETY: so many initialized, aligned elements, as long as the borrow.
    Ok(unsafe {
        slice::from_raw_parts(place.start().cast(), place.len() / size_of::<sock_filter>())
    })
}

/// The instructions of the classic program at a stack slot: of a `t.sock_fprog1`, or all of a `t.sock_filters`. Neither length nor
/// address that stand in the object are believed. Allocates nothing.
pub fn program<'m>(cx: &'m Cx<'_>, index: c_int) -> Result<&'m [sock_filter], Raise> {
    let Some(program) = structure::<sock_fprog>(cx, index) else {
        return instructions(cx, index).map_err(|_| Raise::expected("sock_fprog1 or sock_filters"));
    };
    let len = usize::from(program.read::<sock_fprog>()?.len);
    if !pieces::push_associated(cx, index) {
        return match len {
            0 => Ok(&[]),
            _ => Err(Raise::invalid(
                "a part of a program stands for nothing; give the whole",
            )),
        };
    }
    let all = instructions(cx, cx.top());
    cx.pop(1);
    all?.get(..len).ok_or(Raise::invalid(
        "there are fewer instructions than the program says",
    ))
}

/// `program.filter`: its instructions, as far as its length goes; of a part of a program the address, to be compared.
fn filter(cx: &mut Cx, this: Instance, name: &[u8]) -> Result<Option<c_int>, Raise> {
    const KIND: Kind = Kind::Pointer;
    if name != b"filter" {
        return Ok(None);
    }
    let program = this.read::<sock_fprog>(cx)?;
    if !pieces::push_associated(cx, this.index) {
        let place = this.place(cx)?;
        let pointer = place.part(offset_of!(sock_fprog, filter), KIND.size());
        let pointer = pointer.ok_or(Raise::invalid("the object is empty"))?;
        return value::look(cx, pointer, &KIND)?
            .push(cx, this.index)
            .map(Some);
    }
    let owner = cx.top();
    let found = place(cx, owner)
        .ok_or_else(|| absent(cx, owner, "sock_filters"))?
        .0;
    let len = usize::from(program.len) * size_of::<sock_filter>();
    let part = found.part(0, len).unwrap_or(found).span();
    make::push_view(
        cx,
        owner,
        Meta::new(sock_filter::ID, Shape::ArrayView),
        part,
    );
    Ok(Some(1))
}

/// The types of this file.
pub const TYPES: &[Type] = &[
    Type {
        accessors: &[field("code", "The operation.").named::<Flags<BPF>>()],
        rare: &Rare {
            construct: Some(Constructor {
                forms: &[
                    "code: string|integer, dst_reg: integer?, src_reg: integer?, off: integer?, imm: integer?",
                    "members: table",
                ],
                construct: |cx, arguments, place| {
                    let names = &["code", "dst_reg", "src_reg", "off", "imm"];
                    construct(cx, arguments, place, bpf_insn::ID, names)
                },
            }),
            ..Rare::NONE
        },
        ..Type::plain::<bpf_insn>("An instruction of an eBPF program. linux/bpf.h")
    },
    Type::of::<bpf_attr>("The arguments of a command of bpf, of which each has its own. bpf(2)"),
    Type {
        accessors: &[field("code", "The operation.").named::<Flags<BPF>>()],
        rare: &Rare {
            construct: Some(Constructor {
                forms: &[
                    "code: string|integer, k: integer?, jt: integer?, jf: integer?",
                    "members: table",
                ],
                construct: |cx, arguments, place| {
                    construct(
                        cx,
                        arguments,
                        place,
                        sock_filter::ID,
                        &["code", "k", "jt", "jf"],
                    )
                },
            }),
            ..Rare::NONE
        },
        ..Type::plain::<sock_filter>("An instruction of a classic program. linux/filter.h")
    },
    Type {
        rare: &Rare {
            construct: Some(Constructor {
                forms: &["len: integer, filter: sock_filters", "members: table"],
                construct: |_, _, _| Err(Raise::invalid("a program is no part of another object")),
            }),
            make: Some(push_program),
            names: &[(
                "filter",
                "The instructions, a `t.sock_filters`; where they are, of a part of a program.",
            )],
            missing: Some(filter),
            ..Rare::NONE
        },
        ..Type::of::<sock_fprog>(
            "A classic program: the number of its instructions, and where they are. linux/filter.h",
        )
    },
];
