"""A plan is written down, thousands of rows in a few statements. It stands inside the transaction of an action."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any

from enlace.commitments.exchange.compare_new import reporter_of, standing_of
from enlace.commitments.exchange.lines import Line
from enlace.commitments.exchange.plan import PlannedRow
from enlace.commitments.lineage.acts import Body, Kind, Standing
from enlace.commitments.models import (
    Commitment,
    CommitmentEvent,
    CommitmentParty,
    Confirmation,
    Framework,
    Progress,
    ReviewRound,
    Target,
    body_fields,
)
from enlace.commitments.progress.open_rounds import open_round
from enlace.core.clock import now, today
from enlace.core.texts import Texts
from enlace.network.audiences import Audience

AT_ONCE = 500

type Rounds = Callable[[date], ReviewRound | None]


def write_rows(rows: list[PlannedRow], told: Callable[[int], object]) -> None:
    """`told` hears how many rows were written."""
    done = 0
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        _add([row for row in some if row.outcome == "added"])
        _change([row for row in some if row.outcome == "changed"])
        done += len(some)
        told(done)


def _add(rows: list[PlannedRow]) -> None:
    made = Commitment.objects.bulk_create(_commitment(row) for row in rows)
    pairs = list(zip(made, (row.line for row in rows), strict=True))
    CommitmentParty.objects.bulk_create(
        CommitmentParty(commitment=one, **body_fields(body)) for one, line in pairs for body in line.parties
    )
    _link(Commitment.themes.through, "theme_id", ((one, line.themes) for one, line in pairs))
    recommendations = _recommendations([line for _one, line in pairs])
    _link(
        Commitment.targets.through,
        "target_id",
        ((one, {*line.targets, *recommendations.get(line.number, ())}) for one, line in pairs),
    )
    _give_words([event for one, line in pairs for event in _acts(one, line)], dict(pairs))
    rounds = cache(open_round)
    Progress.objects.bulk_create(_report(one, line, line.parties, rounds) for one, line in pairs if line.reports)


def _commitment(row: PlannedRow) -> Commitment:
    line = row.line
    return Commitment(
        title=line.title,
        text=line.text,
        approach=line.approach,
        responsible=line.responsible,
        due_on=line.due_on,
        audience=line.audience or Audience.PUBLIC,
        drafted_on=line.made_on or today(),
        reference=row.reference,
        source=line.source,
        illustrative=bool(line.illustrative),
    )


def _link(through: Any, name: str, pairs: Iterable[tuple[Commitment, Iterable[int]]]) -> None:
    rows = [through(commitment=one, **{name: pk}) for one, pks in pairs for pk in sorted(pks)]
    through.objects.bulk_create(rows, ignore_conflicts=True)


def _acts(commitment: Commitment, line: Line) -> Iterator[CommitmentEvent]:
    """What the document says that was done: made, and closed where it says so."""
    standing, common = standing_of(line), {"commitment": commitment, "source": line.source, "in_force_at": now()}
    if standing is Standing.DRAFT:
        return
    wording = {"title": line.title, "text": line.text, "due_on": line.due_on}
    yield CommitmentEvent(
        number=1, kind=Kind.MADE, meeting_id=line.meeting, happened_on=line.made_on or today(), **wording, **common
    )
    if standing is Standing.CLOSED:
        day = line.closed_on or today()
        yield CommitmentEvent(number=2, kind=Kind.CLOSED, outcome=line.outcome, happened_on=day, **common)


def _give_words(events: list[CommitmentEvent], lines: dict[Commitment, Line]) -> None:
    made = CommitmentEvent.objects.bulk_create(events)
    Confirmation.objects.bulk_create(
        Confirmation(event=event, confirmed_at=now(), on_paper=True, **body_fields(body))
        for event in made
        for body in lines[event.commitment].parties
    )


def _report(commitment: Commitment, line: Line, parties: tuple[Body, ...], rounds: Rounds) -> Progress:
    """As `progress.actions.record_progress` records it: cleared by the document that it stands in."""
    day, moment = line.reported_on or today(), now()
    within = Audience.MEMBERS if commitment.audience == Audience.INVITED else commitment.audience
    return Progress(
        commitment=commitment,
        reported_on=day,
        percent=line.percent,
        text=line.progress,
        audience=within,
        round=rounds(day),
        submitted_at=moment,
        cleared_at=moment,
        source=line.source or commitment.source,
        illustrative=commitment.illustrative,
        **body_fields(reporter_of(line, parties)),
    )


def _recommendations(lines: list[Line]) -> dict[int, list[int]]:
    """Number of the row to the recommendation of the UPR that it names, which is added where there is none."""
    wanted: dict[tuple[str, int], list[Line]] = {}
    for line in lines:
        state = next((pk for kind, pk in line.parties if kind == "state"), None)
        if line.recommendation and state is not None:
            wanted.setdefault((line.recommendation, state), []).append(line)
    found: dict[int, list[int]] = {}
    for (code, state), asking in wanted.items():
        target, _added = Target.objects.get_or_create(
            framework=Framework.UPR, code=code, state_id=state, defaults={"label": _label(asking[0])}
        )
        for line in asking:
            found.setdefault(line.number, []).append(target.pk)
    return found


def _label(line: Line) -> Texts:
    return Texts({language: text[:500] for language, text in line.title.items()})


def _change(rows: list[PlannedRow]) -> None:
    """Texts get the languages that they lack, lists what they lack; what stands there is read anew, and held."""
    pks = [row.pk for row in rows if row.pk is not None]
    there = {one.pk: one for one in Commitment.objects.select_for_update().filter(pk__in=pks).order_by("pk")}
    changed: list[tuple[Commitment, PlannedRow]] = [(there[row.pk], row) for row in rows if row.pk in there]
    for one, row in changed:
        for key in ("title", "text", "source", "responsible"):
            if key in row.values:
                setattr(one, key, Texts(getattr(one, key) | row.values[key]))
        one.audience = row.values.get("audience", one.audience)
    names = ["title", "text", "source", "responsible", "audience"]
    Commitment.objects.bulk_update([one for one, _row in changed], names)
    _link(Commitment.themes.through, "theme_id", ((one, row.values.get("themes", ())) for one, row in changed))
    _link(Commitment.targets.through, "target_id", ((one, row.values.get("targets", ())) for one, row in changed))
    parties = _parties(pks)
    rounds = cache(open_round)
    Progress.objects.bulk_create(_report(one, row.line, parties[one.pk], rounds) for one, row in changed if row.report)


def _parties(pks: list[int]) -> dict[int, tuple[Body, ...]]:
    found: dict[int, tuple[Body, ...]] = {}
    for party in CommitmentParty.objects.filter(commitment__in=pks):
        if party.body:
            found[party.commitment_id] = (*found.get(party.commitment_id, ()), party.body)
    return found
