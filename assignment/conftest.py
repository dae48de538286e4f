"""Makes pytest run the public checks over ``neural_network.py``; see ``checks``."""

pytest_plugins = ["checks.engine.pytest_plugin"]
