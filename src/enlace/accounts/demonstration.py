"""The accounts of the demonstration: offices, with a password that everybody may know."""

from dataclasses import dataclass

from enlace.accounts.actions import create_account
from enlace.accounts.models import User


@dataclass(frozen=True)
class SignIn:
    email: str
    name: str
    language: str
    groups: tuple[str, ...]
    may: str
    is_superuser: bool = False
    password: str = "demostracion-enlace"  # noqa: S105


SIGN_INS = (
    SignIn("secretaria@example.org", "Secretaría Técnica", "es", ("Secretariat",), "writes, translates, publishes"),
    SignIn("redaccion@example.org", "Oficina de redacción", "es", ("Editors",), "writes and submits for review"),
    SignIn("press@example.org", "Press office", "en", ("Editors",), "writes and submits for review, in English"),
    SignIn("comunicacao@example.org", "Escritório de comunicação", "pt", ("Editors",), "the same, in Portuguese"),
    SignIn("administracion@example.org", "Administración", "es", ("Secretariat",), "everything", is_superuser=True),
)


def make_demonstration_accounts() -> None:
    for one in SIGN_INS:
        if not User.objects.filter(email=one.email).exists():
            create_account(
                one.email,
                by=None,
                name=one.name,
                language=one.language,
                password=one.password,
                groups=one.groups,
                is_superuser=one.is_superuser,
            )
