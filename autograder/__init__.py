"""The instructor's side of the homework: grade submissions that are never trusted."""

import sys

sys.dont_write_bytecode = True  # nothing is written into the checkout
