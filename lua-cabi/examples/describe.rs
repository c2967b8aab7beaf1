//! Prints all that the module offers as JSON: functions, methods, types and constants.
//!
//! ```text
//! cargo run -q -p lua-cabi --example describe -- linux
//! ```
//!
//! The manual and the annotations of editors are made of it, and values are compared with those of other machines by it.

use std::process::ExitCode;

use lua_cabi::describe::{self, Accepts, Described, Info, Member, Module, Parameter, Prose};
use serde_json::{Map, Value, json};
use syscall_consts::Group;
use syscall_types::{Field, Kind};

// The tables name the functions that Lua calls, and those name Lua's own, which are in no library here.
std::arch::global_asm!(include_str!(concat!(env!("OUT_DIR"), "/absent.s")));

fn main() -> ExitCode {
    let wanted = std::env::args().nth(1).unwrap_or_default();
    match describe::systems().find(|module| module.name() == wanted) {
        Some(module) => {
            println!("{:#}", description(module));
            ExitCode::SUCCESS
        }
        None => {
            let names: Vec<_> = describe::systems().map(Module::name).collect();
            eprintln!(
                "usage: describe SYSTEM, where SYSTEM is one of: {}",
                names.join(", ")
            );
            ExitCode::from(2)
        }
    }
}

fn description(module: Module) -> Value {
    json!({
        "functions": named(module.functions().map(|info| (info.name(), function(info)))),
        "types": named(module.types().map(|ty| (ty.name(), described(module, ty)))),
        "arrays": named(module.arrays().map(|(name, element, count)| {
            (name, json!({ "element": element, "count": count }))
        })),
        "constants": named(module.groups().map(|group| (group.name, constants(&group)))),
    })
}

/// An object whose members stand in their order by name.
fn named<'a>(members: impl Iterator<Item = (&'a str, Value)>) -> Value {
    Value::Object(
        members
            .map(|(name, value)| (name.to_owned(), value))
            .collect::<Map<_, _>>(),
    )
}

fn function(info: Info) -> Value {
    json!({
        "doc": info.doc().to_string().lines().map(str::trim).collect::<Vec<_>>().join(" "),
        "parameters": info.parameters().map(|one| parameter(&one)).collect::<Vec<_>>(),
        "results": info.results().map(text).collect::<Vec<_>>(),
    })
}

fn parameter(parameter: &Parameter) -> Value {
    let mut value = accepts(parameter.accepts);
    value["name"] = parameter.name.into();
    value["optional"] = parameter.is_optional().into();
    value["default"] = match parameter.default {
        Some(text) => default(&text.to_string()),
        None => parameter.accepts.absent.map(text).into(),
    };
    value
}

/// What a row writes after `=`, as Lua: a number, or the name of a constant; nothing set is 0.
fn default(text: &str) -> Value {
    match text.split_once("::") {
        Some((_, "empty()")) => "0".into(),
        Some((_, name)) => format!("{:?}", name.to_lowercase()).into(),
        None => text.into(),
    }
}

fn accepts(accepts: Accepts) -> Value {
    json!({
        "expected": text(accepts.expected),
        "type": text(accepts.lua),
        "constants": accepts.group.map(text),
        "constructed": accepts.constructed,
    })
}

fn text(prose: Prose) -> String {
    prose.to_string()
}

fn described(module: Module, ty: Described) -> Value {
    let fields = ty
        .structure()
        .into_iter()
        .flat_map(|structure| structure.members());
    json!({
        "doc": ty.doc(),
        "size": ty.size(),
        "constructor": ty.forms(),
        "fields": fields.map(field).collect::<Vec<_>>(),
        "members": named(ty.members().map(|member| (member.name, self::member(&member)))),
        "booleans": ty.booleans(),
        "methods": named(module.methods(ty).map(|(name, info)| (name, method(info)))),
        "container": ty.container(),
    })
}

fn member(member: &Member) -> Value {
    json!({
        "doc": member.doc,
        "field": member.field.map(|field| field.0),
        "read": member.field.map(|field| kind(&field.1.kind)).or(member.read.map(Into::into)),
        "nil": member.may_be_nil,
        "write": member.write.map(accepts),
    })
}

/// A method: the function, whose first parameter is the object.
fn method(info: Info) -> Value {
    let mut value = function(info);
    value["function"] = info.name().into();
    value
}

fn field((name, field): (&str, &Field)) -> Value {
    json!({ "name": name, "offset": field.offset(), "size": field.kind.size(), "type": kind(&field.kind) })
}

/// A field's type, as C has it.
fn kind(kind: &Kind) -> String {
    match *kind {
        Kind::Int { size, signed } => format!("{}int{}", if signed { "" } else { "u" }, 8 * size),
        Kind::Char => "char".into(),
        Kind::Pointer => "pointer".into(),
        Kind::Struct(inner) => inner.name().into(),
        Kind::Array(element, count) => format!("{}[{count}]", self::kind(element)),
        Kind::Bits { size, bits } => format!("uint{}:{}", 8 * size, bits.width),
        _ => "unknown".into(),
    }
}

fn constants(group: &Group) -> Value {
    let value = |value: i64| match group.repr.signed || value >= 0 {
        true => json!(value),
        // An unsigned 64-bit value stands as its bits.
        false => json!(value as u64),
    };
    json!({
        "kind": format!("{:?}", group.kind).to_lowercase(),
        "size": group.repr.size,
        "signed": group.repr.signed,
        "values": named(group.iter().map(|(name, number)| (name, value(number)))),
    })
}
