"""Pages: what one screen shows, as frozen values; a screen of a large case takes no longer than of a small one.

Takes: an open case, a query (what the reader of the page chose).
Gives: one view a page, fit to be shown or to be sent as JSON.
Knows nothing of: HTML, HTTP, addresses.
"""
