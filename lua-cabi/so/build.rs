//! Links `libsyscall.so` so that it depends on nothing but the program that loads it: no start files and no libraries
//! (an empty list of needed ones), everything else bound when it is loaded.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    for option in [
        "-nostartfiles",
        "-nodefaultlibs",
        // A reference within the object stays within it, whatever the program or another module is called.
        "-Wl,-Bsymbolic",
        // Bind everything at load: a symbol that the host lacks shows then, and the tables become read-only.
        "-Wl,-z,relro,-z,now",
        // A state that closes may unload modules before it runs the last finalizers, and those may be or call our functions.
        "-Wl,-z,nodelete",
    ] {
        println!("cargo:rustc-cdylib-link-arg={option}");
    }
}
