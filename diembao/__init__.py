"""diembao puts the stages together: the command line, the schedule and the demo. Door: `python -m diembao`."""

__all__ = ["cli", "demo", "errors", "scheduling", "stages"]
