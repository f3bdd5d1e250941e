"""One line of JSON for each event of the server, for whoever watches it; no visitor's address or words are in it."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime

LOGGERS = ("", "dashboard", "streamlit", "uvicorn", "uvicorn.error", "websockets")


class JsonLines(logging.Formatter):
    """time (UTC), level, logger, event; reference where a visitor was given one; trace where something failed."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        for name in ("reference", "build"):
            if (value := getattr(record, name, None)) is not None:
                line[name] = value
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def write_json_lines() -> None:
    """Let every logger that the server uses write this way, and none of them twice."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.getLogger().handlers[:] = [handler]
    names = [*LOGGERS[1:], *(name for name in logging.root.manager.loggerDict if name.startswith("streamlit"))]
    for name in names:
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
    logging.getLogger("dashboard").setLevel(logging.INFO)
    # At its usual level uvicorn writes down the address of every visitor.
    for name in ("uvicorn", "uvicorn.error", "websockets"):
        logging.getLogger(name).setLevel(logging.WARNING)
