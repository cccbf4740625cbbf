"""The pages: each module has a `render` that draws it, and no text or arithmetic of its own."""
