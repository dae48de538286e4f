"""The layers around a worker, one module each; a new one is added to the list in :mod:`all_layers`."""
