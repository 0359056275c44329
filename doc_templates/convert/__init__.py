"""The room of outside programs: LibreOffice and fontconfig. Nobody else starts a process."""
