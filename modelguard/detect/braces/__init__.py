"""How languages with braces are read: tokens, tables of calls, what an expression can stand for."""
