//! Encoding and decoding, without a kernel: round trips, lengths that lie, buffers that are too short.

use syscall_consts::linux::{IFLA, IFLA_INFO, NLM_F, NLMSG, RTM};
use syscall_netlink::{
    Attributes, Control, Errno, Error, Header, Link, MESSAGE_HEADER, Malformed, Message, Messages,
    NoSpace, Problem, Refusal, Request,
};
use syscall_types::Plain;
use syscall_types::linux::ifinfomsg;

/// What is malformed, and where.
fn malformed(offset: usize, problem: Problem) -> Malformed {
    Malformed { offset, problem }
}

/// The one message of a datagram.
fn only(datagram: &[u8]) -> Message<'_> {
    let mut messages = Messages::new(datagram);
    let message = messages.next().unwrap().unwrap();
    assert!(messages.next().is_none());
    message
}

/// A message with that header but for the length, which is right.
fn message(message_type: NLMSG, flags: NLM_F, payload: &[u8]) -> Vec<u8> {
    let len = (MESSAGE_HEADER + payload.len()) as u32;
    let header = Header {
        len,
        message_type: message_type.0,
        flags,
        seq: 1,
        pid: 7,
    };
    [&header.to_bytes()[..], payload].concat()
}

#[test]
fn a_header_comes_back_as_written() {
    let header = Header {
        len: 0x0102_0304,
        message_type: 5,
        flags: NLM_F::from_bits_retain(0x8007),
        seq: 8,
        pid: u32::MAX,
    };
    assert_eq!(Header::from_bytes(&header.to_bytes()), header);
}

#[test]
fn a_request_comes_back_as_written() {
    let mut buffer = [0xee; 256];
    let mut request = Request::new(&mut buffer, RTM::NEWLINK.0, NLM_F::CREATE).unwrap();
    let mut info = ifinfomsg::zeroed();
    info.ifi_index = 42;
    request.body(&info).unwrap();
    request
        .u8(1, 0x12)
        .unwrap()
        .u16(2, 0x1234)
        .unwrap()
        .u32(3, 0x1234_5678)
        .unwrap();
    request
        .u64(4, 0x1234_5678_9abc_def0)
        .unwrap()
        .be16(5, 0x1234)
        .unwrap();
    request
        .be32(6, 0x1234_5678)
        .unwrap()
        .be64(7, 0x1234_5678_9abc_def0)
        .unwrap();
    request
        .c_str(8, c"text")
        .unwrap()
        .attribute(9, &[])
        .unwrap();
    request
        .nested(10, |outer| {
            outer
                .u8(1, 1)?
                .nested(2, |inner| inner.c_str(3, c"deep").map(drop))?;
            Ok(())
        })
        .unwrap();
    request.set_seq(99).add_flags(NLM_F::ACK);
    let len = request.bytes().len();

    let message = only(&buffer[..len]);
    let header = message.header();
    assert_eq!((header.len as usize, header.seq, header.pid), (len, 99, 0));
    assert_eq!(header.flags, NLM_F::REQUEST | NLM_F::CREATE | NLM_F::ACK);
    assert!(message.control().unwrap().is_none());
    let (info, mut attributes) = message.body::<ifinfomsg>().unwrap();
    assert_eq!(info.ifi_index, 42);
    let mut next = || attributes.next().unwrap().unwrap();
    assert_eq!(next().u8(), Ok(0x12));
    assert_eq!(next().u16(), Ok(0x1234));
    assert_eq!(next().u32(), Ok(0x1234_5678));
    assert_eq!(next().u64(), Ok(0x1234_5678_9abc_def0));
    assert_eq!(next().be16(), Ok(0x1234));
    let be32 = next();
    assert_eq!(
        (be32.be32(), be32.bytes()),
        (Ok(0x1234_5678), &[0x12, 0x34, 0x56, 0x78][..])
    );
    assert_eq!(next().be64(), Ok(0x1234_5678_9abc_def0));
    let text = next();
    assert_eq!(
        (text.c_str(), text.str(), text.bytes().len()),
        (Ok(c"text"), Ok("text"), 5)
    );
    let empty = next();
    assert_eq!((empty.attribute_type(), empty.bytes()), (9, &[][..]));
    assert_eq!(
        empty.u8(),
        Err(malformed(
            108,
            Problem::Value {
                attribute_type: 9,
                len: 0
            }
        ))
    );
    let nest = next();
    assert_eq!(
        (
            nest.attribute_type(),
            nest.is_nested(),
            nest.is_net_byteorder()
        ),
        (10, true, false)
    );
    assert_eq!(nest.raw_type(), 0x800a);
    assert_eq!(nest.nested().find(1).unwrap().u8(), Ok(1));
    assert_eq!(
        nest.nested()
            .find(2)
            .unwrap()
            .nested()
            .find(3)
            .unwrap()
            .c_str(),
        Ok(c"deep")
    );
    assert!(attributes.next().is_none());
    // The padding is zero though the buffer was not.
    assert!(!buffer[..len].contains(&0xee));
    assert!(buffer[len..].iter().all(|byte| *byte == 0xee));
}

