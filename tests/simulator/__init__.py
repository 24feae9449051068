"""Sixty invented news sites that change under the crawler: see README.md in this folder."""
