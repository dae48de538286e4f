"""What the handout is made of: the notebook's text, the figures and the larger data sets."""
