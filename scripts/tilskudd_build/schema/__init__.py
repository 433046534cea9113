"""What the model's type hints say: schemas for editors and for open data, and help on keys."""
