"""`comity init`: a production node from a few answers, resumed when it is interrupted."""
