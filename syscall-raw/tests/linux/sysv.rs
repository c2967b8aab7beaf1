//! System V queues, semaphores and shared memory, in a namespace of their own.

use std::{mem::MaybeUninit, ptr::null_mut};

use syscall_consts::{
    Errno,
    linux::{CLONE, IPC, MODE, MSGCTL, MSGOP, SEMCTL, SEMOP, SHM, SHMCTL, SHMGET},
};
use syscall_raw::linux;
use syscall_types::linux::sembuf;

use super::{in_namespaces, uninit};

const RW: MODE = MODE::RUSR.union(MODE::WUSR);
const NONE: &str = "System V IPC is not configured";

#[test]
fn queues() {
    in_namespaces(CLONE::NEWIPC, || {
        let queue = match linux::msgget(0, IPC::empty(), RW) {
            Err(Errno::ENOSYS) => return Err(NONE),
            queue => queue.unwrap(),
        };
        let mut message = [0u8; size_of::<usize>() + 4];
        message[..size_of::<usize>()].copy_from_slice(&3usize.to_ne_bytes());
        message[size_of::<usize>()..].copy_from_slice(b"text");
        linux::msgsnd(queue, &message, MSGOP::empty()).unwrap();
        let mut room = MaybeUninit::uninit();
        let state = linux::msgctl_stat(queue, &mut room).unwrap();
        assert_eq!((state.msg_qnum, state.msg_cbytes), (1, 4));
        assert_eq!(state.msg_lspid, linux::getpid());
        state.msg_qbytes = 100;
        linux::msgctl_set(queue, state).unwrap();
        let long = [1u8; 128];
        let full = linux::msgsnd(queue, &long, MSGOP::NOWAIT);
        assert_eq!(full, Err(Errno::EAGAIN));
        let short = linux::msgrcv(
            queue,
            &mut uninit::<{ size_of::<usize>() + 2 }>(),
            3,
            MSGOP::NOWAIT,
        )
        .map(|_| ());
        assert_eq!(short, Err(Errno::E2BIG));
        let other = linux::msgrcv(queue, &mut uninit::<64>(), 4, MSGOP::NOWAIT).map(|_| ());
        assert_eq!(other, Err(Errno::ENOMSG));
        let mut room = uninit::<64>();
        let taken = linux::msgrcv(queue, &mut room, 3, MSGOP::empty());
        assert_eq!(taken.unwrap(), message);
        let none = linux::msgsnd(queue, &message[..3], MSGOP::empty());
        assert_eq!(none, Err(Errno::EINVAL));
        assert!(
            linux::msgctl_info(&mut MaybeUninit::uninit())
                .unwrap()
                .msgmax
                > 0
        );
        let used = linux::msgctl_msg_info(&mut MaybeUninit::uninit())
            .unwrap()
            .msgpool;
        assert_eq!(used, 1, "queues");
        linux::msgctl_rmid(queue).unwrap();
        assert_eq!(linux::msgctl_rmid(queue), Err(Errno::EINVAL));
        let unknown = unsafe { linux::msgctl(queue, MSGCTL(99), null_mut()) };
        assert_eq!(unknown, Err(Errno::EINVAL));
        let missing = linux::msgget(77, IPC::empty(), RW);
        assert_eq!(missing, Err(Errno::ENOENT));
        linux::msgget(77, IPC::CREAT | IPC::EXCL, RW).unwrap();
        let there = linux::msgget(77, IPC::CREAT | IPC::EXCL, RW);
        assert_eq!(there, Err(Errno::EEXIST));
        Ok(())
    });
}

