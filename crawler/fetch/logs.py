"""Quiet the logs of a crawl: what the operator does not need stays out of cron's mail.

In: nothing. Out: Scrapy's, Twisted's and the HTTP client's loggers set to what a person must know.
"""

from __future__ import annotations

import logging
from typing import Any

import structlog


def quiet_logs(run: str) -> None:
    """structlog over the standard logging, run id in every line; warnings only, unless the front door set up its own handler."""
    structlog.contextvars.bind_contextvars(run=run)
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    root = logging.getLogger()
    if not root.handlers:
        handler = logging.StreamHandler()  # standard error
        render = structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "run", "event"])
        handler.setFormatter(structlog.stdlib.ProcessorFormatter(processor=render, foreign_pre_chain=shared))
        handler.setLevel(logging.WARNING)
        root.addHandler(handler)


def quiet_libraries() -> None:
    """Sets the libraries' loggers to warnings: an unreachable robots.txt is the outlet's state, not an error of ours.

    Call it after the Scrapy process is made, because making it sets them to DEBUG.
    """
    logging.getLogger("scrapy").setLevel(logging.WARNING)
    logging.getLogger("trafilatura").setLevel(logging.ERROR)
    for name in ("downloadermiddlewares.httpcompression", "core.downloader.handlers.http11"):
        logging.getLogger(f"scrapy.{name}").setLevel(logging.ERROR)
    logging.getLogger("scrapy.downloadermiddlewares.robotstxt").setLevel(logging.CRITICAL)
