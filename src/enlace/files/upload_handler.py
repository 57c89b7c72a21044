"""What comes in and is larger than any file that is taken lies on no disk: it is counted, thrown away and refused."""

from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from enlace.files.uploads import LARGEST_FILE


class TooLargeFile(UploadedFile):
    """Its name and size, without its content; `check_upload` refuses it by its size."""

    def __init__(self, name: str, size: int) -> None:
        super().__init__(ContentFile(b""), name, size=size)


class LargestFileHandler(FileUploadHandler):
    """First of the handlers. The CMS looks at its own uploads itself."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.came = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        before, self.came = start, start + len(raw_data)
        if not self.is_too_large(self.came):
            return raw_data
        if not self.is_too_large(before):
            self.let_the_others_forget()
        return None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        return TooLargeFile(str(self.file_name), self.came) if self.is_too_large(self.came) else None

    def let_the_others_forget(self) -> None:
        """What they had laid aside of this file goes at once, not when somebody tidies up."""
        for other in list(self.request.upload_handlers) if self.request else []:
            if other is not self:
                other.upload_interrupted()

    def is_too_large(self, size: int) -> bool:
        path = self.request.path if self.request else ""
        return size > LARGEST_FILE and not path.startswith(settings.CMS_PATH)
