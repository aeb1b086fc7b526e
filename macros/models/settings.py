"""The site's settings: what the programs take for granted of mkdocs.yml. MkDocs itself looks at the rest."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, ConfigDict, Field

from macros.models.base import Https, Model, Text


def _folder(value: str) -> str:
    if not value.endswith("/"):
        raise ValueError(f'"{value}" must end with a slash; write {value}/')
    return value


def _edits(value: str) -> str:
    if "/edit/" not in value:
        raise ValueError(f'"{value}" opens no editor; write it as https://github.com/NAME/REPOSITORY/edit/main/docs/')
    return value


class Part(Model):
    """A part of the settings; what else stands there is left to MkDocs."""

    model_config = ConfigDict(extra="ignore")


class Theme(Part):
    """The look: templates of this project over those of Material."""

    name: Literal["material"]
    custom_dir: Literal["theme"]
    language: Literal["en"]
    favicon: Text


class MacrosPlugin(Part):
    """How the plugin "macros" reads chapters."""

    module_name: Literal["macros"]
    on_undefined: Literal["strict"]
    on_error_fail: Literal[False]
    j2_comment_start_string: Literal["{##"]
    j2_comment_end_string: Literal["##}"]


class Settings(Part):
    """The top of mkdocs.yml."""

    site_name: Text
    site_description: Text
    site_author: Text
    site_url: Annotated[Https, AfterValidator(_folder)]
    edit_uri: Annotated[Https, AfterValidator(_edits), AfterValidator(_folder)]
    nav: list[Any] = Field(min_length=1)
    theme: Theme
    extra: dict[str, Any]
    extra_css: list[Text] = Field(min_length=1)
    extra_javascript: list[Any] = Field(min_length=1)
    markdown_extensions: list[Any] = Field(min_length=1)
    plugins: list[Any] = Field(min_length=1)
    strict: Literal[True]
