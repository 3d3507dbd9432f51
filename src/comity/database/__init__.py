"""How every package puts what it asks and writes often to its database; it knows no table."""
