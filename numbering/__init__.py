"""Who gets which number: patterns, books and the register."""
