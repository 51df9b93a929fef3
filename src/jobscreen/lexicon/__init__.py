"""Words as data: phrases by concept and language, places, wages, currencies; and the matcher that finds them."""
