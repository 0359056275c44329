"""The staff guide: one file for each chapter, its examples computed by the real filters."""
