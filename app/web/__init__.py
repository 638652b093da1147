"""The site: pages for people, JSON beside them. The only package that knows HTTP.

- Everything shown is a function of the address, because catalog and texts are read once at start. So a page is rendered
  once, kept as bytes with an ETag (`page_cache`), and what an address nobody asked for yet costs is bounded.
- Each page has a typed context and one template (`pages/`); Jinja is strict, so a template cannot ask for what the
  context does not have.
- No page needs a script to be read. Styles and scripts come from files of our own (`assets`), so the
  Content-Security-Policy needs no exception (`headers`).
"""

from app.web.application import create_app

__all__ = ["create_app"]
