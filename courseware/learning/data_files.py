"""The data of a question's table as a CSV file, for a spreadsheet; its learner alone gets it."""

from __future__ import annotations

from flask import Response, abort, make_response, url_for

from courseware.learning.place import blueprint
from courseware.learning.views import slot_of
from courseware.permissions import Permission
from courseware.quizzes.exhibits import data_rows
from courseware.records.sheets import read_sheet
from courseware.tables.csv_text import csv_chunks, file_name
from courseware.web.database import read, site
from courseware.web.guards import me, requires


def data_address(attempt_id: int, no: int) -> str:
    """Return where the data of a slot can be had."""
    return url_for("learning.attempt_data", attempt_id=attempt_id, no=no)


@blueprint.get("/attempts/<int:attempt_id>/data/<int:no>.csv")
@requires(Permission.LEARN)
def attempt_data(attempt_id: int, no: int) -> Response:
    """Send the columns of the table that the question shows, and nothing else of its values."""
    sheet = read_sheet(read(), me().id, attempt_id)
    row = next((one for one in sheet.rows if one.no == no), None) if sheet else None
    if sheet is None or row is None:
        abort(404)
    variant = slot_of(site().shelves.version(read(), sheet.attempt.version_id), row).variant
    if not variant.columns:
        abort(404)
    response = make_response(b"".join(csv_chunks(data_rows(variant.columns, variant.values))))
    name = file_name("data", str(attempt_id), str(no))
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
