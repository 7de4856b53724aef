"""Which files are read, and how: git, ignore files, walking, decoding, scope, added lines."""
