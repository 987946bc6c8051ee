"""One file a family of systems; one function a row."""
