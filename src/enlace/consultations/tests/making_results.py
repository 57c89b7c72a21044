"""A consultation as a network has them: 18 states in two groups of opinion, 14 statements, eight of them priorities."""

from enlace.consultations.models import Consultation, Vote, Voter
from enlace.consultations.testing import make_challenge, make_consultation, make_statement, make_voter
from enlace.core.clock import now
from enlace.core.texts import Texts
from enlace.network.testing import make_state

CODES = ["AR", "BO", "BR", "CL", "CO", "CR", "DO", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "UY", "VE"]
COLUMNS = {code: (place % 5 + 1, place // 5 + 1) for place, code in enumerate(CODES)}
STATEMENTS = (
    "Compartir indicadores de alerta temprana entre países vecinos.",
    "Formar cada año a funcionarios nuevos en prevención.",
    "Invitar a empresas a las sesiones sobre buenas prácticas.",
    "Publicar los avances dos veces al año en lugar de una.",
    "Abrir todas las sesiones a los observadores.",
    "Crear mecanismos nacionales donde todavía no los hay.",
    "Reunir a quienes trabajan en pueblos de frontera.",
    "Cuidar la memoria en las escuelas.",
    "Regular las armas que llegan a grupos violentos.",
    "Traducir los materiales a lenguas indígenas.",
    "Celebrar la reunión siempre de forma presencial.",
    "Aceptar como observadores a medios de comunicación.",
    "Hacer un fondo común para la formación.",
    "Dejar de publicar el informe anual en papel.",
)
PRIORITIES = 8
ANSWERS = (
    *("aaaaaaaaap aaaaaaad", "aaaaaaaaaa aaaaaadp", "aaaaaaaadp aaaaaadp", "aaaaaaaaad aadddddp"),
    *("aaaddddddp aaaaaaad", "aaaaaaaaaa aaaaaapp", "aaaaaaaapp aaaaappd", "aaaaaaaaaa aaaaaaaa"),
    *("aaaaaadddp aadddddd", "aaaaappppd aaaddpp.", "dddddddddd ddddddda", "aaaaaaaadd dddddddd"),
    *(
        "ddddddddda aaaaaaaa",
        "aaaaadpppp aaaddd..",
    ),
)
"""A row for each statement: the answers of ten states, then of eight."""
VALUES = {"a": 1, "d": -1, "p": 0}


def make_answered_consultation(**overrides) -> Consultation:
    """Over and not published, its result to be for everybody; `answers` takes other rows."""
    answers = overrides.pop("answers", ANSWERS)
    consultation = make_consultation(**{"over": True, "audience": "public"} | overrides)
    challenge = make_challenge(state=make_state("UY"), title=Texts({"es": "Riesgos que cruzan la frontera"}))
    statements = [
        make_statement(
            consultation=consultation, text=Texts({"es": text}), challenge=challenge if place < PRIORITIES else None
        )
        for place, text in enumerate(STATEMENTS[: len(answers)])
    ]
    rows = [row.replace(" ", "") for row in answers]
    voters = [make_voter(consultation=consultation, state=placed_state(code)) for code in CODES[: len(rows[0])]]
    Vote.objects.bulk_create(
        _vote(statement, voter, row[place], place)
        for statement, row in zip(statements, rows, strict=True)
        for place, voter in enumerate(voters)
        if row[place] != "."
    )
    return consultation


def placed_state(code):
    state = make_state(code)
    state.column, state.row = COLUMNS[code]
    state.save()
    return state


def _vote(statement, voter: Voter, letter: str, place: int) -> Vote:
    """States side by side would act on the same levels: the first five in pairs, others as a region."""
    vote = Vote(statement=statement, voter=voter, value=VALUES[letter])
    if vote.value == 1 and statement.is_priority:
        vote.importance = 1 + (place + statement.number) % 3
        near = (place + statement.number) % 4
        vote.approaches = [["binational"], ["regional"], ["national", "regional"], ["local", "national"]][near]
    if not statement.consultation.is_anonymous:
        vote.cast_at = now()
    return vote
