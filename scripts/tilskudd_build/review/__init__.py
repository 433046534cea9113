"""What an editor should look at: what is old, what differs, which outside links are dead."""
