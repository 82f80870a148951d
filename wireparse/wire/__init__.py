"""How wires write: agencies and months, datelines, bylines, lines to editors, sign-offs, copyright.

Each module knows one convention where it stands; what a dispatch is made of is put together in ``stages.structure``.
"""
