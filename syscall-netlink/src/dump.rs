//! Requests and their answers: one acknowledgement, one message, or a dump of many.
//!
//! A dump comes as datagrams of messages that end with `NLMSG_DONE`. When what is dumped changes meanwhile, the kernel
//! marks the messages from then on with `NLM_F_DUMP_INTR`: something may be missing or double. [`dump`] then starts again
//! a few times, and at last keeps what it has and says so.

use core::ops::ControlFlow;

use rustix::fd::AsFd;
use rustix::net::RecvFlags;
use syscall_consts::linux::{NLM_F, NLMSG};
use syscall_raw::OwnedFd;

use crate::error::{Error, Refusal};
use crate::malformed::{Malformed, Problem};
use crate::message::{Control, Message, Messages, Status};
use crate::socket::{Socket, answers};
use crate::writer::Request;

/// How often [`dump`] starts again when it was interrupted.
pub const RETRIES: u32 = 4;

/// Where the messages of a dump go.
pub trait Sink {
    /// Takes one message. `Break` ends the walk; an error ends it and is returned. The rest of the dump is received and
    /// dropped in both cases, so that the socket is ready for the next request.
    ///
    /// # Errors
    /// The sink's own, such as [`Malformed`](crate::Malformed) from reading the message.
    fn message(&mut self, message: Message<'_>) -> Result<ControlFlow<()>, Error>;

    /// Forgets all messages so far: the dump was interrupted and starts again.
    fn restart(&mut self);
}

/// How a dump went.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[must_use = "the results may be inconsistent: see `interrupted`, or make an error of it with `complete`"]
pub struct Outcome {
    /// Something changed during the last attempt too: a message may be missing or there twice.
    pub interrupted: bool,
    /// Attempts made.
    pub attempts: u32,
}

impl Outcome {
    /// Makes an error of an interrupted dump.
    ///
    /// # Errors
    /// [`Error::Interrupted`].
    pub const fn complete(self) -> Result<(), Error> {
        if self.interrupted {
            Err(Error::Interrupted)
        } else {
            Ok(())
        }
    }
}

/// Sends a request as a dump and gives its messages to `sink`, starting again up to [`RETRIES`] times when it is
/// interrupted. On a socket that has joined multicast groups, events that come meanwhile are dropped: watch on another.
///
/// # Errors
/// The kernel's refusal, those of [`Socket::send`] and [`Socket::receive`], and the sink's.
pub fn dump<F: AsFd>(
    socket: &Socket<F>,
    request: &mut Request<'_>,
    buffer: &mut [u8],
    sink: &mut impl Sink,
) -> Result<Outcome, Error> {
    dump_with(socket, request, buffer, sink, RETRIES)
}

/// [`dump`] with a number of retries.
///
/// # Errors
/// Those of [`dump`].
pub fn dump_with<F: AsFd>(
    socket: &Socket<F>,
    request: &mut Request<'_>,
    buffer: &mut [u8],
    sink: &mut impl Sink,
    retries: u32,
) -> Result<Outcome, Error> {
    let mut attempts = 1;
    loop {
        let again = attempts <= retries;
        let mut dump = Dump::start(socket, request)?;
        let fed = dump.feed(buffer, sink, again);
        let interrupted = dump.interrupted();
        dump.drain(buffer);
        if fed?.is_break() || !interrupted || !again {
            return Ok(Outcome {
                interrupted,
                attempts,
            });
        }
        sink.restart();
        attempts += 1;
    }
}

/// A dump in progress, a datagram at a time, without retries. [`dump`] is the loop around it.
#[derive(Debug)]
pub struct Dump<'s, F = OwnedFd> {
    socket: &'s Socket<F>,
    seq: u32,
    interrupted: bool,
    done: bool,
}

impl<'s, F: AsFd> Dump<'s, F> {
    /// Sends the request, with `NLM_F::DUMP`.
    ///
    /// # Errors
    /// Those of [`Socket::send`].
    pub fn start(socket: &'s Socket<F>, request: &mut Request<'_>) -> Result<Self, Error> {
        let seq = socket.send(request.add_flags(NLM_F::DUMP))?;
        Ok(Dump {
            socket,
            seq,
            interrupted: false,
            done: false,
        })
    }

