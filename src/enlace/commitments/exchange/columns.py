"""The columns of a table of commitments, and how a header is recognised: in any language, however typed."""

from django.utils.translation import gettext_lazy

from enlace.network.exchange.table_columns import Column, Table

REFERENCE = Column(
    "reference", gettext_lazy("reference"), ("referencia", "referência", "id", "código", "code", "número")
)
ADDRESS = Column("address", gettext_lazy("address"), ("dirección", "endereço", "url", "enlace", "link"))
TITLE = Column("title", gettext_lazy("commitment"), ("título", "title", "compromiso", "compromisso"), many=True)
TEXT = Column(
    "text",
    gettext_lazy("what is promised"),
    ("texto", "text", "descripción", "descrição", "description", "desc", "recommendation", "recomendación"),
    many=True,
)
APPROACH = Column("approach", gettext_lazy("level"), ("nivel", "nível", "alcance", "escala"))
PARTIES = Column(
    "parties",
    gettext_lazy("parties"),
    (
        "partes",
        "party",
        "state",
        "estado",
        "states",
        "estados",
        "país",
        "países",
        "country",
        "to",
        "state under review",
    ),
)
THEMES = Column(
    "themes", gettext_lazy("themes"), ("temas", "theme", "tema", "category", "categoría", "categoria", "issue", "área")
)
RESPONSIBLE = Column(
    "responsible",
    gettext_lazy("responsible institution"),
    ("responsable", "responsável", "responsible", "institución responsable", "institución", "instituição"),
    many=True,
)
MADE_ON = Column(
    "made_on", gettext_lazy("made on"), ("fecha", "data", "date", "asumido el", "assumido em", "fecha del compromiso")
)
MEETING = Column("meeting", gettext_lazy("meeting"), ("reunión", "reunião", "encuentro", "encontro"))
STANDING = Column("standing", gettext_lazy("standing"), ("situación", "situação", "status"))
OUTCOME = Column("outcome", gettext_lazy("outcome"), ("resultado", "desenlace"))
CLOSED_ON = Column("closed_on", gettext_lazy("closed on"), ("cerrado el", "encerrado em"))
DUE_ON = Column(
    "due_on",
    gettext_lazy("to be achieved by"),
    ("plazo", "prazo", "vence", "due", "deadline", "cumplimiento", "fecha límite", "data limite"),
)
PERCENT = Column(
    "percent",
    gettext_lazy("percentage"),
    ("porcentaje", "porcentagem", "percent", "avance", "avanço", "porcentaje completado", "%"),
)
PROGRESS = Column(
    "progress", gettext_lazy("what was done"), ("progress", "lo realizado", "qué se hizo", "o que foi feito"), many=True
)
REPORTED_ON = Column(
    "reported_on", gettext_lazy("reported on"), ("informado el", "informado em", "as of", "actualizado el")
)
REPORTED_BY = Column("reported_by", gettext_lazy("reported by"), ("informado por", "reportado por"))
TARGETS = Column("targets", gettext_lazy("targets"), ("metas", "target", "meta", "ods", "sdg"))
UPR = Column(
    "upr",
    gettext_lazy("UPR recommendation"),
    ("recomendación del EPU", "recomendação da RPU", "upr", "epu", "paragraph", "párrafo"),
)
SOURCE = Column("source", gettext_lazy("source"), ("fuente", "fonte", "documento"), many=True)
AUDIENCE = Column("audience", gettext_lazy("audience"), ("audiencia", "audiência", "público", "destinatarios"))
ILLUSTRATIVE = Column("illustrative", gettext_lazy("illustrative"), ("ilustrativo", "ilustrativa"))

COMMITMENTS = Table(
    "commitments",
    gettext_lazy("commitments"),
    (
        *(REFERENCE, TITLE, TEXT, APPROACH, PARTIES, THEMES, RESPONSIBLE, MADE_ON, MEETING, STANDING, OUTCOME),
        *(
            CLOSED_ON,
            DUE_ON,
            PERCENT,
            PROGRESS,
            REPORTED_ON,
            REPORTED_BY,
            TARGETS,
            UPR,
            SOURCE,
            AUDIENCE,
            ILLUSTRATIVE,
            ADDRESS,
        ),
    ),
)
SEVERAL = frozenset({"parties", "themes", "targets"})
"""What several columns may say together."""
NOT_EXPORTED = (UPR,)
"""Recommendations are among the targets of what is exported."""
