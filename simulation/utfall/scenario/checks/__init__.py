"""What a file may not say: its shape, its names, and what contradicts itself. Each check looks at what was understood and yields problems."""
