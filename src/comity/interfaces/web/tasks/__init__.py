"""Tasks by which a partner's request is carried out."""
