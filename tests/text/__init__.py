"""Tests of the reading of texts."""
