"""The story for a room: what each slide says, shows and rests on; drawn on the page, in a deck and on a sheet."""

from analysis.story.order import story
from analysis.story.slide import Chart, Series, Slide

__all__ = ["Chart", "Series", "Slide", "story"]
