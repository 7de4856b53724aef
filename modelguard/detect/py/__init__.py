"""How Python source is read: the gate, the tables of a module, and what its calls are given."""
