//! Every row of every table: what its encoder writes, its decoder reads, with types and by name.
//!
//! `check_rows` of each object, which `messages!` makes for tests, tries each row with the samples of its form.

use std::boxed::Box;
use std::collections::BTreeSet;
use std::ffi::CStr;
use std::net::IpAddr;
use std::vec;
use std::vec::Vec;

use syscall_consts::linux::{AF, IFA_F, IFLA, NLM_F, RTM};
use syscall_consts::{Constants, Group};
use syscall_raw::Fd;
use syscall_types::Plain;
use syscall_types::linux::{ifa_cacheinfo, ifaddrmsg};

use super::declare::messages;
use crate::table::Shape;
use crate::{
    Address, Link, LinkInfo, Messages, Metrics, Neighbour, NewLink, NewLinkInfo, NewVlan, Route,
    Value, Veth, Vlan,
};

/// Samples of a form's values.
pub(crate) trait Sample<T> {
    fn samples() -> Vec<T>;
}

pub(crate) fn samples<F: Sample<T>, T>() -> Vec<T> {
    F::samples()
}

macro_rules! numbers {
    ($($type:ident)*) => {$(
        impl Sample<$type> for Own {
            fn samples() -> Vec<$type> {
                vec![0, 1, $type::MAX, $type::MIN, $type::MAX / 3]
            }
        }

        impl Sample<$type> for Be {
            fn samples() -> Vec<$type> {
                <Own as Sample<$type>>::samples()
            }
        }

        impl<G: Constants> Sample<G> for Named<$type> {
            fn samples() -> Vec<G> {
                [0, 1, 0x7f, 0x80, 0xff, 0x1234, 0x1234_5678].map(G::from_raw).to_vec()
            }
        }
    )*};
}
numbers! { u8 u16 u32 u64 i32 }

impl<'a> Sample<Fd<'a>> for Own {
    fn samples() -> Vec<Fd<'a>> {
        vec![Fd::CWD]
    }
}

macro_rules! samples {
    ($($form:ident $type:ty: $samples:expr;)*) => {$(
        impl<'a> Sample<$type> for $form {
            fn samples() -> Vec<$type> {
                $samples
            }
        }
    )*};
}
samples! {
    Own &'a CStr: vec![c"", c"a", c"fifteen letters"];
    Own &'a [u8]: vec![&[], &[0], &[1, 2, 3, 4, 5, 6]];
    OpenText &'a [u8]: vec![b"", b"a", b"letters"];
    Hardware &'a [u8]: vec![&[], &[1, 2, 3, 4, 5, 6], &[9; 20]];
    Uint u64: vec![0, u64::MAX];
    Own bool: vec![true, false];
    Bool bool: vec![true, false];
    Own IpAddr: vec![IpAddr::from([192, 0, 2, 1]), IpAddr::from([0x2001, 0xdb8, 0, 0, 0, 0, 0, 1])];
    Own &'a dyn Encode: vec![&Raw(&[]), &Raw(&[1]), &Raw(&[1, 2, 3])];
}

/// Attributes of these types, with nothing in them.
#[derive(Debug)]
struct Raw(&'static [u16]);

impl Encode for Raw {
    fn encode(&self, request: &mut Request<'_>) -> Result<(), NoSpace> {
        self.0
            .iter()
            .try_for_each(|attribute_type| request.attribute(*attribute_type, &[]).map(drop))
    }
}

impl<'a, const ON: u16, T> Sample<&'a dyn Encode> for Dependent<ON, T> {
    fn samples() -> Vec<&'a dyn Encode> {
        <Own as Sample<&dyn Encode>>::samples()
    }
}

impl<'a, T> Sample<&'a dyn Encode> for Inner<T> {
    fn samples() -> Vec<&'a dyn Encode> {
        <Own as Sample<&dyn Encode>>::samples()
    }
}

impl<T: Plain> Sample<T> for Layout {
    fn samples() -> Vec<T> {
        vec![T::zeroed(), crate::wire::read(&[0x5a; 512])]
    }
}

macro_rules! composed {
    ($($form:ident)*) => {$(
        impl<'a, T: 'a, F: Sample<T>, const TYPE: u16> Sample<&'a [T]> for $form<F, TYPE> {
            fn samples() -> Vec<&'a [T]> {
                vec![&[], Box::leak(F::samples().into_boxed_slice())]
            }
        }
    )*};
}
composed! { List Array }

macro_rules! nests {
    ($($form:ident)*) => {$(
        impl<E: Encode + Default> Sample<E> for $form {
            fn samples() -> Vec<E> {
                vec![E::default()]
            }
        }
    )*};
}
nests! { Nest Flat }

