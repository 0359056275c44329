"""service/web/wewenang: the matrix on screen is the matrix that is enforced."""

import re

import pytest

from service.accounts.permissions import RIGHTS, ROLES, Peran
from service.workbench import Workbench
from tests.support_web import signed_in


@pytest.mark.parametrize("peran", [Peran.STAF, Peran.INSPEKTORAT, Peran.KABUPATEN])
def test_the_guide_prints_the_real_matrix(bench: Workbench, peran: Peran) -> None:
    """Every right in a row, every role in a column, a mark where it may; open to every role."""
    person = signed_in(bench, peran)
    assert "/siapa-boleh-apa" in person.get("/panduan").text
    page = person.get("/siapa-boleh-apa").text
    table = page[page.index("<tbody>") : page.index("</tbody>")]
    rows = [row.partition("</th>") for row in table.split('<th scope="row">')[1:]]
    printed = {said: re.findall(r">(boleh|tidak)<", cells) for said, _, cells in rows}
    assert printed == {
        said: ["boleh" if izin in role.izin else "tidak" for role in ROLES.values()]
        for izin, said in RIGHTS.items()
    }
