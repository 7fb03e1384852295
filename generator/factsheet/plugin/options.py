"""What `mkdocs.yml` can set under `plugins: - factsheet:`."""

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from mkdocs.config import config_options
from mkdocs.config.base import BaseConfigOption, Config, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from factsheet.content_policy import EXTENSIBLE, NOTHING_ELSE, Sources
from factsheet.fields import EVERY_LANGUAGE, parse_licence
from factsheet.languages import Language, language
from factsheet.problems import MalformedError, Place, Severity, did_you_mean, quoted
from factsheet.strictness import OFF, parse_severity

THEME = "material"
# A host, a scheme, a keyword or a hash of a policy; nothing that ends a directive.
SOURCE = re.compile(r"[^\s;,\"<>&]+")


class Languages(BaseConfigOption[list[str]]):
    """A list of language codes, at least one; each has a data file."""

    def __init__(self, default: list[str]) -> None:
        """Use `default` where the option is left out."""
        super().__init__()
        self.default = default

    def run_validation(self, value: object) -> list[str]:
        """Return the codes, or say what is wrong with them."""
        if not isinstance(value, list) or not value:
            message = 'expected a list of languages like "[en, zh]"'
            raise ValidationError(message)
        if len(set(map(str, value))) != len(value):
            message = "a language is named twice"
            raise ValidationError(message)
        for code in value:
            try:
                language(str(code))
            except MalformedError as error:
                raise ValidationError(error.in_a_line) from error
        return [str(code) for code in value]


class ByLanguage(BaseConfigOption[dict[str, str]]):
    """Text for every language: `{en: …, zh: …}`, or one text for all."""

    def run_validation(self, value: object) -> dict[str, str]:
        """Return texts by language; the key "" holds one that serves for all."""
        if isinstance(value, str):
            return {"": value}
        if isinstance(value, Mapping) and all(isinstance(text, str) for text in value.values()):
            return {str(code): text for code, text in value.items()}
        message = 'expected a text, or a text for every language like "{en: …, zh: …}"'
        raise ValidationError(message)


class Licence(BaseConfigOption[str]):
    """The SPDX identifier of a licence; empty where none is named."""

    default = ""

    def run_validation(self, value: object) -> str:
        """Return the identifier, or say what is wrong with it."""
        if not value:
            return ""
        try:
            return parse_licence(str(value))
        except MalformedError as error:
            raise ValidationError(error.in_a_line) from error


class Cache(BaseConfigOption[Path | None]):
    """Where whole sites are kept: `true` for the user's folder, `false` for nowhere, or a folder.

    Never below `mkdocs.yml`: what comes with a repository is not to pass for a kept site.
    """

    def __init__(self) -> None:
        """Use the user's folder where the option is left out."""
        super().__init__()
        self.default = True
        self.root = Path()

    def pre_validation(self, config: Config, key_name: str) -> None:  # noqa: ARG002  # as prescribed
        """Learn where `mkdocs.yml` stands."""
        self.root = Path(config.config_file_path or "mkdocs.yml").resolve().parent

    def run_validation(self, value: object) -> Path | None:
        """Return the folder, or say what is wrong with it."""
        if value is False:
            return None
        if value is True:
            from platformdirs import user_cache_path

            return user_cache_path("factsheet", appauthor=False) / "sites"
        if not isinstance(value, str) or not value:
            message = "expected true, false or a folder"
            raise ValidationError(message)
        folder = (self.root / Path(value).expanduser()).resolve()
        if folder.is_relative_to(self.root):
            message = f"{value} is in the folder of mkdocs.yml; kept sites must stand outside it"
            raise ValidationError(message)
        return folder


class SeveritiesOfRules(BaseConfigOption[dict[str, Severity | None]]):
    """Rules with their severity: `{missing-language: off, unused-source: error}`."""

    def __init__(self) -> None:
        """Leave every rule as it is where the option is left out."""
        super().__init__()
        self.default = {}

    def run_validation(self, value: object) -> dict[str, Severity | None]:
        """Return severities by rule, or say what is wrong with them."""
        if not isinstance(value, Mapping):
            message = 'expected severities by rule like "{missing-language: off}"'
            raise ValidationError(message)
        # The YAML of mkdocs means false where `off` is written.
        levels = {str(rule): OFF if level is False else str(level) for rule, level in value.items()}
        try:
            return {rule: parse_severity(rule, level) for rule, level in levels.items()}
        except MalformedError as error:
            raise ValidationError(error.in_a_line) from error


