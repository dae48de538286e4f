"""Takes another process's file descriptors away."""
import resource

resource.prlimit(@VICTIM@, resource.RLIMIT_NOFILE, (3, 3))
