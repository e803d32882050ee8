"""Benchmarks: measurements that anyone can repeat, and that are no part of the tests."""