class AllowedSources(BaseConfigOption[Sources | None]):
    """What pages may load from elsewhere: `true`, `false` for no policy, or `{img-src: "…"}`."""

    def __init__(self) -> None:
        """Allow nothing from elsewhere where the option is left out."""
        super().__init__()
        self.default = NOTHING_ELSE

    def run_validation(self, value: object) -> Sources | None:
        """Return sources by directive, None for no policy, or say what is wrong."""
        if isinstance(value, bool):
            return NOTHING_ELSE if value else None
        if not isinstance(value, Mapping):
            message = 'expected true, false, or sources by directive like "{img-src: https://…}"'
            raise ValidationError(message)
        return {str(name): self._sources(str(name), each) for name, each in value.items()}

    @staticmethod
    def _sources(name: str, value: object) -> tuple[str, ...]:
        if name not in EXTENSIBLE:
            hint = did_you_mean(name, EXTENSIBLE) or f"it can be {', '.join(sorted(EXTENSIBLE))}"
            message = f"{quoted(name)} is no directive that can be extended ({hint})"
            raise ValidationError(message)
        sources = value.split() if isinstance(value, str) else value
        if not isinstance(sources, list) or not all(
            SOURCE.fullmatch(str(each)) for each in sources
        ):
            message = f'expected sources for {name} like "https://images.example"'
            raise ValidationError(message)
        return tuple(map(str, sources))


class FactsheetOptions(Config):  # type: ignore[no-untyped-call]  # mkdocs' class is untyped
    """The options, in the order a curator meets them.

    `facts_dir`: the folder of fact files, next to `mkdocs.yml`. `languages`: the site's
    languages, the first one for readers who ask for none. `site_name`, `site_description`:
    by language; `mkdocs.yml`'s own where left out. `cards`: whether a build makes images for
    link previews. `licence`: the facts' licence, which their data files name. `severities`: how
    severe rules are on this site. `editor`: the address by which a problem shown while serving
    opens in an editor. `fast`: whether generated pages are
    made without mkdocs' Markdown and, where they share one, with the theme's frame made once.
    `csp`: what pages may load from elsewhere, by the directives of a Content-Security-Policy.
    `cache`: where whole sites are kept for a build of the same.
    `staged`: whether a build is made beside `site_dir` and put there when it is whole.
    """

    facts_dir = config_options.Dir(exists=True, default="facts")
    languages = Languages(default=["en", "zh"])
    site_name = config_options.Optional(ByLanguage())
    site_description = config_options.Optional(ByLanguage())
    cards = config_options.Type(bool, default=True)
    licence = Licence()
    severities = SeveritiesOfRules()
    fast = config_options.Type(bool, default=True)
    csp = AllowedSources()
    cache = Cache()
    staged = config_options.Type(bool, default=True)
    editor = config_options.Type(str, default="vscode://file/{path}:{line}:{column}")


def refuse_other_themes(config: MkDocsConfig) -> None:
    """End the build of a site with another theme; one without a name may build on Material."""
    if config.theme.name not in (THEME, None):
        message = (
            f'factsheet needs the theme "{THEME}"; this site has "{config.theme.name}"\n'
            "  hint: write in mkdocs.yml: theme: {name: material}"
        )
        raise PluginError(message)


def root_of_site(config: MkDocsConfig) -> Path:
    """Return the folder of `mkdocs.yml`, which messages name files from."""
    return Path(config.config_file_path or "mkdocs.yml").resolve().parent


def site_name(options: FactsheetOptions, config: MkDocsConfig, language: Language) -> str:
    """Return what the site is called in a language."""
    return _in_language(options.site_name, language) or config.site_name


def site_description(options: FactsheetOptions, config: MkDocsConfig, language: Language) -> str:
    """Return what the site is, in a language."""
    described = _in_language(options.site_description, language) or config.site_description
    return described or language.word("site_description")


def editor_address(pattern: str, root: Path, place: Place) -> str:
    """Return the address that opens an editor at a place in a file; empty without a pattern."""
    path = quote((root / place.file).resolve().as_posix())
    named = {"path": path, "line": place.line, "column": place.column}
    return re.sub(r"\{(path|line|column)\}", lambda found: str(named[found[1]]), pattern)


def _in_language(texts: Mapping[str, str] | None, language: Language) -> str | None:
    return (texts or {}).get(language.code) or (texts or {}).get(EVERY_LANGUAGE)
