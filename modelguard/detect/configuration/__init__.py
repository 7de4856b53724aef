"""How files of keys and values are read: nodes, the keys that name models, the commands inside."""
