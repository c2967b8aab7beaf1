//! `S.help`: what there is, from the tables that the module itself runs on, and from the comments of what is written in Lua.

use crate::call::Info;
use crate::context::Cx;
use crate::convert::row::calls;
use crate::convert::{FromLua, Push};
use crate::object::operators::push_digits;
use crate::object::packed;
use crate::object::system::{Script, System};
use crate::object::{Listed, ctype};
use crate::prose::Prose;
use crate::raise::Raise;
use core::ffi::c_int;
use syscall_consts::Group;

calls! { CALLS:
    /// What something of this module is: a function or method ("open"), a type ("stat", "t.stat", "buffer"), the constants ("c", "c.O"), what is written in Lua ("util", "util.ls"). Arguments, results, members, source. Without a name, all functions.
    help(name: Topic) -> Topic;
}

/// What there is help for, by its name; its value is the help.
enum Topic {
    /// All functions.
    Functions(&'static System),
    /// One function or method.
    Call(Info),
    /// A type.
    Type(&'static Listed),
    /// An array type: its name, its element, how many there are.
    Array(&'static str, &'static Listed, Option<u32>),
    /// The constants.
    Groups(&'static System),
    /// One group of them, and what it is for.
    Group(Group, Prose),
    /// A member that is written in Lua.
    Script(&'static Script),
    /// What a chunk says something of, by its position among all such.
    Member(&'static Script, usize),
}

impl FromLua for Topic {
    type Value<'a> = Topic;
    const EXPECTED: &'static str = "string";
    const ABSENT: Option<&'static str> = Some("nil");

    fn from_lua<'a>(cx: &mut Cx<'a>, index: c_int) -> Result<Topic, Raise> {
        let system = System::of(cx);
        if cx.is_nil(index) {
            return Ok(Topic::Functions(system));
        }
        let name = cx.to_bytes(index).ok_or(Raise::expected(Self::EXPECTED))?;
        let methods = system.types.rows.iter().flat_map(|ty| ty.methods);
        let mut own = methods.chain(system.methods).flat_map(|table| table.iter());
        let mut aliases = system.aliases.iter();
        let mut alias = || aliases.find(|alias| alias.0.as_bytes() == name);
        if let Some(topic) = constants(system, name) {
            return Ok(topic);
        }
        if let Some(topic) = script(cx, system, name)? {
            return Ok(topic);
        }
        let call = system
            .call(name)
            .or_else(|| system.call(alias()?.1.as_bytes()))
            .or_else(|| own.find(|info| info.is_named(name)));
        if let Some(info) = call {
            return Ok(Topic::Call(info));
        }
        // "t.stat" is the type where there is a function of that name too.
        let asked = name;
        let name = name.strip_prefix(b"t.").unwrap_or(name);
        let named = |ty: &&Listed| {
            let container = ty.container.map(|container| container.name);
            system.types.name(ty).as_bytes() == name
                || container.is_some_and(|own| own.as_bytes() == name)
        };
        if let Some(ty) = system.types.rows.iter().find(named) {
            return Ok(Topic::Type(ty));
        }
        let array = ctype::ARRAYS.iter().find(|row| row.0.as_bytes() == name);
        match array.and_then(|row| Some((row, system.id_of(row.1.as_bytes())?))) {
            Some((&(name, _, count), id)) => Ok(Topic::Array(name, system.ty(id), count)),
            None => Err(Raise::about(
                cx,
                "no function, type or group of constants '",
                asked,
                "'",
            )),
        }
    }
}

impl Push for Topic {
    const LUA: &'static str = "string";

    fn push(self, cx: &mut Cx) {
        let source = match self {
            Topic::Script(script) | Topic::Member(script, _) => {
                packed::push_text(cx, script.source)
            }
            _ => Ok(""),
        };
        // More than memory has, which Lua says itself.
        let source = source.unwrap_or_default();
        let mut text = Pieces { cx, count: 0 };
        match self {
            Topic::Functions(system) => help_functions(&mut text, system),
            Topic::Call(info) => help_call(&mut text, info),
            Topic::Type(ty) => help_type(&mut text, ty),
            Topic::Array(name, element, count) => help_array(&mut text, name, element, count),
            Topic::Groups(system) => help_groups(&mut text, system),
            Topic::Group(group, doc) => help_group(&mut text, &group, doc),
            Topic::Script(script) => help_script(&mut text, script, source),
            Topic::Member(script, position) => {
                if let Some(member) = documented(source).nth(position) {
                    help_member(&mut text, script, member);
                }
            }
        }
        text.join();
    }
}

fn help(topic: Topic) -> Topic {
    topic
}

/// "c", "c.NAME".
fn constants(system: &'static System, name: &[u8]) -> Option<Topic> {
    if name == b"c" {
        return Some(Topic::Groups(system));
    }
    let name = name.strip_prefix(b"c.")?;
    let mut groups = system.documented_groups();
    let (group, doc) = groups.find(|(group, _)| group.name.as_bytes() == name)?;
    Some(Topic::Group(group, doc))
}

/// "util", "util.NAME".
fn script(cx: &mut Cx, system: &'static System, name: &[u8]) -> Result<Option<Topic>, Raise> {
    let mut parts = name.splitn(2, |&byte| byte == b'.');
    let member = parts.next().unwrap_or_default();
    let mut scripts = system.scripts.iter();
    let Some(script) = scripts.find(|script| script.member.as_bytes() == member) else {
        return Ok(None);
    };
    let name = parts.next();
    let source = packed::push_text(cx, script.source)?;
    let position = position(source, name);
    cx.pop(1);
    Ok(match (name, position) {
        (_, Some(position)) => Some(Topic::Member(script, position)),
        (None, None) => Some(Topic::Script(script)),
        _ => None,
    })
}

/// What a chunk says of something: the comment that begins with three dashes, and the line below, which defines it.
#[derive(Clone, Copy)]
struct Documented<'a> {
    comment: &'a str,
    line: &'a str,
}

/// All that a chunk says something of.
fn documented(source: &str) -> impl Iterator<Item = Documented<'_>> {
    source.split("\n--- ").skip(1).filter_map(|text| {
        let lines = text.split_inclusive('\n');
        let (first, rest) = (lines.clone().next()?, lines.skip(1));
        let more = rest.take_while(|line| line.starts_with("--"));
        let len = more.fold(first.len(), |len, line| len.saturating_add(line.len()));
        let (comment, code) = text.split_at_checked(len)?;
        let line = code.lines().next()?;
        Some(Documented { comment, line })
    })
}

/// Where the definition of a name stands among those of a chunk; without a name, that of the function that the chunk is, if it is one.
/// Once, since the search is long.
#[inline(never)]
fn position(source: &str, name: Option<&[u8]>) -> Option<usize> {
    documented(source).position(|one| match name {
        Some(name) => one.name().as_bytes() == name,
        None => one.line.starts_with(LOCAL),
    })
}

/// How the function begins that a script is.
const LOCAL: &str = "local function ";

impl<'a> Documented<'a> {
    /// What is defined: `util.ls`, `link_methods.refresh`.
    fn path(self) -> &'a str {
        let line = self.line;
        let line = line.strip_prefix("function ").unwrap_or(line);
        line.split(['(', ' ']).next().unwrap_or_default()
    }

    /// Its name.
    fn name(self) -> &'a str {
        let path = self.path();
        path.rsplit_once('.').map_or(path, |(_, name)| name)
    }

