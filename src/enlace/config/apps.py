from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "enlace.config"
    label = "config"
