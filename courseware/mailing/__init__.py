"""Mail: letters are written out, put in envelopes and handed to the site's mail server."""