    /// Of what it is a method: `link`.
    fn receiver(self) -> Option<&'a str> {
        self.path().split_once("_methods.").map(|found| found.0)
    }

    /// The parameters beside the object of a method, where it is a function.
    fn parameters(self) -> Option<&'a str> {
        let (_, list) = self.line.split_once('(')?;
        let list = list.split(')').next()?;
        let is_function = ["function ", LOCAL]
            .iter()
            .any(|begins| self.line.starts_with(begins));
        let list = list.strip_prefix("self").unwrap_or(list);
        is_function.then(|| list.trim_start_matches([',', ' ']))
    }

    /// The lines of the comment without dashes.
    fn lines(self) -> impl Iterator<Item = &'a str> + Clone {
        let lines = self.comment.lines();
        lines.map(|line| line.trim_start_matches('-').trim())
    }
}

/// Pieces of text on the stack, joined as they become many.
struct Pieces<'s, 'a> {
    cx: &'s mut Cx<'a>,
    count: c_int,
}

impl Pieces<'_, '_> {
    fn add(&mut self, text: &str) {
        text.push(self.cx);
        self.count += 1;
        if self.count == 8 {
            self.join();
        }
    }

    fn prose(&mut self, text: Prose) {
        text.pieces().for_each(|piece| self.add(piece));
    }

