"""Scheme files in, data with their places out: the only room that knows YAML and CSV."""
