"""The pages on which matters by letter are carried over to a partner's node."""
