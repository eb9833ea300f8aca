"""The first rule that fits decides, and no more is asked than the answers so far leave open."""

from dataclasses import dataclass, field

from lms.decisions.model import UNSURE, Given, Model, Question, Rule, Verdict


@dataclass(frozen=True)
class Decision:
    """What the answers so far come to.

    While `asks` is a question, nothing is decided yet. `unsure` are the questions on which it
    turned out to depend, and which nobody could answer: then somebody must be asked.
    """

    rule: Rule
    asks: Question | None = None
    unsure: tuple[Question, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """What it comes to; to ask, where it depends on what is not known."""
        return Verdict.ASK if self.unsure else self.rule.verdict


@dataclass
class _Tree:
    """The model as a diagram in which a question stands only where something hangs on it.

    Rules are bits of a number, the first being the lowest, so that the first rule that fits is
    the lowest bit. Equal branches are the same node, so a question whose branches are all one
    node does not matter and has none of its own.
    """

    model: Model
    given: Given
    settled: list[int] = field(default_factory=list)
    grown: dict[tuple[int, int], int] = field(default_factory=dict)
    nodes: dict[tuple[int, ...], int] = field(default_factory=dict)
    ends: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        rules = self.model.every_rule
        names = [question.id for question in self.model.questions]
        for depth in range(len(names) + 1):
            later = set(names[depth:])
            open_to_all = (at for at, rule in enumerate(rules) if not later & set(rule.when))
            self.settled.append(sum(1 << at for at in open_to_all))
        self.grow((1 << len(rules)) - 1, 0)

    def grow(self, alive: int, depth: int) -> int:
        """Return the node for the rules that may still fit when so many questions are answered.

        Ends are -1 for the first rule, -2 for the second, and so on.
        """
        sure = alive & self.settled[depth]
        alive &= ((sure & -sure) << 1) - 1  # what comes after a rule that fits never decides
        if alive == sure & -sure:
            end = -alive.bit_length()
            self.ends.add(end)
            return end
        if (alive, depth) not in self.grown:
            self.grown[alive, depth] = self._split(alive, depth)
        return self.grown[alive, depth]

    def _split(self, alive: int, depth: int) -> int:
        question = self.model.questions[depth]
        given = self.given.get(question.id, UNSURE)
        answers = [one.id for one in question.answers] if given == UNSURE else [given]
        branches = [self.grow(alive & self._fitting(question, one), depth + 1) for one in answers]
        if len(set(branches)) == 1:
            return branches[0]
        return self.nodes.setdefault((depth, *branches), len(self.nodes))

    def _fitting(self, question: Question, answer: str) -> int:
        return sum(
            1 << at
            for at, rule in enumerate(self.model.every_rule)
            if answer in rule.when.get(question.id, {answer})
        )

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that decide for some answers to what is still open."""
        return tuple(self.model.every_rule[-end - 1] for end in sorted(self.ends, reverse=True))

    @property
    def open(self) -> tuple[Question, ...]:
        """The questions on which the decision still depends."""
        return tuple(
            self.model.questions[depth] for depth in sorted({key[0] for key in self.nodes})
        )


def decide(model: Model, given: Given) -> Decision:
    """Decide by the answers given, or say what to ask next.

    A question is asked only while the decision depends on it. What somebody is not sure of is
    left open: if every way leads to the same rule it decides, and if not, nobody guesses.
    """
    answered = known(model, given)
    tree = _Tree(model, answered)
    waiting = [question for question in tree.open if question.id not in answered]
    if waiting:
        return Decision(model.otherwise, asks=waiting[0])
    if tree.open:
        return Decision(model.otherwise, unsure=tree.open)
    return Decision(tree.rules[0])


def verdicts(model: Model, given: Given) -> frozenset[Verdict]:
    """Return every verdict to which the answers may lead; one, if the rest does not matter."""
    return frozenset(rule.verdict for rule in _Tree(model, known(model, given)).rules)


def unreachable(model: Model) -> tuple[Rule, ...]:
    """Return the rules that decide for no answers at all, because earlier ones take them all."""
    deciding = {rule.id for rule in _Tree(model, {}).rules}
    return tuple(rule for rule in model.rules if rule.id not in deciding)


def known(model: Model, given: Given) -> dict[str, str]:
    """Return the answers that the model knows; others are left out, as if never given."""
    return {
        question.id: given[question.id]
        for question in model.questions
        if given.get(question.id) in {UNSURE, *(one.id for one in question.answers)}
    }
