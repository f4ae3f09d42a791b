"""Which lanes a table has and which of them a word means."""

from sopflow.model.book import Lane
from sopflow.resolve.report import Report, fold
from sopflow.syntax.ast import LaneRef, LanesNode
from sopflow.syntax.inline import plain_words, unquoted


class LaneTable:
    """The lanes of one chart, found by alias or full name.

    `declared`: names that are not in the list are mistakes; otherwise they are added in the order of first use.
    """

    def __init__(self, node: LanesNode | None, report: Report) -> None:
        self.declared = node is not None
        self.lanes: list[Lane] = []
        self.used: set[int] = set()
        self._index: dict[str, int] = {}
        self._report = report
        for lane in node.lanes if node else ():
            alias = lane.alias or lane.name
            words = lane.name.text
            if fold(words) in self._index or fold(alias.text) in self._index:
                report.error(
                    "pelaksana-ganda", f"Pelaksana «{words}» sudah ada dalam daftar", alias.span, "hapus salah satu, atau beri nama lain"
                )
                continue
            self._add(Lane(lane_id(alias.text), words, lane.group, lane.name.span), alias.text)

    def _add(self, lane: Lane, alias: str = "") -> int:
        index = len(self.lanes)
        taken = {each.id for each in self.lanes}
        unique, n = lane.id, 2
        while unique in taken:
            unique, n = f"{lane.id}-{n}", n + 1
        self.lanes.append(lane._replace(id=unique))
        self._index[fold(lane.name)] = index
        if alias:
            self._index[fold(alias)] = index
        return index

    def find(self, ref: LaneRef) -> int | None:
        """The lane's index; reports a name that is not in a declared list."""
        index = self._index.get(fold(ref.name))
        if index is None:
            if self.declared:
                self._report.error(
                    "pelaksana-tidak-dikenal",
                    f"Pelaksana «{ref.name}» tidak ada dalam daftar pelaksana",
                    ref.span,
                    self._several(ref.name)
                    or self._report.meant(
                        ref.name, self.names(), "tambahkan di bawah «pelaksana:», atau pakai salah satu: " + self.listing()
                    ),
                )
                return None
            index = self._add(Lane(lane_id(ref.name), " ".join(ref.name.split()), "", ref.span))
        self.used.add(index)
        return index

    def _several(self, words: str) -> str:
        """The hint for words that are the names of several lanes; "" for others."""
        from sopflow.model.names import taken_apart

        for apart in taken_apart(words):
            if all(fold(part) in self._index for part in apart.parts):
                together, in_turn = (f" {sign} ".join(f"@{part}" for part in apart.parts) for sign in ("&", "->"))
                return f"tulis «{together}» bila bersamaan, «{in_turn}» bila berurutan"
        return ""

    def split(self, words: str) -> tuple[int | None, str]:
        """The lane that `words`, as typed, begin with (the longest such name), and what the words after it say."""
        parts = words.split()
        longest = max((len(name.split()) for name in self._index), default=0)
        for count in range(min(len(parts), longest), 0, -1):
            index = self._index.get(fold(plain_words(" ".join(parts[:count]))))
            if index is not None:
                return index, plain_words(unquoted(" ".join(parts[count:])))
        return None, words

    def names(self) -> list[str]:
        """Every alias and name that can be written after `@`."""
        return [each.name for each in self.lanes] + [each.id for each in self.lanes]

    def listing(self) -> str:
        """The lanes for a message, shortened when there are many."""
        names = [f"«{each.name}»" for each in self.lanes]
        return ", ".join(names[:6]) + (", …" if len(names) > 6 else "")


def lane_id(name: str) -> str:
    """A name as an identifier: lower-case letters and digits, the rest hyphens."""
    kept = "".join(char if char.isalnum() and char.isascii() else "-" for char in name.casefold())
    return "-".join(part for part in kept.split("-") if part) or "lane"
