"""Repairs the text of a file that cannot be loaded, by small, listed repairs.

They add nothing and change no line's number. All of it works on text alone and runs in a confined process.
"""

COST, MOST_COST = 5, 100  # percent of the points that can be had: what a rescue costs by default, and at most
OFF = "off"  # in settings, where nothing is repaired
