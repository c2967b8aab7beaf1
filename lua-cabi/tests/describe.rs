//! The description of the module is complete: whatever a manual or an editor needs is there, in words that they know.

use std::collections::BTreeSet;

use lua_cabi::describe::{self, Accepts, Info, Module};

// The tables name the functions that Lua calls, and those name Lua's own, which are in no library here.
std::arch::global_asm!(include_str!(concat!(env!("OUT_DIR"), "/absent.s")));

/// Types of annotations that are no objects of the module.
const PLAIN: [&str; 10] = [
    "any", "boolean", "integer", "nil", "number", "string", "table", "true", "never", "function",
];

fn module() -> Module {
    describe::systems().next().expect("a system")
}

fn rows() -> impl Iterator<Item = (String, Info)> {
    let methods = module().types().flat_map(|ty| {
        module()
            .methods(ty)
            .map(move |(name, info)| (format!("{}:{name}", ty.name()), info))
    });
    module()
        .functions()
        .map(|info| (info.name().to_owned(), info))
        .chain(methods)
}

fn types() -> BTreeSet<&'static str> {
    module()
        .types()
        .flat_map(|ty| [Some(ty.name()), ty.container()])
        .flatten()
        .chain(module().arrays().map(|array| array.0))
        .chain(PLAIN)
        .collect()
}

/// Panics for a type that nobody knows; `fun(): a?, b` is taken apart.
fn check(known: &BTreeSet<&str>, union: &str, whose: &str) {
    let union = union.strip_prefix("fun(): ").unwrap_or(union);
    for word in union.split(['|', ',']) {
        let word = word.trim().trim_end_matches('?');
        assert!(
            known.contains(word),
            "{whose}: no type {word:?} in {union:?}"
        );
    }
}

fn check_accepts(known: &BTreeSet<&str>, accepts: Accepts, whose: &str) {
    check(known, &accepts.lua.to_string(), whose);
    if let Some(group) = accepts.group {
        let group = group.to_string();
        let there = module().groups().any(|one| one.name == group);
        assert!(there, "{whose}: no group {group}");
    }
}

#[test]
fn types_of_parameters_and_results() {
    let known = types();
    for (name, info) in rows() {
        for parameter in info.parameters() {
            check_accepts(
                &known,
                parameter.accepts,
                &format!("{name}, {}", parameter.name),
            );
        }
        assert!(
            info.results().next().is_some(),
            "{name}: no result, not even never"
        );
        for result in info.results() {
            check(&known, &result.to_string(), &name);
        }
    }
}

#[test]
fn defaults_are_lua() {
    for (name, info) in rows() {
        for parameter in info.parameters() {
            let Some(default) = parameter.default else {
                continue;
            };
            let default = default.to_string();
            let number = default.parse::<f64>().is_ok();
            let constant = default.split_once("::").is_some_and(|(group, name)| {
                let group = module().groups().find(|one| one.name == group);
                group.is_some_and(|group| name == "empty()" || group.get(name).is_some())
            });
            assert!(number || constant, "{name}, {}: {default}", parameter.name);
        }
    }
}

/// Each form of a constructor is a list of parameters of known types: `"sec: integer, nsec: integer?"`.
#[test]
fn constructor_forms() {
    let known = types();
    for ty in module().types() {
        for parameter in ty.forms().iter().flat_map(|form| form.split(", ")) {
            let whose = format!("t.{}({parameter})", ty.name());
            let Some((name, kind)) = parameter.split_once(": ") else {
                panic!("{whose}: no type");
            };
            assert!(!name.is_empty(), "{whose}: no name");
            check(&known, kind, &whose);
        }
    }
}

#[test]
fn sentences() {
    for (name, info) in rows() {
        let doc = info.doc().to_string();
        assert!(doc.ends_with(['.', ')']), "{name}: {doc:?}");
    }
    for ty in module().types() {
        assert!(!ty.doc().is_empty(), "{}", ty.name());
        for member in ty.members() {
            assert!(
                member.doc.ends_with('.'),
                "{}.{}: {:?}",
                ty.name(),
                member.name,
                member.doc
            );
        }
    }
}

#[test]
fn members() {
    let known = types();
    for ty in module().types() {
        for member in ty.members() {
            let whose = format!("{}.{}", ty.name(), member.name);
            assert!(
                member.field.is_some() || member.read.is_some() || member.write.is_some(),
                "{whose} can be neither read nor written"
            );
            if let Some(read) = member.read {
                check(&known, read, &whose);
            }
            if let Some(write) = member.write {
                check_accepts(&known, write, &whose);
            }
        }
    }
}

/// A row says what its call takes and gives, by kinds that all rows share. One with a body that pushes its results by itself says
/// it a second time, and nothing checks that it says so truly; where that is the rule, a kind is missing.
#[test]
fn most_rows_are_typed() {
    let total = module().rows().count();
    let free: Vec<_> = module()
        .rows()
        .filter(|info| !info.is_typed())
        .map(|info| info.name())
        .collect();
    println!("{} of {total} rows are free: {free:?}", free.len());
    assert!(
        free.len() * 100 < total * 15,
        "{} of {total} rows have bodies that convert and push by themselves: {free:?}",
        free.len()
    );
}
