"""Speed of the site beside a bare floor: `make bench`. Nothing here is a test."""