/// Everything that a request can hold.
fn fill(request: &mut Request<'_>) -> Result<(), NoSpace> {
    request
        .body(&ifinfomsg::zeroed())?
        .c_str(IFLA::IFNAME.0, c"br0")?
        .raw(&[1, 2, 3])?;
    request.nested(IFLA::LINKINFO.0, |info| {
        let data = info
            .c_str(IFLA_INFO::KIND.0, c"veth")?
            .begin(IFLA_INFO::DATA.0)?;
        info.u64(1, 1)?.end(data).map(drop)
    })?;
    Ok(())
}

#[test]
fn every_buffer_that_is_too_short_is_refused_and_left_in_order() {
    let mut whole = [0; 256];
    let mut request = Request::new(&mut whole, RTM::NEWLINK.0, NLM_F::empty()).unwrap();
    fill(&mut request).unwrap();
    let need = request.bytes().len();
    for room in 0..need {
        let mut buffer = vec![0; room];
        let Ok(mut request) = Request::new(&mut buffer, RTM::NEWLINK.0, NLM_F::empty()) else {
            assert!(room < MESSAGE_HEADER);
            continue;
        };
        assert_eq!(fill(&mut request), Err(NoSpace), "{room} bytes");
        // What did fit is a message, without the part that did not.
        let len = request.bytes().len();
        assert_eq!(request.header().len as usize, len);
        assert!(whole[MESSAGE_HEADER..].starts_with(&request.bytes()[MESSAGE_HEADER..]));
        assert_eq!(only(request.bytes()).header(), request.header());
    }
    let mut buffer = vec![0; need];
    fill(&mut Request::new(&mut buffer, RTM::NEWLINK.0, NLM_F::empty()).unwrap()).unwrap();
    assert_eq!(buffer, whole[..need]);
}

#[test]
fn an_attribute_of_more_than_65535_bytes_is_refused() {
    let mut buffer = vec![0; 1 << 18];
    let mut request = Request::new(&mut buffer, 16, NLM_F::empty()).unwrap();
    assert!(request.attribute(1, &[0; 65532]).is_err());
    assert_eq!(request.bytes().len(), MESSAGE_HEADER);
    assert!(request.attribute(1, &[0; 65531]).is_ok());
    let len = request.bytes().len();
    let nest = request.nested(2, |nest| {
        nest.attribute(1, &[0; 40_000])?
            .attribute(2, &[0; 40_000])
            .map(drop)
    });
    assert!(nest.is_err());
    assert_eq!(request.bytes().len(), len);
}

#[test]
fn a_nest_of_another_request_does_no_harm() {
    let (mut long, mut short) = ([0; 128], [0; 20]);
    let mut from = Request::new(&mut long, 16, NLM_F::empty()).unwrap();
    let nest = from.attribute(1, &[0; 64]).unwrap().begin(2).unwrap();
    let mut to = Request::new(&mut short, 16, NLM_F::empty()).unwrap();
    assert_eq!(to.end(nest).map(drop), Err(NoSpace));
}

