"""All layers, in the order in which a worker enters them."""

from . import capabilities, landlock, limits, namespaces, seccomp

LAYERS = (limits.LAYER, namespaces.LAYER, capabilities.LAYER, landlock.LAYER, seccomp.LAYER)
