"""Mutation run over the deciding modules: small faults are put into the code, and the tests that reach the line must fail.

In: the tree, `modules.toml`, a seed and a count. Out: a table per group of modules, the survivors, JSON in `var/mutants/`.
The mutation engine is cosmic-ray; this package draws, selects tests and reports. Entry: `python -m tests.mutants`.
"""
