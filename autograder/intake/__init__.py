"""From what was handed in to one file a student; nothing is executed, unpacked or followed."""
