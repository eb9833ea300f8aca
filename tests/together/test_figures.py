"""The figures: that what they export fits the tables as they are."""

from bench.exports import bare, filled, whole


def test_the_figures_rows_fit_the_table_and_both_exports_tell_them_all() -> None:
    with filled(3) as engine:
        told = b"".join(whole(engine)).splitlines()
        least = b"".join(bare(engine)).splitlines()
    assert len(told) == len(least) + 1 == 4
    assert b"W-000000" in told[1]
    assert b"W-000000" in least[0]
