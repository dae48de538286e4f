"""Takes the processor away from another process."""
import os

os.setpriority(os.PRIO_PROCESS, @VICTIM@, 19)
