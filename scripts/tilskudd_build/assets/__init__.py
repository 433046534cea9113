"""What is made for the browser: Python and the rules, scripts, style sheets."""