#[test]
fn semaphores() {
    in_namespaces(CLONE::NEWIPC, || {
        let set = match linux::semget(0, 2, IPC::CREAT, RW) {
            Err(Errno::ENOSYS) => return Err(NONE),
            set => set.unwrap(),
        };
        linux::semctl_setval(set, 1, 5).unwrap();
        assert_eq!(linux::semctl_getval(set, 1), Ok(5));
        assert_eq!(linux::semctl_setval(set, 1, -1), Err(Errno::ERANGE));
        assert_eq!(linux::semctl_getval(set, 2), Err(Errno::EINVAL));
        let down = [sembuf {
            sem_num: 1,
            sem_op: -5,
            sem_flg: SEMOP::NOWAIT.bits(),
        }];
        linux::semtimedop(set, &down, None).unwrap();
        assert_eq!(linux::semctl_getpid(set, 1), Ok(linux::getpid()));
        assert_eq!(linux::semtimedop(set, &down, None), Err(Errno::EAGAIN));
        let waits = [sembuf {
            sem_flg: 0,
            ..down[0]
        }];
        let now = syscall_types::Plain::zeroed();
        assert_eq!(
            linux::semtimedop(set, &waits, Some(&now)),
            Err(Errno::EAGAIN)
        );
        assert_eq!(linux::semctl_getncnt(set, 1), Ok(0));
        assert_eq!(linux::semctl_getzcnt(set, 1), Ok(0));
        let mut values = [9u16; 2];
        unsafe { linux::semctl_setall(set, &[3, 4]) }.unwrap();
        unsafe { linux::semctl_getall(set, &mut values) }.unwrap();
        assert_eq!(values, [3, 4]);
        let mut room = MaybeUninit::uninit();
        let state = linux::semctl_stat(set, &mut room).unwrap();
        assert_eq!(state.sem_nsems, 2);
        state.sem_perm.mode = RW.bits() as _;
        linux::semctl_set(set, state).unwrap();
        assert!(
            linux::semctl_info(&mut MaybeUninit::uninit())
                .unwrap()
                .semmsl
                > 0
        );
        let mut room = MaybeUninit::uninit();
        let used = linux::semctl_sem_info(&mut room).unwrap();
        assert_eq!((used.semusz, used.semaem), (1, 2), "sets and semaphores");
        linux::semctl_rmid(set).unwrap();
        assert_eq!(linux::semctl_rmid(set), Err(Errno::EINVAL));
        let unknown = unsafe { linux::semctl(set, 0, SEMCTL(99), 0) };
        assert_eq!(unknown, Err(Errno::EINVAL));
        Ok(())
    });
}

#[test]
fn shared_memory() {
    in_namespaces(CLONE::NEWIPC, || {
        let shared = match linux::shmget(0, 4096, SHMGET::CREAT, RW) {
            Err(Errno::ENOSYS) => return Err(NONE),
            shared => shared.unwrap(),
        };
        unsafe {
            let memory = linux::shmat(shared, null_mut(), SHM::empty()).unwrap();
            let again = linux::shmat(shared, null_mut(), SHM::RDONLY).unwrap();
            memory.cast::<u8>().write(7);
            assert_eq!(again.cast::<u8>().read(), 7);
            let mut room = MaybeUninit::uninit();
            let state = linux::shmctl_stat(shared, &mut room).unwrap();
            assert_eq!((state.shm_segsz, state.shm_nattch), (4096, 2));
            linux::shmctl_set(shared, state).unwrap();
            linux::shmctl_lock(shared).unwrap();
            linux::shmctl_unlock(shared).unwrap();
            linux::shmctl_rmid(shared).unwrap();
            linux::shmdt(memory).unwrap();
            linux::shmdt(again).unwrap();
            assert_eq!(linux::shmdt(memory), Err(Errno::EINVAL));
        }
        let gone = linux::shmctl_stat(shared, &mut MaybeUninit::uninit()).map(|_| ());
        assert_eq!(gone, Err(Errno::EINVAL));
        assert!(
            linux::shmctl_info(&mut MaybeUninit::uninit())
                .unwrap()
                .shmmni
                > 0
        );
        let used = linux::shmctl_shm_info(&mut MaybeUninit::uninit())
            .unwrap()
            .used_ids;
        assert_eq!(used, 0);
        let unknown = unsafe { linux::shmctl(shared, SHMCTL(99), null_mut()) };
        assert_eq!(unknown, Err(Errno::EINVAL));
        let huge = linux::shmget(0, 0, SHMGET::CREAT, RW);
        assert_eq!(huge, Err(Errno::EINVAL));
        Ok(())
    });
}
