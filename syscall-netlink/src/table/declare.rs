//! `messages!`, the form in which every object that messages describe is declared.

use syscall_consts::linux::AF;

use super::Table;
use crate::attribute::{ATTRIBUTE_HEADER, Attribute, Attributes};
use crate::malformed::Malformed;

/// Declares the objects of one file, and the list `TABLES` of their tables.
///
/// ```text
/// messages! {
///     /// An address of an interface.
///     message Address<'a> / NewAddress: RTM [NEWADDR DELADDR] ifaddrmsg {    // view, builder; types; fixed struct
///         /// The address family.
///         family: AF as Named<u8> = ifa_family,                              // member, type, form, field
///         /// The flags.
///         flags: IFA_F as Named<u8> = ifa_flags | FLAGS as Named<u32>,       // the attribute that is wider
///     } IFA {
///         /// The address.
///         address: IpAddr = ADDRESS,                                         // member, type, attribute
///         /// The priority of the route to the network.
///         priority: u32 = RT_PRIORITY in seconds,                            // its unit
///         /// Names.
///         names: Elements<'a, &'a CStr> | &'a [&'a CStr] as .. = NAMES,      // the type that builders take
///     } answers {
///         /// Lifetimes.
///         cacheinfo: ifa_cacheinfo as Layout = CACHEINFO,                    // what requests do not have
///     }
///     /// What a VLAN link has to say.
///     nest Vlan<'a> / NewVlan: IFLA_VLAN { .. } answers { .. }               // attributes within another
/// }
/// ```
///
/// Of a row follow the view's accessor, which is what its documentation says; the builder's field, unless it is one of
/// `answers`; the check in `parse`; and the row of the table. A type that names no form has its own (`form.rs`).
macro_rules! messages {
    (@ [$($done:ident)*]
        $(#[$meta:meta])+
        message $view:ident<$a:lifetime> / $new:ident: $types:ident [$($type:ident)+] $head:ident {
            $( $(#[doc = $hdoc:literal])+ $hname:ident: $hty:ty $(as $hform:ty)? = $cfield:ident $(in $hunit:ident)?
                $(| $wide:ident as $wform:ty)? ),* $(,)?
        }
        $group:ident { $($settable:tt)* } answers { $($answered:tt)* }
        $($rest:tt)*
    ) => {
        $crate::table::declare::object! {
            $(#[$meta])+
            $view<$a> / $new $group
            head { $types [$($type)+] $head {
                $( $(#[doc = $hdoc])+ $hname: $hty $(as $hform)? = $cfield $(in $hunit)? $(| $wide as $wform)? ),*
            } }
            { $($settable)* } { $($answered)* }
        }

        impl<$a> $view<$a> {
            /// Reads a message, in one walk that checks every attribute that has an accessor here: after it, accessors cost
            /// nothing, and `None` means that the kernel did not say.
            ///
            /// # Errors
            /// The message is of another type or malformed.
            pub fn parse(message: Message<$a>) -> Result<Self, Malformed> {
                let (head, list) = Self::open(message)?;
                let members = Members::walk(list, $crate::wire::family(&head), <Self as Described>::TABLE)?;
                Ok(Self { message, head, members })
            }

            /// Reads the fixed struct alone: each accessor looks for its attribute when it is called, and what is malformed
            /// is not there. For who wants a member or two.
            ///
            /// # Errors
            /// The message is of another type, or ends in its fixed struct.
            pub fn lazy(message: Message<$a>) -> Result<Self, Malformed> {
                let (head, list) = Self::open(message)?;
                Ok(Self { message, head, members: Members::lazy(list) })
            }

            #[inline]
            fn open(message: Message<$a>) -> Result<($head, Attributes<$a>), Malformed> {
                if !matches!($types(message.message_type()), $($types::$type)|+) {
                    return Err(message.malformed(Problem::MessageType(message.message_type())));
                }
                message.body()
            }

            /// The message.
            #[inline]
            pub const fn message(&self) -> Message<$a> {
                self.message
            }

            #[doc = concat!("The fixed struct, `", stringify!($head), "`.")]
            #[inline]
            pub const fn head(&self) -> &$head {
                &self.head
            }

            #[inline]
            fn family_of_message(&self) -> AF {
                $crate::wire::family(&self.head)
            }
        }

        #[cfg(test)]
        impl<$a> $view<$a> {
            fn read_back(bytes: &'static [u8]) -> Self {
                Self::parse($crate::Messages::new(bytes).next().unwrap().unwrap()).unwrap()
            }
        }

        impl $new<'_> {
            /// A request of that type (`RTM::NEWLINK.0`) that says all this.
            ///
            /// # Errors
            /// It does not fit the buffer, or a value its field.
            pub fn request<'b>(
                &self,
                buffer: &'b mut [u8],
                message_type: u16,
                flags: NLM_F,
            ) -> Result<Request<'b>, NoSpace> {
                let mut request = Request::new(buffer, message_type, flags)?;
                self.encode(&mut request)?;
                Ok(request)
            }
        }

        $crate::table::declare::messages! { @ [$($done)* $view] $($rest)* }
    };
    (@ [$($done:ident)*]
        $(#[$meta:meta])+
        nest $view:ident<$a:lifetime> / $new:ident: $group:ident { $($settable:tt)* } answers { $($answered:tt)* }
        $($rest:tt)*
    ) => {
        $crate::table::declare::object! {
            $(#[$meta])+
            $view<$a> / $new $group { $($settable)* } { $($answered)* }
        }

        impl<$a> $view<$a> {
            /// Reads a list of attributes, in one walk that checks every one that has an accessor here.
            ///
            /// # Errors
            /// The list is malformed.
            pub fn parse(list: Attributes<$a>) -> Result<Self, Malformed> {
                Ok(Self { members: Members::walk(list, AF::UNSPEC, <Self as Described>::TABLE)? })
            }

            /// A list of attributes, unread: each accessor looks for its attribute when it is called, and what is malformed
            /// is not there.
            #[inline]
            pub const fn lazy(list: Attributes<$a>) -> Self {
                Self { members: Members::lazy(list) }
            }

            #[inline]
            fn family_of_message(&self) -> AF {
                AF::UNSPEC
            }
        }

        #[cfg(test)]
        impl<$a> $view<$a> {
            fn read_back(bytes: &'static [u8]) -> Self {
                Self::parse(Attributes::new(&bytes[$crate::MESSAGE_HEADER..])).unwrap()
            }
        }

        impl<$a> $crate::table::form::Nested<$a> for $view<$a> {
            const NESTED: &'static Table = <Self as Described>::TABLE;

            #[inline]
            fn parse(list: Attributes<$a>) -> Result<Self, Malformed> {
                Self::parse(list)
            }

            #[inline]
            fn lazy(list: Attributes<$a>) -> Self {
                Self::lazy(list)
            }
        }

        $crate::table::declare::messages! { @ [$($done)* $view] $($rest)* }
    };
    (@ [$($done:ident)*]) => {
        /// The tables of this file.
        pub(crate) const TABLES: &[&Table] = &[$(<$done as Described>::TABLE),*];
    };
    ($($items:tt)+) => {
        use $crate::{Attribute, Attributes, Described, Encode, Malformed, Message, NoSpace, Problem, Request};
        use $crate::table::declare::{Members, field, form, given, overflow, unit, unit_text, wide};
        use $crate::table::form::*;
        use $crate::table::{Head, Place, Row, Rule, Table};

        $crate::table::declare::messages! { @ [] $($items)+ }
    };
}

/// What `message` and `nest` have in common.
macro_rules! object {
    (
        $(#[$meta:meta])+
        $view:ident<$a:lifetime> / $new:ident $group:ident
        $( head { $types:ident [$($type:ident)+] $head:ident {
            $( $(#[doc = $hdoc:literal])+ $hname:ident: $hty:ty $(as $hform:ty)? = $cfield:ident $(in $hunit:ident)?
                $(| $wide:ident as $wform:ty)? ),* $(,)?
        } } )?
        { $( $(#[doc = $doc:literal])+ $name:ident: $ty:ty $(| $given:ty)? $(as $form:ty)? = $number:ident $(in $unit:ident)? ),* $(,)? }
        { $( $(#[doc = $odoc:literal])+ $oname:ident: $oty:ty $(as $oform:ty)? = $onumber:ident $(in $ounit:ident)? ),* $(,)? }
    ) => {
        $(#[$meta])+
        #[derive(Clone, Copy)]
        pub struct $view<$a> {
            $( message: Message<$a>, head: $head, )?
            members: Members<$a, {
                <[&str]>::len(&[$($(stringify!($hname),)*)? $(stringify!($name),)* $(stringify!($oname),)*])
            }>,
        }

        #[doc = concat!("What a request says of a [`", stringify!($view), "`]: what is `None` is not sent.")]
        #[derive(Clone, Copy, Debug, Default)]
        pub struct $new<$a> {
            $($(
                $(#[doc = $hdoc])+
                #[doc = concat!("\n`", stringify!($cfield), "`", unit_text!($($hunit)?), ".")]
                pub $hname: $hty,
            )*)?
            $(
                $(#[doc = $doc])+
                #[doc = concat!("\n`", stringify!($group), "_", stringify!($number), "`", unit_text!($($unit)?), ".")]
                pub $name: Option<given!($ty $(| $given)?)>,
            )*
            #[doc(hidden)]
            pub borrows: core::marker::PhantomData<&$a ()>,
        }

        const _: () = {
            /// The rows by their positions.
            #[allow(non_camel_case_types, dead_code, reason = "members' names; fields have no place")]
            enum Slot { $($($hname,)*)? $($name,)* $($oname,)* }

            impl<$a> $view<$a> {
                $($(
                    $(#[doc = $hdoc])+
                    #[doc = concat!(
                        "\n`", stringify!($cfield), "`", unit_text!($($hunit)?),
                        $("; `", stringify!($group), "_", stringify!($wide), "` where the kernel sends it",)? "."
                    )]
                    #[inline]
                    pub fn $hname(&self) -> $hty {
                        $(
                            let attribute = self.members.get(Slot::$hname as usize, $group::$wide.0);
                            let family = self.family_of_message();
                            if let Some(Ok(Some(value))) = attribute.map(|attribute| <$wform as Read<$hty>>::read(attribute, family)) {
                                return value;
                            }
                        )?
                        <form!($($hform)?) as Field<$hty>>::get(self.head.$cfield)
                    }
                )*)?

                $(
                    $(#[doc = $doc])+
                    #[doc = concat!("\n`", stringify!($group), "_", stringify!($number), "`", unit_text!($($unit)?), ".")]
                    #[inline]
                    pub fn $name(&self) -> Option<$ty> {
                        let attribute = self.members.get(Slot::$name as usize, $group::$number.0)?;
                        <form!($($form)?) as Read<$a, $ty>>::read(attribute, self.family_of_message()).ok()?
                    }
                )*

                $(
                    $(#[doc = $odoc])+
                    #[doc = concat!("\n`", stringify!($group), "_", stringify!($onumber), "`", unit_text!($($ounit)?), ".")]
                    #[inline]
                    pub fn $oname(&self) -> Option<$oty> {
                        let attribute = self.members.get(Slot::$oname as usize, $group::$onumber.0)?;
                        <form!($($oform)?) as Read<$a, $oty>>::read(attribute, self.family_of_message()).ok()?
                    }
                )*

                #[doc = concat!("All attributes (`", stringify!($group), "_*`).")]
                #[inline]
                pub const fn attributes(&self) -> Attributes<$a> {
                    self.members.list()
                }

                /// One attribute by its type, also of a type that has no accessor here.
                pub fn attribute(&self, attribute_type: u16) -> Option<Attribute<$a>> {
                    self.members.list().find(attribute_type)
                }
            }

            #[cfg(test)]
            impl<$a> $view<$a> {
                /// Reads back what builders write, row for row; how many values it tried.
                pub(crate) fn check_rows() -> usize {
                    use $crate::table::tests::{self, Sample};
                    let mut tried = 0;
                    $($(
                        for given in tests::samples::<form!($($hform)?), $hty>() {
                            let new = $new { $hname: given, ..Default::default() };
                            let fits = <form!($($hform)?) as Field<$hty>>::put(given).is_some();
                            let fits = fits || <[&str]>::len(&[$(stringify!($wide))?]) > 0;
                            let bytes = tests::encoded(&new, <Self as Described>::TABLE);
                            assert_eq!(bytes.is_ok(), fits, stringify!($hname));
                            let Ok(bytes) = bytes else { continue };
                            let read = Self::read_back(bytes).$hname();
                            assert_eq!(std::format!("{read:?}"), std::format!("{given:?}"));
                            tried += 1;
                        }
                    )*)?
                    $(
                        for given in <form!($($form)?) as Sample<given!($ty $(| $given)?)>>::samples() {
                            let new = $new { $name: Some(given), ..Default::default() };
                            let bytes = tests::encoded(&new, <Self as Described>::TABLE).unwrap();
                            let view = Self::read_back(bytes);
                            let there = tests::comes_back(<Self as Described>::TABLE, stringify!($name), view.attributes());
                            assert_eq!(view.$name().is_some(), there, stringify!($name));
                            let same = std::format!("{:?}", view.$name()) == std::format!("{:?}", Some(given));
                            // What builders take in another type looks otherwise.
                            let other = <[&str]>::len(&[$(stringify!($given))?]) > 0;
                            assert!(same || other || !there, "{} {given:?}", stringify!($name));
                            tried += 1;
                        }
                    )*
                    $(
                        for bytes in tests::answers(<Self as Described>::TABLE, stringify!($oname)) {
                            let view = Self::read_back(bytes);
                            tests::comes_back(<Self as Described>::TABLE, stringify!($oname), view.attributes());
                            assert!(view.$oname().is_some(), stringify!($oname));
                            tried += 1;
                        }
                    )*
                    tried
                }
            }

            impl core::fmt::Debug for $view<'_> {
                fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                    let mut f = f.debug_struct(stringify!($view));
                    $($( f.field(stringify!($hname), &self.$hname()); )*)?
                    $( if let Some(value) = self.$name() { f.field(stringify!($name), &value); } )*
                    $( if let Some(value) = self.$oname() { f.field(stringify!($oname), &value); } )*
                    f.finish()
                }
            }

            impl Encode for $new<'_> {
                fn encode(&self, request: &mut Request<'_>) -> Result<(), NoSpace> {
                    $(
                        let mut head = <$head as syscall_types::Plain>::zeroed();
                        $( head.$cfield = field!(<form!($($hform)?) as Field<$hty>>::put(self.$hname), $($wide)?); )*
                        request.body(&head)?;
                        $( overflow!(
                            <form!($($hform)?) as Field<$hty>>::put(self.$hname), self.$hname, request
                            $(, $group::$wide.0, $wform)?
                        ); )*
                    )?
                    $(
                        if let Some(value) = self.$name {
                            <form!($($form)?) as Write<_>>::write(value, $group::$number.0, request)?;
                        }
                    )*
                    Ok(())
                }
            }

            impl<$a> $view<$a> {
                const ROWS: &'static [Row] = &[
                        $($(
                            Row {
                                place: Place::Field {
                                    offset: core::mem::offset_of!($head, $cfield) as u16,
                                    wide: wide!($($group::$wide.0, <$wform as Read<$hty>>::SHAPE)?),
                                },
                                shape: <form!($($hform)?) as Field<$hty>>::SHAPE,
                                unit: unit!($($hunit)?),
                                settable: true,
                            },
                        )*)?
                        $(
                            Row {
                                place: Place::Attribute($group::$number.0),
                                shape: <form!($($form)?) as Read<$a, $ty>>::SHAPE,
                                unit: unit!($($unit)?),
                                settable: true,
                            },
                        )*
                        $(
                            Row {
                                place: Place::Attribute($group::$onumber.0),
                                shape: <form!($($oform)?) as Read<$a, $oty>>::SHAPE,
                                unit: unit!($($ounit)?),
                                settable: false,
                            },
                        )*
                    ];
            }

            impl<$a> Described for $view<$a> {
                const TABLE: &'static Table = &Table {
                    name: stringify!($view),
                    names: concat!($($(stringify!($hname), "\0",)*)? $(stringify!($name), "\0",)* $(stringify!($oname), "\0",)*),
                    rows: Self::ROWS,
                    group: &<$group as syscall_consts::Constants>::GROUP,
                    rules: &Rule::all::<{ Rule::count($view::ROWS) }>(Self::ROWS),
                    head: <[Option<Head>]>::first(&[$(
                        Some(Head {
                            types: &[$($types::$type.0),+],
                            layout: <$head as syscall_types::Reflect>::STRUCT,
                            family: <$head as $crate::wire::Wire>::FAMILY,
                        }),
                    )? None]).unwrap().as_ref().copied(),
                };

                const DOCS: &'static [&'static str] = &[
                    $($(concat!($($hdoc),+).trim_ascii(),)*)?
                    $(concat!($($doc),+).trim_ascii(),)*
                    $(concat!($($odoc),+).trim_ascii(),)*
                ];
            }
        };
    };
}

/// The form that a row names, or the type's own.
macro_rules! form {
    () => {
        $crate::table::form::Own
    };
    ($form:ty) => {
        $form
    };
}

/// The type that a builder takes.
macro_rules! given {
    ($type:ty) => {
        $type
    };
    ($type:ty | $given:ty) => {
        $given
    };
}

/// A unit.
macro_rules! unit {
    () => {
        $crate::table::Unit::None
    };
    (bits) => {
        $crate::table::Unit::Bits
    };
    (bytes) => {
        $crate::table::Unit::Bytes
    };
    (packets) => {
        $crate::table::Unit::Packets
    };
    (seconds) => {
        $crate::table::Unit::Seconds
    };
    (milliseconds) => {
        $crate::table::Unit::Milliseconds
    };
    (microseconds) => {
        $crate::table::Unit::Microseconds
    };
    (nanoseconds) => {
        $crate::table::Unit::Nanoseconds
    };
}

/// A unit as documentation says it.
macro_rules! unit_text {
    () => {
        ""
    };
    ($unit:ident) => {
        concat!(", in ", stringify!($unit))
    };
}

/// What a field of the fixed struct gets: a value that is too large for it goes into the wider attribute.
macro_rules! field {
    ($put:expr,) => {
        $put.ok_or(NoSpace)?
    };
    ($put:expr, $wide:ident) => {
        $put.unwrap_or_default()
    };
}

/// Adds the wider attribute when the value is too large for the field.
macro_rules! overflow {
    ($put:expr, $value:expr, $request:expr) => {};
    ($put:expr, $value:expr, $request:expr, $attribute_type:expr, $form:ty) => {
        if $put.is_none() {
            <$form as Write<_>>::write($value, $attribute_type, $request)?;
        }
    };
}

/// The attribute that is wider than a field.
macro_rules! wide {
    () => {
        None
    };
    ($attribute_type:expr, $shape:expr) => {
        Some($crate::table::Wide {
            attribute_type: $attribute_type,
            size: $shape.size(),
        })
    };
}

pub(crate) use {field, form, given, messages, object, overflow, unit, unit_text, wide};

/// A list of attributes, and where in it each of the `N` rows of a table stands, if it was walked.
#[derive(Clone, Copy)]
pub(crate) struct Members<'a, const N: usize> {
    list: Attributes<'a>,
    /// Bytes from the list's start to the value; 0, where a header would be, for what is not there.
    places: Option<[u32; N]>,
}

impl<'a, const N: usize> Members<'a, N> {
    /// A list that is looked through anew for each member.
    #[inline]
    pub(crate) const fn lazy(list: Attributes<'a>) -> Self {
        Members { list, places: None }
    }

    /// Walks a list that a table describes, and checks it.
    #[inline]
    pub(crate) fn walk(
        list: Attributes<'a>,
        family: AF,
        table: &'static Table,
    ) -> Result<Self, Malformed> {
        let mut places = [0; N];
        let before = list.offset().wrapping_sub(ATTRIBUTE_HEADER);
        table.walk(list, family, |row, attribute| {
            if let Some(place) = places.get_mut(row) {
                // A message has a length of 32 bits.
                *place = attribute.offset().wrapping_sub(before) as u32;
            }
        })?;
        Ok(Members {
            list,
            places: Some(places),
        })
    }

    #[inline]
    pub(crate) const fn list(&self) -> Attributes<'a> {
        self.list
    }

    /// The attribute of a row, which has that type.
    #[inline]
    pub(crate) fn get(&self, row: usize, attribute_type: u16) -> Option<Attribute<'a>> {
        match &self.places {
            None => self.list.find(attribute_type),
            Some(places) => {
                let place = *places.get(row)? as usize;
                let header = place.checked_sub(ATTRIBUTE_HEADER)?;
                self.list.skip_bytes(header).step()
            }
        }
    }
}
