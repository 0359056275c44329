"""The buku agenda at work: numbers, books, incoming letters, deliveries, old registers."""
