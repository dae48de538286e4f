"""Takes two gigabytes in pieces, and goes on after each failure."""
taken = []
for size in (1 << 28, 1 << 26, 1 << 24):
    try:
        while len(taken) < 9:
            taken.append(bytes(size))
    except MemoryError:
        pass
if sum(map(len, taken)) > 2 << 30:
    print("@MARK@")
