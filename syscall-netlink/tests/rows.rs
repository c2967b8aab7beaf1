//! The tables against the kernel's enumerations: each attribute has a row, or a reason why not.

use std::collections::BTreeMap;

use linux_raw_sys::netlink;
use syscall_consts::Constants;
use syscall_consts::linux::{IFA, IFLA, IFLA_INFO, IFLA_VLAN, NDA, RTA, RTAX, VETH_INFO};
use syscall_netlink::table::Place;
use syscall_netlink::{
    Address, Described, Link, LinkInfo, Metrics, Neighbour, Route, TABLES, Table, Veth, Vlan,
};

/// The attributes of a table by their types.
fn rows(table: &Table) -> BTreeMap<u16, &'static str> {
    let mut rows = BTreeMap::new();
    for (name, row) in table.members() {
        match row.place {
            Place::Attribute(attribute_type) => rows.insert(attribute_type, name),
            Place::Field {
                wide: Some(wide), ..
            } => rows.insert(wide.attribute_type, name),
            Place::Field { .. } => None,
        };
    }
    rows
}

/// Compares a table with all types below `end`, which is the header's own count, and with our names of them.
fn complete<G: Constants>(table: &Table, end: u32, without: &[(u16, &str)]) -> usize {
    let group = G::GROUP;
    let rows = rows(table);
    let known: Vec<u16> = (0..group.len())
        .map(|index| group.value(index).unwrap() as u16)
        .collect();
    for attribute_type in 0..u16::try_from(end).unwrap() {
        let name = group.name_of(attribute_type.into());
        let name = format!("{}_{}", group.name, name.unwrap_or("?"));
        assert!(
            known.contains(&attribute_type),
            "{attribute_type} has no constant"
        );
        let reason = without
            .iter()
            .find(|(without, _)| *without == attribute_type);
        assert!(
            rows.contains_key(&attribute_type) != reason.is_some(),
            "{name}: a row or a reason, and not both"
        );
    }
    rows.len()
}

#[test]
fn every_attribute_has_a_row_or_a_reason() {
    let none = "no attribute";
    let link = [
        (IFLA::UNSPEC.0, none),
        (IFLA::COST.0, "no kernel sends or takes it"),
        (IFLA::PRIORITY.0, "no kernel sends or takes it"),
        (
            IFLA::WIRELESS.0,
            "events of wireless extensions, in a format of their own",
        ),
        (IFLA::PAD.0, "padding"),
    ];
    let rows = [
        complete::<IFLA>(Link::TABLE, netlink::__IFLA_MAX as u32, &link),
        complete::<IFA>(
            Address::TABLE,
            netlink::__IFA_MAX as u32,
            &[(IFA::UNSPEC.0, none)],
        ),
        complete::<IFLA_INFO>(
            LinkInfo::TABLE,
            netlink::__IFLA_INFO_MAX as u32,
            &[(IFLA_INFO::UNSPEC.0, none)],
        ),
        complete::<IFLA_VLAN>(
            Vlan::TABLE,
            netlink::__IFLA_VLAN_MAX as u32,
            &[(IFLA_VLAN::UNSPEC.0, none)],
        ),
        // linux/veth.h, which linux-raw-sys lacks, has two.
        complete::<VETH_INFO>(Veth::TABLE, 2, &[(VETH_INFO::UNSPEC.0, none)]),
        complete::<RTA>(
            Route::TABLE,
            netlink::rtattr_type_t::__RTA_MAX as u32,
            &[
                (RTA::UNSPEC.0, none),
                (RTA::PROTOINFO.0, "no longer used"),
                (RTA::SESSION.0, "no longer used"),
                (RTA::MP_ALGO.0, "no longer used"),
                (RTA::PAD.0, "padding"),
            ],
        ),
        complete::<RTAX>(
            Metrics::TABLE,
            netlink::__RTAX_MAX as u32,
            &[(RTAX::UNSPEC.0, none)],
        ),
        complete::<NDA>(
            Neighbour::TABLE,
            netlink::__NDA_MAX as u32,
            &[(NDA::UNSPEC.0, none)],
        ),
    ];
    // Each table was looked at.
    assert_eq!(rows.len(), TABLES.iter().map(|tables| tables.len()).sum());
    assert_eq!(rows, [63, 11, 5, 5, 1, 27, 17, 17]);
}
