"""Makes pytest run the public checks; see ``engine/pytest_plugin.py``."""

pytest_plugins = ["assignment.engine.pytest_plugin"]
