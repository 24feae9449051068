"""The outbox, the connection to the mail server, single mails, alerts. Door: `send_edition`, `send_trial`, `alerts`."""

from __future__ import annotations

from digest.delivery.message import MailError
from digest.delivery.send import Delivery, Trial, UnreadySettings, send_edition, send_trial

__all__ = [
    "Delivery", "MailError", "Trial", "UnreadySettings", "alerts", "letters", "message", "officer_mail", "outbox",
    "outlet_notices", "send_edition", "send_trial",
]  # fmt: skip
