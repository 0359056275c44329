"""The template doctor: everything that is wrong with a Word template, where, and what to write."""
