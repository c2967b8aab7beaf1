//! Compiles the trap of MIPS, where inline assembly is not stable. The flags let any one MIPS compiler serve all its targets.
//! Tells the crate where `stat` is made of statx(2): cfg `stat_by_statx`.

fn main() {
    println!("cargo::rerun-if-changed=src/linux/arch/mips.S");
    let target = |key: &str| std::env::var(key).unwrap_or_default();

    // The times of the kernel's structure have 32 bits there; on LoongArch Linux 5.19 to 6.10 have nothing but statx(2).
    println!("cargo::rustc-check-cfg=cfg(stat_by_statx)");
    if target("CARGO_CFG_TARGET_POINTER_WIDTH") == "32"
        || matches!(
            target("CARGO_CFG_TARGET_ARCH").as_str(),
            "mips64" | "mips64r6" | "loongarch64"
        )
    {
        println!("cargo::rustc-cfg=stat_by_statx");
    }

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
