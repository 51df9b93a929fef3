"""The written corpus, readers of public and local sets, and grouping, so that no split has a pair on both sides."""
