"""What the policy of gifts compares with: read at the moment of the comparison, and forgotten with it."""

from enlace.core.clock import today
from enlace.core.languages import language_codes
from enlace.core.plain import plain
from enlace.giving.entry.policy import Facts, domain_of, government_domains, is_of_an_employer
from enlace.giving.models import Policy
from enlace.network.models import Mandate, Organisation, Sector, State
from enlace.network.states import state_name


def policy_facts() -> Facts:
    """Of today. Without a row of the policy, governments are refused."""
    policy = Policy.objects.first() or Policy()
    named = frozenset(domain_of(line) for line in policy.domains.splitlines() if line.strip())
    if not policy.refuse_governments:
        return Facts(domains=named)
    members = dict(State.objects.members().values_list("pk", "code"))
    return Facts(
        domains=named | government_domains(members.values()) | _domains_of_mandates(list(members)),
        institutions=_institutions(list(members)),
        states=frozenset(plain(state_name(code, one)) for code in members.values() for one in language_codes()),
    )


def _domains_of_mandates(states: list[int]) -> frozenset[str]:
    """Of the addresses of people who hold a mandate of a state today."""
    held = Mandate.objects.on(today()).of_states().filter(state__in=states).exclude(person__email="")
    domains = {domain_of(email) for email in held.values_list("person__email", flat=True)}
    return frozenset(domain for domain in domains if is_of_an_employer(domain))


def _institutions(states: list[int]) -> frozenset[str]:
    names = Organisation.objects.filter(sector=Sector.INSTITUTION, state__in=states).values_list("name", flat=True)
    return frozenset(plain(text) for texts in names for text in texts.values() if text.strip())
