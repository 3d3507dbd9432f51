"""Words everyone shares: days, codes, money, rulings. Pure."""
