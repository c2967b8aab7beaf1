//! Compiles the trap of MIPS, where inline assembly is not stable. The flags let any one MIPS compiler serve all its targets.

fn main() {
    println!("cargo::rerun-if-changed=src/linux/arch/mips.S");
    let target = |key: &str| std::env::var(key).unwrap_or_default();
    let (abi, machine) = match target("CARGO_CFG_TARGET_ARCH").as_str() {
        "mips" => ("-mabi=32", "-march=mips32r2"),
        "mips32r6" => ("-mabi=32", "-march=mips32r6"),
        "mips64" => ("-mabi=64", "-march=mips64r2"),
        "mips64r6" => ("-mabi=64", "-march=mips64r6"),
        _ => return,
    };
    let order = match target("CARGO_CFG_TARGET_ENDIAN").as_str() {
        "little" => "-EL",
        _ => "-EB",
    };
    if target("CARGO_CFG_TARGET_OS") == "linux" {
        cc::Build::new()
            .file("src/linux/arch/mips.S")
            .flags([abi, machine, order])
            .compile("syscall_raw_mips");
    }
}
