"""The programs that sopflow is compared with: how each is told a flow, started, and read."""
