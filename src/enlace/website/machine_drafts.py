"""The engine of core.draft_translation behind the translator interface of the CMS's translations."""

from collections.abc import Iterable

from wagtail.models import Locale
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.strings import StringValue

from enlace.core.draft_translation import available_pairs, draft_translations


class ApertiumTranslator(BaseMachineTranslator):
    display_name = "Apertium"

    def can_translate(self, source_locale: Locale, target_locale: Locale) -> bool:
        return (source_locale.language_code, target_locale.language_code) in available_pairs()

    def translate(
        self, source_locale: Locale, target_locale: Locale, strings: Iterable[StringValue]
    ) -> dict[StringValue, StringValue]:
        values = list(strings)
        drafts = draft_translations(
            [value.get_translatable_html() for value in values],
            source_locale.language_code,
            target_locale.language_code,
            html=True,
        )
        return {value: StringValue(draft) for value, draft in zip(values, drafts, strict=True)}
