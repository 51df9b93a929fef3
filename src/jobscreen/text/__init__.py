"""Reading a text: folding with offsets, tokens, language, money, contacts, places. Knows no indicator."""
