"""How long sopflow takes and how much memory, beside its limits and beside other programs."""