/// What a builder writes, as a message of its table's first type.
pub(crate) fn encoded(new: &dyn Encode, table: &Table) -> Result<&'static [u8], NoSpace> {
    let buffer = Box::leak(vec![0; 4096].into_boxed_slice());
    let message_type = table.head.map_or(0, |head| head.types[0]);
    let mut request = Request::new(buffer, message_type, NLM_F::empty())?;
    new.encode(&mut request)?;
    let len = request.bytes().len();
    Ok(&buffer[..len])
}

/// The row of a name.
fn row(table: &'static Table, name: &str) -> &'static Row {
    let (_, row) = table.members().find(|(known, _)| *known == name).unwrap();
    row
}

/// Reads a row's attribute by its shape, writes what was read, and compares; whether it is there.
pub(crate) fn comes_back(table: &'static Table, name: &str, list: Attributes<'_>) -> bool {
    let row = row(table, name);
    let Place::Attribute(attribute_type) = row.place else {
        panic!("{name}")
    };
    let Some(attribute) = list.find(attribute_type) else {
        assert!(matches!(row.shape, Shape::Flag), "{name}");
        return false;
    };
    let value = row.shape.read(attribute, AF::UNSPEC).unwrap().unwrap();
    let mut buffer = [0xee; 2048];
    let mut request = Request::new(&mut buffer, 0, NLM_F::empty()).unwrap();
    row.shape
        .write(attribute_type, value, &mut request)
        .unwrap();
    let (_, written) = request.bytes().split_at(crate::MESSAGE_HEADER);
    let written = Attributes::new(written).next().unwrap().unwrap();
    assert_eq!(written.attribute_type(), attribute_type);
    match row.shape {
        // Their padding may differ, and that they are nested is a flag.
        Shape::Uint => assert_eq!(written.uint(), attribute.uint()),
        _ => assert_eq!(written.bytes(), attribute.bytes(), "{name}"),
    }
    true
}

/// Messages with samples of a row that no builder writes.
pub(crate) fn answers(table: &'static Table, name: &str) -> Vec<&'static [u8]> {
    let row = row(table, name);
    let values = match row.shape {
        Shape::Number(number) if number.signed => vec![Value::Signed(-1), Value::Signed(5)],
        Shape::Number(_) | Shape::Uint => vec![Value::Unsigned(0), Value::Unsigned(0xff)],
        Shape::Flag => vec![Value::Bool(true)],
        Shape::Bool => vec![Value::Bool(true), Value::Bool(false)],
        Shape::Text | Shape::OpenText => vec![Value::Text(b""), Value::Text(b"text")],
        Shape::Ip => vec![Value::Ip(IpAddr::from([192, 0, 2, 1]))],
        Shape::Hardware => vec![Value::Hardware(&[1, 2, 3, 4, 5, 6])],
        Shape::Bytes => vec![Value::Bytes(&[]), Value::Bytes(&[1, 2, 3])],
        Shape::Struct(layout) => [0, 7, layout.size, layout.size + 8]
            .map(|len| Value::Struct(layout, &[0x5a; 512][..len]))
            .to_vec(),
        Shape::Attributes => vec![Value::Attributes(Attributes::new(&[]))],
        other => panic!("{name}: {other:?} among answers"),
    };
    let message = |value| {
        let buffer = Box::leak(vec![0; 1024].into_boxed_slice());
        let message_type = table.head.map_or(0, |head| head.types[0]);
        let mut request = Request::new(buffer, message_type, NLM_F::empty()).unwrap();
        if let Some(head) = table.head {
            request.raw(&vec![0; head.layout.size]).unwrap();
        }
        let Place::Attribute(attribute_type) = row.place else {
            panic!("{name}")
        };
        row.shape
            .write(attribute_type, value, &mut request)
            .unwrap();
        let len = request.bytes().len();
        &buffer[..len]
    };
    values.into_iter().map(message).collect()
}

/// The attributes of `Odd`.
#[derive(Copy, Clone, PartialEq, Eq)]
struct OddAttribute(u16);

impl OddAttribute {
    const FLAG: OddAttribute = OddAttribute(1);
    const PORT: OddAttribute = OddAttribute(2);
    const ID: OddAttribute = OddAttribute(3);
    const TEXT: OddAttribute = OddAttribute(4);
    const COUNT: OddAttribute = OddAttribute(5);
    const NUMBERS: OddAttribute = OddAttribute(6);
    const INNER: OddAttribute = OddAttribute(7);
    const NESTED: OddAttribute = OddAttribute(8);
    const TRUTH: OddAttribute = OddAttribute(9);
    const FLAGS: OddAttribute = OddAttribute(10);
}

impl Constants for OddAttribute {
    const GROUP: Group = Group::new(
        "ODD",
        syscall_consts::Kind::Str,
        syscall_consts::Repr {
            size: 1,
            signed: false,
        },
        "FLAG\0PORT\0FLAGS",
        &[1, 2, 10],
    );
    const INDEX: usize = 0;
    const DOC: &'static str = "";
    const C_NAMES: &'static [&'static str] = &[];

    fn from_raw(raw: i64) -> Self {
        OddAttribute(raw as u16)
    }

    fn raw(self) -> i64 {
        self.0.into()
    }
}

messages! {
    /// What the tables of the other objects do not have yet.
    message Odd<'a> / NewOdd: RTM [NEWADDR] ifaddrmsg {
        /// A number that has a wider attribute.
        flags: IFA_F as Named<u8> = ifa_flags | FLAGS as Named<u32>,
    } OddAttribute {
        /// A flag.
        flag: bool = FLAG,
        /// A big-endian number.
        port: u16 as Be = PORT in bytes,
        /// A long big-endian number.
        id: u64 as Be = ID in milliseconds,
        /// Text without a zero.
        text: &'a [u8] as OpenText = TEXT,
        /// A number of varying width.
        count: u64 as Uint = COUNT,
        /// An array of numbers.
        numbers: Elements<'a, u32> | &'a [u32] as Array<Own, 1> = NUMBERS,
        /// An array of nested tables.
        inner: Elements<'a, Vlan<'a>, Nest> | &'a [NewVlan<'a>] as Array<Nest, 0> = INNER,
        /// A nested table.
        nested: Vlan<'a> | NewVlan<'a> as Nest = NESTED,
    } answers {
        /// A truth in a byte.
        truth: bool as Bool = TRUTH,
    }
}

