"""The screens of the buku agenda."""
