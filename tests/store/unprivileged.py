"""File modes mean nothing to root, as whom containers often run tests; here they do."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

_DAC_OVERRIDE, _DAC_READ_SEARCH = 1, 2
_VERSION_3 = 0x20080522


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Sets(ctypes.Structure):
    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


@contextmanager
def as_ordinary_user() -> Iterator[None]:
    """Obey file modes for the block, in this thread, even as root; skips where root cannot."""
    if os.geteuid() != 0:
        yield
        return
    if sys.platform != "linux":
        pytest.skip("root obeys no file modes here")
    library = ctypes.CDLL(None, use_errno=True)
    header, sets = _Header(_VERSION_3, 0), (_Sets * 2)()
    if library.capget(ctypes.byref(header), sets) != 0:
        pytest.skip("root's capabilities cannot be read here")
    before = sets[0].effective
    sets[0].effective = before & ~(1 << _DAC_OVERRIDE | 1 << _DAC_READ_SEARCH)
    if library.capset(ctypes.byref(header), sets) != 0:
        pytest.skip("root's capabilities cannot be dropped here")
    try:
        yield
    finally:
        sets[0].effective = before
        library.capset(ctypes.byref(header), sets)
