"""What writes scheme files: all or nothing, next year's editions, and files to begin with."""
