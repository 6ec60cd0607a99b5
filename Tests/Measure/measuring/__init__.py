"""What the commands in Tests/Measure share."""
