"""Tests of jobscreen; the folders mirror the package."""
