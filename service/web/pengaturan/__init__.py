"""The pages under Pengaturan: one file for each thing that an office sets."""
