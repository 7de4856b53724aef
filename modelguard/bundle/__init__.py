"""All that a verdict rests on in one file: for machines without a network, and as evidence."""
