"""What is shown outside a browser: reports, the interview, annotations for CI."""
