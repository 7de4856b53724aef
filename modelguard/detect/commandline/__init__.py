"""How command lines are read: words, options, scripts, and the files that they carry."""
