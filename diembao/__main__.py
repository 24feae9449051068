"""`python -m diembao`: the command line. In: what was typed. Out: an exit status."""

from __future__ import annotations

from diembao.cli import main

if __name__ == "__main__":
    main()
