"""The order in which mail goes out: what to try, how often, and what becomes of each parcel.

In: parcels, an open ledger and an account. Out: an outcome for every parcel. One reader's failure never stops the
others; a fault of the server itself stops the run, and everyone it did not reach is still named.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime

from briefing.delivery.config import Account, Sender
from briefing.delivery.ledger import OPEN, Ledger
from briefing.delivery.message import build
from briefing.delivery.parcel import Outcome, Parcel, State
from briefing.delivery.signing import Sign, unsigned
from briefing.delivery.smtp import Answer, Lost, Session, session
from briefing.diagnostics import Diagnostic, Failure


@dataclass(frozen=True, slots=True)
class Clock:
    """What time it is, in UTC, and how to let some pass."""

    now: Callable[[], datetime]
    pause: Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Terms:
    """What was asked of a run: at most `limit` messages, none after `not_after`, those in doubt again or not."""

    limit: int | None = None
    not_after: datetime | None = None
    resend_in_doubt: bool = False


def send(
    parcels: Sequence[Parcel],
    ledger: Ledger,
    sender: Sender,
    account: Account,
    clock: Clock,
    terms: Terms,
    sign: Sign = unsigned,
) -> Iterator[Outcome]:
    """Send what is open, and tell of every parcel what became of it.

    Raises Failure (status 4), after the last outcome, where the server could not be used.
    """
    ledger.settle(clock.now())
    ledger.plan((parcel.delivery for parcel in parcels), clock.now())
    with ExitStack() as stack:
        run = _Run(ledger, sender, account, clock, terms, sign, stack)
        for parcel in parcels:
            yield run.outcome(parcel)
        if run.fault:
            raise Failure(run.fault, status=4)


@dataclass(slots=True)
class _Run:
    """One run: the session while it lasts, how many messages were tried, and the fault that stopped it."""

    ledger: Ledger
    sender: Sender
    account: Account
    clock: Clock
    terms: Terms
    sign: Sign
    stack: ExitStack
    session: Session | None = None
    tried: int = 0
    fault: tuple[Diagnostic, ...] = field(default=())

    def outcome(self, parcel: Parcel) -> Outcome:
        """What becomes of one parcel."""
        entry = self.ledger.entry(parcel.delivery)
        assert entry is not None
        again = entry.state is State.IN_DOUBT and self.terms.resend_in_doubt
        if entry.state not in OPEN and not again:
            return Outcome(parcel, entry.state, entry.why, now=False)
        held = self._held_back()
        if held:
            return Outcome(parcel, entry.state, held, now=False)
        try:
            return self._attempt(parcel, doubtful=again)
        except Failure as failure:
            self.fault = failure.diagnostics
            return Outcome(parcel, entry.state, failure.diagnostics[0].message, now=False)

    def _held_back(self) -> str | None:
        """Why nothing more is tried, if so."""
        if self.fault:
            return "the run was stopped before"
        if self.terms.limit is not None and self.tried >= self.terms.limit:
            return f"over the limit of {self.terms.limit} for one run"
        if self.terms.not_after and self.clock.now() > self.terms.not_after:
            return f"not to be sent after {self.terms.not_after:%Y-%m-%d %H:%M} UTC"
        return None

    def _attempt(self, parcel: Parcel, *, doubtful: bool) -> Outcome:
        """Try until the server answers, at most as often as the settings say."""
        self.tried += 1
        answer = self._tries(parcel, doubtful=doubtful)
        if doubtful and answer.state is not State.ACCEPTED:
            answer = Answer(State.IN_DOUBT, answer.why)  # the first copy may still have arrived
        self.ledger.close(parcel.delivery, answer.state, answer.why, self.clock.now())
        return Outcome(parcel, answer.state, answer.why, now=True)

    def _tries(self, parcel: Parcel, *, doubtful: bool) -> Answer:
        for attempt in range(self.sender.mailing.attempts):
            if attempt:
                self.clock.pause(self.sender.mailing.backoff_seconds * 2 ** (attempt - 1))
            connected = False
            try:
                self.session, connected = self._connected(), True
                return self._hand_over(self.session, parcel, doubtful=doubtful)
            except Lost as lost:
                self._hang_up()
                why = str(lost)
        if not connected:
            raise self._unreachable(why)
        return Answer(State.DEFERRED, why)

    def _hand_over(self, session: Session, parcel: Parcel, *, doubtful: bool) -> Answer:
        delivery, now = parcel.delivery, self.clock.now()
        message = self.sign(build(parcel, self.sender, now, session.max_bytes))

        def commit() -> None:
            self.ledger.commit(delivery, self.clock.now(), doubtful=doubtful)

        return session.deliver(self.sender.address.mailbox, parcel.to.mailbox, message, commit)

    def _connected(self) -> Session:
        if self.session and self.session.alive:
            return self.session
        self._hang_up()
        return self.stack.enter_context(session(self.account))

    def _hang_up(self) -> None:
        self.session = None
        self.stack.close()

    def _unreachable(self, why: str) -> Failure:
        where = f"{self.account.host}:{self.account.port}"
        advice = "check `server` in `delivery.yaml`, and that this machine may reach it"
        return Failure(
            [Diagnostic("mail-unreachable", f"the mail server `{where}` cannot be reached: {why}", help=advice)],
            status=4,
        )
