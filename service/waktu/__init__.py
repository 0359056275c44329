"""The working time of an office: its hours, its days off, and what a duration comes to."""
