"""A Django project that mounts the search site below /minutes, and calls the library in a view of its own."""
