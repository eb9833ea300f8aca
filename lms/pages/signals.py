"""What a host application may listen to; sent after the record of it is kept."""

from blinker import Namespace

_signals = Namespace()

course_completed = _signals.signal("course-completed", doc="A worker completed a course.")
certificate_issued = _signals.signal("certificate-issued", doc="A certificate was issued.")
standing_lapsed = _signals.signal("standing-lapsed", doc="A worker is no longer covered.")
