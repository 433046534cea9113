"""What the data can say by the model and cannot mean: a slip of the finger, not of the form."""
