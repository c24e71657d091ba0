"""The question bank, and answers checked with feedback that teaches."""
