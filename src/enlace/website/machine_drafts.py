from wagtail_localize.machine_translators.base import BaseMachineTranslator


class ApertiumTranslator(BaseMachineTranslator):
    display_name = "Apertium"