    fn number(&mut self, value: i64) {
        push_digits(self.cx, value.into());
        self.count += 1;
        self.join();
    }

    fn join(&mut self) {
        self.cx.concat(self.count);
        self.count = 1;
    }
}

fn help_functions(text: &mut Pieces, system: &System) {
    for script in system.scripts {
        let source = packed::push_text(text.cx, script.source).unwrap_or_default();
        let is_function = position(source, None).is_some();
        text.cx.pop(1);
        if is_function {
            text.add(script.member);
            text.add("\n");
        }
    }
    for info in system.calls.iter().flat_map(|table| table.iter()) {
        text.add(info.name());
        text.add("\n");
    }
}

fn help_call(text: &mut Pieces, info: Info) {
    text.add(info.name());
    let mut separator = "(";
    for parameter in info.parameters() {
        text.add(separator);
        text.add(parameter.name);
        text.add(if parameter.is_optional() { "?: " } else { ": " });
        text.prose(parameter.accepts.expected);
        separator = ", ";
    }
    text.add(if info.arity() == 0 { "()" } else { ")" });
    text.add(" -> ");
    let mut separator = "";
    for result in info.results() {
        text.add(separator);
        text.prose(result);
        separator = ", ";
    }
    text.add("\n");
    text.prose(info.doc());
}

/// How elements of a container are walked over (`object/container.rs`).
const CONTAINER: &str = ", all[1] to all[#all]: `for i = 1, #all do` is the same everywhere. `ipairs` counts up from 1 too, \
     but where Lua has the hook __ipairs (5.2, most of 5.3) down from #all - 1, which is all[#all], to 0.";

/// What a type is, and its members.
fn help_type(text: &mut Pieces, ty: &'static Listed) {
    let types = &System::of(text.cx).types;
    let name = types.name(ty);
    text.add("t.");
    text.add(name);
    for form in ty.forms() {
        text.add("\nt.");
        text.add(name);
        text.add("(");
        text.add(form);
        text.add(")");
    }
    if let Some(container) = ty.container {
        for form in ["number", "table"] {
            text.add("\nt.");
            text.add(container.name);
            text.add("(");
            text.add(form);
            text.add(")");
        }
    }
    text.add("\n");
    text.prose(types.doc(ty));
    if let Some(container) = ty.container {
        text.add("\nThe elements of ");
        text.add(container.name);
        text.add(CONTAINER);
    }
    let accessors = types.members(ty).iter().map(|one| types.name_of(one));
    let methods = ty.methods.iter().flat_map(|table| table.iter());
    let methods = methods.map(|info| info.name());
    let fields = ty
        .structure()
        .into_iter()
        .flat_map(|structure| structure.members())
        .map(|member| member.0);
    let mut separator = "\nmembers: ";
    for member in accessors
        .chain(ty.aliases.iter().map(|alias| alias.0))
        .chain(methods)
        .chain(fields)
    {
        text.add(separator);
        text.add(member);
        separator = ", ";
    }
}

