"""The accounts of the demonstration: offices, one for every role, with a password that everybody may know."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from enlace.core.registry import SignIn
from enlace.network.models import Role

PASSWORD = "demostracion-enlace"  # noqa: S105


@dataclass(frozen=True)
class Account:
    """`of` is the code of a state or the key of an observer; `may` is English, for the terminal."""

    email: str
    name: str
    language: str
    role: str
    may: str
    of: str = ""

    @property
    def password(self) -> str:
        return PASSWORD


SECRETARY = Account(
    "secretaria@example.org", "Secretaría Técnica", "es", Role.SECRETARY, "the secretariat: keeps all, publishes"
)
EDITOR = Account(
    "redaccion@example.org", "Oficina de redacción", "es", Role.EDITOR, "editor: writes and submits for review"
)
FOCAL_POINT = Account(
    "punto.focal.uy@example.org", "Oficina del punto focal de Uruguay", "es", Role.FOCAL_POINT, "acts for Uruguay", "UY"
)
VALIDATOR = Account(
    "validador.uy@example.org", "Oficina del validador de Uruguay", "es", Role.VALIDATOR, "clears for Uruguay", "UY"
)
OBSERVER = Account(
    "observatorio@example.org", "Observatorio ciudadano", "es", Role.OBSERVER, "observer, civil society", "observatory"
)
HOST = Account(
    *("anfitrion@example.org", "Oficina de la institución anfitriona", "es", Role.HOST),
    *("prepares the next meeting for Paraguay's ministry, until its last day", "PY"),
)
TREASURER = Account(
    *("tesoreria@example.org", "Tesorería del instituto", "es", Role.TREASURER),
    "the treasury: reads who gave, gives back, writes receipts",
)
COMPTROLLER = Account(
    *("contraloria@example.org", "Contraloría del instituto", "es", Role.COMPTROLLER),
    "its control: reads who gave, exports, approves what is given back",
)
HOSTS_FOR = timedelta(days=22)
"""From the day of the demonstration to the last day of its next meeting."""
ACCOUNTS = (
    SECRETARY,
    EDITOR,
    Account("press@example.org", "Press office", "en", Role.EDITOR, "editor, in English"),
    Account("comunicacao@example.org", "Escritório de comunicação", "pt", Role.EDITOR, "editor, in Portuguese"),
    FOCAL_POINT,
    Account(
        "suplente.uy@example.org", "Oficina del suplente de Uruguay", "es", Role.ALTERNATE, "acts for Uruguay", "UY"
    ),
    VALIDATOR,
    Account(
        *("punto.focal.py@example.org", "Oficina del punto focal de Paraguay", "es", Role.FOCAL_POINT),
        *("acts for Paraguay, whose mandate ends soon", "PY"),
    ),
    Account(
        *("ponto.focal.br@example.org", "Escritório do ponto focal do Brasil", "pt", Role.FOCAL_POINT),
        *("acts for Brazil, in Portuguese", "BR"),
    ),
    OBSERVER,
    Account("company@example.org", "Liaison office", "en", Role.OBSERVER, "observer, corporate sector", "company"),
    HOST,
    TREASURER,
    COMPTROLLER,
)
ADMINISTRATOR = SignIn("administracion@example.org", PASSWORD, "Administración", "administrator: everything")


def sign_ins() -> Iterable[SignIn]:
    for one in ACCOUNTS:
        yield SignIn(one.email, one.password, one.name, one.may)
    yield ADMINISTRATOR
