"""Word templates that an office uses instead of the shipped ones, and what letters were made of."""
