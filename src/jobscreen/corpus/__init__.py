"""The written corpus and loaders for public and local sets; grouping, so that no split has a pair on both sides."""
