"""For the teacher: launch links."""
