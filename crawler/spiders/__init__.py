"""One file of facts per outlet; registration is by presence (crawler/register.py)."""

__all__ = ()
