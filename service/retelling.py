"""The sample letters, told in the words of another sample office: its name, posts and people."""

import re
from collections.abc import Mapping

from doc_templates.values import Pegawai
from service import setup

TOLD_ABOUT = "contoh-babakancikao"  # the office that the sample values of each kind speak of
HEAD = "Kepala "  # of a unit: what follows in the post is the unit's name


def words_for(slug: str) -> dict[str, str]:
    """Give what is to be said instead in the letters of a sample office: its words and people.

    People stand for each other by their place in the list; whoever has no counterpart stays.
    """
    if slug == TOLD_ABOUT:
        return {}
    told, here = setup.sample_data(TOLD_ABOUT), setup.sample_data(slug)
    pairs = list(zip(setup.people_of(told), setup.people_of(here), strict=False))
    words: dict[str, str] = {}
    for old, new in pairs:
        words |= _unit(old.pegawai, new.pegawai)
    words |= here.get("kata", {})
    for old, new in pairs:
        words |= _person(old.pegawai, new.pegawai)
    return words


def retell(value: object, words: Mapping[str, str]) -> object:
    """Say the same with these words, in texts, lists and tables; the longest words first."""
    if isinstance(value, str):
        if not words:
            return value
        longest = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
        return re.sub(rf"(?<!\w)(?:{longest})(?!\w)", lambda found: words[found[0]], value)
    if isinstance(value, list):
        return [retell(one, words) for one in value]
    if isinstance(value, dict):
        return {key: retell(one, words) for key, one in value.items()}
    return value


def _unit(old: Pegawai, new: Pegawai) -> dict[str, str]:
    """Let the unit that somebody heads stand for the unit of the counterpart."""
    posts = (old.jabatan, new.jabatan)
    heads = all(post.startswith(HEAD) for post in posts)
    return {posts[0].removeprefix(HEAD): posts[1].removeprefix(HEAD)} if heads else {}


def _person(old: Pegawai, new: Pegawai) -> dict[str, str]:
    names = ("nama_lengkap", "nama", "nip", "jabatan")
    return {str(getattr(old, name)): str(getattr(new, name)) for name in names}
