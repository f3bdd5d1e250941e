"""The story for a room: what each slide says, shows and rests on; drawn on the page, in a deck and on a sheet."""
