"""What a text names: a model of a library, an API, a catalog, an address, or nothing."""
