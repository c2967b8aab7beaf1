//! A topic has one name in every crate: each file of `src/linux` is a topic of this list, in the folder of its area, and
//! the index at the head of `linux` names all of them. `lua-cabi` and the tests of `syscall-raw` take their names from here
//! too.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The areas with their topics, by the manual's or the kernel's own terms.
const VOCABULARY: &[(&str, &[&str])] = &[
    (
        "drivers",
        &[
            "hd", "input", "keycode", "pci", "serial", "terminal", "vhost", "vt", "watchdog",
        ],
    ),
    (
        "fs",
        &[
            "directory",
            "fd",
            "file",
            "filesystems",
            "fscrypt",
            "ioctl_fs",
            "makedev",
            "mount",
            "notify",
            "path",
            "quota",
            "xattr",
        ],
    ),
    ("io", &["aio", "event", "io_uring", "splice"]),
    ("ipc", &["futex", "mqueue", "sysv"]),
    ("kernel", &["bpf", "perf", "system", "time"]),
    ("mm", &["memory", "numa", "userfaultfd"]),
    (
        "net",
        &[
            "address",
            "checksum",
            "cmsg",
            "connector",
            "ethtool",
            "header",
            "ip",
            "link",
            "neighbour",
            "netfilter",
            "netlink",
            "packet",
            "route",
            "sock_diag",
            "socket",
            "tcp",
            "timestamping",
            "tls",
            "vsock",
            "xdp",
        ],
    ),
    (
        "security",
        &[
            "audit",
            "capability",
            "keyrings",
            "landlock",
            "lsm",
            "seccomp",
        ],
    ),
    (
        "task",
        &[
            "accounting",
            "context",
            "credentials",
            "elf",
            "prctl",
            "process",
            "ptrace",
            "sched",
            "signal",
            "wait",
        ],
    ),
];

/// What `src/linux` has beside the areas: what single architectures have, what a crate needs by itself, and lists by number.
const BESIDE: &[&str] = &[
    "arch", "call", "errno", "ioctl", "machine", "nr", "text", "vdso",
];

/// What `lua-cabi` has of its own, about no topic of the kernel, or about all.
const LUA_ONLY: &[&str] = &["bit", "error", "ffi", "help", "ioctl", "scalar"];

/// Tests of `syscall-raw` across topics, and of what is beside them.
const TESTS_ONLY: &[&str] = &["coverage", "limits", "main", "room", "vdso"];

const CRATES: [&str; 3] = ["syscall-consts", "syscall-types", "syscall-raw"];

/// A folder of the workspace.
fn workspace(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// The modules of a folder, itself left out.
fn modules(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
    let names = entries.map(|entry| {
        let path = entry.expect("an entry").path();
        path.file_stem()
            .expect("a name")
            .to_str()
            .expect("UTF-8")
            .to_owned()
    });
    names.filter(|name| name != "mod").collect()
}

/// The areas of a crate with the topics that it has.
fn areas(
    name: &str,
) -> impl Iterator<Item = (&'static str, &'static [&'static str], BTreeSet<String>)> {
    let linux = workspace(name).join("src/linux");
    VOCABULARY.iter().filter_map(move |&(area, topics)| {
        let folder = linux.join(area);
        folder.is_dir().then(|| (area, topics, modules(&folder)))
    })
}

/// Whether it is an area, a topic, or a part of a topic that some crate has divided.
fn is_known(name: &str) -> bool {
    VOCABULARY.iter().any(|(area, topics)| {
        *area == name
            || topics.iter().any(|topic| {
                *topic == name
                    || CRATES.iter().any(|krate| {
                        let parts = workspace(krate).join("src/linux").join(area).join(topic);
                        parts.is_dir() && modules(&parts).contains(name)
                    })
            })
    })
}

#[test]
fn every_file_is_a_topic_of_the_list() {
    let mut wrong = Vec::new();
    for name in CRATES {
        for module in modules(&workspace(name).join("src/linux")) {
            let is_area = VOCABULARY.iter().any(|(area, _)| *area == module);
            if !is_area && !BESIDE.contains(&&*module) {
                wrong.push(format!("{name}: src/linux/{module} is no area"));
            }
        }
        for (area, topics, found) in areas(name) {
            for module in found.iter().filter(|module| !topics.contains(&&***module)) {
                wrong.push(format!("{name}: {area}/{module} is no topic of {area}"));
            }
        }
    }
    let users = [
        ("lua-cabi/src/calls", LUA_ONLY),
        ("lua-cabi/src/types", LUA_ONLY),
        ("syscall-raw/tests/linux", TESTS_ONLY),
    ];
    for (folder, others) in users {
        for module in modules(&workspace(folder)) {
            if !is_known(&module) && !others.contains(&&*module) {
                wrong.push(format!(
                    "{folder}/{module} is neither an area, a topic nor a part of one"
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "not in the vocabulary:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn every_topic_of_the_list_is_used() {
    for &(area, topics) in VOCABULARY {
        for topic in topics {
            let used = CRATES.iter().any(|name| {
                areas(name).any(|(in_area, _, found)| in_area == area && found.contains(*topic))
            });
            assert!(used, "no crate has {area}/{topic}");
        }
    }
}

#[test]
fn a_topic_has_one_area() {
    let mut seen = BTreeSet::new();
    for (area, topics) in VOCABULARY {
        for topic in topics.iter() {
            assert!(
                seen.insert(topic),
                "{topic} is in {area} and in another area"
            );
        }
    }
}

/// The table at the head of `src/linux/mod.rs`: a line an area, with links to its topics.
#[test]
fn the_index_names_every_topic() {
    for name in CRATES {
        let file = workspace(name).join("src/linux/mod.rs");
        let text = fs::read_to_string(&file).expect("src/linux/mod.rs");
        for (area, _, found) in areas(name) {
            let head = format!("//! | [`{area}`] | ");
            let row = text.lines().find_map(|line| line.strip_prefix(&*head));
            let row = row.unwrap_or_else(|| panic!("{name}: the index lacks {area}"));
            let listed: BTreeSet<_> = row
                .split('`')
                .skip(1)
                .step_by(2)
                .map(str::to_owned)
                .collect();
            assert_eq!(listed, found, "{name}: the index of {area}");
        }
    }
}

/// Each topic, and each area, is a page of the documentation: a public module, which says at its head what is in it.
#[test]
fn every_topic_is_a_page() {
    let mut wrong = Vec::new();
    for name in CRATES {
        let linux = workspace(name).join("src/linux");
        let text = |path: &str| fs::read_to_string(linux.join(path)).unwrap_or_default();
        let mut page = |within: &str, topic: &str| {
            let file = format!("{within}{topic}");
            let own = text(&format!("{file}.rs")) + &text(&format!("{file}/mod.rs"));
            if !own.starts_with("//! ") {
                wrong.push(format!("{name}: {file} does not say what is in it"));
            }
            let public = format!("pub mod {topic};");
            let list = text(&format!("{within}mod.rs"));
            if !list.lines().any(|line| line.trim() == public) {
                wrong.push(format!("{name}: {file} is not public"));
            }
        };
        for (area, _, found) in areas(name) {
            page("", area);
            for topic in found {
                page(&format!("{area}/"), &topic);
            }
        }
    }
    assert!(wrong.is_empty(), "no pages:\n{}", wrong.join("\n"));
}
