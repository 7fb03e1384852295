"""Views in, finished outputs out. Renderers are pure and do not know each other."""