    /// Receives the next datagram with messages of this dump; `None` when the dump is over.
    ///
    /// The whole datagram is checked before any of it is given out. After an error the dump may go on, unless the error
    /// is the kernel's refusal.
    ///
    /// # Errors
    /// The kernel's refusal, and those of [`Socket::receive`].
    pub fn next<'b>(&mut self, buffer: &'b mut [u8]) -> Result<Option<Batch<'b>>, Error> {
        let mut filled = 0;
        while !self.done && filled == 0 {
            filled = self.receive(buffer, RecvFlags::empty())?;
        }
        let (seq, port) = (self.seq, self.socket.port());
        Ok(match filled {
            0 => None,
            len => buffer.get(..len).map(|bytes| Batch {
                messages: Messages::new(bytes),
                seq,
                port,
            }),
        })
    }

    /// Whether something changed while the dump was running, as far as it was received.
    pub const fn interrupted(&self) -> bool {
        self.interrupted
    }

    /// Receives and drops the rest of the dump, so that the socket is ready for the next request.
    ///
    /// It never waits: the kernel makes the next part of a dump while the one before is received, so when there is none
    /// the dump is over, even if its end was in a datagram that could not be read.
    pub fn drain(&mut self, buffer: &mut [u8]) {
        while !self.done {
            // Other errors concern one datagram, and the next one comes all the same.
            if let Err(Error::Socket(_)) = self.receive(buffer, RecvFlags::DONTWAIT) {
                self.done = true;
            }
        }
    }

    /// Receives and examines one datagram: its length if there are messages for the caller in it, otherwise 0.
    fn receive(&mut self, buffer: &mut [u8], flags: RecvFlags) -> Result<usize, Error> {
        let len = self.socket.receive_len(buffer, flags)?;
        let filled = self.examine(buffer.get(..len).unwrap_or(&[]))?;
        Ok(if filled { len } else { 0 })
    }

    /// Checks a datagram and notes what it says of the dump; whether there are messages for the caller in it.
    fn examine(&mut self, datagram: &[u8]) -> Result<bool, Error> {
        let mut filled = false;
        for message in Messages::new(datagram) {
            let message = message?;
            if !answers(message.header(), self.seq, self.socket.port()) {
                continue;
            }
            self.interrupted |= message.header().is_dump_interrupted();
            match message.control()? {
                None => filled = true,
                Some(Control::Noop) => {}
                Some(Control::Overrun) => return Err(Error::Lost),
                Some(Control::Error(status) | Control::Done(status)) => {
                    self.done = true;
                    accepted(&status)?;
                }
            }
        }
        Ok(filled)
    }

    /// Feeds the sink until the dump ends, the sink has enough, or starting again (`again`) makes the rest useless.
    fn feed(
        &mut self,
        buffer: &mut [u8],
        sink: &mut impl Sink,
        again: bool,
    ) -> Result<ControlFlow<()>, Error> {
        while let Some(batch) = self.next(buffer)? {
            if self.interrupted && again {
                break;
            }
            for message in batch {
                if sink.message(message)?.is_break() {
                    return Ok(ControlFlow::Break(()));
                }
            }
        }
        Ok(ControlFlow::Continue(()))
    }
}

/// The messages of a dump in one datagram.
#[derive(Clone, Copy, Debug)]
pub struct Batch<'b> {
    messages: Messages<'b>,
    seq: u32,
    port: u32,
}

impl<'b> Iterator for Batch<'b> {
    type Item = Message<'b>;

    #[inline]
    fn next(&mut self) -> Option<Message<'b>> {
        let Batch {
            messages,
            seq,
            port,
        } = self;
        // The datagram was checked when it was received; control messages are done with.
        messages.map_while(Result::ok).find(|message| {
            let header = message.header();
            answers(header, *seq, *port) && header.message_type >= NLMSG::MIN_TYPE.0
        })
    }
}

/// Sends a request and waits for the kernel to acknowledge it.
///
/// # Errors
/// The kernel's refusal, and those of [`Socket::send`] and [`Socket::receive`].
pub fn acknowledge<F: AsFd>(
    socket: &Socket<F>,
    request: &mut Request<'_>,
    buffer: &mut [u8],
) -> Result<(), Error> {
    let seq = socket.send(request.add_flags(NLM_F::ACK))?;
    loop {
        for message in Messages::new(socket.receive(buffer)?) {
            let message = message?;
            if !answers(message.header(), seq, socket.port()) {
                continue;
            }
            if let Some(Control::Error(status)) = message.control()? {
                return accepted(&status);
            }
        }
    }
}

/// Sends a request and waits for the one message that answers it.
///
/// # Errors
/// The kernel's refusal, and those of [`Socket::send`] and [`Socket::receive`]; [`Problem::MessageType`] when the kernel answers
/// without a message.
pub fn get<'b, F: AsFd>(
    socket: &Socket<F>,
    request: &mut Request<'_>,
    buffer: &'b mut [u8],
) -> Result<Message<'b>, Error> {
    let seq = socket.send(request)?;
    let mut len = 0;
    while answer(socket, buffer.get(..len).unwrap_or(&[]), seq)?.is_none() {
        len = socket.receive_len(buffer, RecvFlags::empty())?;
    }
    // Looked up again, because a loop cannot return a borrow of what its next round would overwrite.
    let found = answer(socket, buffer.get(..len).unwrap_or(&[]), seq)?;
    found.ok_or(Error::Malformed(Malformed {
        offset: 0,
        problem: Problem::Header { left: 0 },
    }))
}

/// The message in a datagram that answers the request sent under `seq`.
fn answer<'b, F: AsFd>(
    socket: &Socket<F>,
    datagram: &'b [u8],
    seq: u32,
) -> Result<Option<Message<'b>>, Error> {
    for message in Messages::new(datagram) {
        let message = message?;
        if !answers(message.header(), seq, socket.port()) {
            continue;
        }
        match message.control()? {
            None => return Ok(Some(message)),
            Some(Control::Noop) => {}
            Some(Control::Overrun) => return Err(Error::Lost),
            Some(Control::Error(status) | Control::Done(status)) => {
                accepted(&status)?;
                let problem = Problem::MessageType(message.message_type());
                return Err(Error::Malformed(message.malformed(problem)));
            }
        }
    }
    Ok(None)
}

fn accepted(status: &Status<'_>) -> Result<(), Error> {
    Refusal::new(status).map_or(Ok(()), |refusal| Err(Error::Refused(refusal)))
}
