"""Rules of who joins a site and how: links and slips, registration, lists of people."""
