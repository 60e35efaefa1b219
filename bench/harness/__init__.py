"""Measures pagerace beside other checkers. bench/README.md has the way in."""
