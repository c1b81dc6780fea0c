"""When is something done? Facts fold into a standing; one function decides access."""
