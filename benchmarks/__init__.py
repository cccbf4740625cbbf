"""What the engine costs: time against its floor, memory, latency and accuracy. See `__main__`."""
