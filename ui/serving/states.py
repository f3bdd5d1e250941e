"""A control whose state is not of its kind counts as one that nobody has touched.

A browser sends for each control a value of the control's kind. Whoever writes to the server by hand may send anything,
and Streamlit reads it with the control's own reader, whose error would end the page, or the thread that runs it.
"""

from __future__ import annotations

import logging
from typing import Any

from streamlit.runtime.state.session_state import Serialized, WStates

log = logging.getLogger("dashboard")

_read = WStates.__getitem__


def forgive() -> None:
    """Read states this way from now on. Streamlit's own class is changed: look at it when upgrading."""
    WStates.__getitem__ = _forgiving  # type: ignore[method-assign]


def _forgiving(states: WStates, name: str) -> Any:
    """As Streamlit reads it; KeyError, which is what an untouched control gives, where the state makes no sense."""
    kept, known = states.states.get(name), states.widget_metadata.get(name)
    if isinstance(kept, Serialized) and known is not None and kept.value.WhichOneof("value") != known.value_type:
        raise KeyError(name)
    try:
        return _read(states, name)
    except KeyError:
        raise
    except Exception as error:
        log.warning("a control's state was left out: %s", type(error).__name__)
        raise KeyError(name) from error
