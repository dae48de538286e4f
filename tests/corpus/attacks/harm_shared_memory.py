"""Leaves a segment of shared memory that no process owns."""
import ctypes

ctypes.CDLL(None).shmget(@KEY@, 4096, 0o1600)
