"""Both indexes of a folder while they are written: that of the records, and that of the pages of their files."""

from collections.abc import Sequence
from pathlib import Path

from tantivy import Document, Index, IndexWriter

from enlace.core.searchable import Indexed
from enlace.search.documents import page_documents, record_document
from enlace.search.positions import Position
from enlace.search.schema import POSITION, as_bytes, build_schema, key_of, open_index, open_pages


class Writing:
    """The pages are committed first: whoever finds a record finds its pages. Only one process may write at a time.

    `heap` is in bytes, for each thread of each of the two.
    """

    def __init__(self, folder: Path, languages: Sequence[str], *, heap: int, threads: int = 1) -> None:
        self.folder, self.languages, self.size = folder, languages, (heap * threads, threads)
        self.schema = build_schema(languages)
        self.records = open_index(folder, languages).writer(*self.size)
        self._pages: tuple[Index, IndexWriter] | None = None

    def _of_pages(self) -> tuple[Index, IndexWriter]:
        """Begun with the first page: most of what changes has none."""
        if self._pages is None:
            index = open_pages(self.folder, self.languages)
            self._pages = index, index.writer(*self.size)
        return self._pages

    def put(self, kind: str, indexed: Indexed, *, public: bool) -> None:
        self.records.add_document(
            record_document(kind, indexed, schema=self.schema, languages=self.languages, public=public)
        )
        if indexed.pages:
            index, writer = self._of_pages()
            for document in page_documents(kind, indexed, schema=index.schema, languages=self.languages):
                writer.add_document(document)

    def remove(self, kind: str, number: int, *, pages: bool) -> None:
        """`pages`: whether records of this kind have any."""
        self.records.delete_documents_by_term("key", key_of(kind, number))
        if pages:
            self._of_pages()[1].delete_documents_by_term("key", key_of(kind, number))

    def put_position(self, position: Position) -> None:
        self.records.delete_documents_by_term("of", POSITION)
        body = as_bytes(position.facts())
        self.records.add_document(Document.from_dict({"key": POSITION, "of": POSITION, "body": body}, self.schema))

    def commit(self, *, merges: bool) -> None:
        """The end. `merges`: waits until small parts were joined, which a search has no time for."""
        writers = [*([self._pages[1]] if self._pages else []), self.records]
        del self.records
        self._pages = None
        while writers:
            writer = writers.pop(0)
            writer.commit()
            if merges:
                writer.wait_merging_threads()
