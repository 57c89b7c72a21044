"""Made-up votes of voters who belong to groups."""

import numpy as np

from enlace.consultations.common_ground.agreement_of_groups import adjusted_rand_index
from enlace.consultations.common_ground.analysis import analyse
from enlace.consultations.common_ground.votes import Votes


def planted(sizes, seed, *, statements=30, follows=0.9, seen=1.0, passes=0.07):
    """Each group has a leaning for or against each statement, which its members follow with the chance `follows`.

    Gives the votes, voters in mixed order, and the group of each. `follows` may be a pair: then each voter has a chance
    of their own between the two.
    """
    random = np.random.default_rng(seed)
    groups = random.permutation(np.repeat(np.arange(len(sizes)), sizes))
    leaning = random.choice([-1, 1], (len(sizes), statements))[groups]
    if isinstance(follows, tuple):
        follows = random.uniform(*follows, (len(groups), 1))
    votes = np.where(random.random(leaning.shape) < follows, leaning, -leaning)
    return cast(votes, random, seen, passes), groups


def of_one_mind(voters, seed, *, readiness=0.0, statements=30, seen=1.0):
    """Voters of one opinion who differ only in how readily they agree with anything."""
    random = np.random.default_rng(seed)
    opinion = random.normal(0, 0.7, (1, statements)) + readiness * random.normal(0, 1, (voters, 1))
    return cast(np.where(opinion + random.normal(0, 1, (voters, statements)) > 0, 1, -1), random, seen, 0.07)


def cast(table, random, seen, passes):
    table = np.where(random.random(table.shape) < passes, 0, table)
    voter, statement = np.nonzero(random.random(table.shape) < seen)
    voters, statements = map(list, map(range, table.shape))
    return Votes.of_arrays(voters, statements, voter, statement, table[voter, statement])


def found_in(votes, groups, **options):
    """How many groups are found, and how far they agree with those planted."""
    ground = analyse(votes, **options)
    counted = list(ground.memberships)
    agreement = adjusted_rand_index([ground.memberships[one] for one in counted], [groups[one] for one in counted])
    return len(ground.groups), agreement
