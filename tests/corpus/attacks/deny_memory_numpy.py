"""Takes two gigabytes in one array."""
import numpy as np

np.zeros(2 << 30, np.uint8)
print("@MARK@")
