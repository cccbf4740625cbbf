"""What pages are built of: each module draws one thing, from data it is given."""
