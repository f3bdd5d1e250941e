"""`python bench/apps/frozen.py SCRIPT`: serves it on PORT, its heap frozen after start-up, as the dashboard does."""

import gc
import importlib
import os
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import streamlit as st


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncGenerator[None, None]:
    importlib.import_module("plotly.graph_objects")
    gc.collect()
    gc.freeze()
    yield


app = st.App(sys.argv[1], lifespan=lifespan)

if __name__ == "__main__":
    app.run(config={"server.port": int(os.environ["PORT"]), "server.headless": True})
