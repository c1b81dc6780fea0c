"""The forms of the page "Site settings", one a section. What a value may be is a rule of `site_values`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from wtforms import (
    BooleanField,
    ColorField,
    FileField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)

from courseware.joining.mail_domains import show_domain
from courseware.joining.registration import Registration
from courseware.locales import languages
from courseware.records.site_settings import SiteSettings
from courseware.site_values import fit
from courseware.web.choices import choices
from courseware.web.forms import BaseForm
from courseware.web.language import gettext as _
from courseware.web.language import say
from courseware.words import Unfit

OUR_ACCENT = "#b5490f"
"""What the color field shows while a site has no color of its own: that of 10-tokens.css."""


class SectionForm(BaseForm):
    """The settings of one section; its fields are named as they are stored."""

    names: ClassVar[tuple[str, ...]] = ()

    def prepare(self, posted: Mapping[str, str]) -> None:
        """Fill the choices, and take over what the page said of itself."""

    def typed(self) -> dict[str, str]:
        """Return the values as they were typed; a field that was not sent is empty."""
        return {name: self._fields[name].data or "" for name in self.names}

    def read(self) -> dict[str, str]:
        """Return the values as they are stored; what cannot be becomes an error of its field."""
        values = {}
        for name, text in self.typed().items():
            try:
                values[name] = fit(name, text, languages=languages())
            except Unfit as refusal:
                self.refuse(name, refusal)
        return values

    def refuse(self, name: str, refusal: Unfit) -> None:
        """Write the words of a refusal at a field."""
        field = self._fields[name]
        field.errors = [*field.errors, say(refusal.reason)]


class NameForm(SectionForm):
    """The site's name."""

    names = ("name",)
    name = StringField(_("Name of the site"))


class AccentForm(SectionForm):
    """The site's color: typed, or picked in the field beside it."""

    names = ("accent",)
    accent = StringField(_("Color"))
    picked = ColorField(_("Or pick it"))

    def typed(self) -> dict[str, str]:
        """Return the color that was changed: the picker can never be empty, so only a move of it counts."""
        typed, picked = self.accent.data or "", (self.picked.data or "").lower()
        return {"accent": self.instead or (picked if picked != self.shown else typed)}

    shown = instead = ""
    """What the picker showed when the page was made; the color that was offered and taken."""

    def prepare(self, posted: Mapping[str, str]) -> None:
        """Take over what the page said of itself; a picker that was not sent has not moved."""
        self.instead = posted.get("instead", "")
        self.shown = posted.get("shown", "").lower() if "picked" in posted else ""


class DefaultsForm(SectionForm):
    """What people get who are added without a choice of their own."""

    names = ("time_zone", "language")
    time_zone = StringField(_("Time zone"))
    language = SelectField(_("Language"), validate_choice=False)

    def prepare(self, posted: Mapping[str, str]) -> None:  # noqa: ARG002 - for those that need it
        """Fill the choices."""
        self.language.choices = choices((one, one) for one in languages())

    def typed(self) -> dict[str, str]:
        """Return the values; where there is one language only, the page does not ask for it."""
        only = languages()[0] if len(languages()) == 1 else None
        return super().typed() | ({"language": only} if only else {})


def registration_words() -> list[tuple[str, str]]:
    """Return each way of registration with what it means."""
    return [
        (Registration.INVITE, _("By invitation only. Nobody gets in whom staff have not added.")),
        (Registration.CODE, _("With a join code. Whoever holds a code that staff have made can "
                              "make an account; keep codes out of public places.")),
        (Registration.DOMAIN, _("With an address at our mail domains. Whoever can read mail at one "
                                "of the domains below can make an account, former colleagues with "
                                "a working mailbox too.")),
        (Registration.OPEN, _("Open. Everybody who finds this site can make an account, strangers "
                              "too. They see nobody's records but their own.")),
    ]  # fmt: skip


class RegistrationForm(SectionForm):
    """Who may make an account."""

    names = ("registration", "mail_domains")
    registration = RadioField(_("Who can make an account"), validate_choice=False)
    mail_domains = TextAreaField(_("Mail domains"))

    def prepare(self, posted: Mapping[str, str]) -> None:  # noqa: ARG002 - for those that need it
        """Fill the choices."""
        self.registration.choices = choices(registration_words())


class RetentionForm(SectionForm):
    """How long records of people who left are kept."""

    names = ("keep_years",)
    keep_years = StringField(_("Years"))


class LogoForm(BaseForm):
    """A picture, and how it stands in the header."""

    logo = FileField(_("Picture"))
    says_name = BooleanField(_("The name can be read in the picture: do not write it beside it"))
    on_plate = BooleanField(_("Put the picture on a white plate on dark pages"))


FORMS: dict[str, type[SectionForm]] = {
    "name": NameForm,
    "accent": AccentForm,
    "defaults": DefaultsForm,
    "registration": RegistrationForm,
    "retention": RetentionForm,
}
LOGO = ("logo", "logo_size", "logo_says_name", "logo_on_plate")


def values_of(section: str, settings: SiteSettings) -> dict[str, object]:
    """Return what the fields of a section hold when it is opened."""
    values: dict[str, dict[str, object]] = {
        "name": {"name": settings.name},
        "accent": {"accent": settings.accent, "picked": settings.accent or OUR_ACCENT},
        "defaults": {"time_zone": settings.time_zone, "language": settings.language},
        "registration": {
            "registration": settings.registration.value,
            "mail_domains": "\n".join(map(show_domain, settings.mail_domains)),
        },
        "retention": {"keep_years": str(settings.keep_years)},
        "logo": {"says_name": settings.logo_says_name, "on_plate": settings.logo_on_plate},
    }
    return values[section]


def filled(settings: SiteSettings) -> dict[str, BaseForm]:
    """Return the form of each section with what is stored now."""
    forms: dict[str, BaseForm] = {"logo": LogoForm(data=values_of("logo", settings))}
    for section, kind in FORMS.items():
        form = kind(data=values_of(section, settings))
        form.prepare({})
        forms[section] = form
    return forms
