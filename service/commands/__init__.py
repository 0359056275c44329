"""The commands of `naskah`, by what they are about; service/cli.py puts them together."""
