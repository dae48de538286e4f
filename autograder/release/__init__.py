"""Everything that is generated: the students' files from the reference and the registry."""
