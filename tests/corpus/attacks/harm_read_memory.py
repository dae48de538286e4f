"""Reads another process's memory."""
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
for line in open("/proc/@VICTIM@/maps"):
    if "[stack]" in line:
        start, end = (int(part, 16) for part in line.split()[0].split("-"))
        size = end - start
        content = ctypes.create_string_buffer(size)
        here = (ctypes.c_void_p * 2)(ctypes.addressof(content), size)
        there = (ctypes.c_void_p * 2)(start, size)
        libc.process_vm_readv(@VICTIM@, here, 1, there, 1, 0)
        print(content.raw.replace(b"\0", b" ").decode(errors="replace")[-20_000:])
