"""Naming the mistake: beliefs as switches on the reference, probes of behaviour, and the words for both."""
