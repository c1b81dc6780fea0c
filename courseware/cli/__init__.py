"""The commands for whoever runs a site: one file a noun, each a thin layer over operations."""

from __future__ import annotations

from importlib import import_module

import click
from flask import Flask
from flask.cli import AppGroup

NOUNS = (
    "content",
    "credentials",
    "demo",
    "jobs",
    "people",
    "records",
    "serve",
    "settings",
    "teams",
)


class Commands(AppGroup):
    """The commands of the application, each loaded when it is asked for.

    Web workers have this group too and never use it: the reader of modules, the maker of PDFs and
    the migrations, which some commands need, must not cost memory there.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted({"db", *NOUNS, *super().list_commands(ctx)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by name."""
        if cmd_name == "db":
            migrations: click.Group = import_module("flask_migrate.cli").db
            return migrations
        if cmd_name not in NOUNS:
            return super().get_command(ctx, cmd_name)
        command: click.Command = import_module(f"{__name__}.{cmd_name}").command
        return command


def init_app(app: Flask) -> None:
    """Give the application its commands: `flask content …`, `flask people …` and so on."""
    ours = Commands(app.name, commands=app.cli.commands)
    app.cli = ours
