"""Words that should say how long something takes."""

from sopflow.model.quantity import Duration, parse_duration
from sopflow.resolve.report import Report
from sopflow.richtext import Text, plain


def read_duration(text: Text, report: Report) -> Duration | None:
    """The duration that a text says; reports figures that contradict themselves, and words that measure nothing."""
    words = plain(text)
    duration, fault = parse_duration(words)
    span = text[0].span
    if fault:
        report.error("waktu-terbilang", fault[0].upper() + fault[1:], span, "samakan angka dan tulisannya")
    elif duration is None and words.strip() not in ("-", "–"):
        message = f"Waktu «{words}» tidak dikenali sebagai angka dan satuan"
        report.warning("waktu-tak-terbaca", message, span, "misalnya: 15 menit, 1-3 hari")
    return duration
