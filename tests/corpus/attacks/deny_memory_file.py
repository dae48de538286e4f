"""Takes memory that counts for no process: an anonymous file in RAM."""
import os

memory = os.memfd_create("m")
for _ in range(8):
    os.write(memory, bytes(1 << 20))
print("@MARK@")
