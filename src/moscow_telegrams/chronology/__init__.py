"""Counting days, two clocks, and Chou's schedule."""