#[test]
fn message_lengths_are_checked() {
    let good = message(NLMSG::NOOP, NLM_F::empty(), &[]);
    for len in (0..16).chain([17, 20, 0x7fff_ffff, u32::MAX - 2, u32::MAX]) {
        let mut bytes = good.clone();
        bytes[..4].copy_from_slice(&len.to_ne_bytes());
        let mut messages = Messages::new(&bytes);
        assert_eq!(
            messages.next().unwrap().unwrap_err(),
            malformed(0, Problem::Length { len, left: 16 })
        );
        assert!(messages.next().is_none(), "it ends after an error");
    }
    for left in 1..16 {
        let bytes = [&good[..], &good[..left]].concat();
        let mut messages = Messages::new(&bytes);
        assert!(messages.next().unwrap().is_ok());
        assert_eq!(
            messages.next().unwrap().unwrap_err(),
            malformed(16, Problem::Header { left })
        );
        assert!(messages.next().is_none());
    }
    assert!(Messages::new(&[]).next().is_none());
    // The last message may come without its padding, others not.
    let odd = message(NLMSG::NOOP, NLM_F::empty(), &[1]);
    assert_eq!(only(&odd).payload(), [1]);
    let two = [&odd[..], &[0, 0, 0], &good].concat();
    assert_eq!(Messages::new(&two).filter(Result::is_ok).count(), 2);
}

#[test]
fn attribute_lengths_are_checked() {
    let attribute = |len: u16| [len.to_ne_bytes(), 7u16.to_ne_bytes()].concat();
    for len in (0..4).chain([5, 8, 0x7fff, 0xfffd, 0xffff]) {
        let bytes = attribute(len);
        let mut attributes = Attributes::new(&bytes);
        let error = Problem::AttributeLength {
            attribute_type: 7,
            len,
            left: 4,
        };
        assert_eq!(attributes.next(), Some(Err(malformed(0, error))));
        assert_eq!(attributes.next(), None);
    }
    for left in 1..4 {
        let bytes = &attribute(4)[..left];
        assert_eq!(
            Attributes::new(bytes).next(),
            Some(Err(malformed(0, Problem::AttributeHeader { left })))
        );
    }
    // A nest whose content claims more than the nest has.
    let mut bytes = [attribute(8), attribute(12), vec![0; 8]].concat();
    let outer = Attributes::new(&bytes).next().unwrap().unwrap();
    let error = Problem::AttributeLength {
        attribute_type: 7,
        len: 12,
        left: 4,
    };
    assert_eq!(outer.nested().next(), Some(Err(malformed(4, error))));
    // Of two attributes of one type the last counts, and none after damage.
    bytes = [
        attribute(5),
        vec![1, 0, 0, 0],
        attribute(5),
        vec![2, 0, 0, 0],
    ]
    .concat();
    assert_eq!(Attributes::new(&bytes).find(7).unwrap().u8(), Ok(2));
    bytes[8..10].fill(0);
    assert_eq!(Attributes::new(&bytes).find(7).unwrap().u8(), Ok(1));
}

/// Where something is malformed is counted from the start of the datagram, however deep it stands.
#[test]
fn a_malformed_attribute_is_found_in_its_message() {
    let mut buffer = [0; 256];
    let mut request = Request::new(&mut buffer, RTM::NEWLINK.0, NLM_F::empty()).unwrap();
    request
        .body(&ifinfomsg::zeroed())
        .unwrap()
        .c_str(IFLA::IFNAME.0, c"x")
        .unwrap()
        .nested(IFLA::LINKINFO.0, |info| {
            info.u8(9, 1)?
                .attribute(IFLA_INFO::KIND.0, b"veth")
                .map(drop)
        })
        .unwrap();
    let first = message(NLMSG::NOOP, NLM_F::empty(), &[0; 4]);
    let datagram = [&first[..], request.bytes()].concat();
    let second = Messages::new(&datagram).last().unwrap().unwrap();
    // 20 of the first message, 16 and 16, a name of 8, the nest's header, 8 before.
    let problem = Problem::Value {
        attribute_type: IFLA_INFO::KIND.0,
        len: 4,
    };
    let error = Link::parse(second).unwrap_err();
    assert_eq!(error, malformed(20 + 16 + 16 + 8 + 4 + 8, problem));
    assert_eq!(
        error.to_string(),
        "malformed netlink message at byte 72: attribute 1 with an unfit value of 4 bytes"
    );
    // The nest overlaps what follows it: its length goes beyond the message's end.
    let mut overlapping = datagram.clone();
    overlapping[60..62].copy_from_slice(&100u16.to_ne_bytes());
    let second = Messages::new(&overlapping).last().unwrap().unwrap();
    let problem = Problem::AttributeLength {
        attribute_type: IFLA::LINKINFO.0,
        len: 100,
        left: 20,
    };
    assert_eq!(Link::parse(second).unwrap_err(), malformed(60, problem));
    assert_eq!(Link::lazy(second).unwrap().name(), Some(c"x"));
    // A name that claims part of what follows: the walk goes on in the middle of an attribute.
    let mut misaligned = datagram.clone();
    misaligned[52..54].copy_from_slice(&13u16.to_ne_bytes());
    let second = Messages::new(&misaligned).last().unwrap().unwrap();
    assert_eq!(Link::parse(second).unwrap_err().offset, 68);
}

