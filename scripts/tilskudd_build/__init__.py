"""Build the site, the browser's bundle and the command line from the scheme definitions."""
