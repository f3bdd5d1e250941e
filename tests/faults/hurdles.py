"""What is put in the way of a process, from inside it: names that are not found, a full disk, no right to write.

Each is called in the child (tests/faults/child.py) before the command; with arguments, as `functools.partial`.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import resource
import signal
import socket
import sys
from pathlib import Path
from typing import Any, NoReturn

LINUX = sys.platform == "linux"


def no_names() -> None:
    """No name of a host is found."""

    def unknown(*_: object, **__: object) -> NoReturn:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    socket.getaddrinfo = unknown


def every_host_at(port: int) -> None:
    """Every name leads to a port of this machine."""
    find = socket.getaddrinfo

    def here(host: str, *_: object, **__: object) -> list[Any]:
        return find("127.0.0.1", port, type=socket.SOCK_STREAM)

    socket.getaddrinfo = here  # type: ignore[assignment]


def files_no_larger_than(size: int) -> None:
    """Writing beyond so many bytes fails, as on a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def disk_is_full_for(word: str) -> None:
    """The disk has no room for a file whose path ends with the word, nor for its temporary forms."""

    def hook(name: str, arguments: tuple[object, ...]) -> None:
        if name != "open" or not isinstance(arguments[0], str | os.PathLike):
            return
        path, writes = os.fspath(arguments[0]), bool(int(str(arguments[2])) & (os.O_WRONLY | os.O_RDWR))
        if writes and re.search(rf"{re.escape(word)}(\.part|\.\d+\.tmp)?$", str(path)):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)

    sys.addaudithook(hook)


def memory_no_larger_than(size: int) -> None:
    """More than so many bytes of address space are not given."""
    resource.setrlimit(resource.RLIMIT_AS, (size, size))


def no_privileges() -> None:
    """Rights of files count for root too."""
    if not LINUX or os.geteuid() != 0:
        return

    class Header(ctypes.Structure):
        _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]

    # Version 3 of the call, this process, no capability: effective, permitted, inheritable, each of 64 bits.
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.capset(ctypes.byref(Header(0x20080522, 0)), ctypes.byref((ctypes.c_uint32 * 6)())) != 0:
        raise OSError(ctypes.get_errno(), "capabilities could not be dropped")


def killed_when(event: str, *words: str) -> None:
    """The process is killed (SIGKILL) just before an audit event whose first argument has the words in it."""

    def hook(name: str, arguments: tuple[object, ...]) -> None:
        if name == event and arguments and all(word in str(arguments[0]) for word in words):
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def killed_at_step(step: int, folder: Path) -> None:
    """The process is killed just before it does something to a file of the folder for the `step`-th time, from 1."""
    left = step

    def hook(name: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if name in ("open", "os.rename", "os.remove", "os.scandir"):
            left -= any(str(folder) in str(argument) for argument in arguments)
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def writes_only_under(*folders: Path) -> None:
    """Nothing outside these folders can be written, made, removed or renamed, by whatever library (Landlock)."""
    libc = ctypes.CDLL(None, use_errno=True)
    write, dev_null = sum(1 << bit for bit in (1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14)), "/dev/null"

    def call(number: int, *arguments: object) -> int:
        answer = libc.syscall(number, *arguments)
        if answer < 0:
            raise OSError(ctypes.get_errno(), "Landlock refused")
        return int(answer)

    rules = call(444, ctypes.byref(ctypes.c_uint64(write)), ctypes.c_size_t(8), 0)
    for path, rights in (*((folder, write) for folder in folders), (dev_null, 1 << 1 | 1 << 14)):
        at = os.open(path, os.O_PATH)
        # struct landlock_path_beneath_attr is packed: eight bytes of rights, four of the folder's handle.
        beneath = rights.to_bytes(8, sys.byteorder) + at.to_bytes(4, sys.byteorder)
        call(445, rules, 1, beneath, 0)
    if libc.prctl(38, 1, 0, 0, 0) != 0:  # PR_SET_NO_NEW_PRIVS
        raise OSError(ctypes.get_errno(), "no_new_privs")
    call(446, rules, 0)


def can_restrict_writing() -> bool:
    """Whether this kernel has Landlock with all the rights that `writes_only_under` names."""
    return LINUX and ctypes.CDLL(None).syscall(444, None, ctypes.c_size_t(0), 1) >= 3
