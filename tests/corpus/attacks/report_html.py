"""Puts a script into the report's page."""
raise ValueError("<script>document.title='@MARK@'</script>")
