"""Koers beside other ways to do the same sum: what each takes, once all have been shown to agree.

`workload` states the sum; every other module does it in one way. See `__main__`.
"""