#[test]
fn every_row_reads_what_it_wrote() {
    let tried = [
        Link::check_rows(),
        LinkInfo::check_rows(),
        Vlan::check_rows(),
        Veth::check_rows(),
        Route::check_rows(),
        Metrics::check_rows(),
        Neighbour::check_rows(),
        Address::check_rows(),
        Odd::check_rows(),
    ];
    assert!(tried.iter().all(|tried| *tried >= 3), "{tried:?}");
    // Every table was tried.
    let tables = crate::TABLES
        .iter()
        .flat_map(|tables| tables.iter())
        .count();
    assert_eq!(tables + TABLES.len(), tried.len());
}

#[test]
fn tables_are_in_order() {
    for table in crate::TABLES.iter().flat_map(|tables| tables.iter()) {
        assert_eq!(table.members().count(), table.rows.len(), "{}", table.name);
        let names: BTreeSet<_> = table.members().map(|(name, _)| name).collect();
        assert_eq!(names.len(), table.rows.len());
        let places: Vec<_> = table.rows.iter().map(|row| row.place).collect();
        for (name, row) in table.members() {
            assert_eq!(
                places.iter().filter(|place| **place == row.place).count(),
                1,
                "{name}"
            );
            assert!(table.member(name.as_bytes()).is_some());
        }
    }
    for docs in [
        Link::DOCS,
        Address::DOCS,
        LinkInfo::DOCS,
        Vlan::DOCS,
        Veth::DOCS,
        Route::DOCS,
        Metrics::DOCS,
        Neighbour::DOCS,
    ] {
        assert!(
            docs.iter()
                .all(|doc| doc.ends_with('.') || doc.ends_with(']')),
            "{docs:?}"
        );
    }
    assert_eq!(Link::DOCS.len(), Link::TABLE.rows.len());
}

