"""Many letters at once: one draft and a list of recipients, a letter and a number for each."""
