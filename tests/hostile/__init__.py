"""Bad inputs, each with the one name by which it must be refused, and the parts that make them."""
