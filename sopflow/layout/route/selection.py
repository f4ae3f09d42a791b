"""One way for every edge: in, a `Page`; out, the chosen candidates and whether no better choice exists among all candidates.

Edges whose best ways do not disturb each other need no search. Those that do are joined into clusters, each solved as if alone
(`clusters.py`); clusters whose solutions disturb each other are joined and solved again. What remains apart in the end costs the sum of
its parts, which is a lower bound: the choice is then proven. Clusters that would grow too large stay apart and are repaired greedily,
without proof. Around the troubles that are left a few edges are chosen anew together (`windows.py`).
"""

from sopflow.layout.route.candidates import BEND, CROSSING, LENGTH, Candidate
from sopflow.layout.route.choice import Choice
from sopflow.layout.route.clusters import Budget, Cluster, cheapest
from sopflow.layout.route.memory import Memory
from sopflow.layout.route.page import Page
from sopflow.layout.route.pairs import meet, shared_runs, together

LARGEST = 60
"""Edges in a cluster."""
POLISH, POLISH_PER_EDGE = 8_000, 10
"""Work for the last improvement, in candidates looked at."""
REPAIR, REPAIR_PER_EDGE = 50_000, 50
"""Work for the repair of clusters that would be too large, in neighbours looked at."""
CROWD = 400
"""Neighbours of an edge, above which only ways that cost less than PLAIN above its cheapest are tried."""
PLAIN = 5 * BEND // 2
PASSES = 6
"""Rounds of repair."""

MANY = 2_500
"""On pages of more edges, the candidates of solved clusters are let go of: they would fill the memory."""

SOLVED = Memory()


def select(page: Page, saving: int = 1) -> tuple[list[Candidate], bool]:
    """One candidate for every edge, and whether the choice is proven; `saving`: by how much less work than ordinary."""
    choice = Choice(page)
    edges = range(len(page.edges))
    clusters = {edge: Cluster((edge,), choice.ways[edge].cost, choice.ways[edge].cost) for edge in edges}
    budget = Budget(len(page.edges), saving)
    refused: set[tuple[int, int]] = set()
    waiting: list[int] = list(edges)
    while waiting:
        pairs, waiting = _join(choice, clusters, waiting, refused)
        for parts in pairs:
            cluster, ways = SOLVED.solve([choice.options[e] for part in parts for e in part.edges], parts, choice.ways, budget)
            for edge in cluster.edges:
                clusters[edge] = cluster
                if ways[edge] is not choice.ways[edge]:
                    choice.put(ways[edge])
                waiting.append(edge)
            if len(edges) > MANY:
                for edge in cluster.edges:
                    choice.options[edge].forget(choice.ways[edge])
        waiting = sorted(set(waiting))
    proven = not refused and all(cluster.proven for cluster in clusters.values())
    if refused:
        repair(choice, sorted({edge for pair in refused for edge in pair}), REPAIR + REPAIR_PER_EDGE * len(page.edges))
    # of a long chart, a bend in a hundred would take a quarter of the time
    loose = sorted({cluster.edges for cluster in clusters.values() if not cluster.proven}) if saving == 1 else []
    if refused or loose or any(cluster.cost >= CROSSING for cluster in clusters.values()):
        from sopflow.layout.route.windows import polish  # few pages need it

        polish(choice, loose, POLISH // saving + POLISH_PER_EDGE * len(page.edges))
    join_trunks(choice)
    for way in choice.ways:
        way.trace()
    return choice.ways, proven


def _join(
    choice: Choice, clusters: dict[int, Cluster], waiting: list[int], refused: set[tuple[int, int]]
) -> tuple[list[list[Cluster]], list[int]]:
    """Pairs of clusters whose solutions disturb each other, no cluster in two pairs, and the edges that must wait for their turn."""
    pairs: list[list[Cluster]] = []
    taken: set[int] = set()
    again: list[int] = []
    for edge in waiting:
        mine = clusters[edge]
        for other in choice.disturbed(edge):
            theirs = clusters[other]
            if mine is theirs:
                continue
            if len(mine.edges) + len(theirs.edges) > LARGEST:
                refused.add((min(edge, other), max(edge, other)))
            elif mine.edges[0] in taken or theirs.edges[0] in taken:
                again.append(edge)
            else:
                taken.update((mine.edges[0], theirs.edges[0]))
                pairs.append([mine, theirs])
    return pairs, again


def repair(choice: Choice, edges: list[int], budget: int) -> None:
    """Choose anew, one edge at a time, low ones first, as long as that makes it cheaper and the budget of neighbours to look at lasts."""
    waiting = edges
    for _ in range(PASSES):
        again: set[int] = set()
        for edge in sorted(waiting, key=lambda e: (choice.options[e].bottom - choice.options[e].top, e)):
            if budget <= 0:
                return
            way, disturbed, work = reroute(choice, edge)
            budget -= work
            if way is not choice.ways[edge]:
                choice.put(way)
                again.update(disturbed)
        waiting = list(again)
        if not waiting:
            return


def reroute(choice: Choice, edge: int) -> tuple[Candidate, list[int], int]:
    """The best way of an edge while all others stay, the edges that its old and new way disturb, and how many neighbours it has.

    Of an edge with very many neighbours only the plainer ways are tried.
    """
    options = choice.options[edge]
    old = choice.ways[edge]
    near = choice.neighbours(edge, min(options.top, old.y0), max(options.bottom, old.y1))
    best = cheapest(options, old, near, options.best().cost + PLAIN if len(near) > CROWD else 1 << 80)
    return best, [q.edge for q in near if meet(old, q) or meet(best, q)], len(near)


def join_trunks(choice: Choice) -> None:
    """Let edges of one target come in on one line where that costs nothing but taste."""
    for edge, options in enumerate(choice.options):
        mates = {mate for mate in options.page.mates[edge] if mate != edge and choice.options[mate].arrow.target == options.arrow.target}
        if not mates:
            continue
        old = choice.ways[edge]
        near = choice.neighbours(edge, options.top, options.bottom)
        beside = [way for way in near if way.edge in mates]
        if any(shared_runs(old, mate) for mate in beside):
            continue
        cost = together(old, near)
        alike = (c for c in options.below(old.cost + LENGTH) if c.cost // LENGTH == old.cost // LENGTH)
        way = next((c for c in alike if any(shared_runs(c, mate) for mate in beside) and together(c, near) <= cost), None)
        if way is not None:
            choice.put(way)
