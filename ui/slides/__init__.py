"""The story on a projector: slides that fill the window, with type that grows with it."""