#[test]
fn flag_bits_are_not_part_of_an_attributes_type() {
    let bytes = [4u16.to_ne_bytes(), 0xc007u16.to_ne_bytes()].concat();
    let attribute = Attributes::new(&bytes).next().unwrap().unwrap();
    assert_eq!(
        (attribute.attribute_type(), attribute.raw_type()),
        (7, 0xc007)
    );
    assert!(attribute.is_nested() && attribute.is_net_byteorder());
}

#[test]
fn text_without_a_zero_byte_is_no_c_string() {
    let bytes = [&[6, 0, 1, 0][..], b"ab"].concat();
    #[cfg(target_endian = "big")]
    let bytes = [&[0, 6, 0, 1][..], b"ab"].concat();
    let attribute = Attributes::new(&bytes).next().unwrap().unwrap();
    let problem = Problem::Value {
        attribute_type: 1,
        len: 2,
    };
    assert_eq!(attribute.c_str(), Err(malformed(0, problem)));
    assert_eq!((attribute.str(), attribute.text()), (Ok("ab"), &b"ab"[..]));
}

#[test]
fn control_messages_are_read() {
    let control = |bytes: &[u8]| format!("{:?}", only(bytes).control());
    assert_eq!(
        control(&message(NLMSG::NOOP, NLM_F::empty(), &[])),
        "Ok(Some(Noop))"
    );
    assert_eq!(
        control(&message(NLMSG::OVERRUN, NLM_F::empty(), &[])),
        "Ok(Some(Overrun))"
    );
    // A dump's end without payload is a success.
    let done = message(NLMSG::DONE, NLM_F::MULTI, &[]);
    assert!(
        matches!(only(&done).control(), Ok(Some(Control::Done(status))) if status.errno() == 0)
    );
    // The end of a dump that failed, with the kernel's words right behind the number.
    let mut buffer = [0; 64];
    let mut text = Request::new(&mut buffer, 0, NLM_F::empty()).unwrap();
    text.raw(&(-22i32).to_ne_bytes())
        .unwrap()
        .c_str(1, c"no")
        .unwrap()
        .u32(5, 3)
        .unwrap();
    let payload = &text.bytes()[MESSAGE_HEADER..];
    let done = message(NLMSG::DONE, NLM_F::ACK_TLVS, payload);
    let Ok(Some(Control::Done(status))) = only(&done).control() else {
        panic!()
    };
    assert_eq!(
        (status.errno(), status.message(), status.missing_type()),
        (22, Some(c"no"), Some(3))
    );
    let text = Refusal::new(&status).unwrap().to_string();
    assert!(
        text.ends_with(": no (the request lacks an attribute of type 3)"),
        "{text}"
    );
    // Without the flag the same bytes are not attributes.
    let done = message(NLMSG::DONE, NLM_F::empty(), payload);
    let Ok(Some(Control::Done(status))) = only(&done).control() else {
        panic!()
    };
    assert_eq!((status.errno(), status.message()), (22, None));
}