/// Lists names behind a heading.
fn list<'b>(text: &mut Pieces, heading: &str, names: impl Iterator<Item = &'b str>) {
    let mut separator = heading;
    for name in names {
        text.add(separator);
        text.add(name);
        separator = ", ";
    }
}

fn help_array(text: &mut Pieces, name: &str, element: &Listed, count: Option<u32>) {
    let forms: &[&str] = match count {
        Some(_) => &["(...: number)", "(elements: table)"],
        None => &[
            "(count: integer, elements?: table|string|buffer)",
            "(elements: table|string)",
        ],
    };
    for form in forms {
        text.add("t.");
        text.add(name);
        text.add(form);
        text.add("\n");
    }
    text.add("An array of ");
    if let Some(count) = count {
        text.number(count.into());
        text.add(" ");
    }
    let system = System::of(text.cx);
    let element_name = system.types.name(element);
    text.add(element_name);
    text.add(", counted from 0: a[0]; `#a` is its size in bytes, `a + k` a view of the elements from k on.\n");
    text.prose(system.types.doc(element));
    let methods = system.methods.iter().flat_map(|table| table.iter());
    let methods = methods.filter(|info| info.receiver() == Some(element_name));
    list(text, "\nmethods: ", methods.map(|info| info.name()));
}

fn help_groups(text: &mut Pieces, system: &'static System) {
    for (group, doc) in system.documented_groups() {
        text.add("c.");
        text.add(group.name);
        text.add(": ");
        text.prose(doc);
        text.add("\n");
    }
}

fn help_group(text: &mut Pieces, group: &Group, doc: Prose) {
    text.add("c.");
    text.add(group.name);
    text.add(": ");
    text.prose(doc);
    for (name, value) in group.iter() {
        text.add("\n");
        text.add(name);
        text.add(" = ");
        text.number(value);
    }
}

fn help_script(text: &mut Pieces, script: &Script, source: &str) {
    // The chunk's first comment begins with what it is.
    let first = source.lines().next().unwrap_or_default();
    let about = first.trim_start_matches('-').trim();
    text.add(about.split_inclusive(". ").next().unwrap_or(about).trim());
    for member in documented(source) {
        text.add("\n");
        help_head(text, script, member);
    }
}

/// How a member of a chunk is called.
fn help_head(text: &mut Pieces, script: &Script, member: Documented<'_>) {
    text.add(member.receiver().unwrap_or(script.member));
    if !member.line.starts_with(LOCAL) {
        text.add(if member.receiver().is_some() {
            ":"
        } else {
            "."
        });
        text.add(member.name());
    }
    if let Some(parameters) = member.parameters() {
        for piece in ["(", parameters, ")"] {
            text.add(piece);
        }
        return;
    }
    // What another function makes has them in its comment only.
    let parameters = member.lines().filter_map(|line| {
        let (name, _) = line.strip_prefix("@param ")?.split_once(' ')?;
        Some(name)
    });
    list(text, "(", parameters.clone());
    if parameters.count() > 0 {
        text.add(")");
    }
}

fn help_member(text: &mut Pieces, script: &Script, member: Documented<'_>) {
    help_head(text, script, member);
    // A function of `S` shows as the others there do.
    let results = member
        .lines()
        .find_map(|line| line.strip_prefix("@return "));
    let results = results.filter(|_| member.line.starts_with(LOCAL));
    if let Some(results) = results {
        text.add(" -> ");
        text.add(results);
    }
    for line in member.lines() {
        if results.is_some() && line.starts_with("@return ") {
            continue;
        }
        text.add("\n");
        let parameter = line
            .strip_prefix("@param ")
            .and_then(|line| line.split_once(' '));
        match (parameter, line.strip_prefix("@return ")) {
            (Some((name, about)), _) => {
                for piece in [name, ": ", about] {
                    text.add(piece);
                }
            }
            (None, Some(results)) => {
                text.add("-> ");
                text.add(results);
            }
            (None, None) => text.add(line),
        }
    }
}
