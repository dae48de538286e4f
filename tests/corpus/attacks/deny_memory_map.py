"""Takes two gigabytes by mmap, private and shared."""
import mmap

for flags in (mmap.MAP_PRIVATE, mmap.MAP_SHARED):
    mmap.mmap(-1, 2 << 30, flags=flags | mmap.MAP_ANONYMOUS)
    print("@MARK@")
