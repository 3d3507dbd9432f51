"""Pages, REST API, the door partners knock on, the command line."""
