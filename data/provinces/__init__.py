"""The dated map of all units (units.tsv) and the overlays of provinces; see README.md."""
