from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "enlace.ui"
    label = "ui"
