"""Own enquiries, noted while a request is written."""
