"""seccomp: allows the system calls that computing needs, and no others.

The list has names; libseccomp knows their numbers on each architecture. A call that is not listed
fails with EPERM and does not kill, because a new C library may try a call that it can do without.
Denied on purpose, because Landlock does not cover them: every socket, chmod and utime and xattr,
signals to others (kill, tgkill, pidfd, fcntl F_SETOWN), ptrace and process_vm_*, memfd and SysV
memory (they escape RLIMIT_AS), fork and exec, io_uring, bpf, keyctl, mount, unshare. Threads are
allowed; the fork server counts them.
"""

import ctypes
import errno
import fcntl
import os
import socket
import struct
from pathlib import Path

from assignment.engine.homework import Homework

from .kernel import NO_NEW_PRIVS, prctl
from .layer import Layer, must_fail

SET_SECCOMP, MODE_FILTER = 22, 2
INSTRUCTION_BYTES = 8
LIBRARY = "install libseccomp (Debian, Ubuntu: apt-get install libseccomp2; Fedora: dnf install libseccomp)"

# fmt: off
ALLOWED_CALLS = (
    "read", "readv", "pread64", "preadv", "write", "writev", "close", "close_range", "lseek", "fstat", "stat",
    "lstat", "newfstatat", "statx", "access", "faccessat", "faccessat2", "open", "openat", "readlink", "readlinkat",
    "getdents64", "getcwd", "chdir", "fchdir", "dup", "dup2", "dup3", "poll", "ppoll", "select", "pselect6",
    "epoll_create1", "epoll_ctl", "epoll_wait", "epoll_pwait", "pipe2", "eventfd2", "mmap", "munmap", "mprotect",
    "mremap", "madvise", "brk", "mincore", "membarrier", "rseq", "set_robust_list", "set_tid_address", "futex",
    "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack", "restart_syscall", "exit", "exit_group",
    "getpid", "gettid", "getppid", "getuid", "geteuid", "getgid", "getegid", "getresuid", "getresgid", "getgroups",
    "getpgrp", "getpgid", "getsid", "uname", "sysinfo", "getrusage", "times", "getcpu", "getrandom", "arch_prctl",
    "getrlimit", "clock_gettime", "clock_getres", "clock_nanosleep", "nanosleep", "gettimeofday", "time",
    "sched_yield", "sched_getaffinity", "sched_getparam", "sched_getscheduler", "sched_get_priority_max",
    "sched_get_priority_min",
)
# fmt: on
THREAD = 0x00010000 | 0x00000100  # CLONE_THREAD | CLONE_VM
FCNTL = (fcntl.F_DUPFD, fcntl.F_GETFD, fcntl.F_SETFD, fcntl.F_GETFL, fcntl.F_SETFL, fcntl.F_DUPFD_CLOEXEC)
IOCTL = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)  # TCGETS, TIOCGWINSZ, FIONREAD, FIONBIO, FIO(N)CLEX


def build(homework: Homework | None = None, home: Path | None = None) -> bytes:
    """Return the filter as a program for the kernel, compiled once for all workers.

    Raises
    ------
    RuntimeError, ImportError, OSError
        If libseccomp or the kernel's support is missing.
    """
    import pyseccomp as seccomp

    rules = seccomp.SyscallFilter(defaction=seccomp.ERRNO(errno.EPERM))
    for name in ALLOWED_CALLS:
        if seccomp.resolve_syscall(seccomp.Arch.NATIVE, name) >= 0:  # an old call may not exist here
            rules.add_rule(seccomp.ALLOW, name)
    for name, commands in (("fcntl", FCNTL), ("ioctl", IOCTL)):
        for command in commands:
            rules.add_rule(seccomp.ALLOW, name, seccomp.Arg(1, seccomp.EQ, command))
    rules.add_rule(seccomp.ALLOW, "clone", seccomp.Arg(0, seccomp.MASKED_EQ, THREAD, THREAD))
    rules.add_rule(seccomp.ERRNO(errno.ENOSYS), "clone3")  # its flags cannot be checked: make the C library use clone
    itself, nothing = seccomp.Arg(0, seccomp.EQ, 0), seccomp.Arg(2, seccomp.EQ, 0)
    rules.add_rule(seccomp.ALLOW, "prlimit64", itself, nothing)  # only to read its own limits
    with open(os.memfd_create("filter"), "w+b") as stream:
        rules.export_bpf(stream)
        stream.seek(0)
        return stream.read()


def load(program: bytes) -> None:
    """Apply a filter to this process; this cannot be undone."""
    prctl("no_new_privs", NO_NEW_PRIVS, 1)
    instructions = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("@HP", len(program) // INSTRUCTION_BYTES, ctypes.addressof(instructions))
    address = ctypes.create_string_buffer(header, len(header))
    prctl("seccomp", SET_SECCOMP, MODE_FILTER, ctypes.addressof(address))


def probe(homework: Homework) -> None:
    """Raise unless sockets and processes are denied."""
    load(build())
    must_fail(socket.socket, "a socket can be opened")
    must_fail(os.fork, "a process can be started")


LAYER = Layer("seccomp", "no socket, process, signal", load, probe, build, remedy=LIBRARY)