#[test]
fn members_are_found_by_name() {
    let vlan = NewVlan {
        id: Some(5),
        ..NewVlan::default()
    };
    let new = NewLink {
        index: -7,
        name: Some(c"v5"),
        info: Some(NewLinkInfo {
            kind: Some(c"vlan"),
            data: Some(&vlan),
            ..NewLinkInfo::default()
        }),
        alternative_names: Some(&[c"one", c"two"]),
        ..NewLink::default()
    };
    let bytes = encoded(&new, Link::TABLE).unwrap();
    let message = Messages::new(bytes).next().unwrap().unwrap();
    let member = |name: &str| {
        Link::TABLE
            .member(name.as_bytes())
            .map(|member| member.read(message))
    };
    assert!(matches!(member("index"), Some(Ok(Some(Value::Signed(-7))))));
    assert!(matches!(member("name"), Some(Ok(Some(Value::Text(b"v5"))))));
    assert!(matches!(
        member("kind"),
        Some(Ok(Some(Value::Text(b"vlan"))))
    ));
    assert!(matches!(member("mtu"), Some(Ok(None))));
    for name in ["", "nam", "names", "name\0", "name\0mtu", "\0", "kin"] {
        assert!(member(name).is_none(), "{name}");
    }
    let Some(Ok(Some(Value::Nest(table, list)))) = member("data") else {
        panic!()
    };
    assert_eq!(table.name, "Vlan");
    let id = list.find(1).unwrap();
    assert!(matches!(
        row(table, "id").shape.read(id, AF::UNSPEC),
        Ok(Some(Value::Unsigned(5)))
    ));
    let Some(Ok(Some(names))) = member("alternative_names") else {
        panic!()
    };
    let names: Vec<_> = names
        .elements()
        .map(|name| match name {
            Value::Text(name) => name,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(names, [b"one", b"two"]);
    // The typed view says the same, walked or not.
    for link in [Link::parse(message).unwrap(), Link::lazy(message).unwrap()] {
        assert_eq!(
            (link.name(), link.kind(), link.mtu()),
            (Some(c"v5"), Some(c"vlan"), None)
        );
        let vlan = link.info().unwrap().kind_data::<Vlan>().unwrap().unwrap();
        assert_eq!((vlan.id(), vlan.protocol()), (Some(5), None));
        let names: Vec<_> = link
            .alternative_names()
            .unwrap()
            .map(Result::unwrap)
            .collect();
        assert_eq!(names, [c"one", c"two"]);
    }
    let wrong = Address::TABLE.member(b"index").unwrap().read(message);
    let problem = Problem::MessageType(RTM::NEWLINK.0);
    assert_eq!(wrong.map(drop), Err(Malformed { offset: 0, problem }));
}

/// The attribute that is wider than the field counts, and is sent when the field is too narrow.
#[test]
fn a_wide_member_has_two_places() {
    for (flags, attribute) in [(0x80, false), (0x100, true), (0x1_0000, true)] {
        let new = NewOdd {
            flags: IFA_F::from_bits_retain(flags),
            ..NewOdd::default()
        };
        let mut buffer = [0; 64];
        let request = new
            .request(&mut buffer, RTM::NEWADDR.0, NLM_F::empty())
            .unwrap();
        let message = Messages::new(request.bytes()).next().unwrap().unwrap();
        let odd = Odd::parse(message).unwrap();
        assert_eq!(odd.flags().bits(), flags);
        assert_eq!(Odd::lazy(message).unwrap().flags().bits(), flags);
        let field = if attribute { 0 } else { flags as u8 };
        assert_eq!(
            (odd.head().ifa_flags, odd.message().payload().len() > 8),
            (field, attribute)
        );
        assert_eq!(odd.attribute(OddAttribute::FLAGS.0).is_some(), attribute);
        let read = Odd::TABLE.member(b"flags").unwrap().read(message);
        assert!(matches!(read, Ok(Some(Value::Unsigned(read))) if read == u64::from(flags)));
    }
}

/// A structure of another kernel may be shorter or longer; a number may not.
#[test]
fn lengths_that_differ() {
    for len in [0, 5, 16, 40] {
        let mut buffer = [0; 128];
        let mut request = Request::new(&mut buffer, RTM::NEWADDR.0, NLM_F::empty()).unwrap();
        request
            .body(&ifaddrmsg::zeroed())
            .unwrap()
            .attribute(6, &[0xff; 40][..len])
            .unwrap();
        let message = Messages::new(request.bytes()).next().unwrap().unwrap();
        let address = Address::parse(message).unwrap();
        let info: ifa_cacheinfo = address.cacheinfo().unwrap();
        assert_eq!(info.tstamp == u32::MAX, len >= 16);
        assert_eq!(address.attribute(6).unwrap().bytes().len(), len);
    }
    for len in [0, 3, 5, 8] {
        let mut buffer = [0; 128];
        let mut request = Request::new(&mut buffer, RTM::NEWLINK.0, NLM_F::empty()).unwrap();
        request
            .raw(&[0; 16])
            .unwrap()
            .c_str(IFLA::IFNAME.0, c"x")
            .unwrap();
        request.attribute(IFLA::MTU.0, &[0; 8][..len]).unwrap();
        let message = Messages::new(request.bytes()).next().unwrap().unwrap();
        let attribute_type = IFLA::MTU.0;
        let problem = Problem::Value {
            attribute_type,
            len,
        };
        let malformed = Err(Malformed {
            offset: 40,
            problem,
        });
        assert_eq!(Link::parse(message).map(drop), malformed);
        assert_eq!(
            Link::TABLE.member(b"mtu").unwrap().read(message).map(drop),
            malformed
        );
        let lazy = Link::lazy(message).unwrap();
        assert_eq!((lazy.mtu(), lazy.name()), (None, Some(c"x")));
    }
}