#[test]
fn an_errors_attributes_come_after_the_whole_request_unless_it_is_capped() {
    let request = message(NLMSG(RTM::GETLINK.0), NLM_F::REQUEST, &[9; 5]);
    let mut buffer = [0; 64];
    let mut text = Request::new(&mut buffer, 0, NLM_F::empty()).unwrap();
    text.c_str(1, c"why").unwrap();
    let text = &text.bytes()[MESSAGE_HEADER..];
    let code = (-1i32).to_ne_bytes();
    let whole = [&code[..], &request, &[0; 3], text].concat();
    let capped = [&code[..], &request[..MESSAGE_HEADER], text].concat();
    for (payload, flags) in [
        (whole, NLM_F::ACK_TLVS),
        (capped, NLM_F::ACK_TLVS | NLM_F::CAPPED),
    ] {
        let bytes = message(NLMSG::ERROR, flags, &payload);
        let Ok(Some(Control::Error(status))) = only(&bytes).control() else {
            panic!()
        };
        assert_eq!((status.errno(), status.message()), (1, Some(c"why")));
    }
    // A request length that points nowhere: the error stands, the words are absent.
    let mut huge = request;
    huge[..4].copy_from_slice(&u32::MAX.to_ne_bytes());
    let bytes = message(NLMSG::ERROR, NLM_F::ACK_TLVS, &[&code[..], &huge].concat());
    let Ok(Some(Control::Error(status))) = only(&bytes).control() else {
        panic!()
    };
    assert_eq!((status.errno(), status.message()), (1, None));
}

#[test]
fn error_numbers_are_checked() {
    for code in [1, 4096, -4096, i32::MIN, i32::MAX] {
        let bytes = message(NLMSG::DONE, NLM_F::empty(), &code.to_ne_bytes());
        assert_eq!(
            only(&bytes).control().unwrap_err(),
            malformed(0, Problem::ErrorCode(code))
        );
    }
    for have in 0..20 {
        let bytes = message(NLMSG::ERROR, NLM_F::empty(), &vec![0; have]);
        let short = Problem::Payload {
            message_type: NLMSG::ERROR.0,
            need: 20,
            have,
        };
        assert_eq!(only(&bytes).control().unwrap_err(), malformed(0, short));
    }
}

#[test]
fn a_long_explanation_is_cut_between_characters() {
    let mut buffer = [0; 512];
    let mut text = Request::new(&mut buffer, 0, NLM_F::empty()).unwrap();
    let long = std::ffi::CString::new("é".repeat(100).replacen('é', "xé", 1)).unwrap();
    text.raw(&(-22i32).to_ne_bytes())
        .unwrap()
        .c_str(1, &long)
        .unwrap();
    let done = message(
        NLMSG::DONE,
        NLM_F::ACK_TLVS,
        &text.bytes()[MESSAGE_HEADER..],
    );
    let Ok(Some(Control::Done(status))) = only(&done).control() else {
        panic!()
    };
    let refusal = Refusal::new(&status).unwrap();
    assert_eq!(refusal.message().len(), Refusal::TEXT - 1);
    assert!(long.to_str().unwrap().starts_with(refusal.message()));
}

#[test]
fn errors_say_what_to_do() {
    let cases = [
        (Error::Lost, Errno::ENOBUFS, "SO_RCVBUF"),
        (
            Error::Truncated {
                needed: 9,
                buffer: 8,
            },
            Errno::EMSGSIZE,
            "receive into 9 bytes",
        ),
        (Error::Interrupted, Errno::EINTR, "try again"),
        (Error::NoSpace, Errno::ENOSPC, "larger buffer"),
        (
            malformed(20, Problem::Header { left: 3 }).into(),
            Errno::EBADMSG,
            "at byte 20: 3 bytes left",
        ),
        (
            Error::Socket(Errno::EPERM),
            Errno::EPERM,
            "netlink socket: ",
        ),
    ];
    for (error, errno, text) in cases {
        assert_eq!(error.errno(), errno);
        assert!(error.to_string().contains(text), "{error}");
    }
    assert!(size_of::<Error>() <= 128);
}
