"""Wrong submissions, each the reference with one mistake edited into its text.

An edit names lines of the reference, and one that no longer fits raises: a mistake cannot come to mean something
else. It loses checks of its own task only. Codes are those of the catalogue of mistakes; the end of this file says
which of them have no submission here, and why.
"""

from .edits_descent import BACKWARD, SGD, TRAIN, UPDATE
from .edits_evaluation import COMPARE, CROSS_VALIDATE, HIDDEN_UNITS, K_FOLD, STANDARDIZE
from .edits_network import ACTIVATIONS, FORWARD, GATES, LOSS, PREDICT

MISTAKES = (
    *GATES,
    *ACTIVATIONS,
    *FORWARD,
    *LOSS,
    *BACKWARD,
    *UPDATE,
    *TRAIN,
    *PREDICT,
    *STANDARDIZE,
    *K_FOLD,
    *CROSS_VALIDATE,
    *COMPARE,
    *SGD,
    *HIDDEN_UNITS,
)

# Codes without a mistake here
# Accepted, the values being right: A03 (overflow warning), A13 (epsilon in the denominator).
# Given to the students: K17 (reading ex4), T02 (positive starting weights).
# Not in the interface: S13 (scaled labels), T13 (Adam), R05 (fixed class), R06 (Newton), E06 (precision), P08 (eval).
# The same as another: R03 as F01, R04 as B26, R07 as K09.
# No mistake of one task: P03 (a file that runs its experiment on import), P09 (identical files).
