"""The seven collections with which the library of the network begins."""

import json
from pathlib import Path

from django.db import transaction

from enlace.library.cataloguing.collection_actions import add_collection
from enlace.library.models import Collection, Publication

FIRST_COLLECTIONS = Path(__file__).parents[1] / "collections.json"


@transaction.atomic
def load_first_collections() -> None:
    """Into an empty library only: what the network changed later is the network's."""
    if Collection.objects.exists() or Publication.objects.exists():
        return
    for order, one in enumerate(json.loads(FIRST_COLLECTIONS.read_text("utf-8"))):
        add_collection(by=None, order=order, **one)
