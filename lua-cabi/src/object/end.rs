//! The end of a state: what reaches beyond it (handlers of signals, operations of the kernel with its memory, descriptors) ends
//! before that memory goes, and nothing of the kind is begun again by a finalizer that runs later.

use super::operations;
use super::owners::Owners;
use crate::call::{Call, Info, Outcome, enter, internal};
use crate::context::{Cx, Slot};
use crate::inbox;
use syscall_raw::native as sys;

/// Makes what is collected when the state is closed, which ends what would reach beyond that. May raise (memory).
pub fn push(cx: &mut Cx) {
    cx.push_once(Slot::END, |cx| {
        cx.push_userdata(1, false);
        cx.push_table(0, 1);
        cx.push_function(enter::<End>, 0);
        cx.raw_set_field(-2, "__gc");
        cx.set_metatable(-2);
    });
}

/// The finalizer of what [`push`] makes.
struct End;

impl Call for End {
    const INFO: Info = internal!("end of the state");

    fn run(cx: &mut Cx) -> Outcome {
        // A program with the debug library can call this too: what is ended then is as at the end.
        // SAFETY: the context lives as long as the state.
        unsafe { (*cx.context()).closing = true };
        if let Some(inbox) = inbox::of(cx) {
            inbox.close(cx);
        }
        operations::close(cx);
        // Descriptors whose objects were lost without being collected; what is collected later than this owns nothing any more.
        // SAFETY: the table is null or one, and nobody else has its numbers, as far as is known here.
        unsafe {
            Owners::release_range((*cx.context()).owners.cast(), (0, u32::MAX), |number| {
                let _ = sys::close(number);
            });
        }
        Ok(0)
    }
}

/// Whether that has come.
pub fn has_come(cx: &Cx) -> bool {
    // SAFETY: the context lives as long as the state.
    unsafe { (*cx.context()).closing }
}
