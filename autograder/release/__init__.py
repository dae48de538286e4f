"""Everything that is generated: the students' files, their zip, the zip for Otter."""
