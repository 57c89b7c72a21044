"""What themes offer to the pages and commands of others, through the registry."""

from enlace.themes.entries import themes_entry
from enlace.themes.exchange.import_actions import load_first_vocabulary
from enlace.themes.queries import glossary

OFFERED = (
    ("prepare", load_first_vocabulary, 10),
    ("glossary", glossary, 0),
    ("workspace_foot", themes_entry, 32),
)
